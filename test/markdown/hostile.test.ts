import { describe, expect, it } from "vitest";
import { convertBlocks, NO_SITE } from "../../src/convert/index.ts";
import { parseDocument } from "../../src/markdown/index.ts";
import { DEFAULT_CONVERT_OPTIONS, type Preset } from "../../src/model/options.ts";
import { wordsOfBlocks } from "../support/visible.ts";
import { HOSTILE } from "./hostileTexts.ts";
import { parse } from "./support.ts";

/** `test/long/hostile.test.ts` has longer ones. */
const UNITS = 500;

function textOf(markdown: string, preset: Preset): string {
  const options = { ...DEFAULT_CONVERT_OPTIONS, preset };
  const { blocks } = convertBlocks(parseDocument(markdown, "hostile.md", options), NO_SITE, options);
  return wordsOfBlocks(blocks).join(" ");
}

describe.each(["docusaurus", "mkdocs", "obsidian"] as const)("preset %s", (preset) => {
  it("shows where a text begins and ends that nobody wrote", () => {
    const wrong = HOSTILE.flatMap(({ what, text }) => {
      const shown = textOf(text(UNITS), preset);
      return shown.includes("first") && shown.includes("last") ? [] : [what];
    });
    expect(wrong).toEqual([]);
  });
});

describe("a text that would take too long", () => {
  it("is shown as it is written where too many quotes and lists begin in its lines", () => {
    for (const text of [`${"> ".repeat(5000)}last`, `${"1. ".repeat(300)}a\n`.repeat(50)]) {
      const document = parse(text);
      expect(document.messages.map(({ id }) => id)).toEqual(["text-too-deep"]);
      expect(document.tree.children).toMatchObject([{ type: "code", value: text }]);
    }
  });

  it("is read as it was until there are too many marks in a paragraph", () => {
    const document = parse(`${"*a* ".repeat(3000)}\n\n*b*`);
    expect(document.messages).toMatchObject([{ id: "text-crowded", place: { line: 1 } }]);
    const [crowded, other] = document.tree.children;
    expect(JSON.stringify(crowded).split('"emphasis"')).toHaveLength(2001);
    expect(JSON.stringify(crowded)).toContain("*a* *a*");
    expect(JSON.stringify(other)).toContain("emphasis");
  });

  it("is read as it was until images are nested too deep in each other", () => {
    const depth = 600;
    const nested = `${"![".repeat(depth)}last${"](a)".repeat(depth)}`;
    expect(parse(`${nested}\n\n*b*`).messages.map(({ id }) => id)).toContain("text-crowded");
    expect(parse(`${"[![a](b)](c) ".repeat(1500)}\n\n*b*`).messages).toEqual([]);
  });

  it("has marks of its own in each paragraph and cell", () => {
    const row = `| ${"*a* ".repeat(300)} | b |\n`;
    expect(parse(`| a | b |\n| - | - |\n${row.repeat(20)}`).messages).toEqual([]);
  });
});
