import fc from "fast-check";
import type { Nodes } from "mdast";
import { describe, expect, it } from "vitest";
import type { Preset } from "../../src/model/options.ts";
import { draw, parse } from "./support.ts";

// A fixed seed: a run that fails fails again.
fc.configureGlobal({ seed: 7 });

/** Texts of pieces that mean something, in any order. */
const PIECES = [
  ...["word", "ä", "😀", " ", "\n", "\n\n", "    ", "\t", "\r\n"],
  ...["# ", "> ", "- ", "1. ", "- [ ] ", "---\n", "+++\n", "```\n", "| a | b |\n| - | - |\n", "    code\n"],
  ...[
    "*",
    "**",
    "_",
    "~~",
    "`",
    "[",
    "]",
    "(u)",
    "![",
    "[a]: u\n",
    "[^1]",
    "[^1]: n\n",
    "\\",
    "&amp;",
    "http://a.b",
  ],
  ...["<b>", "</b>", "<u>", "</u>", "<br>", "<p>", "</p>", "<div>\n", "\n</div>\n", "<!-- c -->", "<x", ">"],
  ...["<details>\n", "<summary>", "</summary>", "</details>\n", "<table><tr><td>", "</td></tr></table>\n"],
  ...["<script>", "</script>", "<img src=a>", "<video src=b>", "<h1>", "</h1>", "<li>", "<a name=q>", "</a>"],
  ...[
    "> [!NOTE]\n",
    "[TOC]\n",
    "<!-- mdnotion:ignore -->",
    "<!-- mdnotion:end -->",
    "<<<<<<< a\n",
    "a: b\n",
    "\0",
  ],
];

const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join(""));
const preset = fc.constantFrom<Preset>("auto", "github", "commonmark");

function everyNode(node: Nodes, see: (node: Nodes) => void): void {
  see(node);
  if ("children" in node) for (const child of node.children) everyNode(child, see);
}

describe("any text", () => {
  it("gives a tree without raw HTML, whose places lie in the file", () => {
    fc.assert(
      fc.property(text, preset, (markdown, name) => {
        const lines = markdown.split(/\r\n?|\n/).length;
        everyNode(parse(markdown, name).tree, (node) => {
          expect(node.type).not.toBe("html");
          const { start, end } = node.position ?? {
            start: { line: 1, column: 1 },
            end: { line: 1, column: 1 },
          };
          expect(start.line >= 1 && start.column >= 1 && start.line <= end.line && end.line <= lines).toBe(
            true,
          );
        });
      }),
      { numRuns: 500 },
    );
  });

  it("gives the same document each time", () => {
    fc.assert(
      fc.property(text, preset, (markdown, name) => {
        expect(parse(markdown, name)).toEqual(parse(markdown, name));
      }),
      { numRuns: 100 },
    );
  });

  it("of any characters is parsed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (characters) => {
        expect(() => parse(characters)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  it("has no empty blocks to show for its HTML", () => {
    fc.assert(
      fc.property(text, (markdown) => {
        everyNode(parse(markdown).tree, (node) => {
          if (node.type === "paragraph") expect(node.children).not.toEqual([]);
        });
      }),
      { numRuns: 300 },
    );
  });
});

/** Inline HTML that has a Markdown twin, and the twin. */
const TWINS = [
  ["<b>", "</b>", "**", "**"],
  ["<em>", "</em>", "*", "*"],
  ["<del>", "</del>", "~~", "~~"],
  ["<code>", "</code>", "`", "`"],
] as const;

describe("HTML", () => {
  it("says what its Markdown twin says", () => {
    const twin = fc.constantFrom(...TWINS);
    const word = fc.constantFrom("a", "bc", "ä");
    fc.assert(
      fc.property(fc.array(fc.tuple(word, fc.option(twin)), { minLength: 1, maxLength: 6 }), (parts) => {
        const write = (side: 0 | 2): string =>
          parts
            .map(([name, marks]) => (marks ? `${marks[side]}${name}${marks[side === 0 ? 1 : 3]}` : name))
            .join(" ");
        expect(draw(parse(write(0)).tree)).toBe(draw(parse(write(2)).tree));
      }),
    );
  });
});
