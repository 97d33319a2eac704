import fc from "fast-check";
import { expect } from "vitest";
import { convertBlocks, NO_SITE } from "../../../src/convert/index.ts";
import { parseDocument } from "../../../src/markdown/index.ts";
import { DEFAULT_CONVERT_OPTIONS, type Preset } from "../../../src/model/options.ts";
import { violationsOf } from "../../support/requests.ts";
import { anyShape, type Document, write } from "./document.ts";
import { shownIn } from "./shown.ts";

/** A reader sees what was written, all of it, nothing else, in its order; and Notion takes it. */
export function expectShown({ markdown, shown }: Document, preset: Preset): void {
  const options = { ...DEFAULT_CONVERT_OPTIONS, preset };
  const { blocks } = convertBlocks(parseDocument(markdown, "law.md", options), NO_SITE, options);
  const violations = violationsOf(blocks);
  expect({ markdown, shown: shownIn(blocks), violations }).toEqual({ markdown, shown, violations: [] });
}

/** The same for so many documents of a preset. */
export function expectLaw(preset: Preset, numRuns: number, seed: number): void {
  fc.assert(
    fc.property(anyShape(), (shapes) => expectShown(write(shapes, preset), preset)),
    { numRuns, seed },
  );
}
