import { describe, expect, it } from "vitest";
import { blocks, complaints, parse } from "./support.ts";

/** Levels of a tree. */
function depth(node: object): number {
  const children = "children" in node && Array.isArray(node.children) ? node.children : [];
  return 1 + children.reduce((most: number, child: object) => Math.max(most, depth(child)), 0);
}

describe("what is no text", () => {
  it("becomes the replacement character, and nothing moves", () => {
    const document = parse("\uFEFFa\0b \uD800c [x](u)\r\nd\re");
    expect(blocks("\uFEFFa\0b \uD800c 😀\r\nd\re")).toEqual([
      `paragraph [text "a\uFFFDb \uFFFDc 😀\\nd\\ne"]`,
    ]);
    expect(document.links[0]?.place).toMatchObject({ line: 1, column: 8 });
  });

  it("leaves line ends to no one: a file gives one tree however its lines end", () => {
    const text = "---\na: |\n  x\n  y\n---\n# T\n\nb  \nc\n\n```\nd\ne\n```\n\n<div>\n\nf\n\n</div>\n";
    for (const end of ["\r\n", "\r"]) {
      expect(parse(text.replaceAll("\n", end))).toEqual(parse(text));
    }
  });

  it("may be nothing at all", () => {
    for (const text of ["", "\n\n", " ", "\uFEFF"]) {
      expect(parse(text)).toMatchObject({ title: null, tree: { children: [] }, messages: [] });
    }
  });
});

describe("too much", () => {
  it.each([
    ["words", "word ".repeat(4_000_000)],
    ["brackets", "[".repeat(5_000_000)],
    ["asterisks", "*".repeat(5_000_000)],
    ["angle brackets", "<".repeat(5_000_000)],
    ["empty lines", "\n".repeat(5_000_000)],
  ])("of %s is refused before it is parsed", (_about, text) => {
    const document = parse(text);
    expect(complaints(document)).toEqual(["text-too-large 1:1"]);
    expect(document.messages[0]?.severity).toBe("error");
  });

  it.each([
    ["quotes", "> ".repeat(400)],
    ["lists", "- ".repeat(400)],
    ["emphasis", "*a _b ".repeat(150)],
    ["details", "<details>\n\n".repeat(400)],
    ["HTML", "<div><b>".repeat(400)],
    ["HTML in a line", `x ${"<u>".repeat(400)}`],
    ["cells", "<table><tr><td>".repeat(200)],
  ])("of nested %s stays readable, to the last word", (_about, opening) => {
    const document = parse(`${opening}last`);
    expect(depth(document.tree)).toBeLessThan(120);
    expect(JSON.stringify(document.tree)).toContain("last");
  });

  it("tells where nesting became too deep", () => {
    expect(complaints(parse(`a\n\n${"> ".repeat(400)}b`))).toEqual(["nesting-too-deep 3:201"]);
  });

  it("shows a text that overflows the parser as it is written", () => {
    const text = `${"> ".repeat(20_000)}last`;
    const document = parse(text);
    expect(document.messages.map(({ id }) => id)).toEqual(["text-too-deep"]);
    expect(document.tree.children).toEqual([{ type: "code", lang: null, meta: null, value: text }]);
  });

  it("of plain tags in a paragraph is read", () => {
    const document = parse("a <u>b</u> ".repeat(600));
    expect(complaints(document)).toEqual([]);
    expect(blocks("a <u>b</u> ".repeat(600))[0]?.split("styled")).toHaveLength(601);
  });

  it("shows a paragraph of tags that need an HTML parser without them", () => {
    const text = 'a <u class="x">b</u> '.repeat(600);
    expect(complaints(parse(text))).toEqual(["html-too-many-tags 1:3"]);
    expect(blocks(text)[0]).not.toContain("styled");
  });
});
