import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { Sandbox, TreeNode } from "../../src/sandbox/index.ts";
import { paragraph, setUp, text } from "./client.ts";
import { named, table } from "./databases/support.ts";

const NOON = Date.UTC(2026, 0, 1, 12);

/** A page of three paragraphs, and a clock to turn. */
function page() {
  let now = NOON;
  const clock = { now: () => now, sleep: async () => {} };
  const { sandbox, notion } = setUp({ clock });
  const id = sandbox.seed({ title: "Page", children: ["one", "two", "three"].map(paragraph) });
  now += 3_600_000;
  const [one = "", two = "", three = ""] = sandbox.tree(id).map((node) => node.id);
  return { sandbox, notion, id, one, two, three };
}

const textOf = ({ payload }: TreeNode): string =>
  JSON.stringify(payload)
    .match(/"plain_text":"([^"]*)"/g)
    ?.map((part) => part.slice(14, -1))
    .join("") ?? "";

/** The tree as nested lists of type and text. */
function shape(nodes: readonly TreeNode[]): readonly unknown[] {
  return nodes.map((node) => {
    const label = textOf(node) || node.type;
    return node.children.length === 0 ? label : [label, ...shape(node.children)];
  });
}

const blockOf = (sandbox: Sandbox, id: string, block: string) =>
  sandbox.tree(id).find((node) => node.id === block)?.block;

test("an edit is the person's, at the time of the clock; the block keeps its id", () => {
  const { sandbox, id, two } = page();
  sandbox.hands.write(two, "changed");
  expect(shape(sandbox.tree(id))).toEqual(["one", "changed", "three"]);
  expect(blockOf(sandbox, id, two)).toMatchObject({
    created_by: { id: sandbox.botId },
    last_edited_by: { id: sandbox.personId },
    created_time: "2025-12-31T12:00:00.000Z",
    last_edited_time: "2026-01-01T13:00:00.000Z",
  });
  sandbox.hands.edit(two, { color: "red" });
  expect(blockOf(sandbox, id, two)).toMatchObject({
    paragraph: { color: "red", rich_text: [{ plain_text: "changed" }] },
  });
});

test("blocks are added in their place, trashed and restored", () => {
  const { sandbox, id, one, two } = page();
  const [added = ""] = sandbox.hands.add(id, [paragraph("between"), paragraph("too")], { after: one });
  sandbox.hands.trash(two);
  expect(shape(sandbox.tree(id))).toEqual(["one", "between", "too", "three"]);
  expect(blockOf(sandbox, id, added)).toMatchObject({ created_by: { id: sandbox.personId } });
  sandbox.hands.restore(two);
  expect(shape(sandbox.tree(id))).toEqual(["one", "between", "too", "two", "three"]);
});

test("siblings are wrapped in a toggle where the first stood, and keep their ids", () => {
  const { sandbox, id, two, three } = page();
  const toggle = sandbox.hands.wrap([two, three], { toggle: { rich_text: [text("more")] } });
  expect(shape(sandbox.tree(id))).toEqual(["one", ["more", "two", "three"]]);
  const [, wrapper] = sandbox.tree(id);
  expect(wrapper?.id).toBe(toggle);
  expect(wrapper?.children.map((node) => node.id)).toEqual([two, three]);
  expect(wrapper?.children[0]?.block["parent"]).toEqual({ type: "block_id", block_id: toggle });
});

test("blocks dragged side by side are in columns around their ids", () => {
  const { sandbox, id, one, two } = page();
  const list = sandbox.hands.columns([one], [two]);
  expect(shape(sandbox.tree(id))).toEqual([["column_list", ["column", "one"], ["column", "two"]], "three"]);
  expect(sandbox.tree(id)[0]).toMatchObject({
    id: list,
    children: [{ children: [{ id: one }] }, { children: [{ id: two }] }],
  });
});

test("a block is split within a run, and what follows is a new block of its kind", async () => {
  const { sandbox, notion, id, one } = page();
  const bold = { ...text("bold "), annotations: { bold: true } };
  await notion.blocks.update({
    block_id: one,
    paragraph: { rich_text: [bold, text("and plain")], color: "red" },
  });
  const rest = sandbox.hands.split(one, 8);
  expect(shape(sandbox.tree(id))).toEqual(["bold and", " plain", "two", "three"]);
  expect(blockOf(sandbox, id, rest)).toMatchObject({ type: "paragraph", paragraph: { color: "red" } });
  expect(blockOf(sandbox, id, one)).toMatchObject({
    paragraph: { rich_text: [{ annotations: { bold: true } }, { plain_text: "and" }] },
  });
});

test("a block is turned into one of another type, and keeps its id and text", () => {
  const { sandbox, id, two } = page();
  sandbox.hands.turnInto(two, "heading_2");
  expect(blockOf(sandbox, id, two)).toMatchObject({
    id: two,
    type: "heading_2",
    heading_2: { is_toggleable: false },
  });
  expect(shape(sandbox.tree(id))).toEqual(["one", "two", "three"]);
  expect(() => sandbox.hands.turnInto(two, "heading_9")).toThrow(
    "There is no type of block called heading_9.",
  );
});

test("a copy of a page or row has what it has, and an id and number of its own", async () => {
  const { sandbox, id, one } = page();
  const toggle = sandbox.hands.wrap([one], { toggle: { rich_text: [text("more")] } });
  const copy = sandbox.hands.duplicate(toggle);
  expect(shape(sandbox.tree(id))).toEqual([["more", "one"], ["more", "one"], "two", "three"]);
  expect(sandbox.tree(id)[1]?.id).toBe(copy);
  const other = sandbox.hands.duplicate(id);
  expect(shape(sandbox.tree(other))).toEqual(shape(sandbox.tree(id)));
  const tasks = await table({ No: { unique_id: {} }, Points: { number: {} } });
  const row = await tasks.add({ ...named("x"), Points: { number: 7 } });
  tasks.sandbox.hands.duplicate(row.id);
  const { results } = await tasks.notion.dataSources.query({ data_source_id: tasks.sourceId });
  expect(results).toMatchObject([
    { properties: { No: { unique_id: { number: 1 } }, Points: { number: 7 } } },
    {
      properties: { No: { unique_id: { number: 2 } }, Points: { number: 7 } },
      created_by: { id: tasks.sandbox.personId },
    },
  ]);
});

test("a discussion is begun, goes on, and is resolved", async () => {
  const { sandbox, notion, one } = page();
  const discussion = sandbox.hands.comment(one, "Really?");
  sandbox.hands.reply(discussion, "Yes.");
  const open = await notion.comments.list({ block_id: one });
  expect(open.results).toMatchObject([
    { discussion_id: discussion, created_by: { id: sandbox.personId } },
    { discussion_id: discussion },
  ]);
  sandbox.hands.resolve(discussion);
  expect((await notion.comments.list({ block_id: one })).results).toEqual([]);
});

test("a page is renamed, decorated, moved, and the connection is taken off it", async () => {
  const { sandbox, notion, id } = page();
  const other = sandbox.seed({ title: "Other" });
  sandbox.hands.rename(id, "Renamed");
  sandbox.hands.decorate(id, { icon: { emoji: "📘" } });
  sandbox.hands.move(id, other);
  expect(await notion.pages.retrieve({ page_id: id })).toMatchObject({
    icon: { emoji: "📘" },
    parent: { type: "page_id", page_id: other },
    properties: { title: { title: [{ plain_text: "Renamed" }] } },
    last_edited_by: { id: sandbox.personId },
  });
  sandbox.hands.share(id, false);
  await expect(notion.pages.retrieve({ page_id: id })).rejects.toMatchObject({ code: "object_not_found" });
  expect(await notion.pages.retrieve({ page_id: other })).toMatchObject({ id: other });
  sandbox.hands.share(id, true);
  expect(await notion.pages.retrieve({ page_id: id })).toMatchObject({ id });
});

test("properties of a row, and the schema itself, are changed by hand", async () => {
  const tasks = await table({ State: { status: {} }, No: { number: {} } });
  const row = await tasks.add({ ...named("x"), State: { status: { name: "Done" } } });
  const { hands } = tasks.sandbox;
  hands.setProperties(row.id, { No: { number: 5 } });
  hands.renameOption(tasks.sourceId, "State", "Done", "Finished");
  hands.changeSchema(tasks.sourceId, { Tags: { multi_select: {} }, No: { name: "Number" } });
  expect(await tasks.notion.pages.retrieve({ page_id: row.id })).toMatchObject({
    properties: {
      Number: { number: 5 },
      State: { status: { name: "Finished" } },
      Tags: { multi_select: [] },
    },
  });
});

test("an act that is not possible changes nothing and says why", () => {
  const { sandbox, id, one } = page();
  expect(() => sandbox.hands.wrap([one], { divider: {} })).toThrow();
  expect(() => sandbox.hands.write("nowhere", "x")).toThrow("The sandbox has no page or block nowhere.");
  expect(shape(sandbox.tree(id))).toEqual(["one", "two", "three"]);
});

test("a person in another process acts by HTTP, with the person's token", async () => {
  const { sandbox, id, one } = page();
  const act = async (name: string, args: unknown, token = sandbox.personToken) => {
    const response = await sandbox.fetch(`http://localhost/hands/${name}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(args),
    });
    return { status: response.status, body: await response.json() };
  };
  expect(await act("write", [one, "changed"])).toEqual({ status: 200, body: { result: null } });
  const added = await act("add", [id, [paragraph("more")], { after: one }]);
  expect(added).toMatchObject({ status: 200, body: { result: [expect.any(String)] } });
  expect(shape(sandbox.tree(id))).toEqual(["changed", "more", "two", "three"]);
  expect(await act("write", [one, "x"], sandbox.token)).toMatchObject({ status: 401 });
  expect(await act("write", [one])).toMatchObject({
    status: 400,
    body: { error: "Argument 2 should be a text, instead was missing." },
  });
  expect(await act("dance", [])).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining("There is no act `dance`. There are: add, insert,") },
  });
  expect(await act("move", [one, "nowhere"])).toMatchObject({ status: 400 });
  expect(shape(sandbox.tree(id))).toEqual(["changed", "more", "two", "three"]);
});

test("docs/sandbox.md tells every act", async () => {
  const page = await readFile(new URL("../../docs/sandbox.md", import.meta.url), "utf8");
  const acts = Object.keys(setUp().sandbox.hands);
  expect(acts.filter((act) => !page.includes(`${act}(`))).toEqual([]);
});
