/** Dates: what is taken, and the form in which they come back. */
import { type Json, type JsonObject, stringAt } from "../json.ts";
import { invalid, invalidBody } from "../refusal.ts";
import { violation } from "../validate/index.ts";
import type { World } from "../world.ts";

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;

interface Parts {
  readonly day: string;
  /** Null for a date without a time. */
  readonly time: string | null;
  /** `Z`, `+01:00`, or null where none is given. */
  readonly offset: string | null;
}

function partsOf(text: string): Parts | null {
  const [, day, time = null, offset = null] = ISO.exec(text) ?? [];
  const real = day !== undefined && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) === true;
  const clock = time === null || Number.isFinite(Date.parse(`1970-01-01T${time}Z`));
  return real && clock ? { day, time, offset } : null;
}

/** A moment in milliseconds, and the moment after it: a day's end where the text has no time. UTC unless told. */
export function spanOf(text: string): { readonly from: number; readonly until: number } | null {
  const parts = partsOf(text);
  if (parts === null) {
    return null;
  }
  const { day, time, offset } = parts;
  const from = Date.parse(`${day}T${time ?? "00:00"}${offset ?? "Z"}`);
  return { from, until: time === null ? from + DAY_MS : from + 1 };
}

export const DAY_MS = 86_400_000;

/** The offset of a time zone at a local time, as `+02:00`; null for no such zone. */
function offsetIn(zone: string, local: string): string | null {
  try {
    const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
    const shown = format.formatToParts(new Date(`${local}Z`)).find(({ type }) => type === "timeZoneName");
    const offset = shown?.value.replace("GMT", "") ?? "";
    return offset === "" ? "+00:00" : offset;
  } catch {
    return null;
  }
}

function moment(text: string, zone: string | null, path: string): string {
  const parts = partsOf(text);
  if (parts === null) {
    throw invalidBody(violation(path, "a valid ISO 8601 date string", text).message);
  }
  const { day, time, offset } = parts;
  if (time === null && zone !== null) {
    throw invalid(`${path} should have a time when a time zone is given, instead was ${text}.`);
  }
  if (time === null) {
    return day;
  }
  if (zone !== null && offset !== null) {
    throw invalid(`${path} should not have a UTC offset when a time zone is given, instead was ${text}.`);
  }
  const [whole = "", fraction = ""] = time.split(".");
  const local = `${day}T${whole.length === 5 ? `${whole}:00` : whole}.${fraction.slice(0, 3).padEnd(3, "0")}`;
  return `${local}${offset === null ? (zone === null ? "+00:00" : offsetIn(zone, local)) : colon(offset)}`;
}

function colon(offset: string): string {
  return offset.toUpperCase() === "Z" ? "+00:00" : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
}

/**
 * Checks a date and gives it the server's form: milliseconds, and the offset in figures.
 *
 * @param path where it stands in the body
 * @throws Refusal for what is no date, a time zone that does not exist, or an end before its start
 */
export function storeDate(sent: JsonObject, path: string): JsonObject {
  const zone = stringAt(sent, "time_zone");
  if (zone !== null && offsetIn(zone, "2026-01-01T00:00:00") === null) {
    throw invalidBody(violation(`${path}.time_zone`, "a valid time zone", zone).message);
  }
  const start = moment(stringAt(sent, "start") ?? "", zone, `${path}.start`);
  const given = stringAt(sent, "end");
  const end = given === null ? null : moment(given, zone, `${path}.end`);
  if (end !== null && Date.parse(end) < Date.parse(start)) {
    throw invalidBody(violation(`${path}.end`, `on or after \`${start}\``, end).message);
  }
  return { start, end, time_zone: zone };
}

/** A kept date as the API answers it: the zone went into the offset, unless the answers say that it stays. */
export function answerDate(stored: JsonObject, world: World): Json {
  return world.answers.timeZones === "kept" ? stored : { ...stored, time_zone: null };
}
