import type { Blockquote, PhrasingContent, RootContent } from "mdast";
import type { Extension } from "mdast-util-from-markdown";
import type { Tab } from "../../../model/nodes.ts";
import type { ContentKind, Dialect, DialectContext } from "../dialect.ts";
import { at, isKnownKind, tabsOf } from "../parts.ts";
import { only } from "../presets.ts";
import { indentedSyntax } from "./syntax.ts";

declare module "mdast" {
  interface BlockquoteData {
    /** The line that opens an indented body. */
    opening?: string;
  }
  interface ParagraphData {
    isTitle?: true;
  }
}

/** Makes indented blocks quotes that carry their opening line; a title comes first in them. */
const fromMarkdown: Extension = {
  enter: {
    indentedBlock(token) {
      this.enter({ type: "blockquote", children: [], data: { opening: "" } }, token);
    },
    indentedTitle(token) {
      this.enter({ type: "paragraph", children: [], data: { isTitle: true } }, token);
    },
  },
  exit: {
    indentedTitle(token) {
      this.exit(token);
    },
    indentedOpening(token) {
      const node = this.stack.at(-1);
      if (node?.type === "blockquote") node.data = { opening: this.sliceSerialize(token) };
    },
    indentedBlock(token) {
      this.exit(token);
    },
  },
};

interface Opened {
  /** The three characters it begins with. */
  readonly mark: string;
  readonly flags: string;
  readonly words: readonly string[];
  /** Null: none was given; empty: none is wanted. */
  readonly title: PhrasingContent[] | null;
  readonly node: Blockquote;
  readonly children: Blockquote["children"];
}

function opened(node: Blockquote, opening: string): Opened {
  const [, mark = "", flags = "", words = ""] = /^(.{3})([+!]*)([^"]*)/.exec(opening) ?? [];
  const [first, ...rest] = node.children;
  const hasTitle = first?.type === "paragraph" && first.data?.isTitle === true;
  const none = opening.includes('"') ? [] : null;
  return {
    mark,
    flags,
    words: words.toLowerCase().split(/\s+/).filter(Boolean),
    title: hasTitle ? first.children : none,
    node,
    children: hasTitle ? rest : node.children,
  };
}

/** Of several classes the one that names a kind: `!!! inline end note`. */
function kindOf(words: readonly string[], { options }: DialectContext): string {
  const isKnown = (word: string): boolean => isKnownKind(word, options);
  return words.find(isKnown) ?? words[0] ?? "note";
}

type Build = (opened: Opened, context: DialectContext) => RootContent;

const admonition: Build = ({ words, title, node, children }, context) => {
  return { type: "callout", kind: kindOf(words, context), title, fold: null, children, ...at(node.position) };
};

const collapsible: Build = ({ flags, words, title, node, children }, context) => {
  const place = at(node.position);
  if (words.length === 0) return { type: "toggle", summary: title ?? [], children, ...place };
  const fold = flags.includes("+") ? "open" : "closed";
  return { type: "callout", kind: kindOf(words, context), title, fold, children, ...place };
};

const tab: Build = ({ title, node, children }) => {
  return { type: "tab", label: title ?? [], children, ...at(node.position) } satisfies Tab;
};

const BUILDS: Readonly<Record<string, Build>> = { "!!!": admonition, "???": collapsible, "===": tab };

/** Tabs that follow each other belong together, unless one says that it begins anew. */
function rewrite(list: readonly RootContent[], kind: ContentKind, context: DialectContext): RootContent[] {
  if (kind !== "flow") return [...list];
  const result: RootContent[] = [];
  let run: RootContent[] = [];
  const flush = (): void => {
    const start = run[0]?.position?.start;
    const end = run.at(-1)?.position?.end;
    if (run.length > 0) result.push(...tabsOf(run, start && end && { start, end }));
    run = [];
  };
  for (const node of list) {
    const opening = node.type === "blockquote" ? node.data?.opening : undefined;
    if (node.type !== "blockquote" || opening === undefined) {
      flush();
      result.push(node);
      continue;
    }
    const found = opened(node, opening);
    const made = BUILDS[found.mark]?.(found, context) ?? node;
    if (made.type !== "tab" || found.flags.includes("!")) flush();
    if (made.type === "tab") run.push(made);
    else result.push(made);
  }
  flush();
  return result;
}

/**
 * Admonitions, details and content tabs with indented bodies, as Python-Markdown and its extensions have them.
 *
 * Sources: https://python-markdown.github.io/extensions/admonition/,
 * https://facelessuser.github.io/pymdown-extensions/extensions/details/,
 * https://facelessuser.github.io/pymdown-extensions/extensions/tabbed/
 */
export const indentedBlocks: Dialect = {
  name: "indented-blocks",
  presets: only("mkdocs"),
  syntax: { micromark: indentedSyntax(), fromMarkdown },
  siblings: { type: "blockquote", rewrite },
};
