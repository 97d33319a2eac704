import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convertBlocks, NO_SITE } from "../../src/convert/index.ts";
import { LIMITS } from "../../src/facts/limits.ts";
import { parseDocument } from "../../src/markdown/index.ts";
import type { DraftBlock } from "../../src/model/block.ts";
import { DEFAULT_CONVERT_OPTIONS } from "../../src/model/options.ts";
import type { RichText } from "../../src/model/richText.ts";
import { mergeRuns } from "../../src/model/text.ts";
import { anyMarkdown } from "../support/anyMarkdown.ts";
import { violationsOf } from "../support/requests.ts";
import { wordsOfBlocks } from "../support/visible.ts";

function convert(markdown: string) {
  return convertBlocks(
    parseDocument(markdown, "law.md", DEFAULT_CONVERT_OPTIONS),
    NO_SITE,
    DEFAULT_CONVERT_OPTIONS,
  );
}

function textsOf({ value }: DraftBlock): readonly (readonly RichText[])[] {
  return [
    ...("rich_text" in value ? [value.rich_text] : []),
    ...("caption" in value ? [value.caption] : []),
    ...("cells" in value ? value.cells : []),
  ];
}

function everyBlock(blocks: readonly DraftBlock[]): DraftBlock[] {
  return blocks.flatMap((block) => [block, ...everyBlock(block.children)]);
}

/** No run is empty, and neighbours that look the same are there only because together they were too long. */
function isCanonical(runs: readonly RichText[]): boolean {
  return runs.every((run, i) => {
    const next = runs[i + 1];
    if (run.type !== "text" || run.text.content === "") return run.type !== "text";
    if (next?.type !== "text" || mergeRuns([run, next]).length === 2) return true;
    return run.text.content.length + next.text.content.length > LIMITS.textContent;
  });
}

describe("conversion of any Markdown", () => {
  it("loses no word and keeps their order", () => {
    fc.assert(
      fc.property(anyMarkdown(), ({ markdown, words }) => {
        const found = wordsOfBlocks(convert(markdown).blocks).join(" ").match(/w\d+/g) ?? [];
        expect({ markdown, words: found }).toEqual({ markdown, words });
      }),
      { numRuns: 200 },
    );
  });

  it("gives blocks that Notion takes, in canonical form", () => {
    fc.assert(
      fc.property(anyMarkdown(), ({ markdown }) => {
        const { blocks } = convert(markdown);
        expect(violationsOf(blocks)).toEqual([]);
        for (const runs of everyBlock(blocks).flatMap(textsOf)) {
          expect(isCanonical(runs)).toBe(true);
          expect(runs.length).toBeLessThanOrEqual(LIMITS.array);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("takes any string, and says where", () => {
    const mark = fc.constantFrom(
      ..."#*_~`[]()<>!|-+>:\\\n\n\t  &$^=1.".split(""),
      "[^a]",
      "[^a]: ",
      "<br>",
      "![",
      "w",
    );
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 60 }), (marks) => {
        const markdown = marks.join("");
        const { blocks, messages } = convert(markdown);
        expect(violationsOf(blocks)).toEqual([]);
        const lines = markdown.split("\n").length;
        for (const { place } of messages) {
          expect(place === null || (place.line >= 1 && place.line <= lines)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
