/** From the text of a `where` to a filter, by the schema of the data source it is asked of. */
import { type AnyPropertyType, isPropertyType } from "../../../facts/properties.ts";
import * as by from "../../builders/query.ts";
import { type Filter, FilterError, type Sort } from "../../filter.ts";
import type { Answers, Need } from "../../need.ts";
import type { PropertySchema, Schema } from "../../property.ts";
import { toFilterRequest } from "../normalize.ts";
import {
  checkboxFilter,
  dateFilter,
  existenceFilter,
  type Found,
  numberFilter,
  optionFilter,
  optionsFilter,
  peopleFilter,
  relationFilter,
  textFilter,
  verificationFilter,
} from "./kinds.ts";
import { WhereError } from "./lexer.ts";
import { meant, subjectOf } from "./names.ts";
import { parseWhere, type Test, type Where } from "./parser.ts";
import { formulaFilter, rollupFilter } from "./rollups.ts";
import { createResolver, type Resolver, uniqueNumberOf } from "./values.ts";

export { WhereError } from "./lexer.ts";

type Compile = (property: PropertySchema, test: Test, resolver: Resolver) => Found;

const unfilterable: Compile = (property, test, resolver) =>
  resolver.fail(
    test.property,
    `\`${property.name}\` (${property.type}) cannot be filtered by: the API has no filter for its type.`,
    "Leave the condition out, and choose among the rows that come.",
  );

const COMPILE: { readonly [T in AnyPropertyType]: Compile } = {
  title: ({ name }, test, resolver) => textFilter(by.title(name), test, resolver),
  rich_text: ({ name }, test, resolver) => textFilter(by.richText(name), test, resolver),
  url: ({ name }, test, resolver) => textFilter(by.url(name), test, resolver),
  email: ({ name }, test, resolver) => textFilter(by.email(name), test, resolver),
  phone_number: ({ name }, test, resolver) => textFilter(by.phoneNumber(name), test, resolver),
  number: ({ name }, test, resolver) => numberFilter(by.number(name), test, resolver),
  unique_id: ({ name }, test, resolver) => numberFilter(by.uniqueId(name), test, resolver, uniqueNumberOf),
  checkbox: ({ name }, test, resolver) => checkboxFilter(by.checkbox(name), test, resolver),
  select: (property, test, resolver) => optionFilter(by.select(property.name), property, test, resolver),
  status: (property, test, resolver) => optionFilter(by.status(property.name), property, test, resolver),
  multi_select: (property, test, resolver) =>
    optionsFilter(by.multiSelect(property.name), property, test, resolver),
  date: ({ name }, test, resolver) => dateFilter(by.date(name), test, resolver),
  created_time: ({ name }, test, resolver) => dateFilter(by.createdTime(name), test, resolver),
  last_edited_time: ({ name }, test, resolver) => dateFilter(by.lastEditedTime(name), test, resolver),
  people: ({ name }, test, resolver) => peopleFilter(by.people(name), test, resolver),
  created_by: ({ name }, test, resolver) => peopleFilter(by.createdBy(name), test, resolver),
  last_edited_by: ({ name }, test, resolver) => peopleFilter(by.lastEditedBy(name), test, resolver),
  relation: ({ name, relatesTo }, test, resolver) =>
    relationFilter(by.relation(name), relatesTo, test, resolver),
  files: ({ name }, test, resolver) => existenceFilter(by.files(name), test, resolver),
  verification: ({ name }, test, resolver) => verificationFilter(by.verification(name), test, resolver),
  formula: ({ name }, test, resolver) => formulaFilter(name, test, resolver),
  rollup: rollupFilter,
  place: unfilterable,
  button: unfilterable,
};

function compilePositive(test: Test, resolver: Resolver): Found {
  const { property: name, quantifier } = test;
  const subject = subjectOf(name.text, resolver.schema);
  if (subject === null) {
    const names = Object.keys(resolver.schema.properties);
    return resolver.fail(name, `There is no property \`${name.text}\`.`, meant(name.text, names));
  }
  if (subject.kind === "timestamp") {
    const operators = subject.timestamp === "created_time" ? by.createdTime() : by.lastEditedTime();
    return dateFilter(operators, test, resolver);
  }
  const { property } = subject;
  if (quantifier !== null && property.type !== "rollup") {
    const fix = `Leave it out; a property called \`${quantifier} ${name.text}\` is written in quotes.`;
    resolver.fail(test, `\`${quantifier}\` is asked of rollups, and \`${property.name}\` is none.`, fix);
  }
  const compile = isPropertyType(property.type) ? COMPILE[property.type] : unfilterable;
  return compile(property, test, resolver);
}

/** What cannot be asked is said at its place. */
function placed(test: Test, filter: Filter, resolver: Resolver): Filter {
  try {
    toFilterRequest(filter);
    return filter;
  } catch (error) {
    if (error instanceof FilterError) resolver.fail(test, error.message, error.fix);
    throw error;
  }
}

function compileTest(test: Test, resolver: Resolver): Found {
  const found = compilePositive(test, resolver);
  return found === null ? null : placed(test, test.negated ? { not: found } : found, resolver);
}

function compile(where: Where, resolver: Resolver): Found {
  if (where.kind === "test") return compileTest(where, resolver);
  if (where.kind === "not") {
    const found = compile(where.of, resolver);
    return found === null ? null : { not: found };
  }
  const parts = where.of.map((part) => compile(part, resolver));
  const known = parts.flatMap((part) => part ?? []);
  if (known.length < parts.length) return null;
  return where.kind === "and" ? { and: known } : { or: known };
}

/** A `where` as a filter; what must be known first is in `needs`. */
export interface ResolvedWhere {
  /** Null while there are needs. */
  readonly filter: Filter | null;
  readonly needs: readonly Need[];
}

/**
 * Reads a `where` by a schema: property types decide what its operators mean.
 *
 * @param where - blank for every row
 * @param answers - to the needs of an earlier reading: people by name, pages by title, schemas that rollups collect from
 * @throws WhereError with its place, for what cannot be read or asked
 */
export function resolveWhere(where: string, schema: Schema, answers: Answers): ResolvedWhere {
  const needs = new Map<string, Need>();
  const parsed = parseWhere(where);
  const filter =
    parsed === null ? { and: [] } : compile(parsed, createResolver(where, schema, answers, needs));
  return { filter: needs.size > 0 ? null : filter, needs: [...needs.values()] };
}

const DIRECTIONS: ReadonlyMap<string, Sort["direction"]> = new Map([
  ["asc", "ascending"],
  ["ascending", "ascending"],
  ["desc", "descending"],
  ["descending", "descending"],
]);

/**
 * One level of order as `Due`, `Due:desc`, `created:asc`.
 *
 * @throws WhereError
 */
export function resolveSort(sort: string, schema: Schema): Sort {
  const colon = sort.lastIndexOf(":");
  const direction =
    colon < 0
      ? undefined
      : DIRECTIONS.get(
          sort
            .slice(colon + 1)
            .trim()
            .toLowerCase(),
        );
  const name = (direction === undefined ? sort : sort.slice(0, colon)).trim();
  const subject = subjectOf(name, schema);
  if (subject === null) {
    const fix = meant(name, Object.keys(schema.properties));
    const at = { from: 0, to: sort.length };
    throw new WhereError(sort, at, `There is no property \`${name}\` to sort by.`, fix);
  }
  const order = { direction: direction ?? "ascending" } as const;
  return subject.kind === "timestamp"
    ? { timestamp: subject.timestamp, ...order }
    : { property: subject.property.name, ...order };
}
