import type { Blockquote } from "mdast";
import type { DraftBlock } from "../../model/block.ts";
import { bodyOf } from "../body.ts";
import type { Context } from "../context.ts";
import { placeOf } from "../place.ts";

/** A quote: its first paragraph is its text, the rest stands inside. */
export function blockquote(node: Blockquote, context: Context): DraftBlock[] {
  const { runs, children, slugs } = bodyOf(node, context);
  return [
    { type: "quote", value: { rich_text: runs, color: "default" }, children, place: placeOf(node), slugs },
  ];
}
