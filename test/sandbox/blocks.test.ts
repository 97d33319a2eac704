import type { BlockObjectRequest, Client } from "@notionhq/client";
import { expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/index.ts";
import { paragraph, setUp, text } from "./client.ts";

/** Appends blocks to the root page; gives the ids of the new children. */
async function put(
  notion: Client,
  block_id: string,
  ...children: readonly BlockObjectRequest[]
): Promise<readonly string[]> {
  const { results } = await notion.blocks.children.append({ block_id, children: [...children] });
  return results.map((block) => block.id);
}

const order = (sandbox: Sandbox, id: string): readonly string[] => sandbox.tree(id).map((node) => node.id);

const toggleHeading = (title: string, ...children: ReturnType<typeof paragraph>[]): BlockObjectRequest => ({
  heading_2: { rich_text: [text(title)], is_toggleable: true, children },
});

const row = (...cells: readonly string[]) => ({ table_row: { cells: cells.map((cell) => [text(cell)]) } });

test("a page is created with blocks, and they come back as Notion gives them", async () => {
  const { sandbox, notion } = setUp();
  const page = await notion.pages.create({
    parent: { page_id: sandbox.rootPageId },
    properties: { title: { title: [text("Hello")] } },
    children: [
      paragraph("one"),
      { bulleted_list_item: { rich_text: [text("two")], children: [paragraph("three")] } },
    ],
  });
  expect(page).toMatchObject({ object: "page", parent: { page_id: sandbox.rootPageId }, in_trash: false });
  const { results } = await notion.blocks.children.list({ block_id: page.id });
  expect(results[0]).toEqual({
    object: "block",
    id: expect.any(String),
    parent: { type: "page_id", page_id: page.id },
    created_time: expect.stringMatching(/:00\.000Z$/),
    last_edited_time: expect.stringMatching(/:00\.000Z$/),
    created_by: { object: "user", id: sandbox.botId },
    last_edited_by: { object: "user", id: sandbox.botId },
    has_children: false,
    in_trash: false,
    type: "paragraph",
    paragraph: {
      rich_text: [
        {
          type: "text",
          text: { content: "one", link: null },
          annotations: {
            bold: false,
            italic: false,
            strikethrough: false,
            underline: false,
            code: false,
            color: "default",
          },
          plain_text: "one",
          href: null,
        },
      ],
      icon: null,
      color: "default",
    },
  });
  expect(results[1]).toMatchObject({ type: "bulleted_list_item", has_children: true });
  expect(results[1]).not.toHaveProperty("bulleted_list_item.children");
  expect(sandbox.tree(page.id)[1]?.children[0]?.payload).toMatchObject({
    rich_text: [{ plain_text: "three" }],
  });
});

test("every type a request can create is kept, with what was left out filled in", async () => {
  const { sandbox, notion } = setUp();
  const rich_text = [text("x")];
  const url = "https://example.com/a";
  const external = { url: "https://example.com/a.png" };
  const created: readonly (readonly [BlockObjectRequest, object])[] = [
    [{ heading_1: { rich_text } }, { is_toggleable: false, color: "default" }],
    [{ heading_4: { rich_text, color: "red" } }, { color: "red" }],
    [{ numbered_list_item: { rich_text } }, { color: "default" }],
    [{ to_do: { rich_text } }, { checked: false }],
    [{ toggle: { rich_text } }, { color: "default" }],
    [{ quote: { rich_text } }, { color: "default" }],
    [{ callout: { rich_text } }, { icon: null, color: "default" }],
    [
      { callout: { rich_text, icon: { icon: { name: "book" } } } },
      { icon: { type: "icon", icon: { name: "book", color: "gray" } } },
    ],
    [{ code: { rich_text, language: "c++" } }, { caption: [], language: "c++" }],
    [{ equation: { expression: "e" } }, { expression: "e" }],
    [{ divider: {} }, {}],
    [{ breadcrumb: {} }, {}],
    [{ table_of_contents: {} }, { color: "default" }],
    [{ bookmark: { url } }, { url, caption: [] }],
    [{ embed: { url } }, { url, caption: [] }],
    [{ image: { external } }, { type: "external", external, caption: [] }],
    [{ video: { external } }, { type: "external", external, caption: [] }],
    [{ pdf: { external } }, { type: "external", external, caption: [] }],
    [{ audio: { external } }, { type: "external", external, caption: [] }],
    [{ file: { external } }, { type: "external", external, caption: [], name: "a.png" }],
    [{ link_to_page: { page_id: sandbox.rootPageId } }, { type: "page_id", page_id: sandbox.rootPageId }],
    [
      { table: { table_width: 1, children: [row("x")] } },
      { table_width: 1, has_column_header: false, has_row_header: false },
    ],
    [
      {
        column_list: {
          children: [
            { column: { children: [paragraph("l")], width_ratio: 0.25 } },
            { column: { children: [paragraph("r")] } },
          ],
        },
      },
      {},
    ],
    [{ tab: { children: [{ paragraph: { rich_text, icon: { emoji: "🎉" } } }] } }, {}],
    [{ synced_block: { synced_from: null, children: [paragraph("s")] } }, { synced_from: null }],
  ];
  await put(notion, sandbox.rootPageId, ...created.map(([request]) => request));
  const tree = sandbox.tree(sandbox.rootPageId);
  expect(tree.map((node) => node.type)).toEqual(created.map(([request]) => Object.keys(request)[0]));
  created.forEach(([, payload], index) => {
    expect(tree[index]?.payload).toMatchObject(payload);
  });
  const columns = tree.find((node) => node.type === "column_list")?.children;
  expect(columns?.map((column) => column.payload)).toEqual([{ width_ratio: 0.25 }, {}]);
  const label = tree.find((node) => node.type === "tab")?.children[0];
  expect(label?.payload).toMatchObject({ icon: { type: "emoji", emoji: "🎉" } });
});

test("an append answers with the new first-level blocks alone, in the order sent", async () => {
  const { sandbox, notion } = setUp();
  await put(notion, sandbox.rootPageId, paragraph("old"));
  const answer = await notion.blocks.children.append({
    block_id: sandbox.rootPageId,
    position: { type: "start" },
    children: [toggleHeading("a", paragraph("inner")), paragraph("b")],
  });
  expect(answer).toMatchObject({
    object: "list",
    type: "block",
    block: {},
    has_more: false,
    next_cursor: null,
  });
  expect(answer.results.map((block) => block.id)).toEqual(order(sandbox, sandbox.rootPageId).slice(0, 2));
});

test("new blocks go to the end, to the start, or after a block", async () => {
  const { sandbox, notion } = setUp();
  const page = sandbox.seed({ title: "Page" });
  const [a = "", b = ""] = await put(notion, page, paragraph("a"), paragraph("b"));
  const at = async (position: Parameters<Client["blocks"]["children"]["append"]>[0]["position"]) => {
    const children = [paragraph("new")];
    const { results } = await notion.blocks.children.append({
      block_id: page,
      children,
      ...(position === undefined ? {} : { position }),
    });
    return results[0]?.id ?? "";
  };
  const end = await at(undefined);
  const start = await at({ type: "start" });
  const after = await at({ type: "after_block", after_block: { id: a.replaceAll("-", "") } });
  expect(order(sandbox, page)).toEqual([start, a, after, b, end]);
  await notion.blocks.delete({ block_id: b });
  await expect(at({ type: "after_block", after_block: { id: b } })).rejects.toMatchObject({ status: 400 });
});

test("the old `after` is refused", async () => {
  const { sandbox, notion } = setUp();
  const [a = ""] = await put(notion, sandbox.rootPageId, paragraph("a"));
  const old = notion.blocks.children.append({
    block_id: sandbox.rootPageId,
    children: [paragraph("b")],
    after: a,
  });
  await expect(old).rejects.toMatchObject({
    message: expect.stringContaining("body.after should be not present"),
  });
});

test("a list comes in pages, each naming where the next begins", async () => {
  const { sandbox, notion } = setUp();
  const ids = await put(notion, sandbox.rootPageId, ...["a", "b", "c", "d", "e"].map(paragraph));
  const first = await notion.blocks.children.list({ block_id: sandbox.rootPageId, page_size: 2 });
  expect(first).toMatchObject({ has_more: true, next_cursor: ids[2] });
  const rest = await notion.blocks.children.list({
    block_id: sandbox.rootPageId,
    page_size: 3,
    start_cursor: first.next_cursor ?? "",
  });
  expect(rest).toMatchObject({ has_more: false, next_cursor: null });
  expect([...first.results, ...rest.results].map((block) => block.id)).toEqual(ids);
  const lost = notion.blocks.children.list({ block_id: sandbox.rootPageId, start_cursor: sandbox.botId });
  await expect(lost).rejects.toMatchObject({ code: "validation_error" });
});

test("an update replaces the fields it sends and leaves the others", async () => {
  const { sandbox, notion } = setUp();
  const [id = ""] = await put(notion, sandbox.rootPageId, {
    code: { rich_text: [text("a")], language: "c", caption: [text("about")] },
  });
  const answer = await notion.blocks.update({ block_id: id, code: { language: "rust" } });
  expect(answer).toMatchObject({
    id,
    code: { language: "rust", rich_text: [{ plain_text: "a" }], caption: [{ plain_text: "about" }] },
  });
});

test("a block's type cannot be changed", async () => {
  const { sandbox, notion } = setUp();
  const [id = ""] = await put(notion, sandbox.rootPageId, paragraph("a"));
  await expect(notion.blocks.update({ block_id: id, quote: { rich_text: [] } })).rejects.toMatchObject({
    message: "body failed validation: body.paragraph should be defined, instead was `undefined`.",
  });
});

test("a heading with children cannot stop toggling; without them it can", async () => {
  const { sandbox, notion } = setUp();
  const [id = ""] = await put(notion, sandbox.rootPageId, toggleHeading("a", paragraph("b")));
  const untoggle = () =>
    notion.blocks.update({ block_id: id, heading_2: { rich_text: [], is_toggleable: false } });
  await expect(untoggle()).rejects.toMatchObject({ status: 400 });
  await notion.blocks.delete({ block_id: sandbox.tree(id)[0]?.id ?? "" });
  expect(await untoggle()).toMatchObject({ heading_2: { is_toggleable: false } });
});

test("a table's width is fixed, its rows keep it, and rows can be added", async () => {
  const { sandbox, notion } = setUp();
  const [table = ""] = await put(notion, sandbox.rootPageId, {
    table: { table_width: 2, children: [row("a", "b")] },
  });
  const [added = ""] = await put(notion, table, row("c", "d"));
  expect(order(sandbox, table)).toHaveLength(2);
  const wrong = "Number of cells in table row must match the table width of the parent table";
  await expect(put(notion, table, row("c"))).rejects.toMatchObject({ message: wrong });
  const narrow = notion.blocks.update({ block_id: added, table_row: { cells: [[]] } });
  await expect(narrow).rejects.toMatchObject({ message: wrong });
  await expect(put(notion, table, paragraph("p"))).rejects.toMatchObject({ status: 400 });
  const wider = notion.request({
    path: `blocks/${table}`,
    method: "patch",
    body: { table: { table_width: 3 } },
  });
  await expect(wider).rejects.toMatchObject({
    message: expect.stringContaining("body.table.table_width should be not present"),
  });
});

test("a column list takes further columns, and nothing else", async () => {
  const { sandbox, notion } = setUp();
  const column = { column: { children: [paragraph("x")] } };
  const [list = ""] = await put(notion, sandbox.rootPageId, { column_list: { children: [column, column] } });
  await put(notion, list, column);
  expect(order(sandbox, list)).toHaveLength(3);
  await expect(put(notion, list, paragraph("x"))).rejects.toMatchObject({ status: 400 });
  await expect(put(notion, sandbox.rootPageId, column)).rejects.toMatchObject({ status: 400 });
});

test.each([
  { code: { rich_text: [], language: "c" } },
  { divider: {} },
  { heading_1: { rich_text: [] } },
  { image: { external: { url: "https://example.com/a.png" } } },
] satisfies BlockObjectRequest[])("no children can be appended to %o", async (block) => {
  const { sandbox, notion } = setUp();
  const [id = ""] = await put(notion, sandbox.rootPageId, block);
  await expect(put(notion, id, paragraph("x"))).rejects.toMatchObject({
    message: "Block does not support children.",
  });
});

test("blocks can be nested as deep as one likes, request by request", async () => {
  const { sandbox, notion } = setUp();
  let parent = sandbox.rootPageId;
  for (let level = 0; level < 8; level += 1) {
    const [id = ""] = await put(notion, parent, { bulleted_list_item: { rich_text: [text(String(level))] } });
    parent = id;
  }
  expect(await notion.blocks.retrieve({ block_id: parent })).toMatchObject({
    parent: { type: "block_id" },
    bulleted_list_item: { rich_text: [{ plain_text: "7" }] },
  });
});

test("a deleted block is in the trash with its subtree: it can be read, not written, and restored", async () => {
  const { sandbox, notion } = setUp();
  const [outer = "", next = ""] = await put(
    notion,
    sandbox.rootPageId,
    toggleHeading("a", paragraph("b")),
    paragraph("c"),
  );
  const inner = sandbox.tree(outer)[0]?.id ?? "";
  expect(await notion.blocks.delete({ block_id: outer })).toMatchObject({ id: outer, in_trash: true });
  expect(order(sandbox, sandbox.rootPageId)).toEqual([next]);
  expect(await notion.blocks.retrieve({ block_id: outer })).toMatchObject({ in_trash: true });
  expect(await notion.blocks.retrieve({ block_id: inner })).toMatchObject({ in_trash: true });
  await expect(notion.blocks.children.list({ block_id: outer })).rejects.toMatchObject({ status: 404 });
  const archived = "Can't edit block that is archived. You must unarchive the block before editing.";
  const edit = notion.blocks.update({ block_id: outer, heading_2: { rich_text: [] } });
  await expect(edit).rejects.toMatchObject({ message: archived });
  await expect(put(notion, outer, paragraph("x"))).rejects.toMatchObject({ message: archived });
  await expect(notion.blocks.delete({ block_id: outer })).rejects.toMatchObject({ message: archived });
  const below = notion.blocks.update({ block_id: inner, paragraph: { rich_text: [] } });
  await expect(below).rejects.toMatchObject({ message: expect.stringContaining("archived ancestor") });
  await notion.blocks.update({ block_id: outer, in_trash: false });
  expect(order(sandbox, sandbox.rootPageId)).toEqual([outer, next]);
});

test("a second delete is accepted where the answers say so", async () => {
  const { sandbox, notion } = setUp({ answers: { secondDelete: "accept" } });
  const [id = ""] = await put(notion, sandbox.rootPageId, paragraph("a"));
  await notion.blocks.delete({ block_id: id });
  expect(await notion.blocks.delete({ block_id: id })).toMatchObject({ in_trash: true });
});

test("a copy of a synced block names its original and takes no children", async () => {
  const { sandbox, notion } = setUp();
  const [original = ""] = await put(notion, sandbox.rootPageId, {
    synced_block: { synced_from: null, children: [paragraph("s")] },
  });
  const [copy = ""] = await put(notion, sandbox.rootPageId, {
    synced_block: { synced_from: { block_id: original } },
  });
  expect(await notion.blocks.retrieve({ block_id: copy })).toMatchObject({
    synced_block: { synced_from: { type: "block_id", block_id: original } },
  });
  await expect(put(notion, copy, paragraph("x"))).rejects.toMatchObject({ status: 400 });
});

test("who and when: an edit by a person shows on the block and its page", async () => {
  const { sandbox, notion, person } = setUp();
  const page = sandbox.seed({ title: "Page", children: [paragraph("a")] });
  const block_id = sandbox.tree(page)[0]?.id ?? "";
  await person.blocks.update({ block_id, paragraph: { rich_text: [text("theirs")] } });
  const by = { created_by: { id: sandbox.botId }, last_edited_by: { id: sandbox.personId } };
  expect(await notion.blocks.retrieve({ block_id })).toMatchObject(by);
  expect(await notion.pages.retrieve({ page_id: page })).toMatchObject(by);
});
