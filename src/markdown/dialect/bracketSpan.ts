import type { Extension } from "mdast-util-from-markdown";
import type { Code, Construct, State } from "micromark-util-types";
import { NO_ATTRIBUTES } from "../attributes.ts";
import { codeOf, isLineEnd } from "../micromark/codes.ts";
import { anchorOf, attributesIn } from "./attributeList.ts";
import type { Dialect } from "./dialect.ts";
import { colorOf } from "./parts.ts";
import { only } from "./presets.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    bracketSpan: "bracketSpan";
    bracketSpanMarker: "bracketSpanMarker";
    bracketSpanAttributes: "bracketSpanAttributes";
  }
}

const OPEN = codeOf("[");
const CLOSE = codeOf("]");
const BACKSLASH = codeOf("\\");

/** Brackets inside brackets. What is open deeper makes it none, so that reading stays linear. */
const MAX_DEPTH = 16;

const isEnd = (code: Code): boolean => code === null || isLineEnd(code);

const tokenize: Construct["tokenize"] = function (effects, ok, nok) {
  let depth = 0;
  const marker = (code: Code): void => {
    effects.enter("bracketSpanMarker");
    effects.consume(code);
    effects.exit("bracketSpanMarker");
  };
  const first: State = (code) => {
    if (isEnd(code) || code === CLOSE) return nok(code);
    effects.enter("chunkText", { contentType: "text" });
    return inside(code);
  };
  const inside: State = (code) => {
    if (isEnd(code) || depth > MAX_DEPTH) return nok(code);
    if (code === CLOSE && depth === 0) {
      effects.exit("chunkText");
      marker(code);
      return attributes;
    }
    if (code === OPEN) depth += 1;
    if (code === CLOSE) depth -= 1;
    effects.consume(code);
    return code === BACKSLASH ? escaped : inside;
  };
  const escaped: State = (code) => {
    if (code !== OPEN && code !== CLOSE && code !== BACKSLASH) return inside(code);
    effects.consume(code);
    return inside;
  };
  const attributes: State = (code) => {
    if (code !== codeOf("{")) return nok(code);
    effects.enter("bracketSpanAttributes");
    effects.consume(code);
    return inBraces;
  };
  const inBraces: State = (code) => {
    if (isEnd(code) || code === codeOf("{")) return nok(code);
    effects.consume(code);
    return code === codeOf("}") ? after : inBraces;
  };
  const after: State = (code) => {
    const braces = this.sliceSerialize(effects.exit("bracketSpanAttributes"));
    const read = attributesIn(braces);
    if (read === null || read.flags.size > 0) return nok(code);
    effects.exit("bracketSpan");
    return ok(code);
  };
  return (code) => {
    effects.enter("bracketSpan");
    marker(code);
    return first;
  };
};

const fromMarkdown: Extension = {
  enter: {
    bracketSpan(token) {
      const source = this.sliceSerialize(token);
      const attributes = attributesIn(source.slice(source.lastIndexOf("{"))) ?? NO_ATTRIBUTES;
      const children = anchorOf(attributes, {});
      this.enter({ type: "styled", style: colorOf(attributes), children }, token);
    },
  },
  exit: {
    bracketSpan(token) {
      this.exit(token);
    },
  },
};

/** `[text]{color=red #id}`. Source: https://pandoc.org/MANUAL.html#extension-bracketed_spans */
export const bracketSpans: Dialect = {
  name: "bracket-spans",
  presets: only(),
  isOwn: true,
  syntax: { micromark: { text: { [OPEN]: { name: "bracketSpan", tokenize } } }, fromMarkdown },
};
