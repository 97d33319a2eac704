import { LIMITS } from "../facts/limits.ts";
import type { DraftBlock } from "../model/block.ts";
import type { Place } from "../model/message.ts";
import { PLAIN, type RichText, type TextRun } from "../model/richText.ts";
import { chunkRuns, mergeRuns, plainText, splitRuns } from "../model/text.ts";

/** What one block's text holds, and paragraphs with what goes past it. */
export interface Fitted {
  readonly own: readonly RichText[];
  readonly rest: readonly DraftBlock[];
}

/** So many runs are never too many bytes, whatever they hold. */
const FEW_RUNS = 20;

/** Cuts merged runs by Notion's limits: 2000 UTF-16 units a run, 100 runs a block. */
export function fitRuns(runs: readonly RichText[], place: Place | null): Fitted {
  const split = splitRuns(runs);
  if (split.length <= FEW_RUNS) return { own: split, rest: [] };
  const [own = [], ...more] = chunkRuns(split);
  const rest = more.map(
    (rich_text): DraftBlock => ({
      type: "paragraph",
      value: { rich_text, color: "default" },
      children: [],
      place,
      slugs: [],
    }),
  );
  return { own, rest };
}

function withoutFormatting(run: RichText): TextRun {
  if (run.type === "text") return { ...run, annotations: PLAIN };
  return { type: "text", text: { content: plainText([run]), link: null }, annotations: PLAIN };
}

/**
 * Makes runs fit into few: first they lose their formatting, then their links, so that no text is lost.
 *
 * @returns runs, at most 100 of them for up to 200,000 UTF-16 units of text
 */
export function fitByLosingFormat(runs: readonly RichText[]): RichText[] {
  const split = splitRuns(runs);
  if (split.length <= LIMITS.array) return split;
  const plain = splitRuns(mergeRuns(runs.map(withoutFormatting)));
  if (plain.length <= LIMITS.array) return plain;
  const unlinked = runs.map(withoutFormatting).map((run) => ({ ...run, text: { ...run.text, link: null } }));
  return splitRuns(mergeRuns(unlinked));
}
