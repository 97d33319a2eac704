import { describe, expect, test } from "vitest";
import { report } from "./report.ts";
import { run } from "./run.ts";
import { sandboxPlace } from "./sandbox.ts";
import { SUITE } from "./suite.ts";

const place = sandboxPlace();

describe("the sandbox answers as the suite says it does", () => {
  test.each(SUITE.filter(({ needs }) => needs === undefined))("$id: $title", async (item) => {
    // The report of a case that agrees is one line; of any other it shows both answers.
    expect(report(await run([item], place))).toBe("Answered as assumed: 1\n");
  });
});

describe("what needs a real workspace is what the sandbox lacks", () => {
  test.each(SUITE.filter(({ needs }) => needs !== undefined))("$id", async (item) => {
    const { needs: _, ...asked } = item;
    // A case that starts to work here no longer needs a real workspace: take its `needs` away.
    const text = report(await run([asked], place));
    expect(text).not.toContain("Answered as assumed");
    expect(text).toMatch(/The sandbox does not have/);
  });
});

test("ids are permanent, and so unique", () => {
  expect(SUITE.map(({ id }) => id)).toEqual([...new Set(SUITE.map(({ id }) => id))]);
});
