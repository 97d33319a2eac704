import type { PhrasingContent, RootContent } from "mdast";
import { isPhrasing } from "../content.ts";
import type { ContentKind, Dialect } from "./dialect.ts";
import { only } from "./presets.ts";

/** A place in the text nodes of a line. */
interface Spot {
  readonly node: number;
  readonly at: number;
}

interface Span {
  /** Of the caret. */
  readonly from: Spot;
  /** Of the closing bracket. */
  readonly to: Spot;
}

/** Notes of a line, none inside another; brackets in pairs count. One pass, whatever is open. */
function spansIn(list: readonly RootContent[]): readonly Span[] {
  const spans: Span[] = [];
  const open: { readonly from: Spot; readonly isNote: boolean }[] = [];
  for (const [node, child] of list.entries()) {
    if (child.type !== "text") continue;
    for (const { 0: sign, index: at } of child.value.matchAll(/\^?\[|\]/g)) {
      if (sign !== "]") open.push({ from: { node, at }, isNote: sign === "^[" });
      else {
        const last = open.pop();
        if (last?.isNote !== true) continue;
        while (spans.length > 0 && isAfter(spans.at(-1)?.from, last.from)) spans.pop();
        spans.push({ from: last.from, to: { node, at } });
      }
    }
  }
  return spans;
}

function isAfter(one: Spot | undefined, other: Spot): boolean {
  return one !== undefined && (one.node > other.node || (one.node === other.node && one.at > other.at));
}

/** What stands between two places. */
function between(list: readonly RootContent[], from: Spot, to: Spot): RootContent[] {
  return list.slice(from.node, to.node + 1).flatMap((child, index): readonly RootContent[] => {
    if (child.type !== "text") return [child];
    const start = index === 0 ? from.at : 0;
    const end = index === to.node - from.node ? to.at : child.value.length;
    const value = child.value.slice(start, end);
    return value === "" ? [] : [{ ...child, value }];
  });
}

function notes(list: readonly RootContent[], kind: ContentKind): RootContent[] {
  const spans = kind === "phrasing" ? spansIn(list) : [];
  if (spans.length === 0) return [...list];
  const result: RootContent[] = [];
  let rest: Spot = { node: 0, at: 0 };
  for (const { from, to } of spans) {
    const inside = between(list, { ...from, at: from.at + 2 }, to);
    const children: PhrasingContent[] = inside.filter(isPhrasing);
    const next = { ...to, at: to.at + 1 };
    if (children.length === 0) continue;
    const position = list[from.node]?.position;
    result.push(...between(list, rest, from), {
      type: "inlineNote",
      children,
      ...(position && { position }),
    });
    rest = next;
  }
  const end = { node: list.length - 1, at: Number.POSITIVE_INFINITY };
  return [...result, ...between(list, rest, end)];
}

/** `^[A note.]`. Source: https://help.obsidian.md/syntax#Footnotes */
export const inlineNotes: Dialect = {
  name: "inline-notes",
  presets: only("obsidian"),
  siblings: { type: "text", rewrite: notes },
};
