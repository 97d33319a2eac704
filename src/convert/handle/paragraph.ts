import type { Nodes, Paragraph } from "mdast";
import type { DraftBlock } from "../../model/block.ts";
import { aloneBlocks } from "../alone.ts";
import type { Context, Piece } from "../context.ts";
import { blocksOf, UNMARKED } from "../pieces.ts";
import { placeOf } from "../place.ts";

/** A paragraph; images in it stand between the text before and the text after. */
export function paragraph(node: Paragraph, context: Context): DraftBlock[] {
  const alone = aloneBlocks(node, context);
  if (alone !== null) return alone;
  const pieces: Piece[] = [];
  context.phrasing(node.children satisfies readonly Nodes[], UNMARKED, pieces);
  return blocksOf(pieces, placeOf(node));
}
