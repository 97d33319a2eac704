import type { FootnoteReference } from "mdast";
import type { Context, Mark, Piece } from "../context.ts";
import { callSlug, noteNumber, noteSlug } from "../notes.ts";
import { pushText } from "../pieces.ts";

/** The number of a note in brackets, linked to it. */
export function footnoteReference(node: FootnoteReference, mark: Mark, context: Context, out: Piece[]): void {
  const { identifier } = node;
  if (!context.notes.definitions.has(identifier)) {
    pushText(out, `[^${node.label ?? identifier}]`, mark);
    return;
  }
  const isFirst = !context.notes.numbers.has(identifier);
  const content = `[${noteNumber(identifier, context)}]`;
  if (isFirst && context.options.footnotes === "both") out.push({ type: "slug", slug: callSlug(identifier) });
  const { self } = context;
  const link =
    self === null
      ? null
      : { url: { kind: "heading", path: self, slug: noteSlug(identifier), otherwise: content } as const };
  pushText(out, content, { ...mark, link: mark.link ?? link });
}
