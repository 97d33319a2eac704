import type { Message, Severity } from "../model/message.ts";
import type { Palette } from "./palette.ts";
import { printableLine } from "./words.ts";

/** What a severity is called. */
export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warn: "warning",
  info: "note",
};

const SEVERITY_COLORS: Readonly<Record<Severity, "red" | "yellow" | "blue">> = {
  error: "red",
  warn: "yellow",
  info: "blue",
};

/** A severity's word in its colour. */
export function severityWord(severity: Severity, palette: Palette, word = SEVERITY_WORDS[severity]): string {
  return palette[SEVERITY_COLORS[severity]](word);
}

/** File, line and column as editors and terminals link them (`docs/a.md:3:5`); empty where there is no file. */
export function placeOf({ path, place }: Message): string {
  const file = place?.path ?? path;
  if (file === null) {
    return "";
  }
  return printableLine(place === null ? file : `${file}:${place.line}:${place.column}`);
}

/** One message on one line, as compilers print them: `docs/a.md:3:5: warning link-not-found: says fix`. */
export function formatMessage(message: Message, palette: Palette): string {
  const where = placeOf(message);
  const head = where === "" ? "" : `${palette.bold(where)}: `;
  const sentences = printableLine(`${message.says} ${message.fix}`.trim());
  return `${head}${severityWord(message.severity, palette)} ${message.id}: ${sentences}`;
}
