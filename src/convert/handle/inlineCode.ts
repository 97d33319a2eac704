import type { InlineCode } from "mdast";
import type { Context, Mark, Piece } from "../context.ts";
import { pushText } from "../pieces.ts";

export function inlineCode(node: InlineCode, mark: Mark, _context: Context, out: Piece[]): void {
  pushText(out, node.value, { ...mark, annotations: { ...mark.annotations, code: true } });
}
