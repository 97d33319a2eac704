import type { DraftBlock } from "../../model/block.ts";
import type { Section } from "../../model/nodes.ts";
import type { Context } from "../context.ts";
import { headingBlock } from "./heading.ts";

/** A toggle heading, with its section inside. */
export function section(node: Section, context: Context): readonly DraftBlock[] {
  const [first, ...rest] = node.children;
  if (first?.type !== "heading") return context.flow(node.children);
  const { block, rest: more } = headingBlock(first, context);
  const children = [...more, ...context.flow(rest)];
  return [{ ...block, value: { ...block.value, is_toggleable: true }, children }];
}
