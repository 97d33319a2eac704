import type { Html } from "mdast";
import type { DraftBlock } from "../../model/block.ts";
import type { Context, Mark, Piece } from "../context.ts";
import { blocksOf, pushText, UNMARKED } from "../pieces.ts";
import { placeOf } from "../place.ts";

const INVISIBLE = /^\s*(?:<!--[\s\S]*?-->|<![A-Za-z][^>]*>|<\?[\s\S]*?\?>)\s*$/;

/** HTML that no Markdown twin was found for: comments are gone, the rest stands as written. */
export function html(node: Html, mark: Mark, context: Context, out: Piece[]): void {
  if (INVISIBLE.test(node.value)) return;
  context.report("html-kept", {}, node);
  pushText(out, node.value, mark);
}

/** The same between blocks: a paragraph of its own. */
export function htmlBlock(node: Html, context: Context): DraftBlock[] {
  const pieces: Piece[] = [];
  html(node, UNMARKED, context, pieces);
  return blocksOf(pieces, placeOf(node));
}
