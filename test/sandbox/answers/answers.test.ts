/** Each answer of the sandbox has the shape that the SDK's types give it, in the version they describe. */
import { readFileSync } from "node:fs";
import { Client } from "@notionhq/client";
import { expect, test } from "vitest";
import { createSandbox, type SandboxOptions } from "../../../src/sandbox/index.ts";
import { ROUTES } from "../../../src/sandbox/routes/table.ts";
import { run } from "../../conformance/run.ts";
import { SUITE } from "../../conformance/suite.ts";
import { text } from "../client.ts";
import { ANSWERS, judged } from "./support.ts";

test("the schemas are those of the installed SDK (if not: scripts/schemas)", () => {
  const manifest = new URL("../../../node_modules/@notionhq/client/package.json", import.meta.url);
  const installed: { readonly version: string } = JSON.parse(readFileSync(manifest, "utf8"));
  expect(ANSWERS.$comment).toContain(`@notionhq/client ${installed.version}.`);
});

function setUp(options: SandboxOptions = {}) {
  let now = Date.UTC(2026, 0, 1, 12, 0, 30);
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
  };
  const sandbox = createSandbox({ clock: { now: () => now, sleep }, ...options });
  const judge = judged(sandbox);
  // The types describe the older version: the newer lacks `archived`.
  const clientOf = (auth: string) =>
    new Client({ auth, fetch: judge.fetch, notionVersion: "2025-09-03", retry: false, logger: () => {} });
  return { sandbox, judge, sleep, notion: clientOf(sandbox.token), person: clientOf(sandbox.personToken) };
}

const ANOTHER: SandboxOptions = {
  answers: {
    nativeIcons: "external",
    columnRatios: "filled",
    calloutIcon: "💡",
    mergeRuns: true,
    timeZones: "kept",
  },
};

test.each([
  ["as they are", {}],
  ["as they might be", ANOTHER],
])("all answers to the questions of the conformance suite, %s", async (_, options) => {
  const { sandbox, judge, sleep, notion } = setUp(options);
  await run(SUITE, { kind: "sandbox", client: notion, pageId: sandbox.rootPageId, wait: sleep });
  expect(judge.faults.slice(0, 3)).toEqual([]);
});

test("answers about every type of property, and those of every other route", async () => {
  const { sandbox, judge, notion, person } = setUp();
  const other = sandbox.seedDatabase({
    title: "Other",
    properties: { Name: { title: {} }, Cost: { number: {} }, Due: { date: {} }, Who: { people: {} } },
    rows: [
      {
        values: {
          Cost: { number: 1 },
          Due: { date: { start: "2026-01-01" } },
          Who: { people: [{ id: sandbox.personId }] },
        },
      },
      {},
    ],
  });
  const roll = (of: string, property: string) => ({
    rollup: { function: of, relation_property_name: "See", rollup_property_name: property },
  });
  const upload = await notion.fileUploads.create({ filename: "a.pdf" });
  await notion.fileUploads.send({
    file_upload_id: upload.id,
    file: { data: new Blob(["x"], { type: "application/pdf" }) },
  });
  const wiki = sandbox.seedDatabase({
    title: "All",
    wiki: true,
    properties: {
      Name: { title: {} },
      Notes: { rich_text: {} },
      No: { unique_id: { prefix: "X" } },
      Checked: { verification: {} },
      Kind: { select: { options: [{ name: "a", description: "the first" }] } },
      Tags: { multi_select: {} },
      State: { status: {} },
      Where: { place: {} },
      Press: { button: {} },
      Files: { files: {} },
      Who: { people: {} },
      Due: { date: {} },
      Link: { url: {} },
      Mail: { email: {} },
      Phone: { phone_number: {} },
      Done: { checkbox: {} },
      Cost: { number: { format: "euro" } },
      Made: { created_time: {} },
      Maker: { created_by: {} },
      Edited: { last_edited_time: {} },
      Editor: { last_edited_by: {} },
      See: { relation: { data_source_id: other.sourceId, dual_property: {} } },
      One: { formula: { expression: "1" } },
      Odd: { formula: { expression: "now()" } },
      Day: { formula: { expression: 'prop("Due")' } },
      Sum: roll("sum", "Cost"),
      Last: roll("latest_date", "Due"),
      All: roll("show_original", "Who"),
      Group: roll("count_per_group", "Cost"),
    },
    rows: [
      {
        values: {
          Name: { title: [text("row")] },
          Notes: {
            rich_text: [
              { mention: { database: { id: other.id } } },
              { mention: { date: { start: "2026-01-01" } } },
            ],
          },
          Checked: { verification: { state: "verified" } },
          Kind: { select: { name: "a" } },
          Tags: { multi_select: [{ name: "t" }] },
          State: { status: { name: "Done" } },
          Where: { place: { lat: 1, lon: 2 } },
          Files: {
            files: [
              { file_upload: { id: upload.id } },
              { name: "f", external: { url: "https://example.com" } },
            ],
          },
          Who: { people: [{ id: sandbox.personId }, { id: sandbox.botId }] },
          Due: { date: { start: "2026-01-01T10:00:00Z" } },
          Link: { url: "https://example.com" },
          See: { relation: other.rowIds.map((id) => ({ id })) },
        },
        icon: { icon: { name: "pizza", color: "red" } },
      },
      {},
    ],
    templates: [{ isDefault: true }],
  });
  sandbox.seedDatabase({ title: "Inner", parent: wiki.sourceId });
  const [page_id = ""] = wiki.rowIds;
  const source = { data_source_id: wiki.sourceId };
  await notion.dataSources.retrieve(source);
  await notion.dataSources.query(source);
  await notion.dataSources.listTemplates(source);
  await notion.search({});
  const page = await notion.pages.retrieve({ page_id });
  for (const { id: property_id } of Object.values("properties" in page ? page.properties : {})) {
    await notion.pages.properties.retrieve({ page_id, property_id });
  }
  await notion.users.list({});
  await notion.users.retrieve({ user_id: sandbox.personId });
  await notion.users.me({});
  await person.users.me({});
  await notion.customEmojis.list({});
  await notion.fileUploads.list({});
  await notion.fileUploads.retrieve({ file_upload_id: upload.id });
  const comment = await notion.comments.create({ parent: { page_id }, rich_text: [text("x")] });
  await notion.comments.retrieve({ comment_id: comment.id });
  await notion.comments.list({ block_id: page_id });
  await notion.databases.update({ database_id: other.id, title: [text("Renamed")] });
  await notion.pages.move({ page_id, parent: { page_id: sandbox.rootPageId } });
  const { results } = await notion.blocks.children.append({
    block_id: page_id,
    children: [{ divider: {} }, { paragraph: { rich_text: [text("x")] } }],
  });
  const [, block] = results;
  await notion.blocks.update({ block_id: block?.id ?? "", paragraph: { color: "red" } });
  await notion.blocks.delete({ block_id: block?.id ?? "" });
  await notion.blocks.retrieve({ block_id: block?.id ?? "" });
  await notion.dataSources.update({ ...source, properties: { Link: null } });
  await notion.pages.update({ page_id, icon: { emoji: "📘" } });
  await notion.blocks.children.list({ block_id: sandbox.rootPageId });
  const parent = { type: "page_id", page_id } as const;
  const made = await notion.databases.create({ parent });
  await notion.databases.retrieve({ database_id: made.id });
  await notion.dataSources.create({
    parent: { type: "database_id", database_id: made.id },
    properties: { Title: { title: {} } },
  });
  await notion.pages.create({ parent: { page_id } });
  expect(judge.faults.slice(0, 3)).toEqual([]);
  expect([...judge.routes].toSorted()).toEqual(Object.keys(ROUTES).toSorted());
});
