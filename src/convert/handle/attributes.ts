import type { Anchor, AttributeList } from "../../model/nodes.ts";
import type { Context, Mark, Piece } from "../context.ts";
import { pushText } from "../pieces.ts";

/** A place that links lead to: the block around it is found by its id. */
export function anchor(node: Anchor, _mark: Mark, _context: Context, out: Piece[]): void {
  out.push({ type: "slug", slug: node.id });
}

/** Attributes that are about nothing stand as they are written. */
export function attributeList(node: AttributeList, mark: Mark, _context: Context, out: Piece[]): void {
  pushText(out, node.value, mark);
}
