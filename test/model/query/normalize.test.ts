import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  and,
  checkbox,
  createdTime,
  date,
  type Filter,
  FilterError,
  not,
  number,
  or,
  richText,
  rollup,
  select,
  status,
  toFilterRequest,
} from "../../../src/model/builders/query.ts";
import { anyFilter, anyTestRow, holds } from "../../support/filterOracle.ts";

const a = checkbox("A").equals(true);
const b = number("B").greaterThan(1);
const c = select("C").equals("x");
const d = richText("D").contains("y");

describe("what a request holds", () => {
  test.each<[string, Filter, unknown]>([
    ["a condition by itself", a, a],
    ["an empty compound asks for every row", and(), undefined],
    ["an empty compound in another says nothing", and(and(), or(), a), a],
    ["or with what matches all matches all", or(a, and()), undefined],
    ["a compound of one is that one", or(and(a)), a],
    ["equal operators are merged", and(a, and(b, and(c, d))), { and: [a, b, c, d] }],
    ["two levels stay", and(a, or(b, c)), { and: [a, { or: [b, c] }] }],
    ["what is said twice is said once", and(a, a, or(b, b)), { and: [a, b] }],
    [
      "deeper trees are spread out, the shorter way",
      and(a, or(b, and(c, d))),
      { and: [a, { or: [b, c] }, { or: [b, d] }] },
    ],
    ["not of equals", not(c), { property: "C", select: { does_not_equal: "x" } }],
    ["not of not", not(not(c)), c],
    ["not of a compound", not(or(a, c)), { and: [not(a), not(c)].map(toFilterRequest) }],
    [
      "not of a comparison holds for empty ones too",
      not(b),
      { or: [number("B").lessThanOrEqualTo(1), number("B").isEmpty()] },
    ],
    ["not of any is none", not(rollup("R").any.number.equals(1)), rollup("R").none.number.equals(1)],
    [
      "not of every is any not",
      not(rollup("R").every.status.equals("x")),
      rollup("R").any.status.doesNotEqual("x"),
    ],
    [
      "not of a time",
      not(createdTime().before("2026-01-01")),
      { or: [createdTime().onOrAfter("2026-01-01"), createdTime().isEmpty()] },
    ],
    [
      "several options at once",
      status("S").equals("x", "y"),
      { property: "S", status: { equals: ["x", "y"] } },
    ],
  ])("%s", (_name, filter, request) => {
    expect(toFilterRequest(filter)).toEqual(request);
  });

  test("what has no opposite is refused with the reason", () => {
    expect(() => toFilterRequest(not(date("Due").pastWeek()))).toThrow(
      "`not` cannot be said of `past_week` on `Due`: the API has no opposite of it.",
    );
    expect(() => toFilterRequest(not(richText("D").startsWith("x")))).toThrow(FilterError);
    expect(() => toFilterRequest(not(and()))).toThrow("The filter matches no row");
  });

  test("what would grow without bounds is refused", () => {
    const part = (from: number): Filter => {
      const numbers = Array.from({ length: 8 }, (_, index) => from + 2 * index);
      return and(...numbers.map((one) => or(number("B").equals(one), number("B").equals(one + 1))));
    };
    const wide = or(part(0), part(100));
    expect(() => toFilterRequest(wide)).toThrow("deeper than the two levels the API takes");
  });

  test.each<[string, unknown, string]>([
    ["no object", "x", "A filter is an object."],
    [
      "an unknown type",
      { property: "P", place: { is_empty: true } },
      "The filter on `P` (place) is of no type that can be filtered by.",
    ],
    [
      "an unknown operator",
      { property: "P", number: { contains: 1 } },
      "has no operator `contains`; it has equals, does_not_equal, greater_than",
    ],
    [
      "a wrong value",
      { property: "P", checkbox: { equals: "yes" } },
      "wants `true` or `false` behind `equals`",
    ],
    ["two operators", { property: "P", number: { equals: 1, greater_than: 1 } }, "wants one operator of"],
    ["a timestamp under another's name", { timestamp: "created_time", date: {} }, "under its own name"],
    ["no property", { number: { equals: 1 } }, "A condition is made of `property` or `timestamp`"],
  ])("%s is refused", (_name, filter, says) => {
    // As a program without types would call it.
    const ask: (filter: never) => unknown = toFilterRequest;
    expect(() => Reflect.apply(ask, null, [filter])).toThrow(says);
  });
});

function depthOf(request: unknown): number {
  if (typeof request !== "object" || request === null) return 0;
  const parts = "and" in request ? request.and : "or" in request ? request.or : null;
  return Array.isArray(parts) ? 1 + Math.max(0, ...parts.map(depthOf)) : 0;
}

test("a request asks for the same rows as the filter, in at most two levels", () => {
  let spread = 0;
  fc.assert(
    fc.property(anyFilter(), fc.array(anyTestRow(), { minLength: 6, maxLength: 6 }), (filter, rows) => {
      let request: ReturnType<typeof toFilterRequest>;
      try {
        request = toFilterRequest(filter);
      } catch (error) {
        if (error instanceof FilterError) return;
        throw error;
      }
      expect(depthOf(request)).toBeLessThanOrEqual(2);
      if (depthOf(filter) > 2) spread += 1;
      for (const row of rows) expect(request === undefined || holds(request, row)).toBe(holds(filter, row));
    }),
    { numRuns: 2000, seed: 7 },
  );
  expect(spread).toBeGreaterThan(100);
});
