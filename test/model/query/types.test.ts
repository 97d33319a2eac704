import { expect, test } from "vitest";
import {
  checkbox,
  date,
  files,
  formula,
  multiSelect,
  number,
  people,
  rollup,
  select,
  status,
  uniqueId,
  verification,
} from "../../../src/model/builders/query.ts";

/** What is never called: that it does not compile is what is tested, by the type check. */
const REFUSED: readonly (() => unknown)[] = [
  // @ts-expect-error a number contains nothing
  () => number("P").contains(1),
  // @ts-expect-error a number is no text
  () => number("P").equals("1"),
  // @ts-expect-error a checkbox is never empty
  () => checkbox("P").isEmpty(),
  // @ts-expect-error options have no order
  () => select("P").greaterThan("x"),
  // @ts-expect-error one option at least
  () => status("P").equals(),
  // @ts-expect-error a list is not equal to one
  () => multiSelect("P").equals("x"),
  // @ts-expect-error there is no opposite of a date
  () => date("P").doesNotEqual("2026-01-01"),
  // @ts-expect-error a date is no number
  () => date("P").before(20260101),
  // @ts-expect-error a person is one of a list
  () => people("P").equals("me"),
  // @ts-expect-error files are there or not
  () => files("P").contains("x"),
  // @ts-expect-error by its number alone
  () => uniqueId("P").equals("T-1"),
  // @ts-expect-error no such state
  () => verification("P").equals("perhaps"),
  // @ts-expect-error a formula is asked by what it comes to
  () => formula("P").equals(1),
  // @ts-expect-error there is no quantifier for what a rollup computes
  () => rollup("P").number.any,
  // @ts-expect-error titles in rollups are texts
  () => rollup("P").any.title,
];

test("what the API would refuse does not compile", () => {
  expect(REFUSED).toHaveLength(15);
});
