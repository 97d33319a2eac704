/** One builder per writable property type: the value a page's property gets. `null` and `[]` clear it. */
import type { FileSource } from "../block.ts";
import type { Reference } from "../pending.ts";
import type { DateValue, PropertyValue, PropertyValues } from "../property.ts";
import { type Content, runsOf } from "./richText.ts";

export function title(content: Content): PropertyValue<"title"> {
  return { type: "title", value: runsOf(content) };
}

export function richText(content: Content): PropertyValue<"rich_text"> {
  return { type: "rich_text", value: runsOf(content) };
}

export function number(value: number | null): PropertyValue<"number"> {
  return { type: "number", value };
}

export function url(value: string | null): PropertyValue<"url"> {
  return { type: "url", value };
}

export function email(value: string | null): PropertyValue<"email"> {
  return { type: "email", value };
}

export function phoneNumber(value: string | null): PropertyValue<"phone_number"> {
  return { type: "phone_number", value };
}

export function checkbox(value: boolean): PropertyValue<"checkbox"> {
  return { type: "checkbox", value };
}

/** When a range ends, and in which zone its times are. */
export interface DateOptions {
  readonly end?: string;
  /** IANA name, for date-times without an offset. */
  readonly timeZone?: string;
}

function dateValue(start: string, { end, timeZone }: DateOptions): DateValue {
  return { start, end: end ?? null, time_zone: timeZone ?? null };
}

/** @param start - ISO 8601 date or date-time; null clears */
export function date(start: string | null, options: DateOptions = {}): PropertyValue<"date"> {
  return { type: "date", value: start === null ? null : dateValue(start, options) };
}

export function select(name: string | null): PropertyValue<"select"> {
  return { type: "select", value: name === null ? null : { name } };
}

export function status(name: string | null): PropertyValue<"status"> {
  return { type: "status", value: name === null ? null : { name } };
}

export function multiSelect(names: readonly string[]): PropertyValue<"multi_select"> {
  return { type: "multi_select", value: names.map((name) => ({ name })) };
}

/** @param ids - of users */
export function people(ids: readonly Reference[]): PropertyValue<"people"> {
  return { type: "people", value: ids.map((id) => ({ id })) };
}

/** @param ids - of pages */
export function relation(ids: readonly Reference[]): PropertyValue<"relation"> {
  return { type: "relation", value: ids.map((id) => ({ id })) };
}

/** @param list - each a web address or an uploaded file, under the name it is shown by */
export function files(list: readonly (FileSource & { readonly name: string })[]): PropertyValue<"files"> {
  return { type: "files", value: list };
}

export function place(value: PropertyValues["place"]): PropertyValue<"place"> {
  return { type: "place", value };
}

export function verification(
  state: "verified" | "unverified",
  start: string | null = null,
  options: DateOptions = {},
): PropertyValue<"verification"> {
  return { type: "verification", value: { state, date: start === null ? null : dateValue(start, options) } };
}
