import type { Nodes, Parents, Root, RootContent } from "mdast";
import type { Extension } from "mdast-util-from-markdown";
import { markdownSpace } from "micromark-util-character";
import type { Construct, State, Tokenizer } from "micromark-util-types";
import type { Dialect } from "./dialect.ts";
import { atEnd } from "./indented/container.ts";
import { only } from "./presets.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    abbreviation: "abbreviation";
    abbreviationMarker: "abbreviationMarker";
    abbreviationName: "abbreviationName";
    abbreviationText: "abbreviationText";
  }
}

declare module "mdast" {
  interface DefinitionData {
    /** What the label is short for. */
    abbreviates?: string;
  }
}

const ASTERISK = 42;
const COLON = 58;
const OPEN = 91;
const BACKSLASH = 92;
const CLOSE = 93;

/** `*[HTML]: Hyper Text Markup Language`, a line of its own. */
const tokenize: Tokenizer = (effects, ok, nok) => {
  const start: State = (code) => {
    effects.enter("abbreviation");
    effects.enter("abbreviationMarker");
    effects.consume(code);
    return open;
  };
  const open: State = (code) => {
    if (code !== OPEN) return nok(code);
    effects.consume(code);
    return nameStart;
  };
  const nameStart: State = (code) => {
    if (code === CLOSE) return nok(code);
    effects.exit("abbreviationMarker");
    effects.enter("abbreviationName");
    return name(code);
  };
  const name: State = (code) => {
    if (atEnd(code) || code === OPEN || code === BACKSLASH) return nok(code);
    if (code === CLOSE) {
      effects.exit("abbreviationName");
      effects.enter("abbreviationMarker");
      effects.consume(code);
      return colon;
    }
    effects.consume(code);
    return name;
  };
  const colon: State = (code) => {
    if (code !== COLON) return nok(code);
    effects.consume(code);
    return gap;
  };
  const gap: State = (code) => {
    if (markdownSpace(code)) {
      effects.consume(code);
      return gap;
    }
    if (atEnd(code)) return nok(code);
    effects.exit("abbreviationMarker");
    effects.enter("abbreviationText");
    return text(code);
  };
  const text: State = (code) => {
    if (atEnd(code)) {
      effects.exit("abbreviationText");
      effects.exit("abbreviation");
      return ok(code);
    }
    effects.consume(code);
    return text;
  };
  return start;
};

const LINE: Construct = { name: "abbreviation", tokenize };

const fromMarkdown: Extension = {
  enter: {
    abbreviation(token) {
      this.enter({ type: "definition", identifier: "", url: "", data: { abbreviates: "" } }, token);
    },
  },
  exit: {
    abbreviationName(token) {
      const node = this.stack.at(-1);
      if (node?.type === "definition") node.label = this.sliceSerialize(token);
    },
    abbreviationText(token) {
      const node = this.stack.at(-1);
      if (node?.type === "definition") node.data = { abbreviates: this.sliceSerialize(token).trim() };
    },
    abbreviation(token) {
      this.exit(token);
    },
  },
};

/** Takes the definitions out of the tree; the first one of a name counts. */
function takeDefinitions(tree: Root): Map<string, string> {
  const known = new Map<string, string>();
  const open: Parents[] = [tree];
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    const holder: { children: RootContent[] } = parent;
    const kept = holder.children.filter((node) => {
      const says = node.type === "definition" ? node.data?.abbreviates : undefined;
      if (node.type !== "definition" || says === undefined) return true;
      const name = node.label ?? "";
      if (!known.has(name)) known.set(name, says);
      return false;
    });
    if (kept.length < holder.children.length) holder.children = kept;
    for (const node of kept) {
      if ("children" in node && node.type !== "paragraph" && node.type !== "heading") open.push(node);
    }
  }
  return known;
}

function anyOf(names: Iterable<string>): RegExp {
  const longest = [...names].sort((a, b) => b.length - a.length);
  const escaped = longest.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${escaped.join("|")})(?![\\p{L}\\p{N}_])`, "gu");
}

/** Where the text is a name by which others know the place, or an address. */
const UNCHANGED: ReadonlySet<Nodes["type"]> = new Set(["heading", "link", "linkReference"]);

/** Puts what it is short for behind the first use of each abbreviation. */
function expandAll(tree: Root, known: Map<string, string>): void {
  const pattern = anyOf(known.keys());
  const expanded = (name: string): string => {
    const says = known.get(name);
    known.delete(name);
    return says === undefined ? name : `${name} (${says})`;
  };
  const open: Nodes[] = [tree];
  for (let node = open.pop(); node !== undefined && known.size > 0; node = open.pop()) {
    if (node.type === "text") node.value = node.value.replace(pattern, expanded);
    if (!("children" in node) || UNCHANGED.has(node.type)) continue;
    for (let index = node.children.length - 1; index >= 0; index -= 1) {
      const child = node.children[index];
      if (child !== undefined) open.push(child);
    }
  }
}

/**
 * Abbreviations: `*[HTML]: Hyper Text Markup Language` anywhere in the file. A reader of Notion cannot hover over a
 * word, so the first use is followed by what it is short for.
 *
 * Source: https://python-markdown.github.io/extensions/abbreviations/
 */
export const abbreviations: Dialect = {
  name: "abbreviations",
  presets: only("mkdocs"),
  syntax: { micromark: { flow: { [ASTERISK]: LINE } }, fromMarkdown },
  prepare(tree) {
    const known = takeDefinitions(tree);
    if (known.size > 0) expandAll(tree, known);
  },
};
