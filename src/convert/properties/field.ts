import type { MessageId } from "../../facts/messages.ts";
import type { InlineText } from "../../model/document.ts";
import type { Message, MessageValues, Place } from "../../model/message.ts";
import type { PageKey } from "../../model/pending.ts";
import type { PropertySchema, Schema, SchemaChange } from "../../model/property.ts";
import type { Context } from "../context.ts";

/** What the values of a row are judged by. */
export interface RowRules {
  readonly schema: Schema;
  /** Parses a text as what may stand in a line of Markdown. */
  readonly inline: (text: string, path: string, place: Place | null) => InlineText;
  /** Data source that a page of the set becomes a row of; null: none, or it is not known. */
  readonly dataSourceOf?: (page: PageKey) => string | null;
}

/** A value on its way into a property. */
export interface Field {
  /** As the file writes it. */
  readonly key: string;
  readonly property: PropertySchema;
  readonly place: Place | null;
  readonly context: Context;
  readonly rules: RowRules;
  readonly report: <Id extends MessageId>(id: Id, values: MessageValues<Id>) => undefined;
  /** Hands on what others had to say about the value. */
  readonly pass: (messages: readonly Message[]) => void;
  /** Says that the value does not fit. @param expected - what would */
  readonly refuse: (value: unknown, expected: string) => undefined;
  /** Asks for something the data source lacks. */
  readonly change: (change: SchemaChange) => void;
}

/** Makes a property's value of one from front matter; undefined: it does not fit, which was reported. */
export type Coerce<V> = (value: unknown, field: Field) => V | undefined;

const SHOWN = 60;

/** A value as text; one of a program may be in a circle, or nothing that JSON has. */
function inWords(value: unknown): string {
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return typeof value;
  }
}

/** A value as a message shows it. */
export function shown(value: unknown): string {
  const text = inWords(value);
  if (text.trim() === "") return JSON.stringify(text);
  const line = text.replace(/\s+/g, " ");
  return line.length > SHOWN ? `${line.slice(0, SHOWN - 1).trimEnd()}…` : line;
}

// Escapes in YAML and JSON can write what no text holds: half a character, and the end of a string in C.
const NO_TEXT = /[\p{Surrogate}\0]/gu;

/** Text, and what YAML takes for something else although it was meant as text. */
export function textOf(value: unknown): string | null {
  if (typeof value === "string") return value.replace(NO_TEXT, "\uFFFD");
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "boolean" ? String(value) : null;
}

/** A table of keys and values. */
export function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The items of a list, of lists in it too (`[[Page]]` is one in YAML); anything else is the only item. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.flat(3) : [value];
}

/** Each item made into a value; undefined where one does not fit, after all were looked at. */
export function each<V>(
  items: readonly unknown[],
  field: Field,
  coerce: (item: unknown, field: Field) => readonly V[] | undefined,
): V[] | undefined {
  const all = items.map((item) => coerce(item, field));
  const fitting = all.filter((values) => values !== undefined);
  return fitting.length === all.length ? fitting.flat() : undefined;
}

/** A list that one request can hold; undefined with a message past that. */
export function bounded<V>(
  list: readonly V[] | undefined,
  limit: number,
  what: string,
  { key, report }: Field,
): readonly V[] | undefined {
  if (list === undefined || list.length <= limit) return list;
  return report("property-too-many", { key, count: list.length, limit, what });
}

/** `a`, `b` or `c`. */
export function oneOf(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}
