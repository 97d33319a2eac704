/** A database to publish to, and its rows as programs see them. */
import type { ResolvedSource } from "../../../src/config.ts";
import type { JsonObject, SandboxOptions, SeededDatabase } from "../../../src/sandbox/index.ts";
import { type Contents, type Rehearsal, type Rehearsed, type RunChanges, rehearse } from "./rehearsal.ts";

export const TASKS: Readonly<Record<string, unknown>> = {
  Name: { title: {} },
  Source: { rich_text: {} },
  Status: { status: {} },
  Priority: { select: { options: [{ name: "High" }, { name: "Low" }] } },
  Tags: { multi_select: { options: [{ name: "api" }] } },
  Estimate: { number: {} },
  Due: { date: {} },
  Done: { checkbox: {} },
  Notes: { rich_text: {} },
};

/** What publishing to a database takes beside the usual. */
export interface RowsWorld extends Rehearsal {
  readonly database: SeededDatabase;
  readonly source: string;
  publishRows(files: Contents, changes?: RunChanges): Promise<Rehearsed>;
  /** How many rows there are, some of one title perhaps. */
  countRows(): number;
  /** Rows by title. */
  rows(): ReadonlyMap<string, JsonObject>;
}

/** Starts a rehearsal with a database. */
export async function rehearseRows(
  properties: Readonly<Record<string, unknown>> = TASKS,
  options: SandboxOptions = {},
): Promise<RowsWorld> {
  const rehearsal = await rehearse(options);
  const database = rehearsal.sandbox.seedDatabase({ title: "Tasks", properties });
  const source = database.sourceId;
  return {
    ...rehearsal,
    database,
    source,
    publishRows: (files, changes = {}) =>
      rehearsal.publish(files, { ...changes, source: { to: source, ...changes.source } }),
    countRows: () => allRows(rehearsal, source).length,
    rows: () => rowsOf(rehearsal, source),
  };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Rows of a data source that are not in the trash. */
function allRows({ sandbox }: Rehearsal, source: string): readonly JsonObject[] {
  return sandbox.pages().filter(({ in_trash, parent }) => {
    return in_trash !== true && isObject(parent) && parent["data_source_id"] === source;
  });
}

function rowsOf(rehearsal: Rehearsal, source: string): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const page of allRows(rehearsal, source)) {
    const { properties } = page;
    const values = isObject(properties) ? Object.values(properties) : [];
    const title = values.find((value) => isObject(value) && value["type"] === "title");
    found.set(/"plain_text":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(title))?.[1] ?? "", page);
  }
  return found;
}

/** One property of a row, without what is always there. */
export function cellOf(row: JsonObject | undefined, name: string): unknown {
  const properties = row?.["properties"];
  const property = isObject(properties) ? properties[name] : undefined;
  if (!isObject(property)) return undefined;
  const type = property["type"];
  const value = typeof type === "string" ? property[type] : undefined;
  if (type === "rich_text" || type === "title") {
    return Array.isArray(value) ? value.map((run) => (isObject(run) ? run["plain_text"] : "")).join("") : "";
  }
  if (Array.isArray(value)) return value.map((one) => (isObject(one) ? (one["name"] ?? one["id"]) : one));
  return isObject(value) && "name" in value ? value["name"] : value;
}

/** Options of a source as a configuration would give them. */
export function withProperties(
  { convert }: ResolvedSource,
  properties: Partial<ResolvedSource["convert"]["properties"]>,
): Pick<ResolvedSource, "convert"> {
  return { convert: { ...convert, properties: { ...convert.properties, ...properties } } };
}
