import { expect, test } from "vitest";
import type { Block } from "../../src/model/block.ts";
import { notionUrl } from "../../src/model/links.ts";
import type { Pending } from "../../src/model/pending.ts";
import {
  type Lookup,
  pendingsOf,
  resolveBlock,
  resolveCover,
  resolveIcon,
  resolveProperty,
} from "../../src/model/resolve.ts";
import { type Mention, PLAIN, type RichText } from "../../src/model/richText.ts";
import { text } from "../../src/model/text.ts";

const PAGE = "11111111-1111-4111-8111-111111111111";
const BLOCK = "22222222-2222-4222-8222-222222222222";
const page: Pending = { kind: "page", path: "a.md", otherwise: "the page" };
const heading: Pending = { kind: "heading", path: "a.md", slug: "x", otherwise: "the place" };
const upload: Pending = { kind: "upload", digest: "d", otherwise: "a.png" };
const user: Pending = { kind: "user", who: "a@b.c", otherwise: "@a" };
const emoji: Pending = { kind: "emoji", name: "e", otherwise: ":e:" };

const all: Lookup = (pending) => (pending.kind === "heading" ? { id: BLOCK, page: PAGE } : { id: PAGE });
const none: Lookup = () => undefined;

function paragraph(...rich_text: readonly RichText[]): Block {
  return { type: "paragraph", value: { rich_text, color: "default" }, children: [] };
}

function mention(what: Mention): RichText {
  return { type: "mention", mention: what, annotations: PLAIN };
}

const cases: readonly [string, Block, Block, Block][] = [
  [
    "a link to a page",
    paragraph(text("a", {}, page)),
    paragraph(text("a", {}, notionUrl(PAGE))),
    paragraph(text("a")),
  ],
  [
    "a link to a place",
    paragraph(text("a", {}, heading)),
    paragraph(text("a", {}, notionUrl(PAGE, BLOCK))),
    paragraph(text("a")),
  ],
  [
    "a mention of a person",
    paragraph(mention({ user: { id: user } })),
    paragraph(mention({ user: { id: PAGE } })),
    paragraph(text("@a")),
  ],
  [
    "a mention of a page",
    paragraph(mention({ page: { id: page } })),
    paragraph(mention({ page: { id: PAGE } })),
    paragraph(text("the page")),
  ],
  [
    "an image",
    { type: "image", value: { file_upload: { id: upload }, caption: [] }, children: [] },
    { type: "image", value: { file_upload: { id: PAGE, digest: "d" }, caption: [] }, children: [] },
    paragraph(text("a.png")),
  ],
  [
    "an image with a caption",
    { type: "image", value: { file_upload: { id: upload }, caption: [text("Hills")] }, children: [] },
    {
      type: "image",
      value: { file_upload: { id: PAGE, digest: "d" }, caption: [text("Hills")] },
      children: [],
    },
    paragraph(text("Hills")),
  ],
  [
    "a callout's icon",
    {
      type: "callout",
      value: { rich_text: [], color: "default", icon: { custom_emoji: { id: emoji } } },
      children: [],
    },
    {
      type: "callout",
      value: { rich_text: [], color: "default", icon: { custom_emoji: { id: PAGE } } },
      children: [],
    },
    { type: "callout", value: { rich_text: [], color: "default" }, children: [] },
  ],
  [
    "a bookmark",
    { type: "bookmark", value: { url: page, caption: [] }, children: [] },
    { type: "bookmark", value: { url: notionUrl(PAGE), caption: [] }, children: [] },
    paragraph(text("the page")),
  ],
  [
    "a link block",
    { type: "link_to_page", value: { page_id: page }, children: [] },
    { type: "link_to_page", value: { page_id: PAGE }, children: [] },
    paragraph(text("the page")),
  ],
  [
    "a synced copy",
    { type: "synced_block", value: { synced_from: { block_id: heading } }, children: [] },
    { type: "synced_block", value: { synced_from: { block_id: BLOCK } }, children: [] },
    paragraph(text("the place")),
  ],
  [
    "a table's cell",
    { type: "table_row", value: { cells: [[text("a", {}, page)]] }, children: [] },
    { type: "table_row", value: { cells: [[text("a", {}, notionUrl(PAGE))]] }, children: [] },
    { type: "table_row", value: { cells: [[text("a")]] }, children: [] },
  ],
];

test.each(cases)("%s", (_name, block, resolved, left) => {
  expect(resolveBlock(block, all)).toEqual(resolved);
  expect(resolveBlock(block, none)).toEqual(left);
  const nested: Block = { type: "toggle", value: { rich_text: [], color: "default" }, children: [block] };
  expect(resolveBlock(nested, none).children).toEqual([left]);
});

test("another pending thing can take a reference's place", () => {
  const made: Pending = { kind: "created", operation: 1, child: 2, page: PAGE, otherwise: "" };
  expect(resolveBlock(paragraph(text("a", {}, heading)), () => made)).toEqual(paragraph(text("a", {}, made)));
});

test("every reference is found, those in children and in made things included", () => {
  const made: Pending = { kind: "created", operation: 1, child: 2, page, otherwise: "" };
  const block: Block = {
    ...paragraph(text("a", {}, made), mention({ user: { id: user } })),
    children: [paragraph(text("b", {}, heading))],
  };
  expect(pendingsOf(block)).toEqual([made, page, user, heading]);
});

test("icons, covers and properties", () => {
  expect(resolveIcon({ file_upload: { id: upload } }, all)).toEqual({
    file_upload: { id: PAGE, digest: "d" },
  });
  expect(resolveIcon({ file_upload: { id: upload } }, none)).toBeNull();
  expect(resolveIcon({ emoji: "💡" }, none)).toEqual({ emoji: "💡" });
  expect(resolveCover({ file_upload: { id: upload } }, none)).toBeNull();
  expect(resolveCover(null, all)).toBeNull();
  const relation = { type: "relation", value: [{ id: page }, { id: "b" }] } as const;
  expect(resolveProperty(relation, all)).toEqual({ type: "relation", value: [{ id: PAGE }, { id: "b" }] });
  expect(resolveProperty(relation, none)).toEqual({ type: "relation", value: [{ id: "b" }] });
  const files = { type: "files", value: [{ name: "a", file_upload: { id: upload } }] } as const;
  expect(resolveProperty(files, none)).toEqual({ type: "files", value: [] });
  expect(resolveProperty({ type: "rich_text", value: [text("a", {}, page)] }, none)).toEqual({
    type: "rich_text",
    value: [text("a")],
  });
});
