import type { Code, Heading, InlineCode } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { describe, expect, it } from "vitest";
import * as builders from "../../src/blocks.ts";
import { convertBlocks, convertValues, NO_SITE } from "../../src/convert/index.ts";
import { BLOCKS } from "../../src/facts/blocks.ts";
import { PROPERTY_TYPES } from "../../src/facts/properties.ts";
import { parseDocument } from "../../src/markdown/index.ts";
import { parseInline } from "../../src/markdown/inline.ts";
import type { Block } from "../../src/model/block.ts";
import { canonicalProperty } from "../../src/model/canonical.ts";
import { DEFAULT_CONVERT_OPTIONS } from "../../src/model/options.ts";
import type { PropertyValue } from "../../src/model/property.ts";
import { plainValue, plainValues } from "../../src/model/readings.ts";
import { resolveBlock } from "../../src/model/resolve.ts";
import { readProperties } from "../../src/notion/fromProperties.ts";
import * as properties from "../../src/properties.ts";
import { outline } from "../../src/report/outline.ts";
import { answer, readingOf } from "../support/propertyAnswers.ts";
import { evaluate } from "./evaluate.ts";
import { codeInColumn, docPage } from "./pages.ts";

/** A section of a reference page that is about one type, or several examples of one thing. */
interface Section {
  readonly title: string;
  /** The type in its heading; empty where there is none. */
  readonly name: string;
  readonly examples: readonly Code[];
}

function sectionsOf(path: string): readonly Section[] {
  const sections: { title: string; name: string; examples: Code[] }[] = [];
  for (const node of docPage(path).tree.children) {
    if (node.type === "heading" && node.depth === 2) {
      sections.push({ title: textOf(node), name: nameOf(node), examples: [] });
    }
    if (node.type === "code") sections.at(-1)?.examples.push(node);
  }
  return sections;
}

/** The type in the heading; empty for a heading without one. */
function nameOf({ children }: Heading): string {
  const code = children.find((node): node is InlineCode => node.type === "inlineCode");
  return code?.value ?? "";
}

function isBlock(value: unknown): value is Block {
  return typeof value === "object" && value !== null && "type" in value && "children" in value;
}

function textIn({ examples }: Section, language: string): string | undefined {
  return examples.find(({ lang }) => lang === language)?.value;
}

function converted(markdown: string): string {
  const options = { ...DEFAULT_CONVERT_OPTIONS, directives: true };
  const { blocks } = convertBlocks(parseDocument(markdown, "a.md", options), NO_SITE, options);
  return outline(blocks.map((block) => resolveBlock(block, () => undefined))).trimEnd();
}

describe("docs/block-types.md", () => {
  const sections = sectionsOf("docs/block-types.md").filter(({ name }) => name !== "");

  it("has a section for each type that can be created", () => {
    const wanted = Object.keys(BLOCKS).filter((type) => type !== "template");

    expect(sections.map(({ name }) => name).sort()).toEqual(wanted.sort());
  });

  it.each(sections)("$name is built and converted as it says", (section) => {
    const block = evaluate(textIn(section, "js") ?? "", builders);
    const shown = textIn(section, "text");
    const markdown = textIn(section, "md");
    if (!isBlock(block)) throw new Error("The example builds no block.");

    expect(block.type).toBe(section.name);
    expect(outline([block]).trimEnd()).toBe(shown);
    if (markdown !== undefined) expect(converted(markdown)).toBe(shown);
  });
});

describe("docs/rich-text.md", () => {
  const examples = sectionsOf("docs/rich-text.md").filter(({ examples: { length } }) => length > 0);

  it.each(examples)("$title is built as it says", (section) => {
    const runs = evaluate(textIn(section, "js") ?? "", builders);

    expect(outline([builders.paragraph(asContent(runs))])).toBe(`paragraph ${textIn(section, "text")}\n`);
  });
});

function isContent(value: unknown): value is builders.Content {
  return typeof value === "string" || (typeof value === "object" && value !== null);
}

function asContent(value: unknown): builders.Content {
  if (isContent(value)) return value;
  throw new Error("The example builds no text.");
}

function isProperty(value: unknown): value is PropertyValue {
  return typeof value === "object" && value !== null && "type" in value && "value" in value;
}

const OPTIONS = ["Bug", "docs", "web", "In progress"];

/** Front matter as a property of one type. */
function inFrontMatter(yaml: string, type: string): PropertyValue | undefined {
  const values =
    parseDocument(`---\n${yaml}\n---`, "a.md", DEFAULT_CONVERT_OPTIONS).frontMatter?.values ?? {};
  const [name = ""] = Object.keys(values);
  const property = { id: name, name, type, options: OPTIONS, format: null, relatesTo: null };
  const inline = (text: string, path: string) => parseInline(text, path, null, DEFAULT_CONVERT_OPTIONS);
  const row = { schema: { dataSource: "", properties: { [name]: property } }, inline };
  const made = convertValues(values, row, DEFAULT_CONVERT_OPTIONS);
  expect(made.messages).toEqual([]);
  return made.properties[name];
}

describe("docs/property-types.md", () => {
  const page = docPage("docs/property-types.md");
  const sections = sectionsOf(page.path).filter(({ name }) => name !== "");

  it("has a section for each type that can be written, and a row for every other", () => {
    const wanted = (access: string) =>
      Object.entries(PROPERTY_TYPES).flatMap(([type, has]) => (has === access ? [type] : []));

    expect(sections.map(({ name }) => name).sort()).toEqual(wanted("writable").sort());
    expect(codeInColumn(page, "Type").toSorted()).toEqual(wanted("readOnly").sort());
  });

  it.each(sections)("$name is written, built and read as it says", (section) => {
    const built = evaluate(textIn(section, "js") ?? "", { ...builders, ...properties });
    if (!isProperty(built)) throw new Error("The example builds no property.");
    const written = inFrontMatter(textIn(section, "yaml") ?? "", section.name);

    expect(built.type).toBe(section.name);
    expect(written && canonicalProperty(written)).toEqual(canonicalProperty(built));
    expect(plainValue(readingOf(built))).toEqual(JSON.parse(textIn(section, "json") ?? ""));
  });

  it("says what the others are read as", () => {
    const read = plainValues(readProperties(answer));
    const examples = codeInColumn(page, "For example").map((text): unknown => JSON.parse(text));

    expect(examples).toEqual(codeInColumn(page, "Type").map((type) => read[type]));
  });
});
