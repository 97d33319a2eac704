/** Rollups: what the rows of a relation have under a property, taken together. One entry per function. */
import { isArray, isObject, type Json, type JsonObject, stringAt } from "../json.ts";

/** What one related row has, as the API answers it. */
export interface Item {
  readonly type: string;
  readonly value: Json;
}

type Rolled = JsonObject;
type Roll = (items: readonly Item[]) => Rolled;

const number = (value: number | null): Rolled => ({ type: "number", number: value });
const array = (items: readonly Item[]): Rolled => ({
  type: "array",
  array: items.map(({ type, value }) => ({ type, [type]: value })),
});
const UNSUPPORTED: Rolled = { type: "unsupported", unsupported: {} };

/** The single values of an item: each person, each option, each page; none for an empty one. */
function singles({ value }: Item): readonly Json[] {
  if (isArray(value)) {
    return value;
  }
  return value === null || value === "" ? [] : [value];
}

const isEmpty = (item: Item): boolean => singles(item).length === 0;
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
const percent =
  (test: (item: Item) => boolean): Roll =>
  (items) =>
    number(share(items.filter(test).length, items.length));
const count =
  (test: (item: Item) => boolean): Roll =>
  (items) =>
    number(items.filter(test).length);

function numbers(items: readonly Item[]): readonly number[] {
  return items
    .map(({ type, value }) => (type === "formula" && isObject(value) ? value["number"] : value))
    .filter((value) => typeof value === "number");
}

const overNumbers =
  (compute: (values: readonly number[]) => number): Roll =>
  (items) => {
    const values = numbers(items);
    return number(values.length === 0 ? null : compute(values));
  };

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Starts and ends, earliest first. */
function moments(items: readonly Item[]): readonly string[] {
  return items
    .flatMap(({ value }) =>
      isObject(value)
        ? [stringAt(value, "start"), stringAt(value, "end")]
        : typeof value === "string"
          ? [value]
          : [],
    )
    .filter((text) => text !== null)
    .toSorted((left, right) => Date.parse(left) - Date.parse(right));
}

const date = (start: string | undefined, end: string | undefined): Rolled => ({
  type: "date",
  date: start === undefined ? null : { start, end: end ?? null, time_zone: null },
});

function uniqueItems(items: readonly Item[]): readonly Item[] {
  const seen = new Map(items.map((item) => [JSON.stringify(item.value), item]));
  return [...seen.values()].filter((item) => !isEmpty(item));
}

const checked = ({ value }: Item): boolean => value === true;
const unchecked = ({ value }: Item): boolean => value !== true;

const FUNCTIONS: Readonly<Record<string, Roll>> = {
  count: count(() => true),
  count_values: (items) => number(items.flatMap(singles).length),
  empty: count(isEmpty),
  not_empty: count((item) => !isEmpty(item)),
  unique: (items) => number(new Set(items.flatMap(singles).map((value) => JSON.stringify(value))).size),
  show_unique: (items) => array(uniqueItems(items)),
  percent_empty: percent(isEmpty),
  percent_not_empty: percent((item) => !isEmpty(item)),
  sum: overNumbers(sum),
  average: overNumbers((values) => sum(values) / values.length),
  median: overNumbers(median),
  min: overNumbers((values) => Math.min(...values)),
  max: overNumbers((values) => Math.max(...values)),
  range: overNumbers((values) => Math.max(...values) - Math.min(...values)),
  earliest_date: (items) => date(moments(items).at(0), undefined),
  latest_date: (items) => date(moments(items).at(-1), undefined),
  date_range: (items) => date(moments(items).at(0), moments(items).at(-1)),
  checked: count(checked),
  unchecked: count(unchecked),
  percent_checked: percent(checked),
  percent_unchecked: percent(unchecked),
  show_original: array,
};

/** What items come to, with the function's name; counts by group are not computed. */
export function rollUp(name: string, items: readonly Item[]): JsonObject {
  return { ...(FUNCTIONS[name]?.(items) ?? UNSUPPORTED), function: name };
}
