/**
 * Filters and sorts for `query`, as functions: one for each type of property that can be filtered by, with the
 * operators that the API has for it. `name` is the property's name or id.
 */
import type { Filter, PropertyFilter, Sort, TimestampFilter } from "../filter.ts";
import {
  type ConditionOf,
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
} from "../query/operators.ts";

export type { Condition, Filter, FilterRequest, PropertyFilter, Sort, TimestampFilter } from "../filter.ts";
export { FilterError } from "../filter.ts";
export { toFilterRequest } from "../query/normalize.ts";
export type { DateOperand, VerificationState } from "../query/operators.ts";

/** Rows that match all of the filters; without any, every row. */
export function and(...filters: readonly Filter[]): Filter {
  return { and: filters };
}

/** Rows that match at least one of the filters; without any, every row. */
export function or(...filters: readonly Filter[]): Filter {
  return { or: filters };
}

/** Rows that do not match. The API has no `not`: it is said by opposites, where there are such. */
export function not(filter: Filter): Filter {
  return { not: filter };
}

export const title = (name: string) =>
  textOperators((condition): PropertyFilter => ({ property: name, title: condition }));

export const richText = (name: string) =>
  textOperators((condition): PropertyFilter => ({ property: name, rich_text: condition }));

export const url = (name: string) =>
  textOperators((condition): PropertyFilter => ({ property: name, url: condition }));

export const email = (name: string) =>
  textOperators((condition): PropertyFilter => ({ property: name, email: condition }));

export const phoneNumber = (name: string) =>
  textOperators((condition): PropertyFilter => ({ property: name, phone_number: condition }));

export const number = (name: string) =>
  numberOperators((condition): PropertyFilter => ({ property: name, number: condition }));

/** By the number alone, without its prefix. */
export const uniqueId = (name: string) =>
  numberOperators((condition): PropertyFilter => ({ property: name, unique_id: condition }));

export const checkbox = (name: string) =>
  checkboxOperators((condition): PropertyFilter => ({ property: name, checkbox: condition }));

export const select = (name: string) =>
  optionOperators((condition): PropertyFilter => ({ property: name, select: condition }));

export const status = (name: string) =>
  optionOperators((condition): PropertyFilter => ({ property: name, status: condition }));

export const multiSelect = (name: string) =>
  optionsOperators((condition): PropertyFilter => ({ property: name, multi_select: condition }));

export const date = (name: string) =>
  dateOperators((condition): PropertyFilter => ({ property: name, date: condition }));

export const people = (name: string) =>
  peopleOperators((condition): PropertyFilter => ({ property: name, people: condition }));

export const createdBy = (name: string) =>
  peopleOperators((condition): PropertyFilter => ({ property: name, created_by: condition }));

export const lastEditedBy = (name: string) =>
  peopleOperators((condition): PropertyFilter => ({ property: name, last_edited_by: condition }));

export const relation = (name: string) =>
  relationOperators((condition): PropertyFilter => ({ property: name, relation: condition }));

export const files = (name: string) =>
  existenceOperators((condition): PropertyFilter => ({ property: name, files: condition }));

export const verification = (name: string) =>
  verificationOperators((condition): PropertyFilter => ({ property: name, verification: condition }));

/** By a property that shows when a row was made; without a name by the time itself, which every row has. */
export const createdTime = (name?: string) =>
  dateOperators((condition): PropertyFilter | TimestampFilter =>
    name === undefined
      ? { timestamp: "created_time", created_time: condition }
      : { property: name, created_time: condition },
  );

/** By a property that shows when a row was last edited; without a name by the time itself, which every row has. */
export const lastEditedTime = (name?: string) =>
  dateOperators((condition): PropertyFilter | TimestampFilter =>
    name === undefined
      ? { timestamp: "last_edited_time", last_edited_time: condition }
      : { property: name, last_edited_time: condition },
  );

/** By what a formula comes to. */
export function formula(name: string) {
  const make = (condition: ConditionOf<"formula">): PropertyFilter => ({
    property: name,
    formula: condition,
  });
  return {
    string: textOperators((string) => make({ string })),
    number: numberOperators((value) => make({ number: value })),
    checkbox: checkboxOperators((value) => make({ checkbox: value })),
    date: dateOperators((value) => make({ date: value })),
  };
}

type RollupCondition = ConditionOf<"rollup">;
type ItemCondition = Extract<RollupCondition, { any: unknown }>["any"];

function itemOperators(make: (condition: ItemCondition) => PropertyFilter) {
  return {
    richText: textOperators((rich_text) => make({ rich_text })),
    number: numberOperators((value) => make({ number: value })),
    checkbox: checkboxOperators((value) => make({ checkbox: value })),
    select: optionOperators((value) => make({ select: value })),
    status: optionOperators((value) => make({ status: value })),
    multiSelect: optionsOperators((multi_select) => make({ multi_select })),
    relation: relationOperators((value) => make({ relation: value })),
    date: dateOperators((value) => make({ date: value })),
    people: peopleOperators((value) => make({ people: value })),
    files: existenceOperators((value) => make({ files: value })),
  };
}

/** By what a rollup computes (`number`, `date`), or by what any, every or none of its items is. */
export function rollup(name: string) {
  const make = (condition: RollupCondition): PropertyFilter => ({ property: name, rollup: condition });
  return {
    number: numberOperators((value) => make({ number: value })),
    date: dateOperators((value) => make({ date: value })),
    any: itemOperators((any) => make({ any })),
    every: itemOperators((every) => make({ every })),
    none: itemOperators((none) => make({ none })),
  };
}

/** Smallest, earliest or first of the alphabet first. */
export function ascending(name: string): Sort {
  return { property: name, direction: "ascending" };
}

/** Largest, latest or last of the alphabet first. */
export function descending(name: string): Sort {
  return { property: name, direction: "descending" };
}

/** By when rows were made or last edited. */
export function byTime(
  timestamp: "created_time" | "last_edited_time",
  direction: "ascending" | "descending" = "descending",
): Sort {
  return { timestamp, direction };
}
