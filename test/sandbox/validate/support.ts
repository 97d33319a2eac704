import fc from "fast-check";
import { NOTION_SCHEMAS, type SchemaName } from "../../../src/sandbox/schemas/notion.schemas.ts";
import type { ObjectSchema, Schema } from "../../../src/sandbox/schemas/schema.ts";

const known = new Map<string, fc.Arbitrary<unknown>>();

/** Values that a schema accepts, by what JSON Schema says of its keywords. */
function valid(schema: Schema): fc.Arbitrary<unknown> {
  if ("$ref" in schema) return validByName(schema.$ref.replace("#/$defs/", ""));
  if ("anyOf" in schema) return fc.oneof(...schema.anyOf.map(valid));
  if ("enum" in schema) return fc.constantFrom(...schema.enum);
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.type === "string") return schema.format === "uuid" ? ids : fc.string({ maxLength: 4 });
  if (schema.type === "number") return fc.double({ noNaN: true, noDefaultInfinity: true });
  if (schema.type === "boolean") return fc.boolean();
  if (schema.type === "array") return fc.array(valid(schema.items), { maxLength: 2 });
  return "properties" in schema ? validObject(schema) : fc.constant(null);
}

const ids = fc.oneof(
  fc.uuid(),
  fc.uuid().map((id) => id.replaceAll("-", "")),
);

function validByName(name: string): fc.Arbitrary<unknown> {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const schema = NOTION_SCHEMAS.definitions[name];
  if (schema === undefined) throw new Error(`no definition ${name}`);
  const made = valid(schema);
  known.set(name, made);
  return made;
}

function validObject(schema: ObjectSchema): fc.Arbitrary<unknown> {
  const own = Object.fromEntries(Object.entries(schema.properties).map(([key, type]) => [key, valid(type)]));
  const declared = fc.record(own, { requiredKeys: [...schema.required] });
  if (schema.additionalProperties === false) return declared;
  const free = fc.dictionary(fc.string({ maxLength: 4 }), valid(schema.additionalProperties), { maxKeys: 2 });
  return fc.tuple(free, declared).map(([extra, object]) => ({ ...extra, ...object }));
}

/** Bodies and queries, all names the schemas have, as a valid value. */
export function requests(): fc.Arbitrary<{ readonly name: SchemaName; readonly value: unknown }> {
  return fc.oneof(...ROOTS.map((name) => validByName(name).map((value) => ({ name, value }))));
}

/** Every {@link SchemaName}; the compiler asks for a new one. */
export const ROOTS = Object.keys({
  AppendBlockChildrenBodyParameters: 0,
  CreateCommentBodyParameters: 0,
  CreateDataSourceBodyParameters: 0,
  CreateDatabaseBodyParameters: 0,
  CreateFileUploadBodyParameters: 0,
  CreatePageBodyParameters: 0,
  CreatePageQueryParameters: 0,
  GetPageMarkdownQueryParameters: 0,
  GetPagePropertyQueryParameters: 0,
  GetPageQueryParameters: 0,
  ListBlockChildrenQueryParameters: 0,
  ListCommentsQueryParameters: 0,
  ListCustomEmojisQueryParameters: 0,
  ListDataSourceTemplatesQueryParameters: 0,
  ListFileUploadsQueryParameters: 0,
  ListUsersQueryParameters: 0,
  MovePageBodyParameters: 0,
  QueryDataSourceBodyParameters: 0,
  QueryDataSourceQueryParameters: 0,
  SearchBodyParameters: 0,
  UpdateBlockBodyParameters: 0,
  UpdateCommentBodyParameters: 0,
  UpdateDataSourceBodyParameters: 0,
  UpdateDatabaseBodyParameters: 0,
  UpdatePageBodyParameters: 0,
  UpdatePageMarkdownBodyParameters: 0,
  UpdatePageQueryParameters: 0,
} satisfies Record<SchemaName, 0>).filter((name): name is SchemaName => name in NOTION_SCHEMAS.definitions);

type Place = { readonly holder: Record<string, unknown> | unknown[]; readonly key: string };

const STRANGERS: readonly unknown[] = [null, true, 7, "stranger", "default", [], {}, { type: "text" }, [{}]];

/** One change somewhere in a copy of a value: a key gone, a key too many, a value of another kind, a `type` that lies. */
export const mutations: fc.Arbitrary<(value: unknown) => unknown> = fc
  .record({
    where: fc.nat(),
    what: fc.constantFrom("drop", "add", "replace", "retype"),
    stranger: fc.constantFrom(...STRANGERS),
  })
  .map(({ where, what, stranger }) => (value) => {
    const copy = { root: structuredClone(value) };
    const places = allPlaces(copy);
    const place = places[where % places.length];
    if (place === undefined) return value;
    const { holder, key } = place;
    if (what === "add") Reflect.set(holder, Array.isArray(holder) ? holder.length : "stranger", stranger);
    else if (what === "drop") drop(holder, key);
    else if (what === "replace") Reflect.set(holder, key, stranger);
    else Reflect.set(holder, "type", "paragraph");
    return copy.root;
  });

function drop(holder: Place["holder"], key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
}

function allPlaces(holder: Place["holder"]): readonly Place[] {
  return Object.entries(holder).flatMap(([key, value]) => [
    { holder, key },
    ...(Array.isArray(value) || isRecord(value) ? allPlaces(value) : []),
  ]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
