import { LIMITS } from "../../facts/limits.ts";
import type { InlineText } from "../../model/document.ts";
import type { RichText } from "../../model/richText.ts";
import { mergeRuns, plainText, text } from "../../model/text.ts";
import type { Context, Piece } from "../context.ts";
import { fitByLosingFormat } from "../fit.ts";
import { runsOf, UNMARKED_IN_LINE } from "../pieces.ts";
import { type Coerce, textOf } from "./field.ts";

/** What front matter may hold of text at most. */
const MOST = LIMITS.textContent * LIMITS.array;

/** The runs of parsed text; blank lines part its paragraphs. */
export function inlineRuns({ paragraphs }: Pick<InlineText, "paragraphs">, context: Context): RichText[] {
  const runs = paragraphs.flatMap((nodes, index) => {
    const pieces: Piece[] = [];
    context.phrasing(nodes, UNMARKED_IN_LINE, pieces);
    const own = runsOf(pieces);
    return index === 0 ? own : [text("\n\n"), ...own];
  });
  return mergeRuns(runs);
}

/** Text with the formatting that its Markdown gives it; lines and blank lines stay. */
export const richText: Coerce<readonly RichText[]> = (value, field) => {
  const source = textOf(value);
  if (source === null) return field.refuse(value, "text");
  // Markup beyond this is no text that somebody wrote.
  if (source.length > 2 * MOST) return field.refuse(source, `text of at most ${MOST} characters`);
  const parsed = field.rules.inline(source, field.context.document.path, field.place);
  field.pass(parsed.messages);
  const runs = inlineRuns(parsed, field.context);
  const fitted = fitByLosingFormat(runs);
  if (fitted.length <= LIMITS.array) return fitted;
  const expected = `text of at most ${MOST} characters, not ${plainText(runs).length}`;
  return field.refuse(source, expected);
};
