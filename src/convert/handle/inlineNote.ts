import type { InlineNote } from "../../model/nodes.ts";
import type { Context, Mark, Piece } from "../context.ts";
import { footnoteReference } from "./footnoteReference.ts";

/** A note written where it is called: its number, and the note among the others. */
export function inlineNote(node: InlineNote, mark: Mark, context: Context, out: Piece[]): void {
  const { definitions } = context.notes;
  const place = node.position === undefined ? {} : { position: node.position };
  // No identifier that a text can write begins so.
  const identifier = `[${definitions.size + 1}`;
  const children = [{ type: "paragraph" as const, children: node.children, ...place }];
  definitions.set(identifier, { type: "footnoteDefinition", identifier, children, ...place });
  footnoteReference({ type: "footnoteReference", identifier, ...place }, mark, context, out);
}
