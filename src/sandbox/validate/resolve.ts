import { NOTION_SCHEMAS } from "../schemas/notion.schemas.ts";
import type { ReferenceSchema, Schema } from "../schemas/schema.ts";

const PREFIX = "#/$defs/";

/** A schema that is not a reference. */
export type Resolved = Exclude<Schema, ReferenceSchema>;

/**
 * The schema a reference leads to, or the schema itself.
 *
 * @throws if the generated file refers to a definition it lacks
 */
export function resolve(schema: Schema): Resolved {
  if (!("$ref" in schema)) return schema;
  const found = NOTION_SCHEMAS.definitions[schema.$ref.slice(PREFIX.length)];
  if (found === undefined) throw new Error(`The schemas do not define ${schema.$ref}. Generate them again.`);
  return resolve(found);
}
