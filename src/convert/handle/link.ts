import type { Link, LinkReference } from "mdast";
import type { Context, Mark, Piece } from "../context.ts";
import { pushLink } from "../link.ts";

export function link(node: Link, mark: Mark, context: Context, out: Piece[]): void {
  pushLink(node.url, node, mark, context, out);
}

/** A link by its definition; its title is not shown. */
export function linkReference(node: LinkReference, mark: Mark, context: Context, out: Piece[]): void {
  const definition = context.definitions.get(node.identifier);
  if (definition === undefined) context.phrasing(node.children, mark, out);
  else pushLink(definition.url, node, mark, context, out);
}
