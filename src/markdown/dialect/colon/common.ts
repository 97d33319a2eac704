import type { PhrasingContent, RootContent } from "mdast";
import type { Position } from "unist";
import { type Color, isColor } from "../../../facts/colors.ts";
import type { Tab, Tabs } from "../../../model/nodes.ts";
import { isBlank } from "../../content.ts";
import { toFlow } from "../../html/flow.ts";
import type { Spelled } from "./pair.ts";

/** A node's place, where it has one. */
export function at(position: Position | undefined): { readonly position?: Position } {
  return position === undefined ? {} : { position };
}

/** `{color=red}`, where Notion has the colour. */
export function colorOf({ attributes }: Pick<Spelled, "attributes">): { readonly color?: Color } {
  const color = attributes.values.get("color");
  return color !== undefined && isColor(color) ? { color } : {};
}

/** A label that says something; null where there is none. */
export function labelOf({ label }: Pick<Spelled, "label">): PhrasingContent[] | null {
  return label.every(isBlank) ? null : label;
}

/**
 * Sorts what stands in a container of parts: parts, what stands before the first one, and what stands between,
 * which goes to the part before it.
 */
export function partsOf<P extends Extract<RootContent, { children: unknown }>>(
  content: readonly RootContent[],
  isPart: (node: RootContent) => node is P,
  extend: (part: P, more: readonly RootContent[]) => P,
): { readonly before: RootContent[]; readonly parts: P[] } {
  const before: RootContent[] = [];
  const parts: P[] = [];
  for (const node of content) {
    const last = parts.at(-1);
    if (isPart(node)) parts.push(node);
    else if (last === undefined) before.push(node);
    else parts.splice(-1, 1, extend(last, [node]));
  }
  return { before, parts };
}

/** Tabs of single ones. */
export function tabsOf(children: Tab[], position: Position | undefined): Tabs {
  const start = position?.start ?? children[0]?.position?.start;
  const end = position?.end ?? children.at(-1)?.position?.end;
  return { type: "tabs", children, ...(start && end && { position: { start, end } }) };
}

export { toFlow };
