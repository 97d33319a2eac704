/** The part of JSON Schema that the generated file uses: enough for request bodies, small enough for one interpreter. */
export type Schema =
  | ReferenceSchema
  | UnionSchema
  | ConstantSchema
  | EnumSchema
  | StringSchema
  | ScalarSchema
  | ArraySchema
  | ObjectSchema;

/** `#/$defs/<name>`, a key of {@link SchemaFile.definitions}. */
export type ReferenceSchema = { readonly $ref: string };
export type UnionSchema = { readonly anyOf: readonly Schema[] };
type ConstantSchema = { readonly const: string | number | boolean };
type EnumSchema = { readonly enum: readonly string[] };
/** `uuid` is Notion's: 32 hexadecimal digits, with or without dashes. */
type StringSchema = { readonly type: "string"; readonly format?: "uuid" };
type ScalarSchema = { readonly type: "number" | "boolean" | "null" };
export type ArraySchema = { readonly type: "array"; readonly items: Schema };
export type ObjectSchema = {
  readonly type: "object";
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
  /** The schema of keys that `properties` does not name; `false` refuses them. */
  readonly additionalProperties: Schema | false;
};

export type SchemaFile = {
  /** The version of @notionhq/client the schemas were generated from. */
  readonly sdk: string;
  readonly definitions: Readonly<Record<string, Schema>>;
};
