import { type Message, message } from "../model/message.ts";

/** UTF-16 units of a file. The parser's tree takes some 250 times as much memory as ordinary text. */
const MAX_UNITS = 5_000_000;

/** Characters that may open or end a construct. The parser keeps several objects for each, a kilobyte together. */
const MAX_MARKS = 300_000;

const MARKS = /[[\]*_`~<>|!&\\\n]/g;

/**
 * Brings a file's text into the one form the parser sees: no byte order mark, `\n` at line ends, U+FFFD for what
 * is no character (NUL, lone surrogates). Lines and columns stay what they are in the file.
 */
export function cleanText(text: string): string {
  return text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/\0|\p{Surrogate}/gu, "\uFFFD");
}

/** Tells that a text is more than the parser can take in the memory at hand; null when it is not. */
export function sizeComplaint(text: string, path: string): Message | null {
  const complain = (size: number, unit: string, most: number): Message =>
    message("text-too-large", { size, unit, most }, path, { line: 1, column: 1, endLine: 1, endColumn: 1 });
  if (text.length > MAX_UNITS) return complain(text.length, "characters", MAX_UNITS);
  if (text.length <= MAX_MARKS) return null;
  let marks = 0;
  for (const _ of text.matchAll(MARKS)) marks += 1;
  return marks > MAX_MARKS ? complain(marks, "characters of markup", MAX_MARKS) : null;
}
