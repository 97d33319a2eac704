import { markdownLineEnding } from "micromark-util-character";
import type { Code, Construct, State, TokenType } from "micromark-util-types";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    rawLine: "rawLine";
  }
}

type Character = NonNullable<Code>;

/** What a scanner says of a character: more follow, it is the last one, or this is no such span. */
type Step = "more" | "last" | "no";

/** Is shown the characters of a span from its first one on, each once. */
export type Scanner = (code: Character) => Step;

/** A piece of a line whose inside is no Markdown, such as a formula. */
export interface Span {
  readonly token: TokenType;
  /** What may stand before it. */
  readonly opens?: NonNullable<Construct["previous"]>;
  /**
   * Finds its end. To keep parsing linear it gives up at the next place where another such span could begin.
   */
  readonly scanner: () => Scanner;
  /** Judges the whole, and what stands after it. */
  readonly accepts?: (source: string, after: Code) => boolean;
}

/** The tokeniser's construct for a span: one token, line ends inside marked as such. */
export function spanConstruct({ token, opens, scanner, accepts }: Span): Construct {
  return {
    name: token,
    ...(opens !== undefined && { previous: opens }),
    tokenize(effects, ok, nok) {
      const scan = scanner();
      const after: State = (code) => {
        const source = this.sliceSerialize(effects.exit(token));
        return accepts === undefined || accepts(source, code) ? ok(code) : nok(code);
      };
      // Each line needs a token of its own: the tokeniser puts lines together by them.
      const lineStart: State = (code) => {
        if (code === null || markdownLineEnding(code)) return lineEnd(code);
        effects.enter("rawLine");
        return inside(code);
      };
      const lineEnd: State = (code) => {
        if (code === null || scan(code) === "no") return nok(code);
        effects.enter("lineEnding");
        effects.consume(code);
        effects.exit("lineEnding");
        return lineStart;
      };
      const inside: State = (code) => {
        if (code === null || markdownLineEnding(code)) {
          effects.exit("rawLine");
          return lineEnd(code);
        }
        const step = scan(code);
        if (step === "no") return nok(code);
        effects.consume(code);
        if (step === "more") return inside;
        effects.exit("rawLine");
        return after;
      };
      return (code) => {
        // `previous` only saves a look: where others begin with the same character all of them are tried.
        if (opens?.call(this, this.previous) === false) return nok(code);
        effects.enter(token);
        return lineStart(code);
      };
    },
  };
}

/** Shows a scanner of what follows an opening: `no` where the characters are other ones. */
export function opened(opening: string, rest: Scanner): Scanner {
  let at = 0;
  return (code) => {
    if (at >= opening.length) return rest(code);
    at += 1;
    return code === opening.charCodeAt(at - 1) ? "more" : "no";
  };
}
