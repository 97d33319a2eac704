import type { Blockquote, List, ListItem, Paragraph, PhrasingContent, RootContent } from "mdast";
import type { Extension } from "mdast-util-from-markdown";
import { factorySpace } from "micromark-factory-space";
import { markdownSpace } from "micromark-util-character";
import type { Construct, State, Tokenizer } from "micromark-util-types";
import { isBlank } from "../content.ts";
import type { ContentKind, Dialect } from "./dialect.ts";
import { firstLineOf } from "./firstLine.ts";
import { indentBefore, indentedContainer } from "./indented/container.ts";
import { only } from "./presets.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    definitionBody: "definitionBody";
    definitionPrefix: "definitionPrefix";
  }
}

declare module "mdast" {
  interface BlockquoteData {
    /** It is what a term is defined by. */
    isDefinition?: true;
  }
}

const COLON = 58;

/** Columns by which what belongs to a definition is indented at most, and most often. */
const INDENT = 4;

const tokenize: Tokenizer = function (effects, ok, nok) {
  const before = indentBefore(this);
  const { containerState } = this;
  // An event each for the start and the end of what is left of the white space between.
  const last = this.events.at(before === 0 ? -1 : -3);
  const isInside = last?.[1].type === "definitionPrefix";
  const start: State = (code) => {
    // What begins at once inside a definition has no term.
    if (isInside) return nok(code);
    effects.enter("definitionBody")._container = true;
    effects.enter("definitionPrefix");
    effects.consume(code);
    return marked;
  };
  const marked: State = (code) => {
    if (!markdownSpace(code)) return nok(code);
    return factorySpace(effects, after, "whitespace", INDENT)(code);
  };
  const after: State = (code) => {
    const prefix = effects.exit("definitionPrefix");
    const least = before + this.sliceSerialize(prefix, true).length;
    if (containerState) containerState.indentation = { least, most: Math.max(least, before + INDENT) };
    return ok(code);
  };
  return start;
};

const BODY: Construct = indentedContainer("definitionBody", tokenize, false);

const fromMarkdown: Extension = {
  enter: {
    definitionBody(token) {
      this.enter({ type: "blockquote", children: [], data: { isDefinition: true } }, token);
    },
  },
  exit: {
    definitionBody(token) {
      this.exit(token);
    },
  },
};

function isDefinition(node: RootContent | undefined): node is Blockquote {
  return node?.type === "blockquote" && node.data?.isDefinition === true;
}

/** Each line of the paragraph above is a term. */
function termsOf({ children }: Paragraph): PhrasingContent[][] {
  const terms: PhrasingContent[][] = [];
  let rest: PhrasingContent[] = children;
  while (rest.length > 0) {
    const { line, rest: more } = firstLineOf(rest);
    if (!line.every(isBlank)) terms.push(line);
    rest = more;
  }
  return terms;
}

function itemOf(term: PhrasingContent[], { position }: Paragraph): ListItem {
  const place = position && { position };
  const strong: PhrasingContent = { type: "strong", children: term };
  const paragraph: Paragraph = { type: "paragraph", children: [strong], ...place };
  return { type: "listItem", spread: false, checked: null, children: [paragraph], ...place };
}

/** A definition without a term, as it was written. */
function asWritten({ children, position }: Blockquote): RootContent[] {
  const [first, ...rest] = children;
  const colon: PhrasingContent = { type: "text", value: ": " };
  if (first?.type !== "paragraph") {
    return [{ type: "paragraph", children: [colon], ...(position && { position }) }, ...children];
  }
  return [{ ...first, children: [colon, ...first.children] }, ...rest];
}

/** Puts a node behind what a list has, and lets the list reach as far. */
function extend(list: List, { position }: RootContent): void {
  if (position === undefined) return;
  list.position = { start: list.position?.start ?? position.start, end: position.end };
}

/** Terms with their definitions become items of a list: a bold term, what defines it below. */
function rewrite(siblings: readonly RootContent[], kind: ContentKind): RootContent[] {
  if (kind !== "flow" || !siblings.some(isDefinition)) return [...siblings];
  const result: RootContent[] = [];
  let list: List | null = null;
  for (const [index, node] of siblings.entries()) {
    if (isDefinition(node)) {
      if (list === null) result.push(...asWritten(node));
      else {
        list.children.at(-1)?.children.push(...node.children);
        extend(list, node);
      }
    } else if (node.type === "paragraph" && isDefinition(siblings[index + 1])) {
      if (list === null) {
        list = { type: "list", ordered: false, start: null, spread: false, children: [] };
        result.push(list);
      }
      list.children.push(...termsOf(node).map((term) => itemOf(term, node)));
      extend(list, node);
    } else {
      list = null;
      result.push(node);
    }
  }
  return result;
}

/**
 * Definition lists: a term, and below it `:` with what defines it.
 *
 * Source: https://python-markdown.github.io/extensions/definition_lists/
 */
export const definitionLists: Dialect = {
  name: "definition-lists",
  presets: only("mkdocs"),
  syntax: { micromark: { document: { [COLON]: BODY } }, fromMarkdown },
  siblings: { type: "blockquote", rewrite },
};
