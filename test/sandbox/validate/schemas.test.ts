import { readFileSync } from "node:fs";
import * as endpoints from "@notionhq/client/build/src/api-endpoints.js";
import { describe, expect, test } from "vitest";
import { NOTION_SCHEMAS, type SchemaName } from "../../../src/sandbox/schemas/notion.schemas.ts";
import type { Schema } from "../../../src/sandbox/schemas/schema.ts";
import { resolve } from "../../../src/sandbox/validate/resolve.ts";
import { ROOTS } from "./support.ts";

const file = new URL("../../../src/sandbox/schemas/notion.schemas.ts", import.meta.url);
const manifest = new URL("../../../node_modules/@notionhq/client/package.json", import.meta.url);

test("the schemas are those of the installed SDK (if not: scripts/schemas)", () => {
  const installed: unknown = JSON.parse(readFileSync(manifest, "utf8"));
  expect(installed).toMatchObject({ version: NOTION_SCHEMAS.sdk });
});

test("the file stays under 500 KB", () => {
  expect(readFileSync(file).length).toBeLessThan(500_000);
});

test("every reference leads somewhere, and every definition is used", () => {
  const text = JSON.stringify(NOTION_SCHEMAS.definitions);
  const referred = new Set([...text.matchAll(/#\/\$defs\/(\w+)/g)].map((match) => match[1]));
  const defined = new Set(Object.keys(NOTION_SCHEMAS.definitions));
  expect([...referred].filter((name) => name !== undefined && !defined.has(name))).toEqual([]);
  const roots = new Set<string>(ROOTS);
  expect([...defined].filter((name) => !referred.has(name) && !roots.has(name))).toEqual([]);
});

/** The keys an object or a union of objects may have. */
function keys(schema: Schema): readonly string[] {
  const type = resolve(schema);
  if ("anyOf" in type) return [...new Set(type.anyOf.flatMap(keys))].sort();
  return "type" in type && type.type === "object" ? Object.keys(type.properties).sort() : [];
}

/** What the SDK's own runtime table says an endpoint takes: an oracle that was not generated from the types. */
type Endpoint = { readonly bodyParams: readonly string[]; readonly queryParams: readonly string[] };

const TABLE: Readonly<Record<string, Endpoint>> = {
  AppendBlockChildren: endpoints.appendBlockChildren,
  CreateComment: endpoints.createComment,
  CreateDataSource: endpoints.createDataSource,
  CreateDatabase: endpoints.createDatabase,
  CreateFileUpload: endpoints.createFileUpload,
  CreatePage: endpoints.createPage,
  GetPage: endpoints.getPage,
  GetPageMarkdown: endpoints.getPageMarkdown,
  GetPageProperty: endpoints.getPageProperty,
  ListBlockChildren: endpoints.listBlockChildren,
  ListComments: endpoints.listComments,
  ListCustomEmojis: endpoints.listCustomEmojis,
  ListDataSourceTemplates: endpoints.listDataSourceTemplates,
  ListFileUploads: endpoints.listFileUploads,
  ListUsers: endpoints.listUsers,
  MovePage: endpoints.movePage,
  QueryDataSource: endpoints.queryDataSource,
  Search: endpoints.search,
  UpdateBlock: endpoints.updateBlock,
  UpdateComment: endpoints.updateComment,
  UpdateDataSource: endpoints.updateDataSource,
  UpdateDatabase: endpoints.updateDatabase,
  UpdatePage: endpoints.updatePage,
  UpdatePageMarkdown: endpoints.updatePageMarkdown,
};

// Typed but not sent: the SDK drops the flag before the request, so the server has to be ready for it anyway.
const DROPPED: Readonly<Record<string, readonly string[]>> = { UpdateDatabaseBodyParameters: ["archived"] };

describe("each root has the keys of the SDK's endpoint record", () => {
  test.each(ROOTS)("%s", (root: SchemaName) => {
    const part = root.endsWith("QueryParameters") ? "queryParams" : "bodyParams";
    const endpoint = TABLE[root.replace(/(Body|Query)Parameters$/, "")];
    const declared = keys({ $ref: `#/$defs/${root}` });
    const taken = [...(endpoint?.[part] ?? []), ...(DROPPED[root] ?? [])].sort();
    expect(declared).toEqual(taken);
  });
});
