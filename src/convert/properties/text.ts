import { LIMITS } from "../../facts/limits.ts";
import type { RichText } from "../../model/richText.ts";
import { mergeRuns, plainText, text } from "../../model/text.ts";
import type { Piece } from "../context.ts";
import { fitByLosingFormat } from "../fit.ts";
import { runsOf, UNMARKED_IN_LINE } from "../pieces.ts";
import { type Coerce, type Field, textOf } from "./field.ts";

/** What front matter may hold of text at most. */
const MOST = LIMITS.textContent * LIMITS.array;

function paragraphRuns(nodes: Parameters<Field["context"]["phrasing"]>[0], { context }: Field): RichText[] {
  const pieces: Piece[] = [];
  context.phrasing(nodes, UNMARKED_IN_LINE, pieces);
  return runsOf(pieces);
}

/** Text with the formatting that its Markdown gives it; lines and blank lines stay. */
export const richText: Coerce<readonly RichText[]> = (value, field) => {
  const source = textOf(value);
  if (source === null) return field.refuse(value, "text");
  const { paragraphs, messages } = field.rules.inline(source, field.context.document.path, field.place);
  field.pass(messages);
  const runs = paragraphs.flatMap((nodes, index) => [
    ...(index === 0 ? [] : [text("\n\n")]),
    ...paragraphRuns(nodes, field),
  ]);
  const fitted = fitByLosingFormat(mergeRuns(runs));
  if (fitted.length <= LIMITS.array) return fitted;
  const expected = `text of at most ${MOST} characters, not ${plainText(runs).length}`;
  return field.refuse(source, expected);
};
