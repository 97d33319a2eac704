import type { DraftBlock } from "../model/block.ts";
import type { Place } from "../model/message.ts";
import { PLAIN, type RichText } from "../model/richText.ts";
import { mergeRuns } from "../model/text.ts";
import type { Mark, Piece } from "./context.ts";
import { fitRuns } from "./fit.ts";

/** Text without any formatting, in a place where blocks may interrupt it. */
export const UNMARKED: Mark = { annotations: PLAIN, link: null, inLine: false };

/** Text without any formatting, in a place where no block can stand. */
export const UNMARKED_IN_LINE: Mark = { ...UNMARKED, inLine: true };

/** Adds text in the look of its surroundings. */
export function pushText(out: Piece[], content: string, mark: Mark): void {
  if (content === "") return;
  out.push({ type: "text", text: { content, link: mark.link }, annotations: mark.annotations });
}

function trimmed(runs: readonly RichText[]): RichText[] {
  const kept = [...runs];
  trimEnd(kept, 0, /^[ \t\n]+/);
  trimEnd(kept, -1, /[ \t\n]+$/);
  return kept;
}

// Inline code keeps its spaces: they were written on purpose.
function trimEnd(runs: RichText[], at: 0 | -1, space: RegExp): void {
  for (;;) {
    const run = runs.at(at);
    if (run?.type !== "text" || run.annotations.code) return;
    const content = run.text.content.replace(space, "");
    if (content === run.text.content) return;
    const left: RichText[] = content === "" ? [] : [{ ...run, text: { content, link: run.text.link } }];
    runs.splice(at === 0 ? 0 : runs.length - 1, 1, ...left);
  }
}

/** Runs alone, merged and trimmed; for places that no block can interrupt. */
export function runsOf(pieces: readonly Piece[]): RichText[] {
  return trimmed(mergeRuns(pieces.filter((piece) => piece.type !== "block" && piece.type !== "slug")));
}

export function slugsOf(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((piece) => (piece.type === "slug" ? [piece.slug] : []));
}

/** A paragraph, and those that its text goes on in past what one holds. */
export function paragraph(
  runs: readonly RichText[],
  place: Place | null,
  slugs: readonly string[] = [],
  children: readonly DraftBlock[] = [],
): DraftBlock {
  const { own, rest } = fitRuns(runs, place);
  return {
    type: "paragraph",
    value: { rich_text: own, color: "default" },
    children: [...rest, ...children],
    place,
    slugs,
  };
}

/** Text that a block holds itself, and the blocks that follow it. */
export interface Headed {
  readonly runs: readonly RichText[];
  readonly slugs: readonly string[];
  readonly rest: readonly DraftBlock[];
}

/** Splits pieces at their blocks: text before the first one, then blocks with the text between as paragraphs. */
export function headed(pieces: readonly Piece[], place: Place | null): Headed {
  const at = pieces.findIndex((piece) => piece.type === "block");
  const before = at === -1 ? pieces : pieces.slice(0, at);
  return {
    runs: runsOf(before),
    slugs: slugsOf(before),
    rest: at === -1 ? [] : blocksOf(pieces.slice(at), place),
  };
}

/** Blocks of pieces, with the text before, between and after them as paragraphs; empty ones are left out. */
export function blocksOf(pieces: readonly Piece[], place: Place | null): DraftBlock[] {
  const blocks: DraftBlock[] = [];
  let text: Piece[] = [];
  const flush = () => {
    const runs = runsOf(text);
    const slugs = slugsOf(text);
    if (runs.length > 0 || slugs.length > 0) blocks.push(paragraph(runs, place, slugs));
    text = [];
  };
  for (const piece of pieces) {
    if (piece.type === "block") {
      flush();
      blocks.push(piece.block);
    } else {
      text.push(piece);
    }
  }
  flush();
  return blocks;
}
