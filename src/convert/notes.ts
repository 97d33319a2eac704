import type { FootnoteDefinition } from "mdast";
import type { DraftBlock } from "../model/block.ts";
import { mergeRuns, text } from "../model/text.ts";
import { bodyOf } from "./body.ts";
import type { Context } from "./context.ts";
import { fitRuns } from "./fit.ts";
import { placeOf } from "./place.ts";

// GitHub's slugs of headings hold no colon, so these never meet one.

/** Slug of a note. */
export function noteSlug(identifier: string): string {
  return `fn:${identifier}`;
}

/** Slug of the block that calls a note first. */
export function callSlug(identifier: string): string {
  return `fnref:${identifier}`;
}

/** The number of a note: the next one where it has none yet. */
export function noteNumber(identifier: string, { notes }: Context): number {
  const number = notes.numbers.get(identifier) ?? notes.numbers.size + 1;
  notes.numbers.set(identifier, number);
  return number;
}

function noteBlock(node: FootnoteDefinition, number: number, context: Context): DraftBlock {
  const { identifier } = node;
  const body = bodyOf(node, context);
  const { self, options } = context;
  const back =
    self === null || options.footnotes === "forward"
      ? []
      : [
          text(" "),
          text("↩", {}, { kind: "heading", path: self, slug: callSlug(identifier), otherwise: "↩" }),
        ];
  const start = text(body.runs.length === 0 ? `[${number}]` : `[${number}] `);
  const place = placeOf(node);
  const { own, rest } = fitRuns(mergeRuns([start, ...body.runs, ...back]), place);
  return {
    type: "paragraph",
    value: { rich_text: own, color: "default" },
    children: [...rest, ...body.children],
    place,
    slugs: [noteSlug(identifier), ...body.slugs],
  };
}

/** The notes under a divider, in the order of their numbers; those that nothing calls come last. */
export function noteBlocks(context: Context): DraftBlock[] {
  const { definitions, numbers } = context.notes;
  const blocks: DraftBlock[] = [];
  const write = () => {
    // A note may call others: they are added to `numbers` while this loop runs.
    for (const [identifier, number] of numbers) {
      const definition = definitions.get(identifier);
      if (definition !== undefined && blocks.length < number) {
        blocks.push(noteBlock(definition, number, context));
      }
    }
  };
  write();
  for (const [identifier, definition] of definitions) {
    if (numbers.has(identifier)) continue;
    context.report("footnote-unused", { label: definition.label ?? identifier }, definition);
    noteNumber(identifier, context);
    write();
  }
  if (blocks.length === 0) return [];
  return [{ type: "divider", value: {}, children: [], place: null, slugs: [] }, ...blocks];
}
