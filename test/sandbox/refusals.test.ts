/**
 * What a request may not say, and the words it is refused with. Each case appends blocks to a page that holds
 * one of everything.
 */
import { expect, test } from "vitest";
import { paragraph, setUp, text } from "./client.ts";

const long = (length: number): string => "a".repeat(length);
const link = (url: string) => ({
  paragraph: { rich_text: [{ text: { content: "x", link: { url } } }] },
});
const row = (...cells: readonly string[]) => ({ table_row: { cells: cells.map((cell) => [text(cell)]) } });
const image = (url: string) => ({ image: { external: { url } } });
const nested = (depth: number): object =>
  depth === 0
    ? paragraph("leaf")
    : { bulleted_list_item: { rich_text: [text("item")], children: [nested(depth - 1)] } };

interface Case {
  readonly title: string;
  readonly children: readonly unknown[];
  readonly message: string | RegExp;
}

const CASES: readonly Case[] = [
  {
    title: "text over 2000 UTF-16 units, one emoji among 2000 characters",
    children: [paragraph(`${long(1999)}🎉`)],
    message:
      "body failed validation: body.children[0].paragraph.rich_text[0].text.content.length should be ≤ `2000`, instead was `2001`.",
  },
  {
    title: "two things wrong",
    children: [paragraph(long(2001)), { equation: { expression: long(1001) } }],
    message:
      "body failed validation. Fix one:\nbody.children[0].paragraph.rich_text[0].text.content.length should be ≤ `2000`, instead was `2001`.\nbody.children[1].equation.expression.length should be ≤ `1000`, instead was `1001`.",
  },
  {
    title: "a URL over 2000",
    children: [link(`https://example.com/${long(2000)}`)],
    message: /text\.link\.url\.length should be ≤ `2000`/,
  },
  {
    title: "101 children",
    children: Array.from({ length: 101 }, () => paragraph("x")),
    message: "body failed validation: body.children.length should be ≤ `100`, instead was `101`.",
  },
  {
    title: "101 runs",
    children: [{ paragraph: { rich_text: Array.from({ length: 101 }, () => text("x")) } }],
    message: /rich_text\.length should be ≤ `100`, instead was `101`/,
  },
  {
    title: "101 runs in a cell",
    children: [
      {
        table: {
          table_width: 1,
          children: [{ table_row: { cells: [Array.from({ length: 101 }, () => text("x"))] } }],
        },
      },
    ],
    message: /cells\[0\]\.length should be ≤ `100`, instead was `101`/,
  },
  {
    title: "more than 1000 blocks",
    children: Array.from({ length: 100 }, () => ({
      toggle: { rich_text: [], children: Array.from({ length: 10 }, () => paragraph("x")) },
    })),
    message: /should be ≤ `1000`, instead was `1100`/,
  },
  { title: "four levels", children: [nested(3)], message: /children should be not present/ },
  {
    title: "an unknown language",
    children: [{ code: { rich_text: [], language: "ts" } }],
    message: /body\.children\[0\]\.code\.language should be .*"abap".*, instead was `"ts"`/,
  },
  {
    title: "paragraph.icon null",
    children: [{ paragraph: { rich_text: [], icon: null } }],
    message: /body\.children\[0\]\.paragraph\.icon should be an object or `undefined`, instead was `null`/,
  },
  {
    title: "the old trash flag",
    children: [{ ...paragraph("x"), archived: false }],
    message: /body\.children\[0\]\.archived should be not present/,
  },
  {
    title: "an icon on a paragraph that is no tab's label",
    children: [{ paragraph: { rich_text: [], icon: { emoji: "🎉" } } }],
    message: /paragraph\.icon should be not present/,
  },
  {
    title: "children of a heading that does not toggle",
    children: [{ heading_2: { rich_text: [], children: [paragraph("x")] } }],
    message: /heading_2\.children should be not present/,
  },
  {
    title: "children of code",
    children: [{ code: { rich_text: [], language: "c", children: [paragraph("x")] } }],
    message: /code\.children should be not present/,
  },
  {
    title: "a table without rows",
    children: [{ table: { table_width: 2, children: [] } }],
    message: /table\.children\.length should be ≥ `1`, instead was `0`/,
  },
  {
    title: "a row of another width",
    children: [{ table: { table_width: 2, children: [row("a", "b"), row("a")] } }],
    message: "Number of cells in table row must match the table width of the parent table",
  },
  {
    title: "a table without columns",
    children: [{ table: { table_width: 0, children: [row()] } }],
    message: /table_width should be ≥ `1`, instead was `0`/,
  },
  {
    title: "a row outside a table",
    children: [row("a")],
    message: /table_row should be not present/,
  },
  {
    title: "one column",
    children: [{ column_list: { children: [{ column: { children: [paragraph("x")] } }] } }],
    message: /column_list\.children\.length should be ≥ `2`, instead was `1`/,
  },
  {
    title: "an empty column",
    children: [
      {
        column_list: { children: [{ column: { children: [paragraph("x")] } }, { column: { children: [] } }] },
      },
    ],
    message: /column\.children\.length should be ≥ `1`, instead was `0`/,
  },
  {
    title: "a column list in a toggle",
    children: [{ toggle: { rich_text: [], children: [{ column_list: { children: [] } }] } }],
    message: /column_list should be not present|body failed validation/,
  },
  {
    title: "a template",
    children: [{ template: { rich_text: [] } }],
    message: /templates can no longer be created/,
  },
  ...["", "/docs/a", "#anchor", "docs", "zotero:abc", "javascript:alert(1)", "http:x"].map((url) => ({
    title: `the link \`${url}\``,
    children: [link(url)],
    message: "Content creation Failed. Fix the following: \nInvalid URL for link.",
  })),
  ...["https://img.shields.io/badge/a-b", "relative.png", "data:image/png;base64,AA=="].map((url) => ({
    title: `the image ${url}`,
    children: [image(url)],
    message: "Content creation Failed. Fix the following: \nInvalid image url.",
  })),
  {
    title: "a bookmark that is no web address",
    children: [{ bookmark: { url: "mailto:a@example.com" } }],
    message: /Invalid bookmark url/,
  },
  {
    title: "an emoji that is none",
    children: [{ callout: { rich_text: [], icon: { emoji: "ok" } } }],
    message:
      'body failed validation: body.children[0].callout.icon.emoji should be a valid emoji, instead was `"ok"`.',
  },
  {
    title: "a mention of a page that does not exist",
    children: [
      {
        paragraph: {
          rich_text: [{ mention: { page: { id: "b55c9c91384d452b81dbd1ef79372b75" } } }],
        },
      },
    ],
    message: /Could not find page with ID: b55c9c91-384d-452b-81db-d1ef79372b75\. Make sure/,
  },
  {
    title: "an upload that does not exist",
    children: [{ image: { file_upload: { id: "b55c9c91384d452b81dbd1ef79372b75" } } }],
    message: /Could not find file_upload/,
  },
];

test.each(CASES)("refused: $title", async ({ children, message }) => {
  const { sandbox, notion } = setUp();
  const before = sandbox.tree(sandbox.rootPageId).length;
  // The client's types forbid some of these, which is the point.
  const body: Record<string, unknown> = {
    children: [paragraph("fine"), ...children].slice(-children.length),
  };
  const refused = notion.request({
    path: `blocks/${sandbox.rootPageId}/children`,
    method: "patch",
    body,
  });
  await expect(refused).rejects.toMatchObject({
    message: typeof message === "string" ? message : expect.stringMatching(message),
  });
  expect(sandbox.tree(sandbox.rootPageId)).toHaveLength(before);
});

test("what is refused in one block refuses the whole request, and nothing of it stays", async () => {
  const { sandbox, notion } = setUp();
  const body = { children: [paragraph("fine"), link("#no")] };
  const refused = notion.request({ path: `blocks/${sandbox.rootPageId}/children`, method: "patch", body });
  await expect(refused).rejects.toMatchObject({ status: 400, code: "validation_error" });
  expect(sandbox.tree(sandbox.rootPageId)).toEqual([]);
});

test.each(["https://example.com", "http://example.com/a?b#c", "mailto:a@example.com"])(
  "taken: the link %s",
  async (url) => {
    const { sandbox, notion } = setUp();
    await notion.blocks.children.append({ block_id: sandbox.rootPageId, children: [link(url)] });
    expect(sandbox.tree(sandbox.rootPageId)[0]?.payload).toMatchObject({ rich_text: [{ href: url }] });
  },
);

test("taken: everything at its limit", async () => {
  const { sandbox, notion } = setUp();
  await notion.blocks.children.append({
    block_id: sandbox.rootPageId,
    children: [
      { paragraph: { rich_text: Array.from({ length: 100 }, () => text(long(2000))) } },
      { equation: { expression: long(1000) } },
      {
        table: {
          table_width: 100,
          children: [{ table_row: { cells: Array.from({ length: 100 }, () => []) } }],
        },
      },
      ...Array.from({ length: 97 }, () => paragraph("x")),
    ],
  });
  expect(sandbox.tree(sandbox.rootPageId)).toHaveLength(100);
});
