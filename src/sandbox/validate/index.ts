import type { SchemaName } from "../schemas/notion.schemas.ts";
import { check } from "./check.ts";
import { isId } from "./ids.ts";
import { type Violation, violation } from "./words.ts";

export type { SchemaName } from "../schemas/notion.schemas.ts";
export { validateQuery } from "./query.ts";
export { describe, shown, type Violation, violation } from "./words.ts";

/**
 * Judges a request body by the SDK's own types: kinds, required and unknown keys, enums, ids, and what may
 * nest in what. Lengths, counts and rules between fields are not in the types and not judged here.
 *
 * @param name the SDK's type of the body
 * @param value the parsed body
 * @returns nothing for a good body
 */
export function validateBody(name: SchemaName, value: unknown): readonly Violation[] {
  return check(value, { schema: { $ref: `#/$defs/${name}` }, path: "body", optional: false });
}

/**
 * Judges an id in a path.
 *
 * @param name the parameter's name, e.g. `page_id`
 */
export function validateId(name: string, text: string): readonly Violation[] {
  return isId(text) ? [] : [violation(`path.${name}`, "a valid uuid", text)];
}
