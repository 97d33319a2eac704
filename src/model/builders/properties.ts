/**
 * One builder per writable property type: the value a page's property gets.
 *
 * `null` clears, `[]` clears lists, `""` is empty content; `0` is a number. What Notion would refuse is refused
 * here, by a `RangeError` that says why.
 */
import { LIMITS } from "../../facts/limits.ts";
import type { FileSource } from "../block.ts";
import type { Reference } from "../pending.ts";
import type { DateValue, PropertyValue, PropertyValues } from "../property.ts";
import { idOf } from "./reference.ts";
import { type Content, runsOf } from "./richText.ts";

function bounded<V>(list: readonly V[], limit: number, what: string): readonly V[] {
  if (list.length <= limit) return list;
  throw new RangeError(`Cannot put ${list.length} ${what} into one property: Notion takes ${limit}.`);
}

/** Blank text, which the API refuses, is none. */
function line(value: string | null, limit: number, what: string): string | null {
  if (value === null || value.trim() === "") return null;
  if (value.length <= limit) return value;
  throw new RangeError(`Cannot take ${what} of ${value.length} characters: Notion takes ${limit}.`);
}

function textOf(content: Content | null): PropertyValues["rich_text"] {
  return bounded(runsOf(content ?? ""), LIMITS.array, "runs of text");
}

/** @throws RangeError past the 100 runs that a text holds */
export function title(content: Content | null): PropertyValue<"title"> {
  return { type: "title", value: textOf(content) };
}

/** @throws RangeError past the 100 runs that a text holds */
export function richText(content: Content | null): PropertyValue<"rich_text"> {
  return { type: "rich_text", value: textOf(content) };
}

/** @throws RangeError for what is no number: NaN and the infinite */
export function number(value: number | null): PropertyValue<"number"> {
  if (value === null || Number.isFinite(value)) return { type: "number", value };
  throw new RangeError(`Cannot take ${value} as a number: Notion takes finite ones, and null for none.`);
}

/** @throws RangeError past 2000 characters */
export function url(value: string | null): PropertyValue<"url"> {
  return { type: "url", value: line(value, LIMITS.url, "an address") };
}

/** @throws RangeError past 200 characters */
export function email(value: string | null): PropertyValue<"email"> {
  return { type: "email", value: line(value, LIMITS.email, "an e-mail address") };
}

/** @throws RangeError past 200 characters */
export function phoneNumber(value: string | null): PropertyValue<"phone_number"> {
  return { type: "phone_number", value: line(value, LIMITS.phoneNumber, "a phone number") };
}

export function checkbox(value: boolean): PropertyValue<"checkbox"> {
  return { type: "checkbox", value };
}

/** A day or a moment: ISO 8601 text, or what can say itself so, as a `Date` does. */
export type Moment = string | { toISOString(): string };

/** When a range ends, and in which zone its times are. */
export interface DateOptions {
  readonly end?: Moment | null;
  /** IANA name, for times without an offset. */
  readonly timeZone?: string;
}

const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

function momentOf(moment: Moment): string {
  const text = typeof moment === "string" ? moment : moment.toISOString();
  if (ISO.test(text)) return text;
  throw new RangeError(
    `Cannot take \`${text}\` as a date: expected \`2026-01-31\` or \`2026-01-31T09:00+01:00\`.`,
  );
}

function dateValue(start: Moment, { end = null, timeZone }: DateOptions): DateValue {
  return {
    start: momentOf(start),
    end: end === null ? null : momentOf(end),
    time_zone: timeZone ?? null,
  };
}

/**
 * @param start - a day, or a time with its offset; null clears
 * @throws RangeError for what is neither
 */
export function date(start: Moment | null, options: DateOptions = {}): PropertyValue<"date"> {
  return { type: "date", value: start === null ? null : dateValue(start, options) };
}

function optionOf(name: string): { readonly name: string } {
  if (name.trim() !== "" && !name.includes(",")) return { name };
  throw new RangeError(`Cannot take \`${name}\` as an option: Notion takes names without commas.`);
}

function oneOption(name: string | null): { readonly name: string } | null {
  return name === null || name === "" ? null : optionOf(name);
}

/** @throws RangeError for a name with a comma */
export function select(name: string | null): PropertyValue<"select"> {
  return { type: "select", value: oneOption(name) };
}

/** @throws RangeError for a name with a comma */
export function status(name: string | null): PropertyValue<"status"> {
  return { type: "status", value: oneOption(name) };
}

/** @throws RangeError for a name with a comma, and past 100 names */
export function multiSelect(names: readonly string[] | null): PropertyValue<"multi_select"> {
  const value = bounded([...new Set(names)].map(optionOf), LIMITS.multiSelect, "options");
  return { type: "multi_select", value };
}

/**
 * @param ids - of users
 * @throws RangeError past 100 of them
 */
export function people(ids: readonly Reference[] | null): PropertyValue<"people"> {
  const value = (ids ?? []).map((id) => ({ id: idOf(id) }));
  return { type: "people", value: bounded(value, LIMITS.people, "people") };
}

/**
 * @param ids - of pages, or their addresses
 * @throws RangeError past 100 of them
 */
export function relation(ids: readonly Reference[] | null): PropertyValue<"relation"> {
  const value = (ids ?? []).map((id) => ({ id: idOf(id) }));
  return { type: "relation", value: bounded(value, LIMITS.relation, "pages") };
}

/** A file with the name it is shown by. */
export type NamedFile = FileSource & { readonly name: string };

/** The last part of an address, which names its file. */
function nameOf(address: string): string {
  const path = address.replace(/[?#].*$/s, "").replace(/\/+$/, "");
  return path.slice(path.lastIndexOf("/") + 1) || address;
}

/**
 * @param list - web addresses, or files on the web or uploaded, each under the name it is shown by
 * @throws RangeError past 100 of them
 */
export function files(list: readonly (string | NamedFile)[] | null): PropertyValue<"files"> {
  const value = (list ?? []).map(
    (file): NamedFile => (typeof file === "string" ? { external: { url: file }, name: nameOf(file) } : file),
  );
  return { type: "files", value: bounded(value, LIMITS.array, "files") };
}

/** @throws RangeError for degrees that are not on earth */
export function place(
  value: { lat: number; lon: number; name?: string | null; address?: string | null } | null,
): PropertyValue<"place"> {
  if (value === null) return { type: "place", value };
  const { lat, lon, name = null, address = null } = value;
  if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) {
    return { type: "place", value: { lat, lon, name, address } };
  }
  throw new RangeError(`Cannot take ${lat}, ${lon} as a place: expected degrees within ±90 and ±180.`);
}

/** @param start - when it was verified, or from when; with `end`, until when */
export function verification(
  state: "verified" | "unverified",
  start: Moment | null = null,
  options: DateOptions = {},
): PropertyValue<"verification"> {
  const when = start === null || state === "unverified" ? null : dateValue(start, options);
  return { type: "verification", value: { state, date: when } };
}
