/** Conditions on dates, compared in milliseconds. A date without a time is the whole of its day, in UTC. */
import type { Json, JsonObject } from "../json.ts";
import { invalidBody } from "../refusal.ts";
import { shown } from "../validate/index.ts";
import { DAY_MS, spanOf } from "../values/dates.ts";

interface Span {
  readonly from: number;
  readonly until: number;
}

const dayOf = (ms: number): number => Math.floor(ms / DAY_MS) * DAY_MS;
const day = (from: number): Span => ({ from, until: from + DAY_MS });
const WEEK_MS = 7 * DAY_MS;

/** The same day some months on, or the last of that month. */
function months(from: number, count: number): number {
  const date = new Date(from);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count + 1, 0)).getUTCDate();
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, Math.min(date.getUTCDate(), last));
}

const RELATIVE: Readonly<Record<string, (today: number) => number>> = {
  today: (today) => today,
  tomorrow: (today) => today + DAY_MS,
  yesterday: (today) => today - DAY_MS,
  one_week_ago: (today) => today - WEEK_MS,
  one_week_from_now: (today) => today + WEEK_MS,
  one_month_ago: (today) => months(today, -1),
  one_month_from_now: (today) => months(today, 1),
};

/** The first day of the week is Sunday. */
const weekStart = (today: number): number => today - new Date(today).getUTCDay() * DAY_MS;

/** From the first day up to, but not including, the last. */
const PERIODS: Readonly<Record<string, (today: number) => Span>> = {
  this_week: (today) => ({ from: weekStart(today), until: weekStart(today) + WEEK_MS }),
  past_week: (today) => ({ from: today - WEEK_MS, until: today + DAY_MS }),
  past_month: (today) => ({ from: months(today, -1), until: today + DAY_MS }),
  past_year: (today) => ({ from: months(today, -12), until: today + DAY_MS }),
  next_week: (today) => ({ from: today, until: today + WEEK_MS + DAY_MS }),
  next_month: (today) => ({ from: today, until: months(today, 1) + DAY_MS }),
  next_year: (today) => ({ from: today, until: months(today, 12) + DAY_MS }),
};

const COMPARE: Readonly<Record<string, (value: number, span: Span) => boolean>> = {
  equals: (value, { from, until }) => value >= from && value < until,
  before: (value, { from }) => value < from,
  after: (value, { until }) => value >= until,
  on_or_before: (value, { until }) => value < until,
  on_or_after: (value, { from }) => value >= from,
};

function spanNamed(text: string, now: number): Span {
  const relative = Object.hasOwn(RELATIVE, text) ? RELATIVE[text] : undefined;
  const span = relative === undefined ? spanOf(text) : day(relative(dayOf(now)));
  if (span === null) {
    throw invalidBody(`filter.date should be a valid ISO 8601 date string, instead was ${shown(text)}`);
  }
  return span;
}

/**
 * @param start the date's start, or null where there is none
 * @param now the moment of the query
 */
export function dateMatches(start: string | null, condition: JsonObject, now: number): boolean {
  const [operator = "", argument = null]: readonly (string | Json)[] = Object.entries(condition)[0] ?? [];
  const value = start === null ? null : Date.parse(start);
  if (operator === "is_empty" || operator === "is_not_empty") {
    return (value === null) === (operator === "is_empty");
  }
  const name = String(operator);
  const period = PERIODS[name];
  const span = period === undefined ? spanNamed(String(argument), now) : period(dayOf(now));
  const compare = COMPARE[period === undefined ? name : "equals"];
  return value !== null && compare?.(value, span) === true;
}
