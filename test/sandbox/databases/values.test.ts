import { describe, expect, test } from "vitest";
import { text } from "../client.ts";
import { full, named, type Schema, schemaOf, table, tableIn, type Values } from "./support.ts";

const SCHEMA: Schema = {
  Notes: { rich_text: {} },
  Points: { number: {} },
  Link: { url: {} },
  Mail: { email: {} },
  Phone: { phone_number: {} },
  Done: { checkbox: {} },
  Due: { date: {} },
  Kind: { select: {} },
  Tags: { multi_select: {} },
  State: { status: {} },
  Who: { people: {} },
  Files: { files: {} },
  Where: { place: {} },
};

const date = (start: string, more: { readonly end?: string; readonly time_zone?: string } = {}) => ({
  date: { start, ...more },
});

/** What is written under a property, and what comes back. */
const TAKEN: readonly (readonly [string, Values[string], unknown])[] = [
  [
    "Notes",
    { rich_text: [text("a"), { ...text("b"), annotations: { bold: true } }] },
    { rich_text: [{ plain_text: "a" }, { plain_text: "b", annotations: { bold: true } }] },
  ],
  ["Points", { number: 0 }, { number: 0 }],
  ["Points", { number: -42.5 }, { number: -42.5 }],
  ["Points", { number: null }, { number: null }],
  ["Link", { url: "https://example.com" }, { url: "https://example.com" }],
  ["Mail", { email: "a@example.com" }, { email: "a@example.com" }],
  ["Phone", { phone_number: "+1 555" }, { phone_number: "+1 555" }],
  ["Done", { checkbox: true }, { checkbox: true }],
  ["Due", date("2026-02-01"), { date: { start: "2026-02-01", end: null, time_zone: null } }],
  ["Due", date("2026-02-01", { end: "2026-02-03" }), { date: { start: "2026-02-01", end: "2026-02-03" } }],
  ["Due", date("2026-02-01T10:00:00Z"), { date: { start: "2026-02-01T10:00:00.000+00:00" } }],
  ["Due", date("2026-02-01T10:00:00.5-0730"), { date: { start: "2026-02-01T10:00:00.500-07:30" } }],
  ["Due", date("2026-02-01T10:00"), { date: { start: "2026-02-01T10:00:00.000+00:00" } }],
  [
    "Due",
    date("2026-07-01T10:00", { time_zone: "America/New_York" }),
    { date: { start: "2026-07-01T10:00:00.000-04:00", time_zone: null } },
  ],
  ["Due", { date: null }, { date: null }],
  [
    "Kind",
    { select: { name: "new" } },
    { select: { name: "new", id: expect.any(String), color: expect.any(String) } },
  ],
  ["Kind", { select: { name: "blue one", color: "blue" } }, { select: { name: "blue one", color: "blue" } }],
  [
    "Tags",
    { multi_select: [{ name: "a" }, { name: "b" }, { name: "a" }] },
    { multi_select: [{ name: "a" }, { name: "b" }] },
  ],
  ["State", { status: { name: "Done" } }, { status: { name: "Done", color: "green" } }],
  [
    "Files",
    { files: [{ name: "f", external: { url: "https://example.com/f" } }] },
    { files: [{ name: "f", type: "external", external: { url: "https://example.com/f" } }] },
  ],
  ["Where", { place: { lat: 1.5, lon: -2, name: "There" } }, { place: { lat: 1.5, lon: -2, name: "There" } }],
];

test.each(TAKEN)("%s takes %j", async (name, value, expected) => {
  const tasks = await table(SCHEMA);
  const row = await tasks.add({ ...named("x"), [name]: value });
  expect(row.properties[name]).toMatchObject(expected ?? {});
  const page = await tasks.notion.pages.retrieve({ page_id: row.id });
  expect(full(page).properties[name]).toEqual(row.properties[name]);
});

const STRANGER = "00000000-0000-4000-8000-000000000000";

/** What is refused under a property, and how. */
const REFUSED: readonly (readonly [string, Values[string], unknown])[] = [
  ["Nothing", { checkbox: true }, { message: "Nothing is not a property that exists." }],
  ["Points", { checkbox: true }, { message: "Points is expected to be number." }],
  ["Made", { number: 1 }, { message: "Made is expected to be created_time." }],
  [
    "Link",
    { url: "" },
    { message: "body failed validation: body.properties.Link.url.length should be ≥ `1`, instead was `0`." },
  ],
  [
    "Due",
    date("tomorrow"),
    {
      message:
        'body failed validation: body.properties.Due.date.start should be a valid ISO 8601 date string, instead was `"tomorrow"`.',
    },
  ],
  ["Due", date("2026-02-30"), { code: "validation_error" }],
  ["Due", date("2026-02-02", { end: "2026-02-01" }), { code: "validation_error" }],
  [
    "Due",
    date("2026-02-02T10:00", { time_zone: "Mars/Olympus" }),
    { message: expect.stringContaining("a valid time zone") },
  ],
  [
    "Due",
    date("2026-02-02", { time_zone: "Europe/Berlin" }),
    { message: expect.stringContaining("should have a time") },
  ],
  [
    "Due",
    date("2026-02-02T10:00Z", { time_zone: "Europe/Berlin" }),
    { message: expect.stringContaining("UTC offset") },
  ],
  ["Kind", { select: { name: "a, b" } }, { message: "Invalid select option, commas not allowed: a, b" }],
  ["Kind", { select: { id: "nothing" } }, { message: 'Kind is an invalid select option "nothing".' }],
  [
    "Tags",
    { multi_select: [{ name: "a,b" }] },
    { message: "Invalid select option, commas not allowed: a,b" },
  ],
  [
    "State",
    { status: { name: "Later" } },
    { message: 'Invalid status option. Status option "Later" does not exist".' },
  ],
  ["Who", { people: [{ id: STRANGER }] }, { code: "object_not_found" }],
  ["See", { relation: [{ id: STRANGER }] }, { code: "object_not_found" }],
  [
    "Files",
    { files: [{ name: "f", external: { url: "f.txt" } }] },
    { message: expect.stringContaining("Invalid file url.") },
  ],
  ["Files", { files: [{ name: "f", file_upload: { id: STRANGER } }] }, { code: "object_not_found" }],
];

describe("refused", () => {
  test.each(REFUSED)("%s: %j", async (name, value, error) => {
    const there = await table({});
    const tasks = await tableIn(there.sandbox, there.notion, {
      ...SCHEMA,
      Made: { created_time: {} },
      See: { relation: { data_source_id: there.sourceId, single_property: {} } },
    });
    const before = await schemaOf(tasks);
    await expect(tasks.add({ ...named("x"), [name]: value })).rejects.toMatchObject(error ?? {});
    expect(await tasks.titles()).toEqual([]);
    expect(await schemaOf(tasks)).toEqual(before);
  });
});

test("every wrong type is named at once", async () => {
  const tasks = await table(SCHEMA);
  const add = tasks.add({ ...named("x"), Points: { url: "https://example.com" }, Done: { number: 1 } });
  await expect(add).rejects.toMatchObject({
    message: "Points is expected to be number. Done is expected to be checkbox.",
  });
});

test("an option that a write made is an option of the schema, with its colour", async () => {
  const tasks = await table(SCHEMA);
  await tasks.add({
    ...named("a"),
    Kind: { select: { name: "new", color: "red" } },
    Tags: { multi_select: [{ name: "t" }] },
  });
  const { Kind, Tags } = await schemaOf(tasks);
  expect(Kind).toMatchObject({ select: { options: [{ name: "new", color: "red" }] } });
  expect(Tags).toMatchObject({ multi_select: { options: [{ name: "t" }] } });
  await expect(
    tasks.add({ ...named("b"), Kind: { select: { name: "new", color: "blue" } } }),
  ).rejects.toMatchObject({
    message: expect.stringContaining("Select option color doesn't match existing for"),
  });
});

test("people come back in full", async () => {
  const tasks = await table({
    Who: { people: {} },
    Maker: { created_by: {} },
    Editor: { last_edited_by: {} },
  });
  const { sandbox } = tasks;
  const row = await tasks.add({
    ...named("x"),
    Who: { people: [{ id: sandbox.personId }, { id: sandbox.botId }] },
  });
  expect(row.properties).toMatchObject({
    Who: {
      people: [
        { type: "person", name: "Ada Example", person: { email: "ada@example.com" } },
        { type: "bot" },
      ],
    },
    Maker: { created_by: { id: sandbox.botId, type: "bot" } },
  });
  sandbox.hands.rename(row.id, "y");
  expect(await tasks.notion.pages.retrieve({ page_id: row.id })).toMatchObject({
    properties: { Editor: { last_edited_by: { id: sandbox.personId } } },
  });
});

test("an uploaded file is attached, and kept by the address it is read from", async () => {
  const tasks = await table({ Files: { files: {} } });
  const { notion } = tasks;
  const { id } = await notion.fileUploads.create({ filename: "a.pdf" });
  await notion.fileUploads.send({
    file_upload_id: id,
    file: { data: new Blob(["x"], { type: "application/pdf" }) },
  });
  const row = await tasks.add({ ...named("x"), Files: { files: [{ file_upload: { id } }] } });
  const { Files } = row.properties;
  expect(Files).toMatchObject({
    files: [{ name: "a.pdf", type: "file", file: { url: expect.any(String) } }],
  });
  const [file] = Files?.type === "files" ? Files.files : [];
  const url = file?.type === "file" ? file.file.url : "";
  const kept = await notion.pages.update({
    page_id: row.id,
    properties: { Files: { files: [{ name: "renamed.pdf", file: { url } }] } },
  });
  expect(kept).toMatchObject({ properties: { Files: { files: [{ name: "renamed.pdf", type: "file" }] } } });
});

test("a page answers 25 of a long list; the property by itself answers all, a page at a time", async () => {
  const there = await table({});
  const ids = there.sandbox.seedRows(
    there.sourceId,
    Array.from({ length: 60 }, () => ({})),
  );
  const tasks = await tableIn(there.sandbox, there.notion, {
    See: { relation: { data_source_id: there.sourceId, single_property: {} } },
    Notes: { rich_text: {} },
  });
  const row = await tasks.add({
    ...named("x"),
    See: { relation: ids.map((id) => ({ id })) },
    Notes: { rich_text: ids.map((id) => text(id)) },
  });
  const { See, Notes } = row.properties;
  expect(See).toMatchObject({ has_more: true, relation: ids.slice(0, 25).map((id) => ({ id })) });
  expect(Notes).toMatchObject({ rich_text: { length: 25 } });
  const item = { page_id: row.id, property_id: See?.id ?? "" };
  const first = await tasks.notion.pages.properties.retrieve({ ...item, page_size: 40 });
  expect(first).toMatchObject({
    object: "list",
    type: "property_item",
    has_more: true,
    property_item: {
      id: See?.id,
      type: "relation",
      relation: {},
      next_url: expect.stringContaining("start_cursor="),
    },
  });
  const start_cursor = first.object === "list" ? (first.next_cursor ?? "") : "";
  const second = await tasks.notion.pages.properties.retrieve({ ...item, start_cursor });
  const related = [first, second].flatMap((page) =>
    page.object === "list" ? page.results.map((one) => (one.type === "relation" ? one.relation.id : "")) : [],
  );
  expect(related).toEqual(ids);
});

test("one value by itself is an item", async () => {
  const tasks = await table({ Points: { number: {} } });
  const row = await tasks.add({ ...named("x"), Points: { number: 7 } });
  const id = row.properties["Points"]?.id ?? "";
  const item = await tasks.notion.pages.properties.retrieve({ page_id: row.id, property_id: id });
  expect(item).toMatchObject({ object: "property_item", id, type: "number", number: 7 });
  const title = await tasks.notion.pages.properties.retrieve({ page_id: row.id, property_id: "title" });
  expect(title).toMatchObject({ object: "list", results: [{ type: "title", title: { plain_text: "x" } }] });
  const missing = tasks.notion.pages.properties.retrieve({ page_id: row.id, property_id: "none" });
  await expect(missing).rejects.toMatchObject({ message: "Could not find property with name or id: none" });
});
