import type { Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type Plugin, unified } from "unified";
import { describe, expect, it } from "vitest";
import type { Message } from "../src/model/message.ts";
import { convert, markdownToBlocks, remarkNotion } from "../src/remark.ts";
import { outline } from "../src/report/outline.ts";

const TEXT = "---\ntitle: Front\nlayout: wide\n---\n# Head\n\nSome *text* with [a file](other.md).\n";

describe("convert", () => {
  it("gives title, blocks, front matter and messages", () => {
    const { title, blocks, frontmatter, messages } = convert("# Head\n\nSome *text*.\n");
    expect({ title, frontmatter, messages }).toEqual({ title: "Head", frontmatter: {}, messages: [] });
    expect(outline(blocks)).toBe('paragraph "Some *text*."\n');
  });

  it("takes the title of the front matter, and none where there is none", () => {
    expect(convert(TEXT)).toMatchObject({ title: "Front", frontmatter: { title: "Front", layout: "wide" } });
    expect(convert("text").title).toBeNull();
  });

  it("keeps the text of what only a folder could resolve, and says so", () => {
    const { blocks, messages } = convert(TEXT, { path: "notes/a.md" });
    expect(outline(blocks)).toBe('heading_1 "Head"\nparagraph "Some *text* with a file."\n');
    expect(messages).toMatchObject([
      { id: "link-local", severity: "warn", path: "notes/a.md", place: { line: 7, column: 18 } },
    ]);
  });

  it("obeys options", () => {
    expect(outline(convert("a\nb", { softBreaks: "newline" }).blocks)).toBe('paragraph "a\\nb"\n');
    expect(convert("[a](b.md)", { strict: true }).messages[0]?.severity).toBe("error");
    expect(convert("[a](b.md)", { rules: { "link-local": "off" } }).messages).toEqual([]);
  });

  it("leaves a custom emoji, which only a workspace knows, out of a callout", () => {
    const { blocks } = convert("> [!NOTE]\n> x", { callouts: { note: { icon: ":own:" } } });
    expect(outline(blocks)).toBe('callout blue_background "x"\n');
  });
});

describe("markdownToBlocks", () => {
  it("gives request JSON, with the first heading, without front matter", () => {
    expect(markdownToBlocks(TEXT)).toMatchObject([
      { heading_1: { rich_text: [{ text: { content: "Head" } }] } },
      { paragraph: { rich_text: [{}, { annotations: { italic: true } }, {}] } },
    ]);
  });

  it("nests children to any depth, unsplit", () => {
    const deep = Array.from({ length: 6 }, (_, i) => `${"  ".repeat(i)}- ${i}`).join("\n");
    expect(JSON.stringify(markdownToBlocks(deep)).match(/bulleted_list_item":/g)).toHaveLength(6);
    expect(markdownToBlocks("x\n\n".repeat(250))).toHaveLength(250);
  });

  it("tells what could not be expressed", () => {
    const told: Message[] = [];
    markdownToBlocks("[a](b.md)", { onMessage: (message) => told.push(message) });
    expect(told).toMatchObject([{ id: "link-local" }]);
    expect(markdownToBlocks("[a](b.md)")).toHaveLength(1);
  });
});

describe("remarkNotion", () => {
  it("compiles a tree that other plugins may have changed", () => {
    const shout: Plugin<[], Root> = () => (tree) => {
      tree.children.push({ type: "paragraph", children: [{ type: "text", value: "AND MORE" }] });
    };
    const file = unified()
      .use(remarkParse)
      .use(remarkGfm)
      .use(shout)
      .use(remarkNotion)
      .processSync("# A\n\n~~b~~");
    expect(outline(file.result.blocks)).toBe('paragraph "~~b~~"\nparagraph "AND MORE"\n');
    expect(file.result.title).toBe("A");
  });

  it("puts its messages on the file", () => {
    const processor = unified()
      .use(remarkParse)
      .use(remarkGfm)
      .use(remarkNotion, { rules: { "link-scheme": "error" } });
    const file = processor.processSync({
      value: "[a](b.md) [c](tel:1)\n\n| ![d](https://e.org/f.png) |\n| - |",
      path: "x.md",
    });
    expect(
      file.messages.map(({ ruleId, line, column, fatal, source, file: name }) => [
        ruleId,
        line,
        column,
        fatal,
        source,
        name,
      ]),
    ).toEqual([
      ["link-local", 1, 1, false, "mdnotion", "x.md"],
      ["link-scheme", 1, 11, true, "mdnotion", "x.md"],
      ["image-as-link", 3, 3, undefined, "mdnotion", "x.md"],
    ]);
  });

  it("refuses a tree of another kind", () => {
    const processor = unified().use(remarkParse).use(remarkNotion);
    expect(() => processor.stringify({ type: "root", children: [] })).not.toThrow();
    const other: unknown = { type: "paragraph", children: [] };
    expect(() => Reflect.apply(processor.stringify, processor, [other])).toThrow(TypeError);
  });

  it("reads what a plugin made of a syntax it does not know as text", () => {
    const nodes = [
      { type: "aside", children: [{ type: "paragraph", children: [{ type: "text", value: "inside" }] }] },
      { type: "diagram", value: "a --> b" },
      { type: "void" },
      {
        type: "paragraph",
        children: [
          { type: "smiley", value: ":)" },
          { type: "tag", children: [{ type: "text", value: "t" }] },
        ],
      },
    ];
    const made: Plugin<[], Root> = () => (): Root =>
      JSON.parse(JSON.stringify({ type: "root", children: nodes }));
    const file = unified().use(remarkParse).use(made).use(remarkNotion).processSync("");
    expect(outline(file.result.blocks)).toBe('paragraph "inside"\nparagraph "a --> b"\nparagraph ":)t"\n');
    expect(file.messages.map(({ ruleId }) => ruleId)).toEqual(
      Array.from({ length: 5 }, () => "node-unknown"),
    );
  });
});
