import type { Root } from "mdast";
import type { DraftBlock } from "../../model/block.ts";
import type { Context } from "../context.ts";

export function root(node: Root, context: Context): DraftBlock[] {
  return context.flow(node.children);
}
