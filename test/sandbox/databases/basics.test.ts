import { expect, test } from "vitest";
import { text } from "../client.ts";
import { named, schemaOf, table } from "./support.ts";

test("a database has Notion's shape, and one data source that has the schema", async () => {
  const { sandbox, notion, databaseId, sourceId } = await table({
    Done: { checkbox: {} },
    Points: { number: {} },
  });
  const database = await notion.databases.retrieve({ database_id: databaseId });
  expect(database).toMatchObject({
    object: "database",
    id: databaseId,
    title: [{ plain_text: "Tasks" }],
    description: [],
    parent: { type: "page_id", page_id: sandbox.rootPageId },
    is_inline: false,
    in_trash: false,
    is_locked: false,
    data_sources: [{ id: sourceId, name: "Tasks" }],
    icon: null,
    cover: null,
  });
  const source = await notion.dataSources.retrieve({ data_source_id: sourceId });
  expect(source).toMatchObject({
    object: "data_source",
    id: sourceId,
    parent: { type: "database_id", database_id: databaseId },
    database_parent: { type: "page_id", page_id: sandbox.rootPageId },
    properties: {
      Name: { id: "title", name: "Name", type: "title", title: {} },
      Done: { name: "Done", type: "checkbox", checkbox: {} },
      Points: { name: "Points", type: "number", number: { format: "number" } },
    },
  });
  const { results } = await notion.blocks.children.list({ block_id: sandbox.rootPageId });
  expect(results.at(-1)).toMatchObject({
    id: databaseId,
    type: "child_database",
    child_database: { title: "Tasks" },
    has_children: false,
  });
});

test("a row has every property of the schema, and its parents", async () => {
  const tasks = await table({ Done: { checkbox: {} }, Points: { number: {} }, Tags: { multi_select: {} } });
  const row = await tasks.add({ ...named("First"), Points: { number: 0 } });
  expect(row.parent).toEqual({
    type: "data_source_id",
    data_source_id: tasks.sourceId,
    database_id: tasks.databaseId,
  });
  expect(row.properties).toMatchObject({
    Name: { id: "title", type: "title", title: [{ plain_text: "First" }] },
    Done: { type: "checkbox", checkbox: false },
    Points: { type: "number", number: 0 },
    Tags: { type: "multi_select", multi_select: [] },
  });
  expect(await tasks.notion.pages.retrieve({ page_id: row.id })).toMatchObject({
    properties: row.properties,
  });
});

test("rows are listed by a query, a page at a time", async () => {
  const tasks = await table({});
  for (const name of ["a", "b", "c"]) {
    await tasks.add(named(name));
  }
  const { notion, sourceId } = tasks;
  const first = await notion.dataSources.query({ data_source_id: sourceId, page_size: 2 });
  expect(first).toMatchObject({
    has_more: true,
    type: "page_or_data_source",
    request_status: { type: "complete" },
  });
  const start_cursor = first.next_cursor ?? "";
  const second = await notion.dataSources.query({ data_source_id: sourceId, page_size: 2, start_cursor });
  expect([...first.results, ...second.results]).toHaveLength(3);
  expect(second.has_more).toBe(false);
  expect(await tasks.titles()).toEqual(["a", "b", "c"]);
});

test("properties are written by name and by id, in either form of the id", async () => {
  const tasks = await table({ Points: { number: {} } });
  const { Points } = await schemaOf(tasks);
  const id = Points?.id ?? "";
  const row = await tasks.add({ title: { title: [text("By id")] }, [id]: { number: 1 } });
  expect(row.properties["Points"]).toEqual({ id, type: "number", number: 1 });
  const raw = decodeURIComponent(id);
  const updated = await tasks.notion.pages.update({ page_id: row.id, properties: { [raw]: { number: 2 } } });
  expect(updated).toMatchObject({
    properties: { Points: { number: 2 }, Name: { title: [{ plain_text: "By id" }] } },
  });
});
