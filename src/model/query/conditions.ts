/** Looking into conditions: what they are about, and their opposites. */
import {
  type ConditionKind,
  FILTERED_BY,
  FORMULA_RESULTS,
  OPERATORS,
  type Operand,
  RELATIVE_DATES,
  ROLLUP_ITEMS,
  ROLLUP_QUANTIFIERS,
  ROLLUP_RESULTS,
  TIMESTAMPS,
  VERIFICATION_STATES,
} from "../../facts/filters.ts";
import { type Condition, FilterError } from "../filter.ts";
import { normalizeId } from "../links.ts";

type Json = Readonly<Record<string, unknown>>;
type Names = Readonly<Record<string, ConditionKind>>;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const isText = (value: unknown): boolean => typeof value === "string";
const among = (list: readonly string[]) => (value: unknown) =>
  typeof value === "string" && list.includes(value);
const DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}|$)/;

const IS_OPERAND: { readonly [K in Operand]: (value: unknown) => boolean } = {
  text: isText,
  texts: (value) => isText(value) || (Array.isArray(value) && value.length > 0 && value.every(isText)),
  number: (value) => typeof value === "number" && Number.isFinite(value),
  boolean: (value) => typeof value === "boolean",
  date: (value) => among(RELATIVE_DATES)(value) || (typeof value === "string" && DATE.test(value)),
  person: (value) => value === "me" || (typeof value === "string" && normalizeId(value) !== null),
  id: (value) => typeof value === "string" && normalizeId(value) !== null,
  verification: among(VERIFICATION_STATES),
  flag: (value) => value === true,
  nothing: (value) => isObject(value) && Object.keys(value).length === 0,
};

const WANTED: { readonly [K in Operand]: string } = {
  text: "a text",
  texts: "a text or a list of texts",
  number: "a number",
  boolean: "`true` or `false`",
  date: "a date as in 2026-01-31, or one of today, yesterday, one_week_ago …",
  person: 'the id of a user, or "me"',
  id: "the id of a page",
  verification: "one of verified, expired, none",
  flag: "`true`",
  nothing: "`{}`",
};

function operandOf(kind: ConditionKind, operator: string): Operand | null {
  const operators: Readonly<Record<string, Operand>> = OPERATORS[kind];
  return Object.hasOwn(operators, operator) ? (operators[operator] ?? null) : null;
}

/** Why a condition of this kind cannot be sent; null where it can. */
function faultIn(kind: ConditionKind, condition: unknown): string | null {
  const [entry, ...more] = isObject(condition) ? Object.entries(condition) : [];
  const operators = Object.keys(OPERATORS[kind]);
  if (entry === undefined || more.length > 0) return `wants one operator of ${operators.join(", ")}`;
  const [operator, value] = entry;
  const operand = operandOf(kind, operator);
  if (operand === null) return `has no operator \`${operator}\`; it has ${operators.join(", ")}`;
  return IS_OPERAND[operand](value) ? null : `wants ${WANTED[operand]} behind \`${operator}\``;
}

/** The only key of an object that a table names, with its kind. */
function keyIn(
  condition: unknown,
  names: Names,
): { readonly key: string; readonly kind: ConditionKind } | null {
  const [key, ...more] = isObject(condition) ? Object.keys(condition) : [];
  const kind = key === undefined || more.length > 0 || !Object.hasOwn(names, key) ? undefined : names[key];
  return key === undefined || kind === undefined ? null : { key, kind };
}

function faultWithin(condition: unknown, names: Names): string | null {
  const found = keyIn(condition, names);
  if (found === null) return `wants one of ${Object.keys(names).join(", ")}`;
  return faultIn(found.kind, isObject(condition) ? condition[found.key] : null);
}

function faultInRollup(condition: unknown): string | null {
  const [key] = isObject(condition) ? Object.keys(condition) : [];
  const isQuantified = ROLLUP_QUANTIFIERS.some((quantifier) => quantifier === key);
  return isQuantified && key !== undefined && isObject(condition)
    ? faultWithin(condition[key], ROLLUP_ITEMS)
    : faultWithin(condition, ROLLUP_RESULTS);
}

const ABOUT = new Set(["property", "timestamp", "type"]);

function isKind(type: string): type is keyof typeof FILTERED_BY {
  return Object.hasOwn(FILTERED_BY, type);
}

function faultOfType(type: string, condition: unknown): string | null {
  if (type === "formula") return faultWithin(condition, FORMULA_RESULTS);
  if (type === "rollup") return faultInRollup(condition);
  return isKind(type) ? faultIn(FILTERED_BY[type], condition) : `is of no type that can be filtered by`;
}

/** What is wrong with what should be a condition; null where it can be sent. */
export function faultOf(value: unknown): string | null {
  if (!isObject(value)) return "A filter is an object.";
  const { property, timestamp } = value;
  const types = Object.keys(value).filter((key) => !ABOUT.has(key));
  const [type = ""] = types;
  if (typeof timestamp === "string") {
    const isKnown = TIMESTAMPS.some((name) => name === timestamp) && types.length === 1 && type === timestamp;
    const fault = isKnown ? faultOfType(type, value[type]) : "wants its condition under its own name";
    return fault === null ? null : `The filter on \`${timestamp}\` ${fault}.`;
  }
  if (typeof property !== "string" || types.length !== 1) {
    return "A condition is made of `property` or `timestamp`, and one type with its condition.";
  }
  const fault = faultOfType(type, value[type]);
  return fault === null ? null : `The filter on \`${property}\` (${type}) ${fault}.`;
}

function isCondition(value: unknown): value is Condition {
  return faultOf(value) === null;
}

/** Operators whose opposites are conditions; a value that is missing is no value's match. */
const OPPOSITES: Readonly<Record<string, readonly string[]>> = {
  equals: ["does_not_equal"],
  does_not_equal: ["equals"],
  contains: ["does_not_contain"],
  does_not_contain: ["contains"],
  is_empty: ["is_not_empty"],
  is_not_empty: ["is_empty"],
  greater_than: ["less_than_or_equal_to", "is_empty"],
  less_than: ["greater_than_or_equal_to", "is_empty"],
  greater_than_or_equal_to: ["less_than", "is_empty"],
  less_than_or_equal_to: ["greater_than", "is_empty"],
  before: ["on_or_after", "is_empty"],
  after: ["on_or_before", "is_empty"],
  on_or_before: ["after", "is_empty"],
  on_or_after: ["before", "is_empty"],
  status: ["does_not_equal"],
};

/** Alternatives that together are the opposite of a condition; null where the API has none. */
function oppositesIn(kind: ConditionKind, condition: Json): readonly Json[] | null {
  const [[operator, value] = ["", null]] = Object.entries(condition);
  const opposites =
    kind === "date" && operator === "equals"
      ? ["before", "after", "is_empty"]
      : kind === "verification" && operator === "does_not_equal"
        ? ["status"]
        : OPPOSITES[operator];
  if (opposites === undefined) return null;
  return opposites.map((one) => ({ [one]: operandOf(kind, one) === "flag" ? true : value }));
}

function oppositesWithin(condition: Json, names: Names): readonly Json[] | null {
  const found = keyIn(condition, names);
  const inner = found === null ? null : condition[found.key];
  if (found === null || !isObject(inner)) return null;
  return oppositesIn(found.kind, inner)?.map((one) => ({ [found.key]: one })) ?? null;
}

function oppositesInRollup(condition: Json): readonly Json[] | null {
  const { any, none, every } = condition;
  if (isObject(any)) return [{ none: any }];
  if (isObject(none)) return [{ any: none }];
  if (isObject(every)) return oppositesWithin(every, ROLLUP_ITEMS)?.map((one) => ({ any: one })) ?? null;
  return oppositesWithin(condition, ROLLUP_RESULTS);
}

function oppositesOfType(type: string, condition: Json): readonly Json[] | null {
  if (type === "formula") return oppositesWithin(condition, FORMULA_RESULTS);
  if (type === "rollup") return oppositesInRollup(condition);
  return isKind(type) ? oppositesIn(FILTERED_BY[type], condition) : null;
}

/**
 * Conditions of which one holds exactly where the given one does not.
 *
 * @throws FilterError where the API has none, as for `starts_with`
 */
export function oppositesOf(condition: Condition): readonly Condition[] {
  const json: Json = { ...condition };
  const type = Object.keys(json).find((key) => !ABOUT.has(key)) ?? "";
  const inner = json[type];
  const found = isObject(inner) ? oppositesOfType(type, inner) : null;
  if (found === null) {
    const about = "property" in condition ? condition.property : condition.timestamp;
    const [operator = ""] = isObject(inner) ? Object.keys(inner) : [];
    throw new FilterError(
      `\`not\` cannot be said of \`${operator}\` on \`${about}\`: the API has no opposite of it.`,
      "Ask without `not`, or leave out those rows from what the query gives.",
    );
  }
  return found.map((one) => ({ ...json, [type]: one })).filter(isCondition);
}
