/**
 * The language of `--where`:
 *
 *     filter    = all { "or" all }
 *     all       = one { "and" one }
 *     one       = "not" one | "(" filter ")" | condition
 *     condition = [ "any" | "every" | "none" ] name [ "as" type ] [ operator [ value | "(" value { "," value } ")" ] ]
 *
 * Names and values of several words need no quotes, unless a word of the language is among them.
 */
import type { ROLLUP_QUANTIFIERS } from "../../../facts/filters.ts";
import { type Span, type Token, tokensOf, WhereError } from "./lexer.ts";
import { type Operator, type Phrase, phraseAt } from "./phrases.ts";

export type Quantifier = (typeof ROLLUP_QUANTIFIERS)[number];

/** A word or several, or what stands in quotes. */
export interface Words extends Span {
  readonly text: string;
  /** In quotes it is a text, whatever it looks like. */
  readonly isQuoted: boolean;
}

/** One condition, nothing of it looked up. */
export interface Test extends Span {
  readonly kind: "test";
  readonly quantifier: Quantifier | null;
  readonly property: Words;
  /** The type that `as` names. */
  readonly as: Words | null;
  readonly operator: Operator;
  readonly negated: boolean;
  readonly values: readonly Words[];
}

export type Where =
  | Test
  | { readonly kind: "and" | "or"; readonly of: readonly Where[] }
  | { readonly kind: "not"; readonly of: Where };

/** Brackets within brackets, at most. */
const DEPTH = 50;
const QUANTIFIERS: ReadonlyMap<string, Quantifier> = new Map([
  ["any", "any"],
  ["every", "every"],
  ["none", "none"],
]);

interface Reader {
  readonly where: string;
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

const endOf = ({ where }: Reader): Span => ({ from: where.length, to: where.length });

function fail(
  reader: Reader,
  says: string,
  fix: string,
  at: Span = reader.tokens[reader.at] ?? endOf(reader),
): never {
  throw new WhereError(reader.where, at, says, fix);
}

/** The word at a place in small letters, a symbol as it is; null for what is quoted and at the end. */
function wordAt({ tokens, at }: Reader, ahead = 0): string | null {
  const token = tokens[at + ahead];
  return token === undefined || token.kind === "string" ? null : token.text.toLowerCase();
}

function isWord(reader: Reader, ahead = 0): boolean {
  return reader.tokens[reader.at + ahead]?.kind === "word";
}

function take(reader: Reader, word: string): boolean {
  const isThere = wordAt(reader) === word;
  if (isThere) reader.at += 1;
  return isThere;
}

function phraseHere(reader: Reader): Phrase | null {
  return phraseAt([0, 1, 2, 3].map((ahead) => wordAt(reader, ahead)));
}

/** An operator that a name ends at: words before a sign of comparison belong to the name, as in `Sign in = true`. */
function endsName(reader: Reader): boolean {
  const phrase = phraseHere(reader);
  if (phrase === null || !isWord(reader)) return phrase !== null;
  const next = wordAt(reader, phrase.words.length);
  return next === null || isWord(reader, phrase.words.length) || phraseAt([next]) === null;
}

const JOINTS: ReadonlySet<string | null> = new Set(["and", "or"]);

/** Takes a quoted text, or words up to where something else begins. */
function takeWords(reader: Reader, ends: () => boolean): Words | null {
  const first = reader.tokens[reader.at];
  if (first?.kind === "string") {
    reader.at += 1;
    return { text: first.text, isQuoted: true, from: first.from, to: first.to };
  }
  let last: Token | undefined;
  while (isWord(reader) && !JOINTS.has(wordAt(reader)) && !ends()) {
    last = reader.tokens[reader.at];
    reader.at += 1;
  }
  if (first === undefined || last === undefined) return null;
  const text = reader.where.slice(first.from, last.to).replace(/\s+/g, " ");
  return { text, isQuoted: false, from: first.from, to: last.to };
}

function takeValue(reader: Reader): Words {
  const value = takeWords(reader, () => false);
  return value ?? fail(reader, "A value is missing here.", 'Write one, as in `Status = "In progress"`.');
}

function takeValues(reader: Reader): readonly Words[] {
  if (!take(reader, "(")) return [takeValue(reader)];
  const values = [takeValue(reader)];
  while (take(reader, ",")) values.push(takeValue(reader));
  if (!take(reader, ")")) {
    const found = reader.tokens[reader.at];
    const what = found === undefined ? "is not closed" : `goes on with \`${found.text}\``;
    fail(reader, `The list of values ${what}.`, 'Write it as `in ("a", "b")`.');
  }
  return values;
}

/** `any`, `every` and `none` are quantifiers where a name follows; else they are names themselves. */
function takeQuantifier(reader: Reader): Quantifier | null {
  const found = QUANTIFIERS.get(wordAt(reader) ?? "");
  if (found === undefined) return null;
  const next = reader.tokens[reader.at + 1];
  const isName = next?.kind === "string" || (next?.kind === "word" && !JOINTS.has(next.text.toLowerCase()));
  const words = [1, 2, 3, 4].map((ahead) => wordAt(reader, ahead));
  if (!isName || phraseAt(words) !== null) return null;
  reader.at += 1;
  return found;
}

function readTest(reader: Reader): Test {
  const from = (reader.tokens[reader.at] ?? endOf(reader)).from;
  const quantifier = takeQuantifier(reader);
  const property = takeWords(reader, () => endsName(reader) || wordAt(reader) === "as");
  if (property === null) {
    fail(reader, "The name of a property is missing here.", "Write a condition, as in `Due < 2026-02-01`.");
  }
  const as = take(reader, "as") ? takeWords(reader, () => phraseHere(reader) !== null) : null;
  const base = { kind: "test", quantifier, property, as, from } as const;
  const phrase = phraseHere(reader);
  if (phrase === null) {
    const to = reader.tokens[reader.at - 1]?.to ?? from;
    return { ...base, operator: "true", negated: false, values: [], to };
  }
  reader.at += phrase.words.length;
  const { operator, negated } = phrase;
  const values = operator === "empty" ? [] : takeValues(reader);
  return { ...base, operator, negated, values, to: reader.tokens[reader.at - 1]?.to ?? from };
}

function readOne(reader: Reader): Where {
  reader.depth += 1;
  if (reader.depth > DEPTH) fail(reader, `It nests deeper than ${DEPTH} levels.`, "Leave out brackets.");
  let found: Where;
  if (wordAt(reader) === "not" && phraseHere(reader) === null) {
    reader.at += 1;
    found = { kind: "not", of: readOne(reader) };
  } else if (take(reader, "(")) {
    found = readOr(reader);
    if (!take(reader, ")")) fail(reader, "A bracket is not closed here.", "Close it with `)`.");
  } else {
    found = readTest(reader);
  }
  reader.depth -= 1;
  return found;
}

function readList(reader: Reader, joint: "and" | "or", readPart: (reader: Reader) => Where): Where {
  const first = readPart(reader);
  const of = [first];
  while (take(reader, joint)) of.push(readPart(reader));
  return of.length === 1 ? first : { kind: joint, of };
}

function readOr(reader: Reader): Where {
  return readList(reader, "or", (inner) => readList(inner, "and", readOne));
}

/**
 * Reads a `where`.
 *
 * @returns null for a blank one, which asks for every row
 * @throws WhereError
 */
export function parseWhere(where: string): Where | null {
  const reader: Reader = { where, tokens: tokensOf(where), at: 0, depth: 0 };
  if (reader.tokens.length === 0) return null;
  const found = readOr(reader);
  const rest = reader.tokens[reader.at];
  if (rest !== undefined) {
    fail(
      reader,
      `\`${rest.text}\` stands where \`and\`, \`or\` or the end should be.`,
      "Put names and values that hold such words into quotes.",
    );
  }
  return found;
}
