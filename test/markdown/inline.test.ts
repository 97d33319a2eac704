import type { Nodes } from "mdast";
import { describe, expect, it } from "vitest";
import { parseInline } from "../../src/markdown/inline.ts";
import type { Place } from "../../src/model/message.ts";
import { type ConvertOptions, DEFAULT_CONVERT_OPTIONS } from "../../src/model/options.ts";

const PLACE: Place = { line: 7, column: 3, endLine: 7, endColumn: 20 };

function parsed(text: string, options: Partial<ConvertOptions> = {}) {
  return parseInline(text, "a.md", PLACE, { ...DEFAULT_CONVERT_OPTIONS, ...options });
}

function shape(node: Nodes): string {
  if ("children" in node) return `${node.type}(${node.children.map(shape).join(" ")})`;
  return "value" in node ? `${node.type}:${node.value}` : node.type;
}

function shapes(text: string, options: Partial<ConvertOptions> = {}): readonly string[] {
  return parsed(text, options).paragraphs.map((nodes) => nodes.map(shape).join(" "));
}

describe("a value as a line of Markdown", () => {
  it.each([
    ["# 1 in sales", ["text:# 1 in sales"]],
    ["- 5", ["text:- 5"]],
    ["1. one", ["text:1. one"]],
    ["> 5", ["text:> 5"]],
    ["---", ["text:---"]],
    ["```js", ["text:```js"]],
    ["    deep *a*", ["text:deep  emphasis(text:a)"]],
    ["[a]: b", ["text:[a]: b"]],
    ["| a |\n|---|", ["text:| a | break text:|---|"]],
    ["<div>x</div>", ["text:x"]],
    ["a\nb\n\nc", ["text:a break text:b", "text:c"]],
    ["**a** `b`", ["strong(text:a) text:  inlineCode:b"]],
    ["$x$ costs $5", ["inlineMath:x text: costs $5"]],
    ["[a](b.md)", ["link(text:a)"]],
    ["", ["text:"]],
  ])("%j holds no blocks", (text, expected) => {
    expect(shapes(text)).toEqual(expected);
  });

  it("is read by the preset's dialects", () => {
    expect(shapes("==a== %%b%%", { preset: "obsidian" })).toEqual(["styled(text:a) text: "]);
    expect(shapes("==a== %%b%%", { preset: "github" })).toEqual(["text:==a== %%b%%"]);
    expect(shapes("!!! note\n    inside", { preset: "mkdocs" })).toEqual(["text:!!! note break text:inside"]);
  });

  it("stands where its key does, with all that it names", () => {
    const { paragraphs, links } = parsed("see [a](b.md) and [c](https://example.org)");

    expect(links).toEqual([
      { url: "b.md", place: PLACE },
      { url: "https://example.org", place: PLACE },
    ]);
    const starts = paragraphs.flat().map(({ position }) => position?.start);
    expect(new Set(starts.map((start) => JSON.stringify(start)))).toEqual(new Set(['{"line":7,"column":3}']));
  });
});
