/**
 * What a query can ask of each property type.
 * Source: SDK types `PropertyFilter`, `TimestampFilter`; https://developers.notion.com/reference/post-database-query-filter
 */

/** What stands behind an operator. `flag` is `true`, `nothing` is `{}`. */
export type Operand =
  | "text"
  | "texts"
  | "number"
  | "boolean"
  | "date"
  | "person"
  | "id"
  | "verification"
  | "flag"
  | "nothing";

const EMPTINESS = { is_empty: "flag", is_not_empty: "flag" } as const;

/** Operators of each kind of condition, with what they take. */
export const OPERATORS = {
  text: {
    equals: "text",
    does_not_equal: "text",
    contains: "text",
    does_not_contain: "text",
    starts_with: "text",
    ends_with: "text",
    ...EMPTINESS,
  },
  number: {
    equals: "number",
    does_not_equal: "number",
    greater_than: "number",
    less_than: "number",
    greater_than_or_equal_to: "number",
    less_than_or_equal_to: "number",
    ...EMPTINESS,
  },
  checkbox: { equals: "boolean", does_not_equal: "boolean" },
  option: { equals: "texts", does_not_equal: "texts", ...EMPTINESS },
  options: { contains: "texts", does_not_contain: "texts", ...EMPTINESS },
  date: {
    equals: "date",
    before: "date",
    after: "date",
    on_or_before: "date",
    on_or_after: "date",
    this_week: "nothing",
    past_week: "nothing",
    past_month: "nothing",
    past_year: "nothing",
    next_week: "nothing",
    next_month: "nothing",
    next_year: "nothing",
    ...EMPTINESS,
  },
  people: { contains: "person", does_not_contain: "person", ...EMPTINESS },
  relation: { contains: "id", does_not_contain: "id", ...EMPTINESS },
  existence: { ...EMPTINESS },
  verification: { status: "verification", does_not_equal: "verification" },
} as const satisfies Record<string, Readonly<Record<string, Operand>>>;

export type ConditionKind = keyof typeof OPERATORS;

/** Kind of condition by type of property; `formula` and `rollup` hold conditions of other kinds. */
export const FILTERED_BY = {
  title: "text",
  rich_text: "text",
  url: "text",
  email: "text",
  phone_number: "text",
  number: "number",
  unique_id: "number",
  checkbox: "checkbox",
  select: "option",
  status: "option",
  multi_select: "options",
  date: "date",
  created_time: "date",
  last_edited_time: "date",
  people: "people",
  created_by: "people",
  last_edited_by: "people",
  relation: "relation",
  files: "existence",
  verification: "verification",
} as const satisfies Record<string, ConditionKind>;

/** Kind of condition by what a formula comes to. */
export const FORMULA_RESULTS = {
  string: "text",
  checkbox: "checkbox",
  number: "number",
  date: "date",
} as const satisfies Record<string, ConditionKind>;

/** Kind of condition by the type of what a rollup collects. */
export const ROLLUP_ITEMS = {
  rich_text: "text",
  number: "number",
  checkbox: "checkbox",
  select: "option",
  multi_select: "options",
  relation: "relation",
  date: "date",
  people: "people",
  files: "existence",
  status: "option",
} as const satisfies Record<string, ConditionKind>;

/** Kind of condition by what a rollup that computes comes to. */
export const ROLLUP_RESULTS = { number: "number", date: "date" } as const satisfies Record<
  string,
  ConditionKind
>;

/** Of how many of a rollup's items a condition must hold. */
export const ROLLUP_QUANTIFIERS = ["any", "every", "none"] as const;

/** Days that a date condition names by words, as of when the query runs. */
export const RELATIVE_DATES = [
  "today",
  "tomorrow",
  "yesterday",
  "one_week_ago",
  "one_week_from_now",
  "one_month_ago",
  "one_month_from_now",
] as const;

export const VERIFICATION_STATES = ["verified", "expired", "none"] as const;

export const TIMESTAMPS = ["created_time", "last_edited_time"] as const;
