import type { Code } from "micromark-util-types";

const SPACE = /\s/;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}\p{M}]/u;
/** Scripts that are written without spaces: what stands in a word there cannot be told from its neighbours. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** The character of a code; empty at the start and end of a text, a line break where a line ends. */
function characterOf(code: Code): string {
  if (code === null) return "";
  // The tokeniser has codes below zero for line ends (-5 to -3) and for the columns of a tab.
  if (code < 0) return code <= -3 ? "\n" : " ";
  return String.fromCharCode(code);
}

/** Nothing, a space or a line end. */
export function isGap(code: Code): boolean {
  return code === null || code < 0 || SPACE.test(characterOf(code));
}

export function isPunctuation(code: Code): boolean {
  return PUNCTUATION.test(characterOf(code));
}

/** A letter or a digit of a script that sets words apart by spaces. */
export function isWordCharacter(code: Code): boolean {
  const character = characterOf(code);
  return LETTER_OR_DIGIT.test(character) && !WITHOUT_SPACES.test(character);
}

/** Tells whether a code is one of the characters of a text. */
export function isOneOf(code: Code, characters: string): boolean {
  const character = characterOf(code);
  return character !== "" && characters.includes(character);
}

/** The tokeniser has codes of its own for line ends. */
export function isLineEnd(code: Code): boolean {
  return code !== null && code <= -3;
}

/** The code of a character. */
export function codeOf(character: string): number {
  return character.charCodeAt(0);
}
