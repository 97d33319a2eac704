import type {
  Code,
  Construct,
  Event,
  Extension,
  Resolver,
  State,
  Token,
  TokenizeContext,
  TokenType,
} from "micromark-util-types";
import { isGap, isPunctuation, isWordCharacter } from "./codes.ts";

/** Two equal marks with Markdown between them, such as `==text==`. */
export interface Pair {
  /** The character that makes a mark. */
  readonly character: number;
  /** How often it stands in one. */
  readonly size: number;
  /** Names of the tokens: the whole, a mark, and a mark whose partner is still to be found. */
  readonly whole: TokenType;
  readonly mark: TokenType;
  readonly loose: TokenType;
}

interface Found {
  readonly at: number;
  readonly token: Token;
}

/** Pairs each mark that can close with the last one that can open. Pairs of one kind do not nest. */
function pairsIn(events: readonly Event[], { loose }: Pair): readonly (readonly [Found, Found])[] {
  const pairs: (readonly [Found, Found])[] = [];
  let last: Found | null = null;
  for (const [at, [kind, token]] of events.entries()) {
    if (token.type !== loose || kind !== "enter") continue;
    if (last !== null && token._close) {
      pairs.push([last, { at, token }]);
      last = null;
    } else if (token._open) last = { at, token };
  }
  return pairs;
}

/** Lets the constructs that pair marks inside others do so between two marks, so that none reaches beyond. */
function paired(events: Event[], context: TokenizeContext): Event[] {
  const constructs = context.parser.constructs.insideSpan.null ?? [];
  const resolvers = new Set(constructs.flatMap(({ resolveAll }) => resolveAll ?? []));
  return [...resolvers].reduce((done, resolve) => resolve(done, context), events);
}

/** Puts a token round each pair. What finds no partner is text. */
function resolver(pair: Pair): Resolver {
  return (events, context) => {
    const result: Event[] = [];
    const keep = (more: readonly Event[]): void => {
      for (const event of more) result.push(event);
    };
    let from = 0;
    for (const [open, close] of pairsIn(events, pair)) {
      open.token.type = pair.mark;
      close.token.type = pair.mark;
      const whole: Token = {
        type: pair.whole,
        start: { ...open.token.start },
        end: { ...close.token.end },
      };
      keep(events.slice(from, open.at));
      keep([
        ["enter", whole, context],
        ["enter", open.token, context],
        ["exit", open.token, context],
      ]);
      keep(paired(events.slice(open.at + 2, close.at), context));
      keep([
        ["enter", close.token, context],
        ["exit", close.token, context],
        ["exit", whole, context],
      ]);
      from = close.at + 2;
    }
    keep(events.slice(from));
    // The tokeniser holds on to this list.
    events.length = 0;
    for (const event of result) {
      if (event[1].type === pair.loose) event[1].type = "data";
      events.push(event);
    }
    return events;
  };
}

/** A mark in the middle of a word neither opens nor closes (`a==b`). */
function sides(before: Code, after: Code): Pick<Token, "_open" | "_close"> {
  const opens = !isGap(after) && (!isPunctuation(after) || isGap(before) || isPunctuation(before));
  const closes = !isGap(before) && (!isPunctuation(before) || isGap(after) || isPunctuation(after));
  return { _open: opens && !isWordCharacter(before), _close: closes && !isWordCharacter(after) };
}

/** The tokeniser's extension for a pair. */
export function pairSyntax(pair: Pair): Extension {
  const construct: Construct = {
    name: pair.whole,
    resolveAll: resolver(pair),
    previous: (before) => before !== pair.character,
    tokenize(effects, ok, nok) {
      const before = this.previous;
      let size = 0;
      const more: State = (code) => {
        if (code === pair.character) {
          if (size === pair.size) return nok(code);
          size += 1;
          effects.consume(code);
          return more;
        }
        if (size < pair.size) return nok(code);
        Object.assign(effects.exit(pair.loose), sides(before, code));
        return ok(code);
      };
      return (code) => {
        if (before === pair.character) return nok(code);
        effects.enter(pair.loose);
        return more(code);
      };
    },
  };
  return {
    text: { [pair.character]: construct },
    insideSpan: { null: [construct] },
    attentionMarkers: { null: [pair.character] },
  };
}
