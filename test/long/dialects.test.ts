import { describe, expect, it } from "vitest";
import { pairsIn, write } from "../convert/words/document.ts";
import { ALL_PRESETS } from "../convert/words/grammar.ts";
import { expectLaw, expectShown } from "../convert/words/law.ts";

const DOCUMENTS = 10_000;
const SPELLINGS = [0, 1, 2, 3];

describe.each(ALL_PRESETS)("with preset %s a reader sees exactly what was written", (preset) => {
  it("of any document", () => {
    expectLaw(preset, Math.ceil(DOCUMENTS / ALL_PRESETS.length), 1);
  });

  it("of each construct in each other, and beside it", () => {
    const wrong = SPELLINGS.flatMap((spelling) => pairsIn(preset, spelling * 3)).flatMap((pair) => {
      try {
        expectShown(write(pair.shapes, preset), preset);
        return [];
      } catch (error) {
        return [`${pair.inner} with ${pair.outer}: ${error instanceof Error ? error.message : ""}`];
      }
    });
    expect(wrong).toEqual([]);
  });
});
