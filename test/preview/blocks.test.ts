import { describe, expect, test } from "vitest";
import { BLOCKS } from "../../src/facts/blocks.ts";
import type { SnapshotBlock } from "../../src/model/block.ts";
import { PLAIN } from "../../src/model/richText.ts";
import { text } from "../../src/model/text.ts";
import type { PreviewBlock } from "../../src/preview/context.ts";
import { linksAmong } from "../../src/preview/links.ts";
import { renderFragment } from "../../src/preview/page.ts";
import { normalized } from "./parse.ts";
import { leaf, paragraph, SAMPLES, words } from "./samples.ts";

const ID = "11111111-2222-4333-8444-555555555555";
const HEX = ID.replace(/-/g, "");

function draw(blocks: readonly PreviewBlock[], pages: readonly string[] = ["a.md"]): string {
  return normalized(renderFragment(blocks, linksAmong(pages), {}).markup);
}

describe("one block of each type", () => {
  test.each(Object.entries(SAMPLES))("%s", (_type, { block, markup }) => {
    expect(draw([block])).toBe(markup);
  });

  test("there is one for each type a request can create", () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(Object.keys(BLOCKS).sort());
  });
});

test("neighbouring list items share one list, lists of other kinds start their own", () => {
  const item = (type: "bulleted_list_item" | "numbered_list_item", content: string) =>
    leaf(type, { rich_text: words(content), color: "default" });
  const drawn = draw([
    item("bulleted_list_item", "a"),
    item("bulleted_list_item", "b"),
    item("numbered_list_item", "c"),
    paragraph("d"),
    item("numbered_list_item", "e"),
  ]);
  expect(drawn).toBe(
    '<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol><div class="text"><p>d</p></div><ol><li>e</li></ol>',
  );
});

test("annotations nest, line breaks break, colours are classes", () => {
  const runs = [
    text("a\nb", { bold: true, italic: true, color: "red" }),
    text("c", { code: true, strikethrough: true, underline: true }),
  ];
  expect(draw([paragraph(runs)])).toBe(
    '<div class="text"><p><span class="color-red"><em><strong>a<br>b</strong></em></span><u><s><code>c</code></s></u></p></div>',
  );
});

test.each([
  ["a page of the document", `https://www.notion.so/Some-title-${HEX}`, `<a href="#${HEX}">x</a>`],
  ["a block of it", `/${HEX}#${"a".repeat(32)}`, `<a href="#${"a".repeat(32)}">x</a>`],
  [
    "a page elsewhere in Notion",
    `/${"b".repeat(32)}`,
    `<a href="https://www.notion.so/${"b".repeat(32)}" rel="noopener noreferrer" target="_blank">x</a>`,
  ],
  ["a script", "javascript:alert(1)", "x"],
  ["data", "data:text/html,<script>", "x"],
  [
    "mail",
    "mailto:a@example.org",
    '<a href="mailto:a@example.org" rel="noopener noreferrer" target="_blank">x</a>',
  ],
])("a link to %s", (_name, url, markup) => {
  expect(draw([paragraph([text("x", {}, url)])], [ID])).toBe(`<div class="text"><p>${markup}</p></div>`);
});

test("mentions are named", () => {
  const mentions = [
    { user: { id: { kind: "user", who: "a@example.org", otherwise: "a@example.org" } } },
    { date: { start: "2026-01-01", end: "2026-01-02", time_zone: null } },
    { page: { id: ID } },
    { template_mention: { template_mention_date: "today" } },
    { custom_emoji: { id: { kind: "emoji", name: "logo", otherwise: "logo" } } },
    { other: { kind: "agent", text: "Agent" } },
  ] as const;
  const runs = mentions.map((mention) => ({ type: "mention", mention, annotations: PLAIN }) as const);
  expect(draw([paragraph(runs)], [ID])).toBe(
    '<div class="text"><p><span class="mention">@a@example.org</span>' +
      '<time class="mention">2026-01-01 → 2026-01-02</time>' +
      `<a href="#${HEX}"><span class="mention">↗ ${ID}</span></a>` +
      '<span class="mention">@today</span><span class="mention">:logo:</span>' +
      '<span class="mention">Agent</span></p></div>',
  );
});

test("a table of contents leads to the page's headings", () => {
  const headings = leaf(
    "heading_2",
    { rich_text: words("Part"), color: "default", is_toggleable: false },
    ID,
  );
  const drawn = draw([leaf("table_of_contents", { color: "default" }), headings]);
  expect(drawn).toBe(
    `<ul class="toc"><li class="toc-heading_2"><a href="#${HEX}">Part</a></li></ul><h3 id="${HEX}">Part</h3>`,
  );
});

test("what no request can make is named, and a child page leads to itself", () => {
  const foreign = (name: string, title: string): SnapshotBlock => ({
    type: "foreign",
    name,
    title,
    children: null,
    id: ID,
    createdTime: "",
    createdBy: "",
    lastEditedTime: "",
    lastEditedBy: "",
    hasChildren: false,
  });
  expect(draw([foreign("child_page", "Sub"), foreign("meeting_notes", "")], [ID])).toBe(
    `<p class="page-link"><a href="#${HEX}">📄 Sub</a></p><p class="foreign dim" id="${HEX}">meeting notes</p>`,
  );
});
