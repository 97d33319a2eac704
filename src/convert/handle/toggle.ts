import type { DraftBlock } from "../../model/block.ts";
import type { Toggle } from "../../model/nodes.ts";
import { bodyOf, bodyOfText } from "../body.ts";
import type { Context, Piece } from "../context.ts";
import { UNMARKED } from "../pieces.ts";
import { placeOf } from "../place.ts";

/** Content behind a summary. */
export function toggle(node: Toggle, context: Context): DraftBlock[] {
  const pieces: Piece[] = [];
  context.phrasing(node.summary, UNMARKED, pieces);
  const { runs, children, slugs } =
    pieces.length === 0 ? bodyOf(node, context) : bodyOfText(pieces, node.children, node, context);
  const value = { rich_text: runs, color: node.color ?? "default" };
  return [{ type: "toggle", value, children, place: placeOf(node), slugs }];
}
