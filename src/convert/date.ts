/** A day or a moment, or the time from one to another. */
export interface DateRange {
  readonly start: string;
  readonly end: string | null;
}

const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/i;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(month: number, year: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0);
}

/** A day or a moment in the form Notion takes; null where the text is none. */
export function readMoment(text: string): string | null {
  const match = MOMENT.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const isReal = day >= 1 && day <= daysIn(month, year) && hour < 24 && minute < 60 && second < 61;
  return isReal ? text.replace(" ", "T").toUpperCase() : null;
}

/**
 * Reads a date (`2026-01-31`), a date with a time (`2026-01-31T09:00+01:00`; without an offset it is UTC), or two of
 * them with a slash between.
 *
 * @returns null for anything else, and for a range that ends before it starts
 */
export function readDate(text: string): DateRange | null {
  const [first = "", second, ...more] = text.split("/").map((part) => part.trim());
  const start = readMoment(first);
  if (start === null || more.length > 0) return null;
  if (second === undefined) return { start, end: null };
  const end = readMoment(second);
  if (end === null || (start.length === end.length && end < start)) return null;
  return { start, end };
}
