import type { CompileContext, Extension as FromMarkdownExtension } from "mdast-util-from-markdown";
import { markdownLineEnding } from "micromark-util-character";
import type { Construct, Extension, State, TokenizeContext } from "micromark-util-types";
import type { Point } from "unist";
import { codeOf } from "./codes.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    crowdedMark: "crowdedMark";
  }
}

declare module "mdast" {
  interface RootData {
    /** Where the first mark stands that is text, because there are too many before it. */
    crowded?: Point;
  }
}

/** Characters in one paragraph, heading or cell at which something may begin or end. */
const MAX_MARKS_IN_TEXT = 30_000;

/** Those of them that are paired after all is read, which takes time by the square of their number. */
const MAX_PAIRED = 4000;

const PAIRED = ["*", "_", "~"];

/** Characters of CommonMark's own constructs in text. */
const CORE = ["!", "&", "<", "[", "\\", "]", "`"];

interface Counter {
  readonly marks: number;
  readonly paired: number;
}

const NONE: Counter = { marks: 0, paired: 0 };

/** How many marks each text had so far. Only the parse of that text writes and reads it. */
const met = new WeakMap<TokenizeContext, Counter>();

/** Takes the rest of a line as text where too many marks are before it. */
function crowd(isPaired: boolean): Construct {
  return {
    name: "crowd",
    tokenize(effects, ok, nok) {
      const before = met.get(this) ?? NONE;
      const isFull = before.marks >= MAX_MARKS_IN_TEXT || (isPaired && before.paired >= MAX_PAIRED);
      if (!isFull) {
        met.set(this, { marks: before.marks + 1, paired: before.paired + (isPaired ? 1 : 0) });
        return nok;
      }
      const rest: State = (code) => {
        if (code !== null && !markdownLineEnding(code)) {
          effects.consume(code);
          return rest;
        }
        effects.exit("crowdedMark");
        return ok(code);
      };
      return (code) => {
        effects.enter("crowdedMark");
        return rest(code);
      };
    },
  };
}

const ONE_OF_A_PAIR = crowd(true);
const ANY = crowd(false);

/** Codes at which the texts of an extension have constructs; those of line ends are below zero. */
function codesOf({ text = {} }: Extension): number[] {
  return Object.keys(text)
    .map(Number)
    .filter((code) => code > 0);
}

/**
 * The tokeniser's extension that keeps the marks of a text at a number that can be dealt with. To be used after
 * those that read the marks.
 */
export function crowdSyntax(others: readonly Extension[]): Extension {
  const marks = new Set([...CORE.map(codeOf), ...others.flatMap(codesOf)]);
  const paired = PAIRED.map((mark) => [codeOf(mark), ONE_OF_A_PAIR] as const);
  return { text: Object.fromEntries([...[...marks].map((code) => [code, ANY] as const), ...paired]) };
}

/** Makes marks that were too many text, and notes where the first one stands. */
export const crowdFromMarkdown: FromMarkdownExtension = {
  enter: {
    crowdedMark(this: CompileContext, token) {
      const [root] = this.stack;
      if (root?.type === "root") root.data = { crowded: token.start, ...root.data };
      this.config.enter["data"]?.call(this, token);
    },
  },
  exit: {
    crowdedMark(this: CompileContext, token) {
      this.config.exit["data"]?.call(this, token);
    },
  },
};
