import { expect, test } from "vitest";
import { text } from "../client.ts";
import { named, schemaOf, type Table, table, tableIn } from "./support.ts";

type Update = NonNullable<Parameters<Table["notion"]["dataSources"]["update"]>[0]["properties"]>;

const change = ({ notion, sourceId }: Table, properties: Update) =>
  notion.dataSources.update({ data_source_id: sourceId, properties });

/** The names of an option list, and what else was asked for. */
const optionNames = (property: object | undefined): readonly string[] =>
  (JSON.stringify(property).match(/"name":"([^"]*)","color"/g) ?? []).map((part) => part.slice(8, -9));

test("a schema has one title, called Name unless told", async () => {
  const { sandbox, notion } = await table({});
  const parent = { type: "page_id", page_id: sandbox.rootPageId } as const;
  const plain = await notion.databases.create({ parent });
  expect(sandbox.dataSources().at(-1)).toMatchObject({
    parent: { database_id: plain.id },
    properties: { Name: { id: "title", type: "title" } },
  });
  const without = notion.databases.create({
    parent,
    initial_data_source: { properties: { A: { url: {} } } },
  });
  await expect(without).rejects.toMatchObject({ message: "Title is not provided" });
  const two = notion.databases.create({
    parent,
    initial_data_source: { properties: { A: { title: {} }, B: { title: {} } } },
  });
  await expect(two).rejects.toMatchObject({ message: "Cannot have more than one title property." });
});

test("properties are added, renamed, described, retyped and removed", async () => {
  const tasks = await table({ Points: { number: { format: "euro" } }, Old: { url: {} } });
  const row = await tasks.add({ ...named("x"), Points: { number: 3 } });
  await change(tasks, {
    Points: { name: "Cost" },
    Old: null,
    New: { checkbox: {} },
  });
  const schema = await schemaOf(tasks);
  expect(Object.keys(schema)).toEqual(["Name", "Cost", "New"]);
  expect(schema["Cost"]).toMatchObject({ type: "number", number: { format: "euro" } });
  await change(tasks, { Cost: { description: "what it costs", number: { format: "percent" } } });
  expect((await schemaOf(tasks))["Cost"]).toMatchObject({
    description: "what it costs",
    number: { format: "percent" },
  });
  const read = () => tasks.notion.pages.retrieve({ page_id: row.id });
  expect(await read()).toMatchObject({ properties: { Cost: { number: 3 } } });
  // A value of another type is not one of this.
  await change(tasks, { Cost: { rich_text: {} } });
  expect(await read()).toMatchObject({ properties: { Cost: { type: "rich_text", rich_text: [] } } });
});

const REFUSED: readonly (readonly [Update, string])[] = [
  [{ Name: null }, "Cannot delete the title property."],
  [{ Nothing: null }, "Nothing is not a property that exists."],
  [{ Nothing: { name: "Something" } }, "Nothing is not a property that exists."],
  [{ Points: { name: "Tag" } }, "A property with the name Tag exists already."],
  [
    { Name: { url: {} } },
    "Cannot change the type of the title property, or make another property the title.",
  ],
  [
    { Tag: { select: { options: [{ name: "a", color: "blue" }] } } },
    "Cannot update color of select with name: a",
  ],
  [{ Tag: { select: { options: [{ name: "a,b" }] } } }, "Invalid select option, commas not allowed: a,b"],
  [
    { Tag: { select: { options: [{ name: "c" }, { name: "c" }] } } },
    'Select options must have unique names, `"c"` is there twice.',
  ],
  [
    { Sum: { rollup: { function: "sum", relation_property_name: "Points", rollup_property_name: "Name" } } },
    "Sum rolls up along `Points`, which is not a relation that exists.",
  ],
];

test.each(REFUSED)("%j is refused, and changes nothing", async (properties, message) => {
  const tasks = await table({
    Points: { number: {} },
    Tag: { select: { options: [{ name: "a", color: "red" }] } },
  });
  const before = await schemaOf(tasks);
  await expect(change(tasks, properties)).rejects.toMatchObject({ code: "validation_error", message });
  expect(await schemaOf(tasks)).toEqual(before);
});

test("an unknown number format is refused with those there are", async () => {
  const create = table({ Cost: { number: { format: "doubloon" } } });
  await expect(create).rejects.toMatchObject({
    message: expect.stringMatching(/format should be `"number"`, .*instead was `"doubloon"`/),
  });
});

test("a change of the schema says all the options there are to be", async () => {
  const tasks = await table({ Tag: { select: { options: [{ name: "a" }, { name: "b" }] } } });
  const row = await tasks.add({ ...named("x"), Tag: { select: { name: "b" } } });
  const { Tag } = await schemaOf(tasks);
  const id = Tag?.type === "select" ? (Tag.select.options[0]?.id ?? "") : "";
  await change(tasks, { Tag: { select: { options: [{ id, name: "renamed" }, { name: "new" }] } } });
  const after = (await schemaOf(tasks))["Tag"];
  expect(optionNames(after)).toEqual(["renamed", "new"]);
  expect(after).toMatchObject({ select: { options: [{ id }, {}] } });
  // The option of the row is gone.
  expect(await tasks.notion.pages.retrieve({ page_id: row.id })).toMatchObject({
    properties: { Tag: { select: null } },
  });
});

test("a status has three options in three groups; further ones come into the first", async () => {
  const tasks = await table({
    State: { status: {} },
    Own: { status: { options: [{ name: "x" }, { name: "y" }] } },
  });
  const { State, Own } = await schemaOf(tasks);
  expect(optionNames(State)).toEqual([
    "Not started",
    "In progress",
    "Done",
    "To-do",
    "In progress",
    "Complete",
  ]);
  const options = State?.type === "status" ? State.status.options : [];
  expect(State).toMatchObject({
    status: {
      groups: [
        { name: "To-do", option_ids: [options[0]?.id] },
        { name: "In progress", option_ids: [options[1]?.id] },
        { name: "Complete", option_ids: [options[2]?.id] },
      ],
    },
  });
  expect(Own).toMatchObject({
    status: { groups: [{ option_ids: [{}, {}].map(() => expect.any(String)) }, { option_ids: [] }, {}] },
  });
  await change(tasks, {
    State: { status: { options: [...options.map(({ id }) => ({ id })), { name: "Later" }] } },
  });
  const later = (await schemaOf(tasks))["State"];
  expect(later).toMatchObject({
    status: {
      options: [{}, {}, {}, { name: "Later" }],
      groups: [{ option_ids: [{}, {}].map(() => expect.any(String)) }, {}, {}],
    },
  });
});

test("a relation that shows on both sides makes the other side, and leaves it alone when it goes", async () => {
  const projects = await table({});
  const tasks = await tableIn(projects.sandbox, projects.notion, {
    Project: {
      relation: { data_source_id: projects.sourceId, dual_property: { synced_property_name: "Tasks" } },
    },
  });
  const back = (await schemaOf(projects))["Tasks"];
  const there = (await schemaOf(tasks))["Project"];
  expect(there).toMatchObject({
    relation: {
      data_source_id: projects.sourceId,
      database_id: projects.databaseId,
      type: "dual_property",
      dual_property: { synced_property_id: back?.id, synced_property_name: "Tasks" },
    },
  });
  expect(back).toMatchObject({
    relation: { data_source_id: tasks.sourceId, dual_property: { synced_property_name: "Project" } },
  });
  const project = await projects.add(named("p"));
  const task = await tasks.add({ ...named("t"), Project: { relation: [{ id: project.id }] } });
  const read = (page_id: string) => tasks.notion.pages.retrieve({ page_id });
  expect(await read(project.id)).toMatchObject({ properties: { Tasks: { relation: [{ id: task.id }] } } });
  await tasks.notion.pages.update({ page_id: project.id, properties: { Tasks: { relation: [] } } });
  expect(await read(task.id)).toMatchObject({ properties: { Project: { relation: [] } } });
  await change(tasks, { Project: null });
  expect((await schemaOf(projects))["Tasks"]).toMatchObject({ relation: { type: "single_property" } });
});

test("a schema over 50 KB is refused", async () => {
  const options = Array.from({ length: 100 }, (_, index) => ({ name: `${"x".repeat(600)}${index}` }));
  await expect(table({ Tag: { select: { options } } })).rejects.toMatchObject({
    message: expect.stringContaining("too large"),
  });
});

test("a database can have several data sources; by its own id it then takes no row", async () => {
  const tasks = await table({});
  const { notion, databaseId, sourceId } = tasks;
  const parent = { database_id: databaseId };
  const row = await notion.pages.create({ parent, properties: named("by database") });
  expect(row).toMatchObject({ parent: { data_source_id: sourceId, database_id: databaseId } });
  const second = await notion.dataSources.create({
    parent: { type: "database_id", database_id: databaseId },
    title: [text("Second")],
    properties: { Title: { title: {} } },
  });
  expect(await notion.databases.retrieve({ database_id: databaseId })).toMatchObject({
    data_sources: [
      { id: sourceId, name: "Tasks" },
      { id: second.id, name: "Second" },
    ],
  });
  await expect(notion.pages.create({ parent, properties: named("x") })).rejects.toMatchObject({
    code: "validation_error",
    message: "Databases with multiple data sources are not supported in this API version.",
    additional_data: {
      error_type: "multiple_data_sources_for_database",
      database_id: databaseId,
      child_data_source_ids: [sourceId, second.id],
    },
  });
});

test("a data source moves into another database, with its rows", async () => {
  const tasks = await table({});
  const other = await tableIn(tasks.sandbox, tasks.notion, {});
  const row = await tasks.add(named("x"));
  await tasks.notion.dataSources.update({
    data_source_id: tasks.sourceId,
    parent: { type: "database_id", database_id: other.databaseId },
  });
  expect(await tasks.notion.databases.retrieve({ database_id: tasks.databaseId })).toMatchObject({
    data_sources: [],
  });
  expect(await tasks.notion.databases.retrieve({ database_id: other.databaseId })).toMatchObject({
    data_sources: [{ id: other.sourceId }, { id: tasks.sourceId }],
  });
  expect(await tasks.notion.pages.retrieve({ page_id: row.id })).toMatchObject({
    parent: { data_source_id: tasks.sourceId, database_id: other.databaseId },
  });
});

test("databases and data sources are renamed, moved, trashed and restored", async () => {
  const tasks = await table({});
  const { sandbox, notion, databaseId: database_id, sourceId: data_source_id } = tasks;
  const page = sandbox.seed({ title: "Elsewhere" });
  const moved = await notion.databases.update({
    database_id,
    parent: { type: "page_id", page_id: page },
    title: [text("Renamed")],
    is_inline: true,
    icon: { emoji: "📘" },
  });
  expect(moved).toMatchObject({
    parent: { type: "page_id", page_id: page },
    title: [{ plain_text: "Renamed" }],
    is_inline: true,
    icon: { emoji: "📘" },
    // The data source keeps its own name.
    data_sources: [{ name: "Tasks" }],
  });
  expect(sandbox.tree(page)).toMatchObject([{ id: database_id, payload: { title: "Renamed" } }]);
  await notion.databases.update({ database_id, in_trash: true });
  expect(await notion.databases.retrieve({ database_id })).toMatchObject({ in_trash: true });
  await expect(notion.dataSources.query({ data_source_id })).rejects.toMatchObject({
    code: "object_not_found",
  });
  await expect(tasks.add(named("x"))).rejects.toMatchObject({ code: "validation_error" });
  await expect(notion.databases.update({ database_id, title: [] })).rejects.toMatchObject({
    message: expect.stringContaining("archived"),
  });
  await notion.databases.update({ database_id, in_trash: false });
  await notion.dataSources.update({ data_source_id, in_trash: true });
  expect(await notion.databases.retrieve({ database_id })).toMatchObject({ data_sources: [] });
  await notion.dataSources.update({ data_source_id, in_trash: false, title: [text("Back")] });
  expect(await notion.databases.retrieve({ database_id })).toMatchObject({
    data_sources: [{ name: "Back" }],
  });
});
