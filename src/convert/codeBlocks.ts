import type { Code } from "mdast";
import type { Language } from "../facts/languages.ts";
import { LIMITS } from "../facts/limits.ts";
import type { DraftBlock } from "../model/block.ts";
import type { Formula } from "../model/nodes.ts";
import type { RichText } from "../model/richText.ts";
import { chunkRuns, splitText, text } from "../model/text.ts";
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
  const pieces = node.value === "" ? [] : piecesOf(node.value).map((piece) => text(piece));
  const chunks = pieces.length === 0 ? [[]] : chunkRuns(pieces);
  const caption = fitRuns(title === "" ? [] : [text(title)], place);
  const blocks = chunks.map(
    (own, index): DraftBlock => ({
      type: "code",
      value: {
        rich_text: index === chunks.length - 1 ? own : withoutLastBreak(own),
        language,
        caption: index === 0 ? caption.own : [],
      },
      children: [],
      place,
      slugs: [],
    }),
  );
  return [...blocks, ...caption.rest];
}

// Between two blocks there is a line break anyway.
function withoutLastBreak(runs: readonly RichText[]): readonly RichText[] {
  const last = runs.at(-1);
  if (last?.type !== "text") return runs;
  const content = last.text.content.replace(/\n$/, "");
  const rest = runs.slice(0, -1);
  return content === "" ? rest : [...rest, text(content)];
}
