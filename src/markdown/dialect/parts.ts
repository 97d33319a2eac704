import type { Nodes, RootContent } from "mdast";
import type { Position } from "unist";
import { CALLOUTS } from "../../facts/callouts.ts";
import { type Color, isColor } from "../../facts/colors.ts";
import type { Column, Columns, Tab, Tabs } from "../../model/nodes.ts";
import type { ConvertOptions } from "../../model/options.ts";
import type { Attributes } from "../attributes.ts";
import { toFlow } from "../html/flow.ts";

/** A node's place, where it has one. */
export function at(position: Position | undefined): { readonly position?: Position } {
  return position === undefined ? {} : { position };
}

/** Tells whether somebody said how callouts of a kind look. */
export function isKnownKind(kind: string, { callouts }: Pick<ConvertOptions, "callouts">): boolean {
  return Object.hasOwn(CALLOUTS, kind) || Object.keys(callouts).some((name) => name.toLowerCase() === kind);
}

/** `{color=red}`, where Notion has the colour. */
export function colorOf({ values }: Attributes): { readonly color?: Color } {
  const color = values.get("color");
  return color !== undefined && isColor(color) ? { color } : {};
}

/** What stands in a container of parts: its parts with what follows each, and what stands before the first. */
function partsOf<P extends RootContent>(
  content: readonly RootContent[],
  isPart: (node: RootContent) => node is P,
): { readonly before: RootContent[]; readonly parts: { readonly part: P; readonly more: RootContent[] }[] } {
  const before: RootContent[] = [];
  const parts: { readonly part: P; readonly more: RootContent[] }[] = [];
  for (const node of content) {
    if (isPart(node)) parts.push({ part: node, more: [] });
    else (parts.at(-1)?.more ?? before).push(node);
  }
  return { before, parts };
}

const isTab = (node: Nodes): node is Tab => node.type === "tab";
const isColumn = (node: Nodes): node is Column => node.type === "column";

/** Tabs of what stands in a container of such; what is in no tab goes before them, or into the tab it follows. */
export function tabsOf(content: readonly RootContent[], position: Position | undefined): RootContent[] {
  const { before, parts } = partsOf(content, isTab);
  if (parts.length === 0) return before;
  const children = parts.map(({ part, more }): Tab => {
    return more.length === 0 ? part : { ...part, children: [...part.children, ...toFlow(more)] };
  });
  const tabs: Tabs = { type: "tabs", children, ...at(position) };
  return [...before, tabs];
}

/** Columns of what stands in a container of such, in the same way. */
export function columnsOf(content: readonly RootContent[], position: Position | undefined): RootContent[] {
  const { before, parts } = partsOf(content, isColumn);
  if (parts.length === 0) return before;
  const children = parts.map(({ part, more }): Column => {
    return more.length === 0 ? part : { ...part, children: [...part.children, ...toFlow(more)] };
  });
  const columns: Columns = { type: "columns", children, ...at(position) };
  return [...before, columns];
}
