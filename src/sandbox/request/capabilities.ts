/**
 * What a connection may do, and what each route needs of it.
 *
 * Source: https://developers.notion.com/reference/capabilities
 */
import { isArray, isObject, type Json, type JsonObject, stringAt } from "../json.ts";
import { Refusal } from "../refusal.ts";
import type { ROUTES } from "../routes/table.ts";
import type { Capability } from "./capability.ts";

const NEEDS = {
  getSelf: null,
  getUser: "readUsers",
  listUsers: "readUsers",
  createPage: "insertContent",
  getPage: "readContent",
  updatePage: "updateContent",
  movePage: "updateContent",
  getPageProperty: "readContent",
  createDatabase: "insertContent",
  getDatabase: "readContent",
  updateDatabase: "updateContent",
  createDataSource: "insertContent",
  getDataSource: "readContent",
  updateDataSource: "updateContent",
  queryDataSource: "readContent",
  listDataSourceTemplates: "readContent",
  getBlock: "readContent",
  updateBlock: "updateContent",
  deleteBlock: "updateContent",
  listBlockChildren: "readContent",
  appendBlockChildren: "insertContent",
  createComment: "insertComments",
  listComments: "readComments",
  getComment: "readComments",
  search: "readContent",
  listCustomEmojis: "readContent",
  createFileUpload: "insertContent",
  sendFileUpload: "insertContent",
  getFileUpload: "insertContent",
  listFileUploads: "insertContent",
} as const satisfies Record<keyof typeof ROUTES, Capability | null>;

const needs: Readonly<Record<string, Capability | null>> = NEEDS;

/** @throws Refusal 403 when the connection lacks what a route needs */
export function checkCapability(route: string, has: ReadonlySet<Capability>): void {
  const needed = needs[route] ?? null;
  if (needed !== null && !has.has(needed)) {
    throw new Refusal(403, "restricted_resource", "Insufficient permissions for this endpoint.");
  }
}

/** What answers of writes are cut to for a connection that may not read content. */
const CONTENT: readonly string[] = ["page", "block", "database", "data_source"];

/** An answer as a connection may see it: of content it may not read, the id alone. */
export function toReadable(answer: JsonObject, has: ReadonlySet<Capability>): JsonObject {
  return has.has("readContent") ? answer : idsOnly(answer);
}

function idsOnly(answer: JsonObject): JsonObject {
  const object = stringAt(answer, "object") ?? "";
  if (CONTENT.includes(object)) {
    return { object, id: answer["id"] ?? "" };
  }
  const { results } = answer;
  const cut = (item: Json): Json => (isObject(item) ? idsOnly(item) : item);
  return isArray(results) ? { ...answer, results: results.map(cut) } : answer;
}
