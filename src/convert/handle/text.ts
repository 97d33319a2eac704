import type { Text } from "mdast";
import type { Sign } from "../../model/nodes.ts";
import type { Context, Mark, Piece } from "../context.ts";
import { pushText } from "../pieces.ts";

/** Text; a line break in it is only where the author's line was full. */
export function text(node: Text | Sign, mark: Mark, context: Context, out: Piece[]): void {
  const { value } = node;
  const joins = context.options.softBreaks === "space" && value.includes("\n");
  pushText(out, joins ? value.replaceAll("\n", " ") : value, mark);
}
