import type { BlockObjectResponse, PageObjectResponse, RichTextItemResponse } from "@notionhq/client";
import { describe, expect, it } from "vitest";
import { fromBlock, fromPage } from "../../src/notion/fromResponse.ts";
import { fromRichText, iconOf } from "../../src/notion/responseParts.ts";

const ID = "01234567-89ab-cdef-0123-456789abcdef";
const HEX = ID.replaceAll("-", "");
const USER = { object: "user", id: "fedcba9876543210fedcba9876543210" } as const;
const TIME = "2026-01-01T00:00:00.000Z";

const ABOUT = {
  object: "block",
  id: HEX,
  parent: { type: "page_id", page_id: ID },
  created_time: TIME,
  created_by: USER,
  last_edited_time: TIME,
  last_edited_by: USER,
  has_children: false,
  in_trash: false,
  archived: false,
} as const;

const PROVENANCE = {
  id: ID,
  createdTime: TIME,
  createdBy: "fedcba98-7654-3210-fedc-ba9876543210",
  lastEditedTime: TIME,
  lastEditedBy: "fedcba98-7654-3210-fedc-ba9876543210",
  hasChildren: false,
  children: null,
};

/** An answer that no type describes: a newer API's, or an older one's. */
function answer<T>(value: unknown, shaped: (value: unknown) => value is T): T {
  if (!shaped(value)) throw new Error("Not an answer.");
  return value;
}
const isBlock = (value: unknown): value is BlockObjectResponse => typeof value === "object";
const isItem = (value: unknown): value is RichTextItemResponse => typeof value === "object";
const block = (body: object) => fromBlock(answer({ ...ABOUT, ...body }, isBlock));
const item = (body: object) => answer({ plain_text: "shown", href: null, ...body }, isItem);

describe("fromBlock", () => {
  it("fills in what an answer leaves out", () => {
    expect(block({ type: "to_do", to_do: { rich_text: [] } })).toEqual({
      ...PROVENANCE,
      type: "to_do",
      value: { rich_text: [], color: "default", checked: false },
    });
    expect(
      block({ type: "paragraph", paragraph: { rich_text: [], color: "mauve", icon: null } }),
    ).toMatchObject({
      value: { rich_text: [], color: "default" },
    });
  });

  it("drops what only answers have", () => {
    const numbered = { rich_text: [], color: "red", list_start_index: 3, list_format: "roman" };
    expect(block({ type: "numbered_list_item", numbered_list_item: numbered })).toMatchObject({
      value: { rich_text: [], color: "red" },
    });
    const file = { url: "https://s3/x?signature=1", expiry_time: TIME };
    const image = block({ type: "image", image: { type: "file", file, caption: [] } });
    expect(image).toEqual({ ...PROVENANCE, type: "image", value: { file: { url: file.url }, caption: [] } });
  });

  it.each([
    [{ type: "child_page", child_page: { title: "Below" } }, "child_page", "Below"],
    [{ type: "child_database", child_database: { title: "Rows" } }, "child_database", "Rows"],
    [{ type: "unsupported", unsupported: { block_type: "button" } }, "button", ""],
    [{ type: "unsupported", unsupported: {} }, "unsupported", ""],
    [{ type: "link_preview", link_preview: { url: "https://example.com" } }, "link_preview", ""],
    [{ type: "hologram", hologram: { any: "thing" } }, "hologram", ""],
  ])("takes %o for foreign", (body, name, title) => {
    expect(block(body)).toEqual({ ...PROVENANCE, type: "foreign", name, title });
  });

  it("takes what it may not read for foreign", () => {
    expect(fromBlock({ object: "block", id: HEX })).toMatchObject({
      id: ID,
      type: "foreign",
      name: "unreadable",
    });
  });
});

describe("fromRichText", () => {
  it("merges equal neighbours and drops empty runs", () => {
    const run = (content: string, bold = false) =>
      item({ type: "text", text: { content, link: null }, annotations: { bold } });
    expect(fromRichText([run("a"), run("b"), run(""), run("c", true)])).toMatchObject([
      { text: { content: "ab" } },
      { text: { content: "c" }, annotations: { bold: true, italic: false, color: "default" } },
    ]);
  });

  it.each([`/${HEX}`, `https://www.notion.so/Title-${HEX}?pvs=4`, `https://app.notion.com/p/${HEX}`])(
    "gives %s one form",
    (url) => {
      const [run] = fromRichText([item({ type: "text", text: { content: "x", link: { url } } })]);
      expect(run).toMatchObject({ text: { link: { url: `https://www.notion.so/${HEX}` } } });
    },
  );

  it.each([
    [{ type: "user", user: USER }, { user: { id: PROVENANCE.createdBy } }],
    [{ type: "page", page: { id: HEX } }, { page: { id: ID } }],
    [{ type: "database", database: { id: HEX } }, { database: { id: ID } }],
    [
      { type: "date", date: { start: "2026-01-31", end: null, time_zone: null } },
      { date: { start: "2026-01-31", end: null, time_zone: null } },
    ],
    [
      {
        type: "template_mention",
        template_mention: { type: "template_mention_date", template_mention_date: "today" },
      },
      { template_mention: { template_mention_date: "today" } },
    ],
    [
      {
        type: "template_mention",
        template_mention: { type: "template_mention_user", template_mention_user: "me" },
      },
      { template_mention: { template_mention_user: "me" } },
    ],
    [
      { type: "custom_emoji", custom_emoji: { id: HEX, name: "blob", url: "https://x" } },
      { custom_emoji: { id: ID } },
    ],
    [{ type: "link_preview", link_preview: { url: "https://x" } }, { link_preview: { url: "https://x" } }],
    [{ type: "link_mention", link_mention: { href: "https://x" } }, { link_mention: { url: "https://x" } }],
    [{ type: "hologram", hologram: {} }, { other: { kind: "hologram", text: "shown" } }],
  ])("reads the mention %o", (mention, expected) => {
    expect(fromRichText([item({ type: "mention", mention })])).toMatchObject([{ mention: expected }]);
  });
});

describe("iconOf", () => {
  it("names Notion's own icons, however they come", () => {
    const native = { icon: { name: "book", color: "gray" } };
    expect(iconOf({ type: "icon", icon: { name: "book", color: "gray" } })).toEqual(native);
    const url = "https://www.notion.so/icons/book_gray.svg";
    expect(iconOf({ type: "external", external: { url } })).toEqual(native);
    expect(iconOf(null)).toBeNull();
  });
});

describe("fromPage", () => {
  const page = (changes: Partial<PageObjectResponse>) =>
    fromPage({
      object: "page",
      id: HEX,
      created_time: TIME,
      last_edited_time: TIME,
      in_trash: false,
      archived: false,
      is_archived: false,
      is_locked: false,
      url: `https://www.notion.so/${HEX}`,
      public_url: null,
      parent: { type: "workspace", workspace: true },
      properties: {},
      icon: null,
      cover: null,
      created_by: USER,
      last_edited_by: USER,
      ...changes,
    });

  it("keeps the title apart from the properties that can be written", () => {
    const option = { id: "o", name: "a", color: "red" } as const;
    const { title, properties } = page({
      properties: {
        Name: {
          id: "title",
          type: "title",
          title: [item({ type: "text", text: { content: "Row", link: null } })],
        },
        Kind: { id: "k", type: "select", select: option },
        Tags: { id: "t", type: "multi_select", multi_select: [option] },
        Links: { id: "l", type: "relation", relation: [{ id: HEX }] },
        Checked: { id: "c", type: "verification", verification: null },
        Made: { id: "m", type: "created_time", created_time: TIME },
        Sum: { id: "s", type: "formula", formula: { type: "number", number: 1 } },
      },
    });
    expect(title).toBe("Row");
    expect(properties).toEqual({
      Kind: { type: "select", value: { name: "a" } },
      Tags: { type: "multi_select", value: [{ name: "a" }] },
      Links: { type: "relation", value: [{ id: ID }] },
      Checked: { type: "verification", value: { state: "unverified", date: null } },
    });
  });

  it.each([
    [{ type: "page_id", page_id: HEX } as const, { kind: "page", id: ID }],
    [{ type: "block_id", block_id: HEX } as const, { kind: "block", id: ID }],
    [
      { type: "data_source_id", data_source_id: HEX, database_id: HEX } as const,
      { kind: "dataSource", id: ID },
    ],
    [{ type: "database_id", database_id: HEX } as const, { kind: "database", id: ID }],
    [{ type: "workspace", workspace: true } as const, { kind: "workspace" }],
  ])("reads the parent %o", (parent, expected) => {
    expect(page({ parent }).parent).toEqual(expected);
  });
});
