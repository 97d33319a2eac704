import type { BlockObjectRequest } from "@notionhq/client";
import { describe, expect, it } from "vitest";
import type { Block, BlockType } from "../../../src/model/block.ts";
import * as blocks from "../../../src/model/builders/blocks.ts";
import { outline } from "../../../src/report/outline.ts";
import { violationsOf } from "../../support/requests.ts";

const ID = "0123abcd-0123-4abc-8abc-0123456789ab";
const child = blocks.paragraph("child");

/** The types of the official SDK's requests; of templates the API has said since 2023 that it creates none. */
type CreatableType = Exclude<NonNullable<BlockObjectRequest["type"]>, "template">;

/** One of each type. */
const EXAMPLES = {
  paragraph: blocks.paragraph(
    ["plain ", blocks.bold("bold")].map((run) => (typeof run === "string" ? blocks.text(run) : run)),
    {
      color: "red",
      children: [child],
    },
  ),
  heading_1: blocks.heading1("one"),
  heading_2: blocks.heading2("two", { children: [child] }),
  heading_3: blocks.heading3("three", { color: "blue_background" }),
  heading_4: blocks.heading4("four", { toggleable: true }),
  bulleted_list_item: blocks.bulletedListItem("item", { children: [child] }),
  numbered_list_item: blocks.numberedListItem("item"),
  to_do: blocks.toDo("task", { checked: true }),
  toggle: blocks.toggle("more", { children: [child] }),
  quote: blocks.quote("said"),
  callout: blocks.callout("note", { icon: "💡", color: "gray_background" }),
  code: blocks.code("const a = 1", { language: "typescript", caption: "a.ts" }),
  equation: blocks.equation("x^2"),
  divider: blocks.divider(),
  breadcrumb: blocks.breadcrumb(),
  table_of_contents: blocks.tableOfContents({ color: "gray" }),
  bookmark: blocks.bookmark("https://example.org", { caption: "an example" }),
  embed: blocks.embed("https://example.org/embed"),
  image: blocks.image("https://example.org/a.png", { caption: "an image" }),
  video: blocks.video("https://example.org/a.mp4"),
  pdf: blocks.pdf({ file_upload: { id: ID } }),
  audio: blocks.audio("https://example.org/a.mp3"),
  file: blocks.file("https://example.org/a.docx", { name: "a.docx" }),
  link_to_page: blocks.linkToPage(ID),
  table: blocks.table([["a", "b"], ["c"]], { rowHeader: true }),
  table_row: blocks.tableRow([[blocks.inlineCode("x")]]),
  column_list: blocks.columnList([blocks.column([child], { width: 0.25 }), blocks.column([child])]),
  column: blocks.column([child]),
  tab: blocks.tab([blocks.paragraph("Label", { children: [child] })]),
  synced_block: blocks.syncedBlock([child]),
} satisfies Record<Exclude<BlockType, "template">, Block> & Record<CreatableType, Block>;

// These stand only inside others, which show them above.
const INNER: readonly string[] = ["table_row", "column"];

describe("builders", () => {
  it.each(Object.entries(EXAMPLES))("%s is of its type, and a request takes it", (type, block) => {
    expect(block.type).toBe(type);
    if (!INNER.includes(type)) expect(violationsOf([block])).toEqual([]);
  });

  it("fill in the defaults and merge equal runs", () => {
    const merged = blocks.paragraph([blocks.text("a"), blocks.text("b"), blocks.text(""), blocks.bold("c")]);
    expect(outline([merged, EXAMPLES.table, blocks.callout("x"), blocks.heading2("y")])).toBe(
      [
        'paragraph "ab**c**"',
        "table 2 column_header row_header",
        '  table_row "a" "b"',
        '  table_row "c" ""',
        'callout "x"',
        'heading_2 "y"',
        "",
      ].join("\n"),
    );
  });

  it("build text of every kind", () => {
    const runs = [
      blocks.link("link", "https://example.org", { bold: true }),
      blocks.italic("i"),
      blocks.strikethrough("s"),
      blocks.underline("u"),
      blocks.colored("red", "red"),
      blocks.inlineEquation("x^2"),
      blocks.mentionUser(ID),
      blocks.mentionPage(ID),
      blocks.mentionDatabase(ID),
      blocks.mentionDate("2026-01-31"),
      blocks.customEmoji(ID),
      blocks.mentionToday(),
      blocks.mentionNow(),
      blocks.mentionMe(),
    ];
    expect(violationsOf([blocks.paragraph(runs)])).toEqual([]);
    expect(outline([blocks.paragraph(runs)])).toBe(
      `paragraph "[**link**](https://example.org)*i*~~s~~__u__{red:red}{$x^2}{@user ${ID}}{@page ${ID}}` +
        `{@database ${ID}}{@date 2026-01-31 - -}{@emoji ${ID}}{@today}{@now}{@me}"\n`,
    );
  });

  it("take an id with or without dashes, and a page's address", () => {
    const bare = ID.replaceAll("-", "");
    const built = [bare, `https://www.notion.so/Some-page-${bare}`].flatMap((id) => [
      blocks.linkToPage(id),
      blocks.linkToDatabase(id),
      blocks.syncedCopy(id),
      blocks.paragraph([blocks.mentionPage(id)]),
      blocks.paragraph([blocks.link("page", `/${bare}`)]),
    ]);
    const own = [
      blocks.linkToPage(ID),
      blocks.linkToDatabase(ID),
      blocks.syncedCopy(ID),
      blocks.paragraph([blocks.mentionPage(ID)]),
      blocks.paragraph([blocks.link("page", `https://www.notion.so/${bare}`)]),
    ];

    expect(built).toEqual([...own, ...own]);
    expect(violationsOf(own)).toEqual([]);
  });

  it("a synced copy names its original", () => {
    expect(
      outline([blocks.syncedCopy(ID), blocks.callout("x", { icon: { custom_emoji: { id: ID } } })]),
    ).toBe(`synced_block ${ID}\ncallout icon=custom:${ID} "x"\n`);
  });

  it("cut long text, and refuse more runs than a block holds", () => {
    expect(blocks.paragraph("x".repeat(4500)).value.rich_text.map((run) => run.type)).toHaveLength(3);
    const many = Array.from({ length: 101 }, (_, i) => (i % 2 === 0 ? blocks.bold("b") : blocks.text("t")));
    expect(() => blocks.paragraph(many)).toThrow(RangeError);
    expect(() => blocks.paragraph(many)).toThrow("101 runs");
  });
});
