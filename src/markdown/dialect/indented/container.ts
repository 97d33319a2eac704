import { factorySpace } from "micromark-factory-space";
import { markdownLineEnding, markdownSpace } from "micromark-util-character";
import type {
  Code,
  Construct,
  Exiter,
  ParseContext,
  State,
  TokenizeContext,
  Tokenizer,
  TokenType,
} from "micromark-util-types";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    bodyIndent: "bodyIndent";
  }
  interface ContainerState {
    /** Columns of indentation that a line of the container has at least, and those that are taken off. */
    indentation?: { readonly least: number; readonly most: number };
  }
}

export const atEnd = (code: Code): boolean => code === null || markdownLineEnding(code);

/** Columns of white space before what a container opens with. */
export function indentBefore({ events }: TokenizeContext): number {
  const last = events.at(-1);
  return last?.[1].type === "linePrefix" ? last[2].sliceSerialize(last[1], true).length : 0;
}

const BLANK: Construct = {
  partial: true,
  tokenize: (effects, ok, nok) =>
    factorySpace(effects, (code) => (atEnd(code) ? ok(code) : nok(code)), "whitespace"),
};

const INDENT: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    const { least, most } = this.containerState?.indentation ?? { least: 4, most: 4 };
    const after: State = (code) => {
      const last = this.events.at(-1);
      const isEnough = last !== undefined && last[2].sliceSerialize(last[1], true).length >= least;
      return isEnough ? ok(code) : nok(code);
    };
    // The limit of the factory counts one column more than it takes.
    const indent = factorySpace(effects, after, "bodyIndent", most + 1);
    // Without a space here, the last token is the indentation of the container around.
    return (code) => (markdownSpace(code) ? indent(code) : nok(code));
  },
};

// Lines that are not indented enough, by text. Only the parse of that text writes and reads them.
const outdented = new WeakMap<ParseContext, Set<number>>();

/** Remembers that a line is not indented enough. */
function noteOutdent({ parser }: TokenizeContext, line: number): void {
  const lines = outdented.get(parser) ?? new Set<number>();
  outdented.set(parser, lines.add(line));
}

/**
 * What a container of indented lines shares with others: it goes on while lines are indented or blank.
 *
 * @param type - name of the construct, and of its token
 * @param ends - a paragraph in it ends with it, by `endAtOutdent`
 */
export function indentedContainer(type: TokenType, tokenize: Tokenizer, ends: boolean): Construct {
  const continuation: Tokenizer = function (effects, ok, nok) {
    const { line } = this.now();
    const outdent: State = (code) => {
      if (ends) noteOutdent(this, line);
      return nok(code);
    };
    return effects.check(BLANK, ok, effects.attempt(INDENT, ok, outdent));
  };
  const exit: Exiter = (effects) => {
    effects.exit(type);
  };
  return { name: type, tokenize, continuation: { tokenize: continuation }, exit };
}

/**
 * Ends a paragraph at a line that is not indented. In CommonMark it would go on there, as in a quote; a body that
 * is told by its indentation alone ends.
 */
export const endAtOutdent: Construct = {
  name: "endAtOutdent",
  tokenize(_effects, ok, nok) {
    return (code) => {
      const isOut = this.interrupt === true && outdented.get(this.parser)?.has(this.now().line) === true;
      return isOut ? ok(code) : nok(code);
    };
  },
};
