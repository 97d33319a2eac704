import type { List, ListItem, Nodes } from "mdast";
import type { DraftBlock } from "../../model/block.ts";
import { bodyOf } from "../body.ts";
import type { Context } from "../context.ts";
import { placeOf } from "../place.ts";

/** A list: its items stand side by side. */
export function list(node: List, context: Context, before: Nodes | null): DraftBlock[] {
  if (node.ordered === true) checkNumber(node, context, before);
  return node.children.flatMap((item) => itemBlocks(item, node.ordered === true, context));
}

/** An item outside a list, as a plugin may leave it. */
export function listItem(node: ListItem, context: Context): DraftBlock[] {
  return itemBlocks(node, false, context);
}

function itemBlocks(node: ListItem, ordered: boolean, context: Context): DraftBlock[] {
  const { runs, children, slugs } = bodyOf(node, context);
  const place = placeOf(node);
  const value = { rich_text: runs, color: "default" } as const;
  if (typeof node.checked === "boolean") {
    return [{ type: "to_do", value: { ...value, checked: node.checked }, children, place, slugs }];
  }
  const type = ordered ? "numbered_list_item" : "bulleted_list_item";
  return [{ type, value, children, place, slugs }];
}

/** Notion counts neighbouring items from 1, across what Markdown took for several lists. */
function checkNumber(node: List, context: Context, before: Nodes | null): void {
  const start = node.start ?? 1;
  const goesOn = before?.type === "list" && before.ordered === true;
  const shown = goesOn ? (before.start ?? 1) + before.children.length : 1;
  if (start !== shown && node.children.some(({ checked }) => typeof checked !== "boolean")) {
    context.report("list-number", { start, shown }, node);
  }
}
