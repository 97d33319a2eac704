import { minutesAt } from "../../model/calendar.ts";
import type { DateValue } from "../../model/property.ts";
import { readMoment } from "../date.ts";
import { type Coerce, isTable, shown } from "./field.ts";
import { isTimeZone, offsetIn } from "./zone.ts";

const EXPECTED =
  "a day (`2026-01-31`), a time (`2026-01-31T09:00+01:00`), two of them with a slash between, or `{start, end}`";

/** What front matter says of a date, still as text. */
interface Said {
  readonly start: string;
  readonly end: string | null;
  /** IANA name; null: the mapping's. */
  readonly zone: string | null;
}

function inText(text: string): Said | null {
  const [start = "", end = null, ...more] = text.split("/");
  return more.length > 0 ? null : { start, end, zone: null };
}

/** A moment as text; one of a program may be a `Date`. */
function momentText(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || !("toISOString" in value)) return null;
  try {
    const text: unknown = typeof value.toISOString === "function" ? value.toISOString() : null;
    return typeof text === "string" ? text : null;
  } catch {
    // A `Date` that is none.
    return null;
  }
}

function saidIn(value: unknown): Said | null {
  const text = momentText(value);
  if (text !== null) return inText(text);
  if (!isTable(value)) return null;
  const { end, time_zone: zone = null } = value;
  const start = momentText(value["start"]);
  if (start === null || (zone !== null && typeof zone !== "string")) return null;
  if (end === undefined || end === null || end === "") return { start, end: null, zone };
  const last = momentText(end);
  return last === null ? null : { start, end: last, zone };
}

function hasTime(moment: string): boolean {
  return moment.includes("T");
}

/** Seconds and offset filled in, as Notion writes them; an offset that is missing is the zone's. */
function complete(moment: string, zone: string | null): string {
  if (!hasTime(moment)) return moment;
  const [, local = "", seconds = ":00", offset] =
    /^(.{10}T\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.exec(moment) ?? [];
  if (offset === undefined) return `${local}${seconds}${zone === null ? "+00:00" : offsetIn(zone, local)}`;
  const written = offset === "Z" ? "+00:00" : offset.replace(/(\d\d):?(\d\d)$/, "$1:$2");
  return `${local}${seconds}${written}`;
}

function lacksOffset(moment: string): boolean {
  return hasTime(moment) && !/(?:Z|[+-]\d\d:?\d\d)$/.test(moment);
}

/** A day, a time or a range of either. Times come out with their offset, so that they are read back alike. */
export const date: Coerce<DateValue> = (value, field) => {
  const said = saidIn(value);
  const start = said === null ? null : readMoment(said.start.trim());
  const end = said === null || said.end === null ? null : readMoment(said.end.trim());
  if (said === null || start === null || (said.end !== null && end === null))
    return field.refuse(value, EXPECTED);
  if (end !== null && hasTime(start) !== hasTime(end)) {
    return field.refuse(value, "a range from day to day or from time to time");
  }
  const zone = said.zone ?? field.context.options.properties.timezone;
  if (zone !== null && !isTimeZone(zone)) {
    return field.refuse(value, `a time zone such as \`Europe/Berlin\`, not \`${shown(zone)}\``);
  }
  const isBare = lacksOffset(start) || (end !== null && lacksOffset(end));
  if (zone === null && isBare) field.report("property-time-zone", { key: field.key, value: shown(value) });
  const from = complete(start, zone);
  const to = end === null ? null : complete(end, zone);
  if (to !== null && minutesAt(to) < minutesAt(from))
    return field.refuse(value, "a range that ends after it begins");
  return { start: from, end: to, time_zone: null };
};
