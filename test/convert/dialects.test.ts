import { describe, expect, it } from "vitest";
import { pairsIn, write } from "./words/document.ts";
import { ALL_PRESETS } from "./words/grammar.ts";
import { expectLaw, expectShown } from "./words/law.ts";

/** One of so many pairs is tried here; `test/long/dialects.test.ts` tries all. */
const SAMPLE = 23;

describe.each(ALL_PRESETS)("with preset %s", (preset) => {
  it("a reader sees exactly what was written, of any document", () => {
    expectLaw(preset, 30, 7);
  });

  it("a reader sees exactly what was written, of one construct in another", () => {
    const pairs = pairsIn(preset, 3).filter((_, index) => index % SAMPLE === 0);
    expect(pairs.length).toBeGreaterThan(20);
    for (const { shapes } of pairs) expectShown(write(shapes, preset), preset);
  });
});
