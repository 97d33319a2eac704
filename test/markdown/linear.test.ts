import type { Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, it } from "vitest";
import { parser } from "../../src/markdown/syntax.ts";
import { DEFAULT_CONVERT_OPTIONS } from "../../src/model/options.ts";

const parse = parser({ ...DEFAULT_CONVERT_OPTIONS, preset: "commonmark", path: "linear.md" }, true);
const bare = unified().use(remarkParse).use(remarkGfm).freeze();

/** How many items are added to lists of any kind meanwhile: work that does not depend on the machine. */
function additions(work: () => unknown): number {
  const { push } = Array.prototype;
  let count = 0;
  Array.prototype.push = function (...items) {
    count += items.length;
    return push.apply(this, items);
  };
  try {
    work();
  } finally {
    Array.prototype.push = push;
  }
  return count;
}

/** Of twice the text over that of the text itself. */
function growth(read: (text: string) => Root, part: string): number {
  const text = part.repeat(400);
  return additions(() => read(text + text)) / additions(() => read(text));
}

const SHORT = ["> a\n\n", "- a\n\nb\n\n", "1. > a\n\nb\n\n", "a\n---\n", "a\n===\n"];

describe("many short containers and underlined headings", () => {
  it.each(SHORT)("take work in proportion to their number: %j", (part) => {
    expect(growth(parse, part)).toBeLessThan(2.2);
  });

  it("are those that the tokeniser's own edits make", () => {
    const text = `${SHORT.join("")}> a\nb\n---\n- c\n\n  d\n===\n1. > e\n   f\n[x]: y\ng\n---\n`.repeat(3);
    expect(parse(text)).toEqual(bare.parse(text));
  });
});
