import type { SchemaName } from "../schemas/notion.schemas.ts";
import type { Schema } from "../schemas/schema.ts";
import { check } from "./check.ts";
import { resolve } from "./resolve.ts";
import type { Violation } from "./words.ts";

/** A query string read by its schema: numbers, booleans and lists are what they say, the rest is text. */
export type QueryResult = {
  readonly value: Readonly<Record<string, unknown>>;
  readonly violations: readonly Violation[];
};

/** Reads and judges a query string. `key[]` is the same as `key` given again and again. */
export function validateQuery(name: SchemaName, params: URLSearchParams): QueryResult {
  const schema: Schema = { $ref: `#/$defs/${name}` };
  const type = resolve(schema);
  const properties = "type" in type && type.type === "object" ? type.properties : {};
  const keys = [...new Set([...params.keys()].map((key) => key.replace(/\[\]$/, "")))];
  const value = Object.fromEntries(
    keys.map((key) => {
      const texts = [...params.getAll(key), ...params.getAll(`${key}[]`)];
      const own = Object.hasOwn(properties, key) ? properties[key] : undefined;
      return [key, own === undefined ? texts[0] : read(texts, own)];
    }),
  );
  return { value, violations: check(value, { schema, path: "query", optional: false }) };
}

function read(texts: readonly string[], schema: Schema): unknown {
  const type = resolve(schema);
  const text = texts[0] ?? "";
  if (!("type" in type)) return text;
  if (type.type === "array") return texts;
  if (type.type === "number")
    return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
  if (type.type === "boolean") return text === "true" ? true : text === "false" ? false : text;
  return text;
}
