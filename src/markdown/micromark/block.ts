import { markdownLineEnding, markdownSpace } from "micromark-util-character";
import type { Code, Construct, State, TokenizeContext, TokenType } from "micromark-util-types";
import { codeOf } from "./codes.ts";

/** Lines between two marks whose inside is no Markdown, such as a formula. Nothing else stands in them. */
export interface RawBlock {
  readonly token: TokenType;
  /** The token's name where the lines turn out to be no such block: it is not closed, or not accepted. */
  readonly broken: TokenType;
  readonly open: string;
  readonly close: string;
  /** Judges what stands between the marks. */
  readonly accepts: (content: string) => boolean;
}

const BACKSLASH = 92;

/** Passes over a line end, unless the next line is not in the container any more. */
const nextLine: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    const after: State = (code) => (this.parser.lazy[this.now().line] ? nok(code) : ok(code));
    return (code) => {
      effects.enter("lineEnding");
      effects.consume(code);
      effects.exit("lineEnding");
      return after;
    };
  },
};

/** Is shown one character after another, and tells when a mark is complete that no backslash escapes. */
function finder(mark: string): (code: Code) => boolean {
  let matched = 0;
  let escaped = false;
  return (code) => {
    const isFree = !escaped;
    escaped = false;
    if (isFree && code === mark.charCodeAt(matched)) matched += 1;
    else if (isFree && code === BACKSLASH) {
      // A mark that begins with a backslash: two of them are none.
      escaped = matched === 0;
      matched = 0;
    } else matched = isFree && code === mark.charCodeAt(0) ? 1 : 0;
    if (matched < mark.length) return false;
    matched = 0;
    return true;
  };
}

function isAtEnd(code: Code): boolean {
  return code === null || markdownLineEnding(code);
}

/**
 * The tokeniser's construct for a block. Lines already read cannot be given back, so that a block of several lines
 * that is none gets a name of its own: the text is then to be read again without it.
 *
 * @param refused - offsets at which no block begins
 */
export function blockConstruct(block: RawBlock, refused: ReadonlySet<number>): Construct {
  const { token, open, close } = block;
  const tokenize = function (
    this: TokenizeContext,
    ...[effects, ok, nok]: Parameters<Construct["tokenize"]>
  ) {
    let opened = 0;
    let isFirstLine = true;
    let isClose = finder(close);

    const end = (isClosed: boolean, code: Code) => {
      const made = effects.exit(token);
      // What may interrupt a paragraph is asked by its first line alone; the answer is judged when it is read.
      if (isFirstLine && this.interrupt) return ok(code);
      const source = this.sliceSerialize(made).trimEnd();
      const isWhole = isClosed && block.accepts(source.slice(open.length, source.length - close.length));
      if (!isWhole && isFirstLine) return nok(code);
      if (!isWhole) made.type = block.broken;
      return ok(code);
    };
    const lineEnd: State = (code) => {
      if (isFirstLine && this.interrupt) return end(true, code);
      if (code === null) return end(false, code);
      isFirstLine = false;
      isClose = finder(close);
      return effects.attempt(nextLine, lineStart, (after) => end(false, after))(code);
    };
    // Each line needs a token of its own: the tokeniser puts lines together by them.
    const lineStart: State = (code) => {
      if (isAtEnd(code)) return lineEnd(code);
      effects.enter("rawLine");
      return content(code);
    };
    const content: State = (code) => {
      if (isAtEnd(code)) {
        effects.exit("rawLine");
        return lineEnd(code);
      }
      effects.consume(code);
      return isClose(code) ? closed : content;
    };
    const lineDone = (isClosed: boolean, code: Code) => {
      effects.exit("rawLine");
      return end(isClosed, code);
    };
    const closed: State = (code) => {
      if (isAtEnd(code)) return lineDone(true, code);
      if (!markdownSpace(code)) return isFirstLine ? nok(code) : overrun(code);
      effects.consume(code);
      return closed;
    };
    // Text after the closing mark.
    const overrun: State = (code) => {
      if (isAtEnd(code)) return lineDone(false, code);
      effects.consume(code);
      return overrun;
    };
    const opening: State = (code) => {
      if (opened === open.length) {
        // Three of one mark are something else.
        return code === codeOf(open) && open[0] === open[1] ? nok(code) : content(code);
      }
      if (code !== open.charCodeAt(opened)) return nok(code);
      opened += 1;
      effects.consume(code);
      return opening;
    };
    return (code: Code) => {
      if (refused.has(this.now().offset)) return nok(code);
      effects.enter(token);
      effects.enter("rawLine");
      return opening(code);
    };
  };
  return { name: token, concrete: true, tokenize };
}
