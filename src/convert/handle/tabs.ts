import type { DraftBlock } from "../../model/block.ts";
import type { Tab, Tabs } from "../../model/nodes.ts";
import { bodyOfText } from "../body.ts";
import type { Context, Piece } from "../context.ts";
import { iconOf } from "../icon.ts";
import { UNMARKED_IN_LINE } from "../pieces.ts";
import { placeOf } from "../place.ts";

/** A tab is a paragraph: its text is the label, its children are what the tab shows. */
function item(node: Tab, isInTabs: boolean, context: Context): DraftBlock {
  const pieces: Piece[] = [];
  context.phrasing(node.label, UNMARKED_IN_LINE, pieces);
  const { runs, children, slugs } = bodyOfText(pieces, node.children, node, context);
  const icon = isInTabs && node.icon !== undefined ? iconOf(node.icon, context, node) : null;
  return {
    type: "paragraph",
    value: { rich_text: runs, color: "default", ...(icon !== null && { icon }) },
    children,
    place: placeOf(node),
    slugs,
  };
}

export function tabs(node: Tabs, context: Context): DraftBlock[] {
  const children = node.children.map((child) => item(child, true, context));
  return [{ type: "tab", value: {}, children, place: placeOf(node), slugs: [] }];
}

/** A tab outside of tabs: its label with its content below. */
export function tab(node: Tab, context: Context): DraftBlock[] {
  return [item(node, false, context)];
}
