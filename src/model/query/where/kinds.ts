/** From what is asked of a property to a filter: one function for each kind of condition. */
import type { Filter } from "../../filter.ts";
import type { PropertySchema } from "../../property.ts";
import type {
  checkboxOperators,
  dateOperators,
  existenceOperators,
  numberOperators,
  optionOperators,
  optionsOperators,
  peopleOperators,
  relationOperators,
  textOperators,
  verificationOperators,
} from "../operators.ts";
import type { Test, Words } from "./parser.ts";
import type { Operator } from "./phrases.ts";
import {
  booleanOf,
  dateOf,
  numberOf,
  optionOf,
  type Period,
  pagesOf,
  periodOf,
  type Resolver,
  userOf,
  verificationOf,
} from "./values.ts";

/** A filter, or null while something in it is being asked for. */
export type Found = Filter | null;

type Text = ReturnType<typeof textOperators<Filter>>;
type Numbers = ReturnType<typeof numberOperators<Filter>>;
type Checkbox = ReturnType<typeof checkboxOperators<Filter>>;
type Option = ReturnType<typeof optionOperators<Filter>>;
type Options = ReturnType<typeof optionsOperators<Filter>>;
type Dates = ReturnType<typeof dateOperators<Filter>>;
type People = ReturnType<typeof peopleOperators<Filter>>;
type Relation = ReturnType<typeof relationOperators<Filter>>;
type Existence = ReturnType<typeof existenceOperators<Filter>>;
type Verification = ReturnType<typeof verificationOperators<Filter>>;

/** Operators with what they make of one value. */
type Table = { readonly [K in Operator]?: (value: Words) => Found };

const WORDS: { readonly [K in Operator]: string } = {
  "=": "=",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
  contains: "contains",
  "starts with": "starts with",
  "ends with": "ends with",
  empty: "is empty",
  in: "in (…)",
  true: "nothing",
};

function either(found: readonly Found[]): Found {
  const known = found.flatMap((one) => one ?? []);
  if (known.length < found.length) return null;
  const [only, ...more] = known;
  return only !== undefined && more.length === 0 ? only : { or: known };
}

/** `in` is `=` of any value, and so is a list behind another operator. */
function apply(
  test: Test,
  what: string,
  table: Table,
  isEmpty: (() => Filter) | null,
  resolver: Resolver,
): Found {
  const { operator, values } = test;
  if (operator === "empty" && isEmpty !== null) return isEmpty();
  const one = operator === "in" ? (table.in ?? table["="] ?? table.contains) : table[operator];
  if (one !== undefined && operator !== "empty" && operator !== "true") return either(values.map(one));
  const names = Object.keys(table).map((key) => `\`${key}\``);
  const all = [...names, ...(isEmpty === null ? [] : ["`is empty`"])].join(", ");
  const says =
    operator === "true"
      ? `\`${test.property.text}\` is ${what}, which is not true or false by itself.`
      : `\`${WORDS[operator]}\` cannot be asked of \`${test.property.text}\`, which is ${what}.`;
  return resolver.fail(test, says, `It can be asked: ${all}.`);
}

export function textFilter(operators: Text, test: Test, resolver: Resolver): Found {
  const table: Table = {
    "=": ({ text }) => operators.equals(text),
    contains: ({ text }) => operators.contains(text),
    "starts with": ({ text }) => operators.startsWith(text),
    "ends with": ({ text }) => operators.endsWith(text),
  };
  return apply(test, "a text", table, operators.isEmpty, resolver);
}

export function numberFilter(
  operators: Numbers,
  test: Test,
  resolver: Resolver,
  read: (value: Words, resolver: Resolver) => number = numberOf,
): Found {
  const number = (value: Words): number => read(value, resolver);
  const table: Table = {
    "=": (value) => operators.equals(number(value)),
    "<": (value) => operators.lessThan(number(value)),
    "<=": (value) => operators.lessThanOrEqualTo(number(value)),
    ">": (value) => operators.greaterThan(number(value)),
    ">=": (value) => operators.greaterThanOrEqualTo(number(value)),
  };
  return apply(test, "a number", table, operators.isEmpty, resolver);
}

export function checkboxFilter(operators: Checkbox, test: Test, resolver: Resolver): Found {
  if (test.operator === "true") return operators.equals(true);
  const table: Table = { "=": (value) => operators.equals(booleanOf(value, resolver)) };
  return apply(test, "a checkbox", table, null, resolver);
}

export function optionFilter(
  operators: Option,
  property: PropertySchema,
  test: Test,
  resolver: Resolver,
): Found {
  const table: Table = { "=": (value) => operators.equals(optionOf(value, property, resolver)) };
  if (test.operator === "in") {
    const [first = "", ...more] = test.values.map((value) => optionOf(value, property, resolver));
    return operators.equals(first, ...more);
  }
  return apply(test, "one of several options", table, operators.isEmpty, resolver);
}

export function optionsFilter(
  operators: Options,
  property: PropertySchema,
  test: Test,
  resolver: Resolver,
): Found {
  const contains = (value: Words): Filter => operators.contains(optionOf(value, property, resolver));
  return apply(test, "a list of options", { contains, "=": contains }, operators.isEmpty, resolver);
}

const PERIOD: { readonly [K in Period]: (operators: Dates) => Filter } = {
  this_week: (operators) => operators.thisWeek(),
  past_week: (operators) => operators.pastWeek(),
  past_month: (operators) => operators.pastMonth(),
  past_year: (operators) => operators.pastYear(),
  next_week: (operators) => operators.nextWeek(),
  next_month: (operators) => operators.nextMonth(),
  next_year: (operators) => operators.nextYear(),
};

export function dateFilter(operators: Dates, test: Test, resolver: Resolver): Found {
  const date = (value: Words) => dateOf(value, resolver);
  const on = (value: Words): Filter => {
    const period = periodOf(value);
    return period === null ? operators.equals(date(value)) : PERIOD[period](operators);
  };
  const table: Table = {
    "=": on,
    "<": (value) => operators.before(date(value)),
    "<=": (value) => operators.onOrBefore(date(value)),
    ">": (value) => operators.after(date(value)),
    ">=": (value) => operators.onOrAfter(date(value)),
  };
  return apply(test, "a date", table, operators.isEmpty, resolver);
}

export function peopleFilter(operators: People, test: Test, resolver: Resolver): Found {
  const contains = (value: Words): Found => {
    const id = userOf(value, resolver);
    return id === null ? null : operators.contains(id);
  };
  return apply(test, "a list of people", { contains, "=": contains }, operators.isEmpty, resolver);
}

export function relationFilter(
  operators: Relation,
  relatesTo: string | null,
  test: Test,
  resolver: Resolver,
): Found {
  const contains = (value: Words): Found =>
    either(
      (pagesOf(value, relatesTo, resolver) ?? [null]).map((id) =>
        id === null ? null : operators.contains(id),
      ),
    );
  return apply(test, "a list of pages", { contains, "=": contains }, operators.isEmpty, resolver);
}

export function existenceFilter(operators: Existence, test: Test, resolver: Resolver): Found {
  return apply(test, "a list of files", {}, operators.isEmpty, resolver);
}

export function verificationFilter(operators: Verification, test: Test, resolver: Resolver): Found {
  const table: Table = { "=": (value) => operators.equals(verificationOf(value, resolver)) };
  return apply(test, "a verification", table, null, resolver);
}
