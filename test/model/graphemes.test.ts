import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convertBlocks, NO_SITE } from "../../src/convert/index.ts";
import { LIMITS } from "../../src/facts/limits.ts";
import { parseDocument } from "../../src/markdown/index.ts";
import type { Block } from "../../src/model/block.ts";
import { DEFAULT_CONVERT_OPTIONS } from "../../src/model/options.ts";
import type { RichText } from "../../src/model/richText.ts";
import { splitText } from "../../src/model/text.ts";

/** Characters a reader takes for one, of all the kinds by which several code points join. */
const CLUSTERS = [
  "a",
  "é",
  "👩‍👩‍👧‍👦",
  "🇩🇪",
  "🇫🇷",
  "👍🏽",
  "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
  "1️⃣",
  "❤️‍🔥",
  "각",
  "क्षि",
  "ก็",
  "شَ",
  "Z̷̧̛̊",
  "\u200D",
  "𝒳",
  "漢",
  " ",
];

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function boundariesOf(text: string): ReadonlySet<number> {
  return new Set([0, text.length, ...[...segmenter.segment(text)].map(({ index }) => index)]);
}

/** One cluster over and over, or several by turns, past so many units. */
const longText = (units: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.string({ maxLength: 8 }),
      fc.array(fc.constantFrom(...CLUSTERS), { minLength: 1, maxLength: 7 }),
      fc.constantFrom("", " ", "\n"),
    )
    .map(([before, parts, between]) => {
      const unit = parts.join("") + between;
      return before + unit.repeat(Math.ceil(units / unit.length));
    });

function expectWhole(text: string, pieces: readonly string[]): void {
  expect(pieces.join("")).toBe(text);
  const boundaries = boundariesOf(text);
  let at = 0;
  for (const piece of pieces) {
    at += piece.length;
    expect({ text, at, whole: boundaries.has(at) }).toEqual({ text, at, whole: true });
  }
}

function contentOf(run: RichText): string {
  return run.type === "text" ? run.text.content : "";
}

function runsIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap(({ value, children }) => [
    ...("rich_text" in value ? value.rich_text.map(contentOf) : []),
    ...runsIn(children),
  ]);
}

describe("no character that a reader sees is cut", () => {
  it.each(["word", "line", "grapheme"] as const)("where text is split, rather at a %s", (prefer) => {
    fc.assert(
      fc.property(longText(LIMITS.textContent + 300), (text) => {
        // A single cluster that is longer than a piece cannot be kept whole.
        fc.pre(Math.max(...[...segmenter.segment(text)].map(({ segment }) => segment.length)) < 1000);
        expectWhole(text, splitText(text, LIMITS.textContent, prefer));
      }),
      { numRuns: 20, seed: 1 },
    );
  });

  it.each(["```\n%\n```", "%"])("at the borders of runs and blocks", (frame) => {
    const options = DEFAULT_CONVERT_OPTIONS;
    const units = LIMITS.textContent * LIMITS.array + 500;
    for (const cluster of ["👩‍👩‍👧‍👦", "🇩🇪", "각", "é"]) {
      const text = `x${cluster.repeat(Math.ceil(units / cluster.length))}`;
      const document = parseDocument(frame.replace("%", text), "long.md", options);
      const pieces = runsIn(convertBlocks(document, NO_SITE, options).blocks);
      expect(pieces.length).toBeGreaterThan(LIMITS.array);
      expect(pieces.join("")).toBe(text);
      let at = 0;
      for (const piece of pieces) {
        at += piece.length;
        expect((at - 1) % cluster.length).toBe(0);
      }
    }
  });
});
