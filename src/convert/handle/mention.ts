import { emojiNamed } from "../../facts/emoji.ts";
import { normalizeId, parseNotionUrl } from "../../model/links.ts";
import type { Mention, MentionKind } from "../../model/nodes.ts";
import type { MentionRun } from "../../model/richText.ts";
import type { Context, Mark, Piece } from "../context.ts";
import { readDate } from "../date.ts";
import { linkTarget } from "../link.ts";
import { pushText } from "../pieces.ts";

type Target = MentionRun["mention"];

/** Looks who or what is meant; null where the text stands instead, which is then reported. */
type Find = (node: Mention, context: Context) => Target | string | null;

/** People and custom emoji are looked up in a workspace; text that is converted by itself has none. */
function lookedUp(node: Mention, context: Context, found: Target): Target | null {
  if (context.self !== null) return found;
  context.report("mention-alone", { name: node.value }, node);
  return null;
}

const FIND: { readonly [K in MentionKind]: Find } = {
  date: (node, context) => {
    const range = readDate(node.value);
    if (range !== null) return { date: { ...range, time_zone: null } };
    context.report("mention-date", { text: node.value }, node);
    return null;
  },
  user: (node, context) => {
    const who = node.value;
    context.need({ kind: "user", who });
    return lookedUp(node, context, { user: { id: { kind: "user", who, otherwise: who } } });
  },
  page: (node, context) => {
    const id = normalizeId(node.value) ?? parseNotionUrl(node.value)?.page ?? null;
    if (id !== null) return { page: { id } };
    // A page is mentioned as a whole.
    const url = node.value.replace(/#.*$/, "") || "#";
    const target = linkTarget(url, node.value, node, context);
    return target === null || typeof target === "string" ? null : { page: { id: target } };
  },
  emoji: (node, context) => {
    const name = node.value.replace(/^:|:$/g, "");
    const known = emojiNamed(name);
    if (known !== null) return known;
    context.need({ kind: "emoji", name });
    const otherwise = `:${name}:`;
    return lookedUp(node, context, { custom_emoji: { id: { kind: "emoji", name, otherwise } } });
  },
};

/** A date, a person, a page or a custom emoji inside a line. */
export function mention(node: Mention, mark: Mark, context: Context, out: Piece[]): void {
  const found = FIND[node.kind](node, context);
  if (found === null || typeof found === "string") pushText(out, found ?? node.value, mark);
  else out.push({ type: "mention", mention: found, annotations: mark.annotations });
}
