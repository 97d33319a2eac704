import type { Code } from "mdast";
import type { Language } from "../facts/languages.ts";
import { LIMITS } from "../facts/limits.ts";
import type { DraftBlock } from "../model/block.ts";
import type { Formula } from "../model/nodes.ts";
import { splitText, text } from "../model/text.ts";
import { fitRuns } from "./fit.ts";
import { placeOf } from "./place.ts";

/** Cuts at line ends; in the middle of lines only where that saves a whole block. */
function piecesOf(value: string): string[] {
  const atLines = splitText(value, LIMITS.textContent, "line");
  const fewest = Math.ceil(value.length / (LIMITS.textContent * LIMITS.array));
  if (Math.ceil(atLines.length / LIMITS.array) <= fewest) return atLines;
  return fewest === 1 ? splitText(value, LIMITS.textContent, "grapheme") : atLines;
}

/** Code in a language, in as many blocks as it takes. */
export function codeBlocks(node: Code | Formula, language: Language, title: string): DraftBlock[] {
  const place = placeOf(node);
  const pieces = node.value === "" ? [] : piecesOf(node.value);
  const caption = fitRuns(title === "" ? [] : [text(title)], place);
  const blocks: DraftBlock[] = [];
  for (let from = 0; from === 0 || from < pieces.length; from += LIMITS.array) {
    const own = pieces.slice(from, from + LIMITS.array);
    const isLast = from + LIMITS.array >= pieces.length;
    blocks.push({
      type: "code",
      value: {
        rich_text: (isLast ? own : withoutLastBreak(own)).map((piece) => text(piece)),
        language,
        caption: from === 0 ? caption.own : [],
      },
      children: [],
      place,
      slugs: [],
    });
  }
  return [...blocks, ...caption.rest];
}

// Between two blocks there is a line break anyway.
function withoutLastBreak(pieces: readonly string[]): string[] {
  const last = pieces.at(-1) ?? "";
  return [...pieces.slice(0, -1), last.replace(/\n$/, "")].filter((piece) => piece !== "");
}
