import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, DraftBlock } from "../../src/model/block.ts";
import { PLAIN } from "../../src/model/richText.ts";
import { text } from "../../src/model/text.ts";
import { outline } from "../../src/report/outline.ts";
import { anyBlocks } from "../support/anyBlocks.ts";
import { readOutline } from "../support/outline.ts";

describe("outline", () => {
  it("loses nothing: reading it back gives the blocks", () => {
    fc.assert(
      fc.property(anyBlocks(), (blocks) => {
        expect(readOutline(outline(blocks))).toEqual(blocks);
      }),
      { numRuns: 400 },
    );
  });

  it("gives each block one line", () => {
    fc.assert(
      fc.property(anyBlocks({ depth: 2 }), (blocks) => {
        const count = (some: readonly Block[]): number =>
          some.reduce((sum, { children }) => sum + 1 + count(children), 0);
        expect(outline(blocks).split("\n")).toHaveLength(count(blocks) + 1);
      }),
      { numRuns: 50 },
    );
  });

  it("reads as Markdown does", () => {
    const callout: Block = {
      type: "callout",
      value: {
        rich_text: [text("Title", { bold: true }), text(" "), text("a", {}, "https://a.example")],
        color: "blue_background",
        icon: { emoji: "💡" },
      },
      children: [
        {
          type: "code",
          value: { rich_text: [text("a\n\tb")], language: "plain text", caption: [] },
          children: [],
        },
        {
          type: "image",
          value: {
            file_upload: { id: { kind: "upload", digest: "c0ffee", otherwise: "Logo" } },
            caption: [
              text("see "),
              text("x", { code: true }),
              { type: "equation", equation: { expression: "x^2" }, annotations: PLAIN },
            ],
          },
          children: [],
        },
      ],
    };
    expect(outline([callout])).toBe(
      [
        `callout 💡 blue_background "**Title** [a](https://a.example)"`,
        `  code plain_text "a\\n\\tb"`,
        `  image upload:c0ffee~"Logo" caption="see \`x\`{$x^2}"`,
        "",
      ].join("\n"),
    );
  });

  it("shows the slugs of a draft and the children nobody read", () => {
    const heading = {
      type: "heading_2",
      value: { rich_text: [text("A b")], color: "default", is_toggleable: false },
    } as const;
    const draft: DraftBlock = { ...heading, children: [], place: null, slugs: ["a-b"] };
    expect(outline([draft])).toBe('heading_2 "A b" #a-b\n');
    const read = {
      id: "1",
      createdTime: "",
      createdBy: "",
      lastEditedTime: "",
      lastEditedBy: "",
      hasChildren: true,
      children: null,
    } as const;
    expect(outline([{ ...heading, ...read }])).toBe('heading_2 "A b"\n  …\n');
    expect(outline([{ ...read, type: "foreign", name: "child_page", title: 'A "b"' }], 1)).toBe(
      '  foreign child_page "A \\"b\\""\n    …\n',
    );
  });
});
