import fc from "fast-check";
import { expect, test } from "vitest";
import {
  checkbox,
  createdTime,
  date,
  type Filter,
  FilterError,
  multiSelect,
  number,
  richText,
  select,
  toFilterRequest,
} from "../../../src/model/builders/query.ts";
import { noAnswers } from "../../../src/model/need.ts";
import type { Schema } from "../../../src/model/property.ts";
import { resolveWhere, WhereError } from "../../../src/model/query/where/index.ts";

const property = (name: string, type: string, options: readonly string[] = []) =>
  [name, { id: name, name, type, options, format: null, relatesTo: null }] as const;

const OPTIONS = ["In progress", "and", "x"];
const schema: Schema = {
  dataSource: "",
  properties: Object.fromEntries([
    property("Notes", "rich_text"),
    property("Points left", "number"),
    property("Done", "checkbox"),
    property("Sign in", "select", OPTIONS),
    property("Tags", "multi_select", OPTIONS),
    property("Due", "date"),
  ]),
};

interface Said {
  readonly text: string;
  readonly filter: Filter;
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;
const words = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 8 })
  .filter((text) => text.trim() === text);
const option = fc.constantFrom(...OPTIONS);
const numbers = fc.constantFrom(-1.5, 0, 7, 1000);
const dates = fc.constantFrom("2026-01-31", "today", "2026-01-31T09:00Z");

const leaf: fc.Arbitrary<Said> = fc.oneof(
  words.map((one) => ({ text: `Notes = ${quoted(one)}`, filter: richText("Notes").equals(one) })),
  words.map((one) => ({
    text: `notes DOES not contain ${quoted(one)}`,
    filter: richText("Notes").doesNotContain(one),
  })),
  numbers.map((one) => ({
    text: `Points left >= ${one}`,
    filter: number("Points left").greaterThanOrEqualTo(one),
  })),
  numbers.map((one) => ({ text: `"Points left"!=${one}`, filter: number("Points left").doesNotEqual(one) })),
  fc.constant({ text: "Done", filter: checkbox("Done").equals(true) }),
  option.map((one) => ({ text: `Sign in = ${quoted(one)}`, filter: select("Sign in").equals(one) })),
  option.map((one) => ({
    text: `'Sign in' is not ${quoted(one)}`,
    filter: select("Sign in").doesNotEqual(one),
  })),
  option.map((one) => ({ text: `Tags contains ${quoted(one)}`, filter: multiSelect("Tags").contains(one) })),
  dates.map((one) => ({ text: `Due before ${one}`, filter: date("Due").before(one) })),
  fc.constant({ text: "Due is past week", filter: date("Due").pastWeek() }),
  dates.map((one) => ({ text: `created on or after ${one}`, filter: createdTime().onOrAfter(one) })),
  fc.constant({ text: "Tags is empty", filter: multiSelect("Tags").isEmpty() }),
);

/** In brackets wherever it stands in something else: how tightly words bind is tested by examples. */
const { said } = fc.letrec<{ said: Said }>((tie) => {
  const parts = fc.array(tie("said"), { minLength: 2, maxLength: 3 });
  const inner = (of: readonly Said[]) => of.map(({ text }) => `(${text})`);
  return {
    said: fc.oneof(
      { maxDepth: 4, depthIdentifier: "where" },
      { arbitrary: leaf, weight: 3 },
      {
        arbitrary: parts.map((of) => ({
          text: inner(of).join(" and "),
          filter: { and: of.map(({ filter }) => filter) },
        })),
        weight: 2,
      },
      {
        arbitrary: parts.map((of) => ({
          text: inner(of).join("\n OR "),
          filter: { or: of.map(({ filter }) => filter) },
        })),
        weight: 2,
      },
      {
        arbitrary: tie("said").map(({ text, filter }) => ({
          text: `not (${text})`,
          filter: { not: filter },
        })),
        weight: 1,
      },
    ),
  };
});

function requestOf(filter: Filter): unknown {
  try {
    return toFilterRequest(filter);
  } catch (error) {
    if (error instanceof FilterError) return error.message;
    throw error;
  }
}

test("what is said in words is what is said by functions", () => {
  fc.assert(
    fc.property(said, ({ text, filter }) => {
      const resolved = resolveWhere(text, schema, noAnswers());
      expect(resolved.needs).toEqual([]);
      expect(requestOf(resolved.filter ?? { and: [] })).toEqual(requestOf(filter));
    }),
    { numRuns: 1000, seed: 5 },
  );
});

test("any text is read, or refused at a place in it", () => {
  const pieces = fc.constantFrom(
    "Done",
    "Notes",
    "Tags",
    "and",
    "or",
    "not",
    "(",
    ")",
    ",",
    "=",
    "!",
    "<",
    "is",
    "empty",
    "in",
    "any",
    "as",
    '"',
    "'",
    "\\",
    "x",
    "1",
    "\n",
    "past week",
    "😀",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 12 }), (some) => {
      const text = some.join(" ");
      try {
        resolveWhere(text, schema, noAnswers());
      } catch (error) {
        if (!(error instanceof WhereError)) throw error;
        expect(error.at.from).toBeLessThanOrEqual(text.length);
        expect(error.at.to).toBeGreaterThanOrEqual(error.at.from);
        expect(error.excerpt.split("\n")).toHaveLength(2);
        expect(error.fix).not.toBe("");
      }
    }),
    { numRuns: 3000, seed: 9 },
  );
});
