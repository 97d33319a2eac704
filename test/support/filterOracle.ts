/**
 * Filters judged by the words of the API's reference, row by row: what the sandbox answers and what filters are
 * rewritten to is compared with it. It shares no code with either.
 */
import fc from "fast-check";
import type { Filter } from "../../src/model/builders/query.ts";

/** What a row has in a property. Dates are ISO days or moments; `items` is what a rollup collects. */
export type TestValue =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly number: number | null }
  | { readonly kind: "boolean"; readonly boolean: boolean }
  | { readonly kind: "option"; readonly name: string | null }
  | { readonly kind: "list"; readonly list: readonly string[] }
  | { readonly kind: "date"; readonly date: string | null }
  | { readonly kind: "verification"; readonly state: string }
  | { readonly kind: "items"; readonly items: readonly TestValue[] };

export interface TestRow {
  /** By property name. */
  readonly values: Readonly<Record<string, TestValue>>;
  /** ISO moments. */
  readonly created: string;
  readonly edited: string;
}

/** The day that relative dates are counted from. */
export const TODAY = "2026-02-11";

type Json = Readonly<Record<string, unknown>>;

function asJson(value: unknown): Json {
  if (typeof value !== "object" || value === null) throw new Error(`Not an object: ${String(value)}`);
  return { ...value };
}

const DAY = 86_400_000;
const time = (iso: string): number => Date.parse(iso.length === 10 ? `${iso}T00:00:00Z` : iso);
const dayOf = (iso: string): number => Math.floor(time(iso) / DAY);

const AWAY: Readonly<Record<string, number>> = {
  today: 0,
  tomorrow: 1,
  yesterday: -1,
  one_week_ago: -7,
  one_week_from_now: 7,
  // To the same day of the month before, and after.
  one_month_ago: -31,
  one_month_from_now: 28,
};

/** Below 0 where a date is earlier than what it is compared with: by days, unless a time of day is named. */
function compareDates(date: string, operand: string): number {
  const away = AWAY[operand];
  if (away !== undefined) return dayOf(date) - (dayOf(TODAY) + away);
  return operand.length === 10 ? dayOf(date) - dayOf(operand) : time(date) - time(operand);
}

/** First and last day of each period, counted from today. Rows near an edge are not made. */
const PERIODS: Readonly<Record<string, readonly [number, number]>> = {
  this_week: [-2, 3],
  past_week: [-7, 0],
  past_month: [-30, 0],
  past_year: [-365, 0],
  next_week: [0, 7],
  next_month: [0, 30],
  next_year: [0, 365],
};

function isEmpty(value: TestValue): boolean {
  if (value.kind === "text") return value.text === "";
  if (value.kind === "number") return value.number === null;
  if (value.kind === "option") return value.name === null;
  if (value.kind === "list") return value.list.length === 0;
  return value.kind === "date" && value.date === null;
}

function textHolds(text: string, operator: string, operand: string): boolean {
  if (operator === "equals") return text === operand;
  if (operator === "does_not_equal") return text !== operand;
  if (operator === "contains") return text.includes(operand);
  if (operator === "does_not_contain") return !text.includes(operand);
  if (operator === "starts_with") return text.startsWith(operand);
  if (operator === "ends_with") return text.endsWith(operand);
  throw new Error(`No text operator: ${operator}`);
}

function numberHolds(number: number | null, operator: string, operand: number): boolean {
  if (operator === "equals") return number === operand;
  if (operator === "does_not_equal") return number !== operand;
  if (number === null) return false;
  if (operator === "greater_than") return number > operand;
  if (operator === "less_than") return number < operand;
  if (operator === "greater_than_or_equal_to") return number >= operand;
  if (operator === "less_than_or_equal_to") return number <= operand;
  throw new Error(`No number operator: ${operator}`);
}

function dateHolds(date: string | null, operator: string, operand: unknown): boolean {
  if (date === null) return false;
  const period = PERIODS[operator];
  if (period !== undefined) {
    const away = dayOf(date) - dayOf(TODAY);
    return away >= period[0] && away <= period[1];
  }
  const difference = compareDates(date, String(operand));
  if (operator === "equals") return difference === 0;
  if (operator === "before") return difference < 0;
  if (operator === "after") return difference > 0;
  if (operator === "on_or_before") return difference <= 0;
  if (operator === "on_or_after") return difference >= 0;
  throw new Error(`No date operator: ${operator}`);
}

function among(names: readonly string[], operand: unknown): boolean {
  return (Array.isArray(operand) ? operand : [operand]).some((one) => names.includes(String(one)));
}

function conditionHolds(condition: Json, value: TestValue): boolean {
  const [[operator, operand] = ["", null]] = Object.entries(condition);
  if (operator === "is_empty") return isEmpty(value);
  if (operator === "is_not_empty") return !isEmpty(value);
  if (value.kind === "text") return textHolds(value.text, operator, String(operand));
  if (value.kind === "number") return numberHolds(value.number, operator, Number(operand));
  if (value.kind === "date") return dateHolds(value.date, operator, operand);
  if (value.kind === "boolean") return (value.boolean === operand) === (operator === "equals");
  if (value.kind === "option") {
    return among(value.name === null ? [] : [value.name], operand) === (operator === "equals");
  }
  if (value.kind === "list") return among(value.list, operand) === (operator === "contains");
  if (value.kind === "verification") return (value.state === operand) === (operator === "status");
  throw new Error(`Nothing is asked of ${value.kind} in this way.`);
}

function rollupHolds(condition: Json, value: TestValue): boolean {
  const [[quantifier, inner] = ["", null]] = Object.entries(condition);
  if (value.kind !== "items") return conditionHolds(asJson(inner), value);
  const [[, test] = ["", null]] = Object.entries(asJson(inner));
  const holding = value.items.filter((item) => conditionHolds(asJson(test), item)).length;
  if (quantifier === "any") return holding > 0;
  if (quantifier === "none") return holding === 0;
  return holding === value.items.length;
}

/** Whether a row is what a filter asks for. */
export function holds(filter: Filter, row: TestRow): boolean {
  if ("and" in filter) return filter.and.every((part) => holds(part, row));
  // An empty compound asks for nothing in particular.
  if ("or" in filter) return filter.or.length === 0 || filter.or.some((part) => holds(part, row));
  if ("not" in filter) return !holds(filter.not, row);
  const json = asJson(filter);
  const type = Object.keys(json).find((key) => !["property", "timestamp", "type"].includes(key)) ?? "";
  const condition = asJson(json[type]);
  if ("timestamp" in filter) {
    const date = filter.timestamp === "created_time" ? row.created : row.edited;
    return conditionHolds(condition, { kind: "date", date });
  }
  const value = row.values[filter.property];
  if (value === undefined) throw new Error(`No property ${filter.property}`);
  if (type === "rollup") return rollupHolds(condition, value);
  return conditionHolds(type === "formula" ? asJson(Object.values(condition)[0]) : condition, value);
}

const WORDS = ["", "a", "b", "ab", "abc", "tea", "green tea"];
const OPTIONS = ["x", "y", "z"];
const NUMBERS = [-42, 0, 0.5, 1, 2, 100];
/** Days and moments away from the edges of every period. */
const DATES = [
  "2024-01-15",
  "2025-10-01",
  "2026-01-25",
  "2026-02-07",
  "2026-02-10",
  TODAY,
  "2026-02-12",
  "2026-03-01",
  "2026-10-01",
  "2028-01-01",
  "2026-01-25T09:30:00.000+00:00",
  "2026-10-01T23:00:00.000+00:00",
];

/** The properties of the rows that are made, with their types. */
export const COLUMNS = {
  Name: "title",
  Notes: "rich_text",
  Site: "url",
  Mail: "email",
  Phone: "phone_number",
  Points: "number",
  Done: "checkbox",
  Priority: "select",
  Status: "status",
  Tags: "multi_select",
  Due: "date",
} as const;

type Column = keyof typeof COLUMNS;

const nullable = <T>(list: readonly T[]) => fc.option(fc.constantFrom(...list), { nil: null, freq: 4 });
const text = (list: readonly string[]) =>
  fc.constantFrom(...list).map((one): TestValue => ({ kind: "text", text: one }));

const SITES = ["", "https://a.example", "https://b.example/tea"];
const MAILS = ["", "a@example.com", "tea@example.org"];
const PHONES = ["", "+1 555", "030 12"];

const VALUES: { readonly [C in Column]: fc.Arbitrary<TestValue> } = {
  Name: text(WORDS),
  Notes: text(WORDS),
  Site: text(SITES),
  Mail: text(MAILS),
  Phone: text(PHONES),
  Points: nullable(NUMBERS).map((number) => ({ kind: "number", number })),
  Done: fc.boolean().map((boolean) => ({ kind: "boolean", boolean })),
  Priority: nullable(OPTIONS).map((name) => ({ kind: "option", name })),
  // Without a choice it is the first one.
  Status: fc.constantFrom(...OPTIONS).map((name) => ({ kind: "option", name })),
  Tags: fc.subarray(OPTIONS).map((list) => ({ kind: "list", list })),
  Due: nullable(DATES).map((date) => ({ kind: "date", date })),
};

/** A row of `COLUMNS`. */
export function anyTestRow(): fc.Arbitrary<TestRow> {
  return fc
    .tuple(fc.record(VALUES), fc.constantFrom(...DATES), fc.constantFrom(...DATES))
    .map(([values, created, edited]) => ({ values, created, edited }));
}

const existence = fc.constantFrom({ is_empty: true } as const, { is_not_empty: true } as const);
const of = (words: readonly string[]) => fc.constantFrom(...words.filter((word) => word !== ""));
const textCondition = (words: readonly string[]) =>
  fc.oneof(
    of(words).map((equals) => ({ equals })),
    of(words).map((does_not_equal) => ({ does_not_equal })),
    of(words).map((contains) => ({ contains })),
    of(words).map((does_not_contain) => ({ does_not_contain })),
    of(words).map((starts_with) => ({ starts_with })),
    of(words).map((ends_with) => ({ ends_with })),
    existence,
  );
const number = fc.constantFrom(...NUMBERS);
const numberCondition = fc.oneof(
  number.map((equals) => ({ equals })),
  number.map((does_not_equal) => ({ does_not_equal })),
  number.map((greater_than) => ({ greater_than })),
  number.map((less_than) => ({ less_than })),
  number.map((greater_than_or_equal_to) => ({ greater_than_or_equal_to })),
  number.map((less_than_or_equal_to) => ({ less_than_or_equal_to })),
  existence,
);
const option = fc.constantFrom(...OPTIONS);
const names = fc.oneof(option, fc.subarray(OPTIONS, { minLength: 1 }));
const optionCondition = fc.oneof(
  names.map((equals) => ({ equals })),
  names.map((does_not_equal) => ({ does_not_equal })),
  existence,
);
const optionsCondition = fc.oneof(
  option.map((contains) => ({ contains })),
  option.map((does_not_contain) => ({ does_not_contain })),
  existence,
);
const operand = fc.constantFrom(
  ...DATES,
  "today",
  "tomorrow",
  "yesterday",
  "one_week_ago",
  "one_week_from_now",
);
const dateCondition = fc.oneof(
  operand.map((equals) => ({ equals })),
  operand.map((before) => ({ before })),
  operand.map((after) => ({ after })),
  operand.map((on_or_before) => ({ on_or_before })),
  operand.map((on_or_after) => ({ on_or_after })),
  fc.constantFrom(
    { this_week: {} } as const,
    { past_week: {} } as const,
    { past_month: {} } as const,
    { past_year: {} } as const,
    { next_week: {} } as const,
    { next_month: {} } as const,
    { next_year: {} } as const,
  ),
  existence,
);

/** A condition on one of `COLUMNS`. */
const column: fc.Arbitrary<Filter> = fc.oneof(
  textCondition(WORDS).map((title) => ({ property: "Name", title })),
  textCondition(WORDS).map((rich_text) => ({ property: "Notes", rich_text })),
  textCondition(SITES).map((url) => ({ property: "Site", url })),
  textCondition(MAILS).map((email) => ({ property: "Mail", email })),
  textCondition(PHONES).map((phone_number) => ({ property: "Phone", phone_number })),
  numberCondition.map((condition) => ({ property: "Points", number: condition })),
  fc.boolean().map((equals) => ({ property: "Done", checkbox: { equals } })),
  fc.boolean().map((does_not_equal) => ({ property: "Done", checkbox: { does_not_equal } })),
  optionCondition.map((select) => ({ property: "Priority", select })),
  optionCondition.map((status) => ({ property: "Status", status })),
  optionsCondition.map((multi_select) => ({ property: "Tags", multi_select })),
  dateCondition.map((date) => ({ property: "Due", date })),
);

const timestamp: fc.Arbitrary<Filter> = fc.oneof(
  dateCondition.map((created_time): Filter => ({ timestamp: "created_time", created_time })),
  dateCondition.map((last_edited_time): Filter => ({ timestamp: "last_edited_time", last_edited_time })),
);

/**
 * A filter on `COLUMNS`, four levels deep at most, with `not` anywhere.
 *
 * @param withTimes - whether it asks for the times of rows, too
 */
export function anyFilter(withTimes = true): fc.Arbitrary<Filter> {
  const leaf = withTimes ? fc.oneof({ arbitrary: column, weight: 6 }, timestamp) : column;
  const { tree } = fc.letrec<{ tree: Filter }>((tie) => {
    const parts = fc.array(tie("tree"), { maxLength: 3 });
    return {
      tree: fc.oneof(
        { maxDepth: 4, depthIdentifier: "filter" },
        { arbitrary: leaf, weight: 3 },
        { arbitrary: parts.map((and) => ({ and })), weight: 3 },
        { arbitrary: parts.map((or) => ({ or })), weight: 3 },
        { arbitrary: tie("tree").map((not) => ({ not })), weight: 1 },
      ),
    };
  });
  return tree;
}
