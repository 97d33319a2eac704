import { expect, test } from "vitest";
import type { Case, Observation } from "./case.ts";
import { compare, type Outcome } from "./compare.ts";
import { report } from "./report.ts";

function example(id: string, assumes: Observation): Case {
  return {
    id,
    title: `Title of ${id}`,
    doubt: "the doubt",
    assumes,
    otherwise: "the way",
    run: async () => assumes,
  };
}

test.each<[Observation, Observation, string]>([
  ["accepted", "accepted", "same"],
  ["accepted", { refused: "400 validation_error", message: "no" }, "different"],
  [{ refused: "400 validation_error" }, { refused: "400 validation_error", message: "no" }, "same"],
  [
    { refused: "400 validation_error", message: "no" },
    { refused: "400 validation_error", message: "no" },
    "same",
  ],
  [
    { refused: "400 validation_error", message: "no" },
    { refused: "400 validation_error", message: "nope" },
    "words",
  ],
  [{ refused: "400 validation_error" }, { refused: "404 object_not_found", message: "no" }, "different"],
  [{ a: 1, b: [true, null] }, { b: [true, null], a: 1 }, "same"],
  [["a", "b"], ["b", "a"], "different"],
  [{ list: { refused: "x", message: "one" } }, { list: { refused: "x", message: "two" } }, "words"],
])("%j and %j are %s", (assumes, observed, agreement) => {
  expect(compare(assumes, observed)).toBe(agreement);
});

test("a report begins with the differences and says what they mean", () => {
  const outcomes: readonly Outcome[] = [
    { kind: "same", case: example("first", 1), observed: 1 },
    { kind: "skipped", case: example("second", 1), reason: "No such route." },
    { kind: "different", case: example("third", { refused: "400 x" }), observed: "accepted" },
  ];
  expect(report(outcomes)).toBe(`Answered otherwise than the sandbox assumes: 1

  third: Title of third.
    assumed   {"refused":"400 x"}
    observed  accepted
    doubt     the doubt
    mdnotion  the way

Not asked here: 1

  second: Title of second.
    No such route.

Answered as assumed: 1
`);
});
