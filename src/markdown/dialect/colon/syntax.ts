import { factorySpace } from "micromark-factory-space";
import { asciiAlpha, asciiAlphanumeric, markdownLineEnding, markdownSpace } from "micromark-util-character";
import type { Code, Construct, Effects, Extension, State, Tokenizer } from "micromark-util-types";
import { HTML_BEFORE_COLONS } from "./html.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    colonMark: "colonMark";
    colonSequence: "colonSequence";
    colonName: "colonName";
    colonLabel: "colonLabel";
    colonLabelMarker: "colonLabelMarker";
    colonTitle: "colonTitle";
    colonAttributes: "colonAttributes";
  }
}

const QUOTE = 34;
const APOSTROPHE = 39;
const DASH = 45;
const COLON = 58;
const LESS_THAN = 60;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const UNDERSCORE = 95;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

const atEnd = (code: Code): boolean => code === null || markdownLineEnding(code);
const inName = (code: Code): boolean => asciiAlphanumeric(code) || code === DASH || code === UNDERSCORE;

/** `[label]`, with brackets in pairs; what is inside is text like any other. */
const tokenizeLabel: Tokenizer = (effects, ok, nok) => {
  let depth = 0;
  const marker = (code: Code): void => {
    effects.enter("colonLabelMarker");
    effects.consume(code);
    effects.exit("colonLabelMarker");
  };
  const start: State = (code) => {
    effects.enter("colonLabel");
    marker(code);
    return first;
  };
  const first: State = (code) => {
    if (code === CLOSE_BRACKET) return close(code);
    if (atEnd(code)) return nok(code);
    effects.enter("chunkText", { contentType: "text" });
    return inside(code);
  };
  const inside: State = (code) => {
    if (atEnd(code)) return nok(code);
    if (code === CLOSE_BRACKET && depth === 0) {
      effects.exit("chunkText");
      return close(code);
    }
    if (code === OPEN_BRACKET) depth += 1;
    if (code === CLOSE_BRACKET) depth -= 1;
    effects.consume(code);
    return code === BACKSLASH ? escaped : inside;
  };
  const escaped: State = (code) => {
    if (code !== OPEN_BRACKET && code !== CLOSE_BRACKET && code !== BACKSLASH) return inside(code);
    effects.consume(code);
    return inside;
  };
  const close: State = (code) => {
    marker(code);
    effects.exit("colonLabel");
    return ok;
  };
  return start;
};

/** `{…}` at the end of the line. Braces nest nowhere but in quotes. */
const tokenizeAttributes: Tokenizer = (effects, ok, nok) => {
  let quote: Code = null;
  const start: State = (code) => {
    effects.enter("colonAttributes");
    effects.consume(code);
    return inside;
  };
  const inside: State = (code) => {
    if (atEnd(code) || (code === OPEN_BRACE && quote === null)) return nok(code);
    effects.consume(code);
    if (code === quote) quote = null;
    else if (quote !== null) return inside;
    else if (code === QUOTE || code === APOSTROPHE) quote = code;
    else if (code === CLOSE_BRACE) {
      effects.exit("colonAttributes");
      return factorySpace(effects, end, "whitespace");
    }
    return inside;
  };
  const end: State = (code) => (atEnd(code) ? ok(code) : nok(code));
  return start;
};

const LABEL: Construct = { tokenize: tokenizeLabel, partial: true };
const ATTRIBUTES: Construct = { tokenize: tokenizeAttributes, partial: true };

/** What ends formatting, a link or code: attributes at once behind it are about that, not about the container. */
const ENDS = new Set([..."]*_`)~="].map((mark) => mark.charCodeAt(0)));

/** A title to the end of the line, or to the attributes there. */
function title(effects: Effects, end: State, attributes: State): State {
  let before: Code = null;
  const start: State = (code) => {
    effects.enter("colonTitle");
    effects.enter("chunkText", { contentType: "text" });
    return inside(code);
  };
  const inside: State = (code) => {
    if (atEnd(code)) return leave(end)(code);
    const isOwn = code === OPEN_BRACE && (before === null || !ENDS.has(before));
    return isOwn ? effects.check(ATTRIBUTES, leave(attributes), consume)(code) : consume(code);
  };
  const consume: State = (code) => {
    before = code;
    effects.consume(code);
    return inside;
  };
  const leave = (next: State): State => {
    return (code) => {
      effects.exit("chunkText");
      effects.exit("colonTitle");
      return next(code);
    };
  };
  return start;
}

/** Names after three colons and more, and after two; null: any. */
export interface ColonNames {
  readonly containers: ReadonlySet<string> | null;
  readonly leaves: ReadonlySet<string>;
}

function tokenizerFor({ containers, leaves }: ColonNames): Tokenizer {
  return (effects, ok, nok) => {
    let size = 0;
    let name = "";
    const start: State = (code) => {
      effects.enter("colonMark");
      effects.enter("colonSequence");
      return sequence(code);
    };
    const sequence: State = (code) => {
      if (code === COLON) {
        size += 1;
        effects.consume(code);
        return sequence;
      }
      if (size < 2) return nok(code);
      effects.exit("colonSequence");
      if (size === 2) return named(code);
      return markdownSpace(code) ? factorySpace(effects, named, "whitespace")(code) : named(code);
    };
    const named: State = (code) => {
      if (atEnd(code)) return size === 2 ? nok(code) : end(code);
      if (!asciiAlpha(code)) return nok(code);
      effects.enter("colonName");
      return nameInside(code);
    };
    const nameInside: State = (code) => {
      if (code !== null && inName(code)) {
        name += String.fromCharCode(code).toLowerCase();
        effects.consume(code);
        return nameInside;
      }
      effects.exit("colonName");
      const known = size === 2 ? leaves : containers;
      return known === null || known.has(name) ? afterName(code) : nok(code);
    };
    const afterName: State = (code) => {
      if (code === OPEN_BRACKET) return effects.attempt(LABEL, afterLabel, nok)(code);
      if (markdownSpace(code)) return factorySpace(effects, afterSpace, "whitespace")(code);
      return attributesOrEnd(code);
    };
    const afterSpace: State = (code) => {
      if (atEnd(code)) return end(code);
      const words = size === 2 ? nok : title(effects, end, attributesOrEnd);
      if (code === OPEN_BRACE) return effects.attempt(ATTRIBUTES, end, words)(code);
      // A bracket may open the whole title, or only the first word of it.
      if (code === OPEN_BRACKET) return effects.check(WHOLE_LABEL, labelAgain, words)(code);
      return words(code);
    };
    const labelAgain: State = (code) => effects.attempt(LABEL, afterLabel, nok)(code);
    const afterLabel: State = (code) =>
      markdownSpace(code)
        ? factorySpace(effects, attributesOrEnd, "whitespace")(code)
        : attributesOrEnd(code);
    const attributesOrEnd: State = (code) => {
      if (code === OPEN_BRACE) return effects.attempt(ATTRIBUTES, end, nok)(code);
      return atEnd(code) ? end(code) : nok(code);
    };
    const end: State = (code) => {
      effects.exit("colonMark");
      return ok(code);
    };
    return start;
  };
}

/** A label with nothing but attributes behind it. */
const WHOLE_LABEL: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    const after: State = (code) => {
      if (code === OPEN_BRACE) return effects.attempt(ATTRIBUTES, ok, nok)(code);
      return atEnd(code) ? ok(code) : nok(code);
    };
    const spaced: State = (code) => factorySpace(effects, after, "whitespace")(code);
    return effects.attempt(LABEL, spaced, nok);
  },
};

/**
 * Lines of colons: `:::name[label]{key=value}`, `::: name Title`, `:::` and `::name[label]{key=value}`. Each is a
 * block of its own and ends a paragraph; which of them belong together is for the tree to say, where code is code.
 *
 * Names are in lower case; a line with another name stays text.
 */
export function colonSyntax(names: ColonNames): Extension {
  const mark: Construct = { name: "colonMark", tokenize: tokenizerFor(names) };
  return { flow: { [COLON]: mark, [LESS_THAN]: HTML_BEFORE_COLONS } };
}
