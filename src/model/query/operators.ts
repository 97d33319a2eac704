/** The operators of each kind of condition, as functions. What makes a filter of a condition is passed in. */
import type { PropertyFilter } from "../filter.ts";

/** The condition under a type's name. */
export type ConditionOf<T extends string> = Extract<PropertyFilter, Record<T, unknown>>[T &
  keyof Extract<PropertyFilter, Record<T, unknown>>];

export type TextCondition = ConditionOf<"rich_text">;
export type NumberCondition = ConditionOf<"number">;
export type CheckboxCondition = ConditionOf<"checkbox">;
export type OptionCondition = ConditionOf<"select">;
export type OptionsCondition = ConditionOf<"multi_select">;
export type DateCondition = ConditionOf<"date">;
export type PeopleCondition = ConditionOf<"people">;
export type RelationCondition = ConditionOf<"relation">;
export type ExistenceCondition = ConditionOf<"files">;
export type VerificationCondition = ConditionOf<"verification">;

/** Makes a filter of a condition. */
export type Make<C, F> = (condition: C) => F;

/** ISO 8601 (`2026-01-31`, `2026-01-31T09:00:00Z`), or a day by its name as of when the query runs. */
export type DateOperand = Extract<DateCondition, { equals: unknown }>["equals"];

export type VerificationState = Extract<VerificationCondition, { status: unknown }>["status"];

const oneOrMore = (names: readonly string[]): string | string[] => {
  const [only = "", ...more] = names;
  return more.length === 0 ? only : [...names];
};

export function existenceOperators<F>(make: Make<ExistenceCondition, F>) {
  return {
    isEmpty: (): F => make({ is_empty: true }),
    isNotEmpty: (): F => make({ is_not_empty: true }),
  };
}

export function textOperators<F>(make: Make<TextCondition, F>) {
  return {
    ...existenceOperators(make),
    equals: (text: string): F => make({ equals: text }),
    doesNotEqual: (text: string): F => make({ does_not_equal: text }),
    contains: (text: string): F => make({ contains: text }),
    doesNotContain: (text: string): F => make({ does_not_contain: text }),
    startsWith: (text: string): F => make({ starts_with: text }),
    endsWith: (text: string): F => make({ ends_with: text }),
  };
}

export function numberOperators<F>(make: Make<NumberCondition, F>) {
  return {
    ...existenceOperators(make),
    equals: (value: number): F => make({ equals: value }),
    doesNotEqual: (value: number): F => make({ does_not_equal: value }),
    greaterThan: (value: number): F => make({ greater_than: value }),
    lessThan: (value: number): F => make({ less_than: value }),
    greaterThanOrEqualTo: (value: number): F => make({ greater_than_or_equal_to: value }),
    lessThanOrEqualTo: (value: number): F => make({ less_than_or_equal_to: value }),
  };
}

export function checkboxOperators<F>(make: Make<CheckboxCondition, F>) {
  return {
    equals: (value: boolean): F => make({ equals: value }),
    doesNotEqual: (value: boolean): F => make({ does_not_equal: value }),
  };
}

/** `equals` holds for any of the names given, `doesNotEqual` for none of them. */
export function optionOperators<F>(make: Make<OptionCondition, F>) {
  return {
    ...existenceOperators(make),
    equals: (...names: readonly [string, ...string[]]): F => make({ equals: oneOrMore(names) }),
    doesNotEqual: (...names: readonly [string, ...string[]]): F => make({ does_not_equal: oneOrMore(names) }),
  };
}

export function optionsOperators<F>(make: Make<OptionsCondition, F>) {
  return {
    ...existenceOperators(make),
    contains: (name: string): F => make({ contains: name }),
    doesNotContain: (name: string): F => make({ does_not_contain: name }),
  };
}

export function dateOperators<F>(make: Make<DateCondition, F>) {
  return {
    ...existenceOperators(make),
    equals: (date: DateOperand): F => make({ equals: date }),
    before: (date: DateOperand): F => make({ before: date }),
    after: (date: DateOperand): F => make({ after: date }),
    onOrBefore: (date: DateOperand): F => make({ on_or_before: date }),
    onOrAfter: (date: DateOperand): F => make({ on_or_after: date }),
    thisWeek: (): F => make({ this_week: {} }),
    pastWeek: (): F => make({ past_week: {} }),
    pastMonth: (): F => make({ past_month: {} }),
    pastYear: (): F => make({ past_year: {} }),
    nextWeek: (): F => make({ next_week: {} }),
    nextMonth: (): F => make({ next_month: {} }),
    nextYear: (): F => make({ next_year: {} }),
  };
}

/** Of a user by id; `"me"` is whom the token speaks for. */
export function peopleOperators<F>(make: Make<PeopleCondition, F>) {
  return {
    ...existenceOperators(make),
    contains: (user: string): F => make({ contains: user }),
    doesNotContain: (user: string): F => make({ does_not_contain: user }),
  };
}

/** Of a page by id. */
export function relationOperators<F>(make: Make<RelationCondition, F>) {
  return {
    ...existenceOperators(make),
    contains: (page: string): F => make({ contains: page }),
    doesNotContain: (page: string): F => make({ does_not_contain: page }),
  };
}

export function verificationOperators<F>(make: Make<VerificationCondition, F>) {
  return {
    equals: (state: VerificationState): F => make({ status: state }),
    doesNotEqual: (state: VerificationState): F => make({ does_not_equal: state }),
  };
}
