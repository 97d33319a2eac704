import type { DraftBlock } from "../../model/block.ts";
import { normalizeId, parseNotionUrl } from "../../model/links.ts";
import type { Synced } from "../../model/nodes.ts";
import type { Context } from "../context.ts";
import { placeOf } from "../place.ts";

/** The id of the block that an id or a URL with `#…` names. */
function blockId(from: string): string | null {
  return normalizeId(from) ?? parseNotionUrl(from)?.block ?? null;
}

/** Content that others can copy, or the copy of such: Notion shows the original's content there. */
export function synced(node: Synced, context: Context): readonly DraftBlock[] {
  const place = placeOf(node);
  const id = node.from === null ? null : blockId(node.from);
  if (id === null) {
    if (node.from !== null) context.report("synced-id", { id: node.from }, node);
    const children = context.flow(node.children);
    return [{ type: "synced_block", value: { synced_from: null }, children, place, slugs: [] }];
  }
  if (node.children.length > 0) context.report("synced-content", {}, node);
  return [
    { type: "synced_block", value: { synced_from: { block_id: id } }, children: [], place, slugs: [] },
    ...context.flow(node.children),
  ];
}
