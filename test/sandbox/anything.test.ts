/** Whatever is sent: an answer in Notion's shape, never a crash; and what is refused leaves no trace. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { mutations, requests } from "./validate/support.ts";

/** Where a body goes, by the name of its schema; others are sent to all of them. */
const TARGETS = [
  { method: "PATCH", path: (ids: Ids) => `blocks/${ids.page}/children` },
  { method: "PATCH", path: (ids: Ids) => `blocks/${ids.block}` },
  { method: "PATCH", path: (ids: Ids) => `pages/${ids.page}` },
  { method: "POST", path: () => "pages" },
  { method: "POST", path: () => "search" },
  { method: "POST", path: () => "comments" },
  { method: "POST", path: () => "file_uploads" },
  { method: "POST", path: (ids: Ids) => `pages/${ids.page}/move` },
  { method: "POST", path: () => "databases" },
  { method: "PATCH", path: (ids: Ids) => `databases/${ids.database}` },
  { method: "POST", path: () => "data_sources" },
  { method: "PATCH", path: (ids: Ids) => `data_sources/${ids.source}` },
  { method: "POST", path: (ids: Ids) => `data_sources/${ids.source}/query` },
] as const;

interface Ids {
  readonly page: string;
  readonly block: string;
  readonly database: string;
  readonly source: string;
}

const FITTING: Readonly<Record<string, number>> = {
  AppendBlockChildrenBodyParameters: 0,
  UpdateBlockBodyParameters: 1,
  UpdatePageBodyParameters: 2,
  CreatePageBodyParameters: 3,
  SearchBodyParameters: 4,
  CreateCommentBodyParameters: 5,
  CreateFileUploadBodyParameters: 6,
  MovePageBodyParameters: 7,
  CreateDatabaseBodyParameters: 8,
  UpdateDatabaseBodyParameters: 9,
  CreateDataSourceBodyParameters: 10,
  UpdateDataSourceBodyParameters: 11,
  QueryDataSourceBodyParameters: 12,
};

/** Everything there is to see; a page's times may change by a refused request no more than its content. */
function everything(sandbox: Sandbox): unknown {
  const pages = sandbox.pages();
  return [...sandbox.dataSources(), ...pages.map((page) => [page, sandbox.tree(String(page["id"]))])];
}

/** One property of each type, called by it. */
const SCHEMA = {
  title: { title: {} },
  ...Object.fromEntries(
    ["rich_text", "number", "url", "email", "phone_number", "checkbox", "date", "select", "multi_select"]
      .concat(["status", "people", "files", "place", "created_time", "created_by", "last_edited_time"])
      .concat(["last_edited_by", "unique_id", "button"])
      .map((type) => [type, { [type]: {} }]),
  ),
  formula: { formula: { expression: 'prop("number")' } },
};

/** The generated ids and properties name nothing; some are made to name what there is. */
function pointAt(ids: Ids, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => pointAt(ids, item));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const type = Object.keys(value).find((key) => key in SCHEMA);
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
    if (key === "properties" && typeof item === "object" && item !== null) {
      return [key, Object.fromEntries(Object.values(item).map((one) => [typeNamed(one), pointAt(ids, one)]))];
    }
    if (typeof item === "string" && /_id$|^id$/.test(key)) {
      return [key, key === "database_id" ? ids.database : key === "data_source_id" ? ids.source : ids.page];
    }
    return [key, key === "property" ? (type ?? "title") : pointAt(ids, item)];
  });
  return Object.fromEntries(entries);
}

const typeNamed = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? (Object.keys(value).find((key) => key in SCHEMA) ?? "x")
    : "x";

const cases = fc.record({
  request: requests().filter(({ name }) => name in FITTING),
  mutate: fc.option(mutations),
  pointed: fc.boolean(),
});

test("any body at all", async () => {
  const sandbox = createSandbox();
  const children = [{ paragraph: { rich_text: [] } }];
  const page = sandbox.seed({ title: "Page", children });
  const block = sandbox.tree(page)[0]?.id ?? "";
  const { id: database, sourceId: source } = sandbox.seedDatabase({
    title: "Database",
    properties: SCHEMA,
    rows: [{}, { values: { number: { number: 1 }, select: { select: { name: "a" } } } }],
  });
  const ids: Ids = { page, block, database, source };
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(cases, async ({ request, mutate, pointed }) => {
      const valid = pointed ? pointAt(ids, request.value) : request.value;
      const body = mutate === null ? valid : mutate(valid);
      const target = TARGETS[FITTING[request.name] ?? 0] ?? TARGETS[0];
      const before = everything(sandbox);
      const response = await sandbox.fetch(`https://api.notion.com/v1/${target.path(ids)}`, {
        method: target.method,
        headers: { authorization: `Bearer ${sandbox.personToken}`, "notion-version": "2026-03-11" },
        body: JSON.stringify(body),
      });
      const answer: unknown = await response.json();
      seen.add(response.status);
      expect(answer).toMatchObject({ object: expect.any(String), request_id: expect.any(String) });
      if (response.status !== 200) {
        expect(answer).toMatchObject({ object: "error", status: response.status, code: expect.any(String) });
        expect([400, 404]).toContain(response.status);
        expect(everything(sandbox)).toEqual(before);
      }
    }),
    { numRuns: 350, seed: 7 },
  );
  expect([...seen].sort()).toEqual([200, 400, 404]);
});
