import type { DraftBlock } from "../../model/block.ts";
import type { Toggle } from "../../model/nodes.ts";
import { bodyOfText } from "../body.ts";
import type { Context, Piece } from "../context.ts";
import { UNMARKED } from "../pieces.ts";
import { placeOf } from "../place.ts";

/** Content behind a summary. */
export function toggle(node: Toggle, context: Context): DraftBlock[] {
  const pieces: Piece[] = [];
  context.phrasing(node.summary, UNMARKED, pieces);
  const { runs, children, slugs } = bodyOfText(pieces, node.children, node, context);
  return [
    { type: "toggle", value: { rich_text: runs, color: "default" }, children, place: placeOf(node), slugs },
  ];
}
