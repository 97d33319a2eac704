import type { Paragraph, RootContent } from "mdast";
import type { Code } from "micromark-util-types";
import { isBlank } from "../content.ts";
import { blockConstruct } from "../micromark/block.ts";
import { codeOf, isGap, isOneOf, isPunctuation } from "../micromark/codes.ts";
import { brokenBlocks, combined, nodesOf } from "../micromark/node.ts";
import { opened, type Scanner, spanConstruct } from "../micromark/span.ts";
import type { Dialect, DialectSyntax } from "./dialect.ts";
import { everyBut } from "./presets.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    mathDollars: "mathDollars";
    mathDisplay: "mathDisplay";
    mathParentheses: "mathParentheses";
    mathBlock: "mathBlock";
    mathBlockBroken: "mathBlockBroken";
  }
}

const DOLLAR = codeOf("$");
const BACKSLASH = codeOf("\\");

/** Shows a scanner only what no backslash escapes. */
function unescaped(rest: Scanner): Scanner {
  let escaped = false;
  return (code) => {
    const isEscaped = escaped;
    escaped = !escaped && code === BACKSLASH;
    return isEscaped || escaped ? "more" : rest(code);
  };
}

/** `$x$`: ends at the next dollar. */
function dollars(): Scanner {
  return opened(
    "$",
    unescaped((code) => (code === DOLLAR ? "last" : "more")),
  );
}

/** `$$x$$`. */
function displayDollars(): Scanner {
  let before = 0;
  return opened(
    "$$",
    unescaped((code) => {
      const isSecond = before === DOLLAR && code === DOLLAR;
      before = code;
      return isSecond ? "last" : "more";
    }),
  );
}

/** `\(x\)`: another `\(` before the end makes it none. */
function parentheses(): Scanner {
  let escaped = false;
  return opened("\\(", (code) => {
    if (!escaped) {
      escaped = code === BACKSLASH;
      return "more";
    }
    escaped = false;
    return code === codeOf(")") ? "last" : code === codeOf("(") ? "no" : "more";
  });
}

/** Money and shell variables are no formulas: a dollar opens at the start of a word, or in brackets or quotes. */
function canOpen(before: Code): boolean {
  return isGap(before) || isOneOf(before, "([{<\"'“‘«>|*_~=^");
}

function canClose(after: Code): boolean {
  return isGap(after) || (isPunctuation(after) && after !== DOLLAR);
}

/** A sum, and what it is for: `$5 for lunch, 10$`. */
const MONEY = /^\d[\d.,]*\s+\p{L}{2,}/u;

function isDollarMath(source: string, after: Code): boolean {
  const inside = source.slice(1, -1);
  return inside !== "" && !/^\s|\s$/.test(inside) && canClose(after) && !MONEY.test(inside);
}

/**
 * Tells a formula from words that somebody set in escaped brackets: it has a sign of mathematics, or no word in it.
 */
function looksLikeMath(content: string): boolean {
  if (content.trim() === "" || /\]\(|`|:\/\//.test(content)) return false;
  return /[\\^_=<>]/.test(content) || !/\p{L}{3}/u.test(content);
}

/** A formula in one line. GitHub lets it be written as code, so that nothing else is seen in it. */
function lineOf(content: string): string {
  const bare = /^`[^`]+`$/.test(content) ? content.slice(1, -1) : content;
  return bare.replace(/\s*\n\s*/g, " ").trim();
}

const syntax: DialectSyntax = {
  micromark: {
    text: {
      [DOLLAR]: [
        spanConstruct({
          token: "mathDisplay",
          opens: canOpen,
          scanner: displayDollars,
          accepts: (source, after) => after !== DOLLAR && looksLikeMath(source.slice(2, -2)),
        }),
        spanConstruct({ token: "mathDollars", opens: canOpen, scanner: dollars, accepts: isDollarMath }),
      ],
      [BACKSLASH]: spanConstruct({
        token: "mathParentheses",
        scanner: parentheses,
        accepts: (source) => looksLikeMath(source.slice(2, -2)),
      }),
    },
  },
  blocks: (refused) => ({
    flow: {
      [DOLLAR]: blockConstruct(
        {
          token: "mathBlock",
          broken: "mathBlockBroken",
          open: "$$",
          close: "$$",
          accepts: (content) => content.trim() !== "",
        },
        refused,
      ),
      [BACKSLASH]: blockConstruct(
        {
          token: "mathBlock",
          broken: "mathBlockBroken",
          open: "\\[",
          close: "\\]",
          accepts: looksLikeMath,
        },
        refused,
      ),
    },
  }),
  fromMarkdown: combined(
    nodesOf("mathDollars", (source) => ({ type: "inlineMath", value: lineOf(source.slice(1, -1)) })),
    nodesOf("mathDisplay", (source) => ({
      type: "inlineMath",
      value: lineOf(source.slice(2, -2)),
      data: { isDisplay: true },
    })),
    nodesOf("mathParentheses", (source) => ({ type: "inlineMath", value: lineOf(source.slice(2, -2)) })),
    nodesOf("mathBlock", (source) => ({ type: "math", value: source.trimEnd().slice(2, -2).trim() })),
    brokenBlocks("mathBlockBroken", (source) => ({ type: "math", value: source, data: { source } })),
  ),
};

/** A paragraph that is nothing but a formula set off from the line. */
function paragraph({ children, position }: Paragraph): readonly RootContent[] | null {
  const [formula, ...more] = children.filter((child) => !isBlank(child));
  if (formula?.type !== "inlineMath" || formula.data?.isDisplay !== true || more.length > 0) return null;
  return [{ type: "math", value: formula.value.trim(), ...(position && { position }) }];
}

/**
 * Formulas in LaTeX: `$x$` and `$$x$$` (Pandoc, GitHub, KaTeX and MathJax plugins), `\(x\)` and `\[x\]` (LaTeX
 * itself, MkDocs with Arithmatex).
 *
 * Sources: https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/writing-mathematical-expressions,
 * https://pandoc.org/MANUAL.html#math (which dollars open and close),
 * https://facelessuser.github.io/pymdown-extensions/extensions/arithmatex/
 */
export const math: Dialect = {
  name: "math",
  presets: everyBut("commonmark"),
  syntax,
  rewrites: {
    paragraph,
    math: ({ data, position }) => {
      if (data?.source === undefined) return null;
      const text: RootContent = { type: "text", value: data.source, ...(position && { position }) };
      return [{ type: "paragraph", children: [text], ...(position && { position }) }];
    },
  },
};
