import type { Code } from "mdast";
import { LIMITS } from "../../facts/limits.ts";
import type { DraftBlock } from "../../model/block.ts";
import type { Formula, InlineMath } from "../../model/nodes.ts";
import { codeBlocks } from "../codeBlocks.ts";
import type { Context, Mark, Piece } from "../context.ts";
import { pushText } from "../pieces.ts";
import { placeOf } from "../place.ts";

/** A formula by itself; one that Notion cannot take is shown as code. */
export function math(node: Formula | Code, context: Context): DraftBlock[] {
  const expression = node.value.trim();
  if (expression === "") return codeBlocks(node, "latex", "");
  if (expression.length > LIMITS.equation) {
    context.report("equation-too-long", { length: expression.length }, node);
    return codeBlocks(node, "latex", "");
  }
  return [{ type: "equation", value: { expression }, children: [], place: placeOf(node), slugs: [] }];
}

/** A formula inside a line. */
export function inlineMath(node: InlineMath, mark: Mark, context: Context, out: Piece[]): void {
  const expression = node.value.trim();
  if (expression.length > LIMITS.equation) {
    context.report("equation-too-long", { length: expression.length }, node);
    pushText(out, expression, { ...mark, annotations: { ...mark.annotations, code: true } });
  } else if (expression !== "") {
    out.push({ type: "equation", equation: { expression }, annotations: mark.annotations });
  }
}
