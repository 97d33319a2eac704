import { localMinutes } from "../../model/calendar.ts";

/** Minutes of a day and milliseconds of a minute. */
const DAY = 1440;
const MINUTE = 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  formats.set(zone, made);
  return made;
}

/** Minutes that a zone is ahead of UTC at a moment, itself in minutes of UTC. */
function aheadAt(zone: string, utc: number): number {
  const parts = formatFor(zone).formatToParts(utc * MINUTE);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours = "0", minutes = "0"] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  const ahead = Number(hours) * 60 + Number(minutes);
  return sign === "-" ? -ahead : ahead;
}

/** Tells whether a name is a time zone (`Europe/Berlin`). */
export function isTimeZone(name: string): boolean {
  try {
    formatFor(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * The offset of a local date-time in a zone, as ISO 8601 writes it (`+01:00`). A time that there is twice, when
 * clocks go back, is the first one; one that there is not, when they go forward, has the offset from before.
 *
 * @throws RangeError where there is no such zone
 */
export function offsetIn(zone: string, moment: string): string {
  const local = localMinutes(moment);
  // Before a change of clocks the earlier offset holds, also for a time that falls into the gap.
  const before = aheadAt(zone, local - DAY);
  const after = aheadAt(zone, local + DAY);
  const ahead = aheadAt(zone, local - before) === before ? before : after;
  const isGap = aheadAt(zone, local - ahead) !== ahead;
  return offsetText(isGap ? before : ahead);
}

function offsetText(ahead: number): string {
  const minutes = Math.abs(ahead);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${ahead < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
