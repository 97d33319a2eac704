import type { Link, LinkReference } from "mdast";
import type { Context, Mark, Piece } from "../context.ts";
import { linkTarget, pushLink } from "../link.ts";
import { namedTarget } from "../named.ts";

export function link(node: Link, mark: Mark, context: Context, out: Piece[]): void {
  const targetOf = (otherwise: string) =>
    node.data?.byName === true
      ? namedTarget(node, otherwise, context)
      : linkTarget(node.url, otherwise, node, context);
  pushLink(targetOf, node, mark, context, out);
}

/** A link by its definition; its title is not shown. */
export function linkReference(node: LinkReference, mark: Mark, context: Context, out: Piece[]): void {
  const definition = context.definitions.get(node.identifier);
  if (definition === undefined) context.phrasing(node.children, mark, out);
  else
    pushLink((otherwise) => linkTarget(definition.url, otherwise, node, context), node, mark, context, out);
}
