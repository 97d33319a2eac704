import type { Html, Nodes, Root } from "mdast";
import { CONTINUE, visit } from "unist-util-visit";
import { MESSAGES, type MessageId } from "../facts/messages.ts";
import type { PlacedRule } from "../model/document.ts";
import { type Message, message, type Place } from "../model/message.ts";
import { nearest } from "../model/near.ts";
import { commentIn } from "./html/comments.ts";
import { placeOf } from "./place.ts";

const RULE = /^\s*mdnotion:(off|warn|error|default)(-next)?(?:\s+([\s\S]*?))?\s*$/;

const LEVELS = { off: "off", warn: "warn", error: "error", default: null } as const;

function isLevel(word: string | undefined): word is keyof typeof LEVELS {
  return word !== undefined && Object.hasOwn(LEVELS, word);
}

function isMessageId(id: string): id is MessageId {
  return Object.hasOwn(MESSAGES, id);
}

interface Found {
  readonly rule: Omit<PlacedRule, "from" | "to">;
  readonly isNext: boolean;
  readonly unknown: readonly string[];
}

/** Reads `mdnotion:off id id`; null for a comment that is no rule. */
function ruleIn(comment: string): Found | null {
  const [, word, next, list = ""] = RULE.exec(comment) ?? [];
  if (!isLevel(word)) return null;
  const ids = list.split(/[\s,]+/).filter((id) => id !== "");
  const unknown = ids.filter((id) => !isMessageId(id));
  const known = ids.length === 0 ? null : ids.filter(isMessageId);
  return { rule: { level: LEVELS[word], ids: known }, isNext: next !== undefined, unknown };
}

function suggestion(id: string): string {
  const near = nearest(id, Object.keys(MESSAGES));
  return near === null ? "Use an id that stands behind a message." : `Did you mean \`${near}\`?`;
}

/** The node after a comment; in a line of text the next one that is more than words. */
function following(parent: Nodes | undefined, index: number | undefined): Place | null {
  if (parent === undefined || index === undefined || !("children" in parent)) return null;
  const after = parent.children.slice(index + 1);
  const next = after.find(({ type }) => type !== "text") ?? after[0];
  return placeOf(next?.position);
}

/**
 * Reads the rules that comments set in a file.
 *
 * @param path - of the file, for complaints about ids that no message has
 */
export function placedRules(
  tree: Root,
  path: string,
): { readonly rules: readonly PlacedRule[]; readonly messages: readonly Message[] } {
  const rules: PlacedRule[] = [];
  const messages: Message[] = [];
  visit(tree, "html", (node: Html, index, parent) => {
    const comment = commentIn(node.value);
    const found = comment === null ? null : ruleIn(comment);
    const place = placeOf(node.position);
    if (found === null || place === null) return CONTINUE;
    for (const id of found.unknown)
      messages.push(message("rule-unknown", { id, hint: suggestion(id) }, path, place));
    const next = found.isNext ? following(parent, index) : null;
    const from = { line: place.endLine, column: place.endColumn };
    if (!found.isNext) rules.push({ ...found.rule, from, to: null });
    else if (next !== null)
      rules.push({ ...found.rule, from, to: { line: next.endLine, column: next.endColumn } });
    return CONTINUE;
  });
  return { rules, messages };
}
