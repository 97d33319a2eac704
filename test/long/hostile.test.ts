import { describe, expect, it } from "vitest";
import { convertBlocks, NO_SITE } from "../../src/convert/index.ts";
import { parseDocument } from "../../src/markdown/index.ts";
import { DEFAULT_CONVERT_OPTIONS } from "../../src/model/options.ts";
import { ALL_PRESETS } from "../convert/words/grammar.ts";
import { HOSTILE } from "../markdown/hostileTexts.ts";

const UNITS = 10_000;

/** Parts that are repeated to megabytes. */
const LARGE = [
  "[",
  "*",
  "<",
  "_",
  "`",
  "|a",
  "| a | b |\n",
  "> a\n\n",
  "- a\n",
  "👩‍👩‍👧‍👦",
  "א ב",
  "\u200D",
  "\0",
];
const SIZES = [1_900_000, 5_000_000];

/** What is too large, too deep or too crowded says so; all else is read. */
describe.each(ALL_PRESETS)("preset %s", (preset) => {
  it.each(HOSTILE)("reads $what", ({ text }) => {
    const options = { ...DEFAULT_CONVERT_OPTIONS, preset };
    const document = parseDocument(text(UNITS), "hostile.md", options);
    const { blocks } = convertBlocks(document, NO_SITE, options);
    const refused = document.messages.some(({ id }) => id === "text-too-large");
    expect(blocks.length > 0).toBe(!refused);
  });

  it.each(LARGE.flatMap((part) => SIZES.map((size) => [part, size] as const)))(
    "reads or refuses %j to %d",
    (part, size) => {
      const options = { ...DEFAULT_CONVERT_OPTIONS, preset };
      const text = `first ${part.repeat(Math.ceil(size / part.length))} last\n`;
      const document = parseDocument(text, "hostile.md", options);
      const { blocks } = convertBlocks(document, NO_SITE, options);
      const refused = document.messages.some(({ id }) => id === "text-too-large");
      expect(blocks.length > 0).toBe(!refused);
    },
  );
});
