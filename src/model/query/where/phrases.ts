/** The words that a `where` says its operators with. */

/** What a condition asks; `true` is a property by itself. */
export type Operator =
  | "="
  | "<"
  | "<="
  | ">"
  | ">="
  | "contains"
  | "starts with"
  | "ends with"
  | "empty"
  | "in"
  | "true";

/** An operator as it is written. */
export interface Phrase {
  readonly words: readonly string[];
  readonly operator: Operator;
  readonly negated: boolean;
}

const SYMBOLS: Readonly<Record<string, readonly [Operator, boolean]>> = {
  "=": ["=", false],
  "==": ["=", false],
  "!=": ["=", true],
  "<>": ["=", true],
  "<": ["<", false],
  "<=": ["<=", false],
  ">": [">", false],
  ">=": [">=", false],
};

const SAYINGS: Readonly<Record<string, readonly [Operator, boolean]>> = {
  "is empty": ["empty", false],
  "is not empty": ["empty", true],
  "is not in": ["in", true],
  "is in": ["in", false],
  "is within": ["in", false],
  "is before": ["<", false],
  "is after": [">", false],
  "is on or before": ["<=", false],
  "is on or after": [">=", false],
  "is on": ["=", false],
  "is not": ["=", true],
  is: ["=", false],
  equals: ["=", false],
  "does not equal": ["=", true],
  contains: ["contains", false],
  "does not contain": ["contains", true],
  "not contains": ["contains", true],
  "starts with": ["starts with", false],
  "does not start with": ["starts with", true],
  "ends with": ["ends with", false],
  "does not end with": ["ends with", true],
  in: ["in", false],
  "not in": ["in", true],
  within: ["in", false],
  before: ["<", false],
  after: [">", false],
  "on or before": ["<=", false],
  "on or after": [">=", false],
  on: ["=", false],
};

/** Longer ones first: `is not empty` before `is not`. */
const PHRASES: readonly Phrase[] = [...Object.entries(SYMBOLS), ...Object.entries(SAYINGS)]
  .map(([text, [operator, negated]]): Phrase => ({ words: text.split(" "), operator, negated }))
  .sort((a, b) => b.words.length - a.words.length);

/** The operator that a list of words, in small letters, begins with; null where it begins with none. */
export function phraseAt(words: readonly (string | null)[]): Phrase | null {
  return PHRASES.find((phrase) => phrase.words.every((word, index) => words[index] === word)) ?? null;
}
