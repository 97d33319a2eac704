import type { ComponentNode } from "../../model/nodes.ts";
import type { Context, Mark, Piece } from "../context.ts";
import { called } from "../handled.ts";

/** A tag that a function of the user stands for; where the function leaves it alone, what it holds. */
export function component(node: ComponentNode, mark: Mark, context: Context, out: Piece[]): void {
  const { name, attributes, children } = node;
  const like = context.options.components[name];
  const own =
    typeof like === "function"
      ? called(like, { name, attributes, children }, `component \`<${name}>\``, node, mark, context)
      : null;
  if (own === null) context.phrasing(children, mark, out);
  else out.push(...own);
}
