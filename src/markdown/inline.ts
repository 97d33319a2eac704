import type { Nodes, PhrasingContent, Root } from "mdast";
import type { Processor } from "unified";
import type { InlineText } from "../model/document.ts";
import type { Place } from "../model/message.ts";
import type { ConvertOptions } from "../model/options.ts";
import { isPhrasing } from "./content.ts";
import type { DialectOptions } from "./dialect/index.ts";
import { documentOf } from "./index.ts";
import { textParser } from "./syntax.ts";

/** Blocks of CommonMark, by the names micromark has for them. */
const BLOCKS = [
  "blockQuote",
  "codeFenced",
  "codeIndented",
  "definition",
  "headingAtx",
  "htmlFlow",
  "list",
  "setextUnderline",
  "thematicBreak",
];

/** Unified plugin: nothing but text stands in the text. `# 1` is no heading in a value. */
function textOnly(this: Processor): undefined {
  const data = this.data();
  const textual = (data.micromarkExtensions ?? []).map((extension) => {
    const { document, flow, flowInitial, contentInitial, ...rest } = extension;
    return rest;
  });
  data.micromarkExtensions = [...textual, { disable: { null: BLOCKS } }];
}

const parsers = new Map<string, (text: string) => Root>();

/** The parser of a preset, made once. */
function parserFor({ preset, directives }: DialectOptions): (text: string) => Root {
  const key = `${preset} ${directives}`;
  const parse = parsers.get(key) ?? textParser({ preset, directives }, textOnly);
  parsers.set(key, parse);
  return parse;
}

/** What is written on several lines of a value is meant to stand on several lines. */
function withBreaks(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.type !== "text" || !node.value.includes("\n")) return [node];
    return node.value
      .split("\n")
      .flatMap((value, index): PhrasingContent[] => [
        ...(index === 0 ? [] : [{ type: "break" as const }]),
        ...(value === "" ? [] : [{ type: "text" as const, value }]),
      ]);
  });
}

function settle(node: Nodes, place: Place | null): void {
  if (place === null) delete node.position;
  else {
    const { line, column, endLine, endColumn } = place;
    node.position = { start: { line, column }, end: { line: endLine, column: endColumn } };
  }
  if (!("children" in node)) return;
  if (node.type === "paragraph") node.children = withBreaks(node.children);
  for (const child of node.children) settle(child, place);
}

// Letters, digits and marks that begin nothing in any dialect.
const PLAIN = /^(?!.*www\.)[\p{L}\p{M}\p{N} ,;.()'"/-]*$/iu;

function plain(value: string, place: Place | null): InlineText {
  const node: PhrasingContent = { type: "text", value };
  settle(node, place);
  return { paragraphs: [[node]], links: [], assets: [], messages: [] };
}

/**
 * Reads a value of front matter as what may stand in a line of Markdown: formatting, links, dialects; no blocks.
 *
 * @param path - of the file it stands in, relative to the root
 * @param place - where it stands: the place of all that is in it
 */
export function parseInline(
  text: string,
  path: string,
  place: Place | null,
  options: ConvertOptions,
): InlineText {
  if (PLAIN.test(text)) return plain(text, place);
  const { tree, links, assets, messages } = documentOf(parserFor(options)(text), text, path, options);
  settle(tree, place);
  return {
    paragraphs: tree.children.flatMap((node) =>
      node.type === "paragraph" ? [node.children] : isPhrasing(node) ? [[node]] : [],
    ),
    links: links.map((entry) => ({ ...entry, place })),
    assets: assets.map((entry) => ({ ...entry, place })),
    messages: messages.map((one) => ({ ...one, place })),
  };
}
