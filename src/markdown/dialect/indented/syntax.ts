import { factorySpace } from "micromark-factory-space";
import { asciiAlphanumeric, markdownSpace } from "micromark-util-character";
import type { Code, Construct, Effects, Extension, State, Tokenizer } from "micromark-util-types";
import { atEnd, endAtOutdent, indentBefore, indentedContainer } from "./container.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    indentedBlock: "indentedBlock";
    indentedOpening: "indentedOpening";
    indentedMarker: "indentedMarker";
    indentedTitle: "indentedTitle";
  }
}

const EXCLAMATION = 33;
const QUOTE = 34;
const PLUS = 43;
const DASH = 45;
const EQUALS = 61;
const QUESTION = 63;
const UNDERSCORE = 95;

/** Columns by which a body is indented. */
const INDENT = 4;

/** The quotation mark that ends a title: the last on the line. */
const CLOSING: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    return (code) => {
      effects.enter("whitespace");
      effects.consume(code);
      effects.exit("whitespace");
      return factorySpace(effects, (next) => (atEnd(next) ? ok(next) : nok(next)), "whitespace");
    };
  },
};

/** `"Title"` to the end of the line, from inside a marker to inside another; what is between the quotation marks is text like any other. */
function title(effects: Effects, ok: State, nok: State): State {
  const start: State = (code) => {
    effects.consume(code);
    effects.exit("indentedMarker");
    return first;
  };
  const first: State = (code) => {
    if (code === QUOTE) return effects.check(CLOSING, close, open)(code);
    return atEnd(code) ? nok(code) : open(code);
  };
  const open: State = (code) => {
    effects.enter("indentedTitle");
    effects.enter("chunkText", { contentType: "text" });
    return consume(code);
  };
  const inside: State = (code) => {
    if (atEnd(code)) return nok(code);
    return code === QUOTE ? effects.check(CLOSING, leave, consume)(code) : consume(code);
  };
  const consume: State = (code) => {
    effects.consume(code);
    return inside;
  };
  const leave: State = (code) => {
    effects.exit("chunkText");
    effects.exit("indentedTitle");
    return close(code);
  };
  const close: State = (code) => {
    effects.enter("indentedMarker");
    effects.consume(code);
    return spaces;
  };
  const spaces: State = (code) => {
    if (!markdownSpace(code)) return ok(code);
    effects.consume(code);
    return spaces;
  };
  return start;
}

const inWord = (code: Code): boolean => asciiAlphanumeric(code) || code === DASH || code === UNDERSCORE;

/** What each mark has behind it: flags at once, then words, then a title. */
interface Form {
  readonly flags: readonly number[];
  readonly words: boolean;
  /** `words`: these or a title must be there. */
  readonly needs: "words" | "either" | "title";
}

const FORMS: Readonly<Record<number, Form>> = {
  [EXCLAMATION]: { flags: [], words: true, needs: "words" },
  [QUESTION]: { flags: [PLUS], words: true, needs: "either" },
  [EQUALS]: { flags: [PLUS, EXCLAMATION], words: false, needs: "title" },
};

function tokenizerFor(marker: number, { flags, words, needs }: Form): Tokenizer {
  return function (effects, ok, nok) {
    const before = indentBefore(this);
    const { containerState } = this;
    let size = 0;
    let hasWords = false;
    let isSpaced = false;
    const start: State = (code) => {
      effects.enter("indentedBlock")._container = true;
      effects.enter("indentedOpening");
      effects.enter("indentedMarker");
      return sequence(code);
    };
    const sequence: State = (code) => {
      if (code === marker && size < 3) {
        size += 1;
        effects.consume(code);
        return sequence;
      }
      return size === 3 ? flag(code) : nok(code);
    };
    const flag: State = (code) => {
      if (code === null || !flags.includes(code)) return between(code);
      effects.consume(code);
      return flag;
    };
    const between: State = (code) => {
      if (markdownSpace(code)) {
        isSpaced = true;
        effects.consume(code);
        return between;
      }
      if (atEnd(code)) return needs !== "title" && hasWords ? end(code) : nok(code);
      return code === QUOTE ? quoted(code) : wordStart(code);
    };
    const quoted: State = (code) => {
      const isPlace = isSpaced && (hasWords || needs !== "words");
      return isPlace ? title(effects, end, nok)(code) : nok(code);
    };
    const wordStart: State = (code) => {
      if (!words || !inWord(code)) return nok(code);
      hasWords = true;
      isSpaced = false;
      return word(code);
    };
    const word: State = (code) => {
      if (!inWord(code)) return atEnd(code) || markdownSpace(code) ? between(code) : nok(code);
      effects.consume(code);
      return word;
    };
    const end: State = (code) => {
      if (!atEnd(code)) return nok(code);
      effects.exit("indentedMarker");
      effects.exit("indentedOpening");
      // In a list, what stands before the mark may be part of the item's indentation.
      if (containerState) containerState.indentation = { least: INDENT, most: INDENT + before };
      return ok(code);
    };
    return start;
  };
}

/** Blocks with an indented body, each opened by a line of its own: `!!! kind "Title"`, `??? kind`, `=== "Label"`. */
export function indentedSyntax(): Extension {
  const constructs = Object.entries(FORMS).map(([marker, form]): [string, Construct] => [
    marker,
    indentedContainer("indentedBlock", tokenizerFor(Number(marker), form), true),
  ]);
  return { document: Object.fromEntries(constructs), flow: { null: endAtOutdent } };
}
