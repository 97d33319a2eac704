import { htmlFlow } from "micromark-core-commonmark";
import { factorySpace } from "micromark-factory-space";
import { markdownLineEnding, markdownSpace } from "micromark-util-character";
import type { Construct, Effects, State, Token } from "micromark-util-types";
import { atEnd } from "../indented/container.ts";

const COLON = 58;
const LEAST_COLONS = 3;

/** A line end, and behind it a line of nothing but colons. */
const CLOSING_LINE: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    let size = 0;
    const start: State = (code) => {
      if (!markdownLineEnding(code)) return nok(code);
      effects.enter("lineEnding");
      effects.consume(code);
      effects.exit("lineEnding");
      return line;
    };
    const line: State = (code) =>
      markdownSpace(code) ? factorySpace(effects, begin, "linePrefix", LEAST_COLONS + 1)(code) : begin(code);
    const begin: State = (code) => {
      if (code !== COLON) return nok(code);
      effects.enter("colonSequence");
      return colons(code);
    };
    const colons: State = (code) => {
      if (code === COLON) {
        size += 1;
        effects.consume(code);
        return colons;
      }
      effects.exit("colonSequence");
      return markdownSpace(code) ? factorySpace(effects, end, "whitespace")(code) : end(code);
    };
    const end: State = (code) => (size >= LEAST_COLONS && atEnd(code) ? ok(code) : nok(code));
    return start;
  },
};

/** Comments, scripts, preformatted text and their kin end where they say, whatever is in them. */
const ENDS_ITSELF = /^<(?:[!?]|(?:script|pre|style|textarea)(?:[\s>]|$))/i;

/**
 * HTML that an empty line would end, as CommonMark has it, but which a line that closes a container ends too: the
 * container ends there, whatever was open in it.
 */
export const HTML_BEFORE_COLONS: Construct = {
  ...htmlFlow,
  name: "htmlBeforeColons",
  tokenize(effects, ok, nok) {
    const { sliceSerialize, now } = this;
    let html: Token | null = null;
    let endsItself: boolean | null = null;
    const done: State = (code) => {
      effects.exit("htmlFlow");
      return ok(code);
    };
    const watched: Effects = {
      ...effects,
      enter(type, fields) {
        const token = effects.enter(type, fields);
        if (type === "htmlFlow") html = token;
        return token;
      },
      check(construct, found, missing) {
        const check = effects.check(construct, found, missing);
        return (code) => {
          if (html === null || !markdownLineEnding(code)) return check(code);
          endsItself ??= ENDS_ITSELF.test(sliceSerialize({ start: html.start, end: now() }));
          return endsItself ? check(code) : effects.check(CLOSING_LINE, done, check)(code);
        };
      },
    };
    return htmlFlow.tokenize.call(this, watched, ok, nok);
  },
};
