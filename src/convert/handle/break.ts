import type { Break } from "mdast";
import type { Context, Mark, Piece } from "../context.ts";
import { pushText } from "../pieces.ts";

/** A hard break: a new line within the block. */
export function lineBreak(_node: Break, mark: Mark, _context: Context, out: Piece[]): void {
  pushText(out, "\n", mark);
}
