import type { Delete, Emphasis, Strong } from "mdast";
import type { Styled } from "../../model/nodes.ts";
import type { Annotations } from "../../model/richText.ts";
import type { Context, Mark, Piece } from "../context.ts";

/** Text inside, with more formatting than around. */
function annotated(
  node: Emphasis | Strong | Delete | Styled,
  style: Partial<Annotations>,
  mark: Mark,
  context: Context,
  out: Piece[],
): void {
  context.phrasing(node.children, { ...mark, annotations: { ...mark.annotations, ...style } }, out);
}

export function emphasis(node: Emphasis, mark: Mark, context: Context, out: Piece[]): void {
  annotated(node, { italic: true }, mark, context, out);
}

export function strong(node: Strong, mark: Mark, context: Context, out: Piece[]): void {
  annotated(node, { bold: true }, mark, context, out);
}

export function strikethrough(node: Delete, mark: Mark, context: Context, out: Piece[]): void {
  annotated(node, { strikethrough: true }, mark, context, out);
}

/** Underline, colours, and HTML's twins of emphasis. */
export function styled(node: Styled, mark: Mark, context: Context, out: Piece[]): void {
  annotated(node, node.style, mark, context, out);
}
