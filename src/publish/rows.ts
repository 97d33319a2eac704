/** Sources whose files are rows: the schemas they are made by, each asked for once, and what is remembered of them. */
import type { RowRules } from "../convert/index.ts";
import { SOURCE_PROPERTY } from "../facts/rows.ts";
import { parseInline } from "../markdown/inline.ts";
import type { RowKey } from "../model/draft.ts";
import { type Message, message } from "../model/message.ts";
import type { ConvertOptions } from "../model/options.ts";
import type { PageKey } from "../model/pending.ts";
import type { PropertyValue, Schema, SchemaChange } from "../model/property.ts";
import { text } from "../model/text.ts";

/** How the files of a source are rows. */
export interface RowSource {
  readonly identity: RowKey["by"];
  /** Before the paths in `Source`; empty: nothing. */
  readonly prefix: string;
}

/** Rows of the sources of a run. */
export interface Rows {
  /** What the `schema` input of a source's rows is; null: its files become pages. */
  input(source: string): string | null;
  /** The data source of a source; null: its files become pages. */
  dataSource(source: string): string | null;
  /** Asks for the schema of a source, once. @returns null where it cannot be had */
  load(source: string): Promise<Schema | null>;
  /** How a source's files are rows. */
  how(source: string): RowSource;
}

/** Sources whose files all become pages. */
export const NO_ROWS: Rows = {
  input: () => null,
  dataSource: () => null,
  load: async () => null,
  how: () => ({ identity: "source", prefix: "" }),
};

/** What a schema comes to as far as values depend on it, as a text. */
export function schemaText({ dataSource, properties }: Schema): string {
  const kept = Object.values(properties)
    .map(({ name, type, options, format, relatesTo }) =>
      // Writing rows adds options to selects; a status is refused what it lacks.
      [name, type, type === "status" ? options : [], format, relatesTo],
    )
    .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
  return JSON.stringify([dataSource, kept]);
}

/** By what a file's row is found. @param key - of the page, `source:path` */
export function rowKeyOf(
  key: PageKey,
  source: string,
  title: string,
  { identity, prefix }: RowSource,
): RowKey {
  if (identity === "title") return { by: "title", text: title };
  const path = source === "" ? key : key.slice(source.length + 1);
  return { by: "source", text: prefix === "" ? path : `${prefix}:${path}` };
}

/** What `Source` holds. */
function sourceValue({ text: content }: RowKey): PropertyValue {
  return { type: "rich_text", value: [text(content)] };
}

/** What a data source lacks to name the files of its rows. */
export function sourceChange({ properties }: Schema): readonly SchemaChange[] {
  const isThere = Object.hasOwn(properties, SOURCE_PROPERTY);
  return isThere ? [] : [{ kind: "property", name: SOURCE_PROPERTY, type: "rich_text" }];
}

/** Why rows cannot be found by the file they were made of; null: they can. */
export function sourceProblem(
  { properties }: Schema,
  title: string,
  mayCreate: boolean,
): { readonly says: string; readonly fix: string } | null {
  const type = properties[SOURCE_PROPERTY]?.type;
  if (type === "rich_text" || (type === undefined && mayCreate)) return null;
  const says =
    type === undefined
      ? `The database “${title}” has no property \`${SOURCE_PROPERTY}\`, by which the row of a file is found again.`
      : `The property \`${SOURCE_PROPERTY}\` of the database “${title}” is a ${type.replaceAll("_", " ")}, and must be a text.`;
  const add =
    type === undefined
      ? `Add a text property of that name in Notion, or give \`--create-properties\`.`
      : `Rename it in Notion and add a text property \`${SOURCE_PROPERTY}\`.`;
  return { says, fix: `${add} To find rows by their title instead, set \`identity: title\`.` };
}

/** The rules by which front matter of a source's files becomes properties. */
export function rowRules(
  schema: Schema,
  options: ConvertOptions,
  dataSourceOf: (page: PageKey) => string | null,
): RowRules {
  return {
    schema,
    inline: (content, path, place) => parseInline(content, path, place, options),
    dataSourceOf,
  };
}

/** The properties of a row with `Source`; a key of the front matter that would go there is told. */
export function withSource(
  properties: Readonly<Record<string, PropertyValue>>,
  row: RowKey,
  path: string | null,
): {
  readonly properties: Readonly<Record<string, PropertyValue>>;
  readonly messages: readonly Message[];
} {
  if (row.by === "title") return { properties, messages: [] };
  const isTaken = Object.hasOwn(properties, SOURCE_PROPERTY);
  return {
    properties: { ...properties, [SOURCE_PROPERTY]: sourceValue(row) },
    messages: isTaken ? [message("property-source", { key: SOURCE_PROPERTY }, path)] : [],
  };
}
