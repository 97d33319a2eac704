import { collectAllDataSourceRows, type QueryDataSourceParameters } from "@notionhq/client";
import { expect, test } from "vitest";
import { createSandbox } from "../../../src/sandbox/index.ts";
import { createVirtualClock } from "../../support/virtualClock.ts";
import { clientOf, paragraph, text } from "../client.ts";
import { full, named, OLDEST_FIRST, schemaOf, table, tableIn, titleOf } from "./support.ts";

const name = (title: string) => ({ Name: { title: [text(title)] } });

type Sorts = NonNullable<QueryDataSourceParameters["sorts"]>;

const SORTS: readonly (readonly [Sorts, string])[] = [
  [[{ property: "Points", direction: "ascending" }], "b a d c"],
  [[{ property: "Points", direction: "descending" }], "a d b c"],
  [[{ property: "Name", direction: "descending" }], "d c b a"],
  [[{ property: "Kind", direction: "ascending" }], "b a c d"],
  [[{ property: "Due", direction: "descending" }], "c a b d"],
  [
    [
      { property: "Done", direction: "descending" },
      { property: "Name", direction: "descending" },
    ],
    "d b c a",
  ],
  [[{ timestamp: "created_time", direction: "descending" }], "d c b a"],
  [[{ property: "No", direction: "descending" }], "d c b a"],
];

test.each(SORTS)("%j gives %s", async (sorts, expected) => {
  const sandbox = createSandbox({ answers: OLDEST_FIRST });
  const { sourceId } = sandbox.seedDatabase({
    title: "Sorted",
    properties: {
      Name: { title: {} },
      Points: { number: {} },
      Kind: { select: { options: [{ name: "z" }, { name: "y" }] } },
      Due: { date: {} },
      Done: { checkbox: {} },
      No: { unique_id: {} },
    },
    rows: [
      {
        at: 1000,
        values: {
          ...name("a"),
          Points: { number: 10 },
          Kind: { select: { name: "y" } },
          Due: { date: { start: "2026-01-02" } },
        },
      },
      {
        at: 2000,
        values: {
          ...name("b"),
          Points: { number: 9 },
          Kind: { select: { name: "z" } },
          Done: { checkbox: true },
        },
      },
      {
        at: 3000,
        values: {
          ...name("c"),
          Kind: { select: { name: "y" } },
          Due: { date: { start: "2026-01-02T10:00:00Z" } },
        },
      },
      { at: 4000, values: { ...name("d"), Points: { number: 10 }, Done: { checkbox: true } } },
    ],
  });
  const { results } = await clientOf(sandbox).dataSources.query({ data_source_id: sourceId, sorts });
  expect(results.map((row) => titleOf(full(row))).join(" ")).toBe(expected);
});

test("a query reaches so many rows and says that there are more", async () => {
  const tasks = await table({}, { queryRows: 5 });
  tasks.sandbox.seedRows(
    tasks.sourceId,
    [..."abcdefg"].map((one) => ({ values: name(one) })),
  );
  const query = (start_cursor?: string) =>
    tasks.notion.dataSources.query({
      data_source_id: tasks.sourceId,
      page_size: 3,
      ...(start_cursor === undefined ? {} : { start_cursor }),
    });
  const first = await query();
  expect(first).toMatchObject({ has_more: true, request_status: { type: "complete" } });
  const second = await query(first.next_cursor ?? "");
  expect(second).toMatchObject({
    has_more: false,
    next_cursor: null,
    request_status: { type: "incomplete", incomplete_reason: "query_result_limit_reached" },
  });
  expect([...first.results, ...second.results].map((row) => titleOf(full(row))).join("")).toBe("abcde");
});

test("the SDK's own helper walks past the limit, by the times rows were made", async () => {
  const tasks = await table({}, { queryRows: 5 });
  const names = [..."abcdefghijklm"];
  tasks.sandbox.seedRows(
    tasks.sourceId,
    names.map((one, index) => ({ at: Date.UTC(2026, 0, 1, 0, index), values: name(one) })),
  );
  const rows = await collectAllDataSourceRows(tasks.notion, { data_source_id: tasks.sourceId });
  expect(rows.map((row) => titleOf(full(row)))).toEqual(names);
});

test("a page of a query that goes on sees what was written since", async () => {
  const tasks = await table({});
  const ids = tasks.sandbox.seedRows(
    tasks.sourceId,
    ["a", "b", "c"].map((one) => ({ values: name(one) })),
  );
  const query = { data_source_id: tasks.sourceId, page_size: 1 };
  const first = await tasks.notion.dataSources.query(query);
  tasks.sandbox.hands.rename(ids[1] ?? "", "renamed");
  tasks.sandbox.hands.trash(ids[2] ?? "");
  const rest = await tasks.notion.dataSources.query({ ...query, start_cursor: first.next_cursor ?? "" });
  expect(rest).toMatchObject({ has_more: false });
  expect(rest.results.map((row) => titleOf(full(row)))).toEqual(["renamed"]);
});

test("rows come newest first when nothing sorts them", async () => {
  const tasks = await table({}, { answers: {} });
  await tasks.add(named("first"));
  await tasks.add(named("second"));
  expect(await tasks.titles()).toEqual(["second", "first"]);
});

test("a query answers the properties it was asked for", async () => {
  const tasks = await table({ A: { number: {} }, B: { number: {} } });
  await tasks.add(named("x"));
  const { A } = await schemaOf(tasks);
  const { results } = await tasks.notion.dataSources.query({
    data_source_id: tasks.sourceId,
    filter_properties: ["title", A?.id ?? ""],
  });
  expect(results.map((row) => Object.keys(full(row).properties))).toEqual([["Name", "A"]]);
});

test("rows are trashed and restored, and found in the trash when asked for", async () => {
  const tasks = await table({});
  await tasks.add(named("kept"));
  const { id: page_id } = await tasks.add(named("gone"));
  await tasks.notion.pages.update({ page_id, in_trash: true });
  expect(await tasks.titles()).toEqual(["kept"]);
  expect(await tasks.titles({ in_trash: true })).toEqual(["gone"]);
  await tasks.notion.pages.update({ page_id, in_trash: false });
  expect(await tasks.titles()).toEqual(["kept", "gone"]);
  await tasks.notion.blocks.delete({ block_id: page_id });
  expect(await tasks.titles()).toEqual(["kept"]);
});

test("a row has blocks, and a page under it is a page like any other", async () => {
  const tasks = await table({});
  const row = await tasks.add(named("row"));
  await tasks.notion.blocks.children.append({ block_id: row.id, children: [paragraph("text")] });
  const properties = { title: { title: [text("child")] } };
  const child = await tasks.notion.pages.create({ parent: { page_id: row.id }, properties });
  expect(child).toMatchObject({ parent: { type: "page_id", page_id: row.id } });
  expect(tasks.sandbox.tree(row.id).map((node) => node.type)).toEqual(["paragraph", "child_page"]);
  expect(tasks.sandbox.tree(tasks.sandbox.rootPageId).map((node) => node.type)).toEqual(["child_database"]);
});

test("a page moves into a data source and out of it, with its title alone", async () => {
  const tasks = await table({ Points: { number: {} }, No: { unique_id: {} } });
  const { sandbox, notion, sourceId } = tasks;
  const page = sandbox.seed({ title: "Page", children: [paragraph("text")] });
  const moved = await notion.pages.move({ page_id: page, parent: { data_source_id: sourceId } });
  expect(moved).toMatchObject({
    parent: { type: "data_source_id", data_source_id: sourceId },
    properties: {
      Name: { title: [{ plain_text: "Page" }] },
      Points: { number: null },
      No: { unique_id: { number: 1 } },
    },
  });
  expect(await tasks.titles()).toEqual(["Page"]);
  expect(sandbox.tree(sandbox.rootPageId).map((node) => node.type)).toEqual(["child_database"]);
  const back = await notion.pages.move({ page_id: page, parent: { page_id: sandbox.rootPageId } });
  expect(Object.keys(full(back).properties)).toEqual(["title"]);
  expect(await tasks.titles()).toEqual([]);
  expect(sandbox.tree(page)).toHaveLength(1);
});

test("a row has no position among others", async () => {
  const tasks = await table({});
  const create = tasks.notion.pages.create({
    parent: { data_source_id: tasks.sourceId },
    properties: named("x"),
    position: { type: "page_start" },
  });
  await expect(create).rejects.toMatchObject({ code: "validation_error" });
});

test("rows are counted, those first that were there before the counter", async () => {
  const tasks = await table({});
  const first = await tasks.add(named("first"));
  await tasks.notion.dataSources.update({
    data_source_id: tasks.sourceId,
    properties: { No: { unique_id: { prefix: "T" } } },
  });
  const second = await tasks.add(named("second"));
  expect(second.properties["No"]).toMatchObject({ unique_id: { prefix: "T", number: 2 } });
  expect(await tasks.notion.pages.retrieve({ page_id: first.id })).toMatchObject({
    properties: { No: { unique_id: { prefix: "T", number: 1 } } },
  });
});

test("templates are listed, are no rows, and fill a page a while after it was made", async () => {
  const clock = createVirtualClock();
  const sandbox = createSandbox({ clock });
  const notion = clientOf(sandbox);
  const { sourceId, templateIds } = sandbox.seedDatabase({
    title: "With templates",
    properties: { Name: { title: {} }, Kind: { select: {} }, Points: { number: {} } },
    templates: [
      {
        values: name("Daily"),
        isDefault: true,
        children: [{ toggle: { rich_text: [text("a")], children: [paragraph("b")] } }],
      },
      {
        values: { ...name("Weekly"), Kind: { select: { name: "week" } }, Points: { number: 5 } },
        icon: { emoji: "📅" },
      },
    ],
  });
  const [, weekly = ""] = templateIds;
  expect(await notion.dataSources.listTemplates({ data_source_id: sourceId })).toMatchObject({
    templates: [
      { id: templateIds[0], name: "Daily", is_default: true },
      { id: weekly, name: "Weekly", is_default: false },
    ],
    has_more: false,
  });
  expect((await notion.dataSources.query({ data_source_id: sourceId })).results).toEqual([]);
  const parent = { data_source_id: sourceId };
  const daily = await notion.pages.create({ parent, properties: name("x"), template: { type: "default" } });
  const other = await notion.pages.create({
    parent,
    properties: { ...name("y"), Points: { number: 1 } },
    template: { type: "template_id", template_id: weekly },
  });
  expect(sandbox.tree(daily.id)).toEqual([]);
  await clock.run(sandbox.settled());
  expect(sandbox.tree(daily.id)).toMatchObject([{ type: "toggle", children: [{ type: "paragraph" }] }]);
  expect(await notion.pages.retrieve({ page_id: other.id })).toMatchObject({
    icon: { emoji: "📅" },
    properties: {
      Name: { title: [{ plain_text: "y" }] },
      Kind: { select: { name: "week" } },
      Points: { number: 1 },
    },
  });
  const both = notion.pages.create({ parent, template: { type: "default" }, children: [paragraph("x")] });
  await expect(both).rejects.toMatchObject({ code: "validation_error" });
});

test("a wiki's rows are pages and the data sources of its databases", async () => {
  const sandbox = createSandbox({ answers: OLDEST_FIRST });
  const notion = clientOf(sandbox);
  const wiki = sandbox.seedDatabase({
    title: "Wiki",
    wiki: true,
    properties: { Name: { title: {} }, Checked: { verification: {} } },
    rows: [{ values: name("page") }],
  });
  const inner = sandbox.seedDatabase({ title: "Inner", parent: wiki.sourceId });
  const query = async (more: Partial<QueryDataSourceParameters> = {}) =>
    (await notion.dataSources.query({ data_source_id: wiki.sourceId, ...more })).results;
  expect(await query()).toMatchObject([
    { object: "page", id: wiki.rowIds[0] },
    {
      object: "data_source",
      id: inner.sourceId,
      parent: { type: "database_id", database_id: inner.id },
      database_parent: { type: "database_id", database_id: wiki.id },
    },
  ]);
  expect(await query({ result_type: "page" })).toMatchObject([{ object: "page" }]);
  expect(await query({ result_type: "data_source" })).toMatchObject([{ object: "data_source" }]);
  const verified = await notion.pages.update({
    page_id: wiki.rowIds[0] ?? "",
    properties: { Checked: { verification: { state: "verified" } } },
  });
  expect(verified).toMatchObject({
    properties: { Checked: { verification: { state: "verified", verified_by: { id: sandbox.botId } } } },
  });
  await expect(table({ Checked: { verification: {} } })).rejects.toMatchObject({ code: "validation_error" });
});

const ROLLUPS: readonly (readonly [string, string, unknown])[] = [
  ["count", "Cost", { type: "number", number: 3 }],
  ["count_values", "Tags", { type: "number", number: 3 }],
  ["unique", "Tags", { type: "number", number: 2 }],
  ["empty", "Cost", { type: "number", number: 1 }],
  ["not_empty", "Cost", { type: "number", number: 2 }],
  ["percent_empty", "Cost", { type: "number", number: 1 / 3 }],
  ["percent_not_empty", "Cost", { type: "number", number: 2 / 3 }],
  ["sum", "Cost", { type: "number", number: 40 }],
  ["average", "Cost", { type: "number", number: 20 }],
  ["median", "Cost", { type: "number", number: 20 }],
  ["min", "Cost", { type: "number", number: 10 }],
  ["max", "Cost", { type: "number", number: 30 }],
  ["range", "Cost", { type: "number", number: 20 }],
  ["earliest_date", "Due", { type: "date", date: { start: "2026-01-01" } }],
  ["latest_date", "Due", { type: "date", date: { start: "2026-03-01" } }],
  ["date_range", "Due", { type: "date", date: { start: "2026-01-01", end: "2026-03-01" } }],
  ["checked", "Done", { type: "number", number: 1 }],
  ["unchecked", "Done", { type: "number", number: 2 }],
  ["percent_checked", "Done", { type: "number", number: 1 / 3 }],
  ["percent_unchecked", "Done", { type: "number", number: 2 / 3 }],
  ["show_original", "Cost", { type: "array", array: [{ number: 10 }, { number: 30 }, { number: null }] }],
  ["show_unique", "Done", { type: "array", array: [{ checkbox: true }, { checkbox: false }] }],
  ["count_per_group", "Done", { type: "unsupported" }],
  ["percent_per_group", "Done", { type: "unsupported" }],
];

test.each(ROLLUPS)("%s of %s", async (of, property, expected) => {
  const there = await table({
    Cost: { number: {} },
    Tags: { multi_select: {} },
    Due: { date: {} },
    Done: { checkbox: {} },
  });
  const ids = there.sandbox.seedRows(there.sourceId, [
    {
      values: {
        Cost: { number: 10 },
        Tags: { multi_select: [{ name: "a" }, { name: "b" }] },
        Due: { date: { start: "2026-02-01", end: "2026-03-01" } },
        Done: { checkbox: true },
      },
    },
    {
      values: {
        Cost: { number: 30 },
        Tags: { multi_select: [{ name: "b" }] },
        Due: { date: { start: "2026-01-01" } },
      },
    },
    {},
  ]);
  const here = there.sandbox.seedDatabase({
    title: "Rolled",
    properties: {
      Name: { title: {} },
      Rolled: { rollup: { function: of, relation_property_name: "See", rollup_property_name: property } },
      See: { relation: { data_source_id: there.sourceId, single_property: {} } },
    },
    rows: [{ values: { See: { relation: ids.map((id) => ({ id })) } } }],
  });
  const row = full(await there.notion.pages.retrieve({ page_id: here.rowIds[0] ?? "" }));
  expect(row.properties["Rolled"]).toMatchObject({
    type: "rollup",
    rollup: { function: of, ...Object(expected) },
  });
});

test("formulas: constants, one property, or what the seed says; anything else is not computed", async () => {
  const sandbox = createSandbox();
  const { rowIds } = sandbox.seedDatabase({
    title: "Formulas",
    properties: {
      Name: { title: {} },
      Text: { formula: { expression: '"constant"' } },
      Number: { formula: { expression: "-1.5" } },
      Yes: { formula: { expression: "true" } },
      Title: { formula: { expression: 'prop("Name")' } },
      Computed: { formula: { expression: 'length(prop("Name"))' } },
      Seeded: { formula: { expression: "now()" } },
    },
    rows: [{ values: { ...name("x"), Seeded: { formula: { type: "string", string: "seeded" } } } }],
  });
  const row = full(await clientOf(sandbox).pages.retrieve({ page_id: rowIds[0] ?? "" }));
  expect(row.properties).toMatchObject({
    Text: { formula: { type: "string", string: "constant" } },
    Number: { formula: { type: "number", number: -1.5 } },
    Yes: { formula: { type: "boolean", boolean: true } },
    Title: { formula: { type: "string", string: "x" } },
    Computed: { formula: { type: "unsupported" } },
    Seeded: { formula: { type: "string", string: "seeded" } },
  });
});

test("what is not shared is not there: databases, data sources and rows alike", async () => {
  const tasks = await table({});
  const row = await tasks.add(named("x"));
  const other = await tableIn(tasks.sandbox, tasks.notion, {});
  const { notion, sandbox, databaseId, sourceId } = tasks;
  sandbox.hands.share(databaseId, false);
  const gone = { code: "object_not_found", status: 404 };
  await expect(notion.databases.retrieve({ database_id: databaseId })).rejects.toMatchObject(gone);
  await expect(notion.dataSources.retrieve({ data_source_id: sourceId })).rejects.toMatchObject(gone);
  await expect(notion.dataSources.query({ data_source_id: sourceId })).rejects.toMatchObject(gone);
  await expect(notion.pages.retrieve({ page_id: row.id })).rejects.toMatchObject(gone);
  // Ids of one kind are not those of another.
  await expect(notion.databases.retrieve({ database_id: other.sourceId })).rejects.toMatchObject(gone);
  await expect(notion.dataSources.retrieve({ data_source_id: other.databaseId })).rejects.toMatchObject(gone);
  await expect(notion.blocks.retrieve({ block_id: other.sourceId })).rejects.toMatchObject(gone);
});
