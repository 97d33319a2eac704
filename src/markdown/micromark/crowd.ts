import type { CompileContext, Extension as FromMarkdownExtension } from "mdast-util-from-markdown";
import { codeText } from "micromark-core-commonmark";
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

/**
 * Events inside of labels, those of a label in a label counted for both: the end of each goes through all that is
 * in it. Some hundred images nested in each other come to that.
 */
const MAX_LABELLED = 1_000_000;

const PAIRED = ["*", "_", "~"];
/** Of an image only the first of the two characters is met. */
const LABEL_STARTS = ["!", "["];
const LABEL_ENDS = ["]"];

/** Characters of CommonMark's own constructs in text, at which something may always begin. */
const CORE = ["!", "&", "<", "[", "\\", "]", "*", "_"];

interface Counter {
  readonly marks: number;
  readonly paired: number;
  readonly labelled: number;
  /** Where the innermost label may have begun. */
  readonly start: Start | null;
}

const NONE: Counter = { marks: 0, paired: 0, labelled: 0, start: null };

/** How many marks each text had so far. Only the parse of that text writes and reads it. */
const met = new WeakMap<TokenizeContext, Counter>();

type Previous = Construct["previous"];

/** What a kind of mark adds to the counts. */
interface Weight {
  readonly paired: number;
  readonly label: "start" | "end" | null;
}

/** Where labels may have begun, as the number of events before them; the innermost first. */
interface Start {
  readonly at: number;
  readonly outer: Start | null;
}

/** The counts with one mark more. */
function counted(before: Counter, { paired, label }: Weight, events: number): Counter {
  const { start } = before;
  const labelled = label === "end" && start !== null ? Math.max(0, events - start.at) : 0;
  const inner = label === "start" ? { at: events, outer: start } : start;
  return {
    marks: before.marks + 1,
    paired: before.paired + paired,
    labelled: before.labelled + labelled,
    start: label === "end" ? (start?.outer ?? null) : inner,
  };
}

function weightOf(code: number): Weight {
  const isOneOf = (marks: readonly string[]): boolean => marks.some((mark) => codeOf(mark) === code);
  const ends = isOneOf(LABEL_ENDS) ? "end" : null;
  return { paired: isOneOf(PAIRED) ? 1 : 0, label: isOneOf(LABEL_STARTS) ? "start" : ends };
}

/** Tells whether a text has as many marks as can be dealt with. */
function isFull({ marks, paired, labelled }: Counter, weight: Weight): boolean {
  return (
    marks >= MAX_MARKS_IN_TEXT || (weight.paired > 0 && paired >= MAX_PAIRED) || labelled >= MAX_LABELLED
  );
}

/** Takes the rest of a line as text where too many marks are before it. */
function crowd(weight: Weight, previous: Previous): Construct {
  return {
    name: "crowd",
    ...(previous !== undefined && { previous }),
    tokenize(effects, ok, nok) {
      const before = met.get(this) ?? NONE;
      if (!isFull(before, weight)) {
        met.set(this, counted(before, weight, this.events.length));
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

function listOf(found: Construct | Construct[] | undefined): readonly Construct[] {
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}

/** Letters and digits begin addresses, which are read at once; codes of line ends are below zero. */
const isMark = (code: number): boolean => code > 0 && !/[\p{L}\p{N}]/u.test(String.fromCharCode(code));

/** Where any of some constructs may begin: a place at which none is tried stays one. */
function anyPrevious(constructs: readonly Construct[]): Previous {
  const conditions = constructs.flatMap(({ previous }) => (previous === undefined ? [] : [previous]));
  if (conditions.length < constructs.length) return undefined;
  return function (code) {
    return conditions.some((condition) => condition.call(this, code));
  };
}

/**
 * The tokeniser's extension that keeps the marks of a text at a number that can be dealt with. To be used after
 * those that read the marks.
 */
export function crowdSyntax(others: readonly Extension[]): Extension {
  const codes = new Set(others.flatMap(({ text = {} }) => Object.keys(text).map(Number)).filter(isMark));
  const entries = new Map<number, Construct>();
  const constructOf = (code: number, previous: Previous): Construct => crowd(weightOf(code), previous);
  for (const code of codes) {
    const constructs = others.flatMap(({ text = {} }) => listOf(text[code]));
    entries.set(code, constructOf(code, anyPrevious(constructs)));
  }
  for (const code of CORE.map(codeOf)) entries.set(code, constructOf(code, undefined));
  entries.set(codeOf("`"), constructOf(codeOf("`"), codeText.previous));
  return { text: Object.fromEntries(entries) };
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
