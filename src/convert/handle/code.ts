import type { Code } from "mdast";
import type { Language } from "../../facts/languages.ts";
import { LIMITS } from "../../facts/limits.ts";
import type { DraftBlock } from "../../model/block.ts";
import { splitText, text } from "../../model/text.ts";
import type { Context } from "../context.ts";
import { type Fence, readFence } from "../fence.ts";
import { fitRuns } from "../fit.ts";
import { languageNamed } from "../language.ts";
import { placeOf } from "../place.ts";

/** A code block, or an equation where the fence says `math`; long code goes on in further blocks. */
export function code(node: Code, context: Context): DraftBlock[] {
  const fence = readFence(node.lang ?? "", node.meta ?? "");
  if (fence.language === "math") return math(node, context);
  return codeBlocks(node, languageOf(fence, node, context), fence.title);
}

function languageOf(fence: Fence, node: Code, context: Context): Language {
  if (fence.language === "") return "plain text";
  const language = languageNamed(fence.language, context.options.languages);
  if (language === null) context.report("code-language-unknown", { language: fence.language }, node);
  return language ?? "plain text";
}

function math(node: Code, context: Context): DraftBlock[] {
  const expression = node.value.trim();
  if (expression === "") return codeBlocks(node, "latex", "");
  if (expression.length > LIMITS.equation) {
    context.report("equation-too-long", { length: expression.length }, node);
    return codeBlocks(node, "latex", "");
  }
  return [{ type: "equation", value: { expression }, children: [], place: placeOf(node), slugs: [] }];
}

/** Cuts at line ends; in the middle of lines only where that saves a whole block. */
function piecesOf(value: string): string[] {
  const atLines = splitText(value, LIMITS.textContent, "line");
  const fewest = Math.ceil(value.length / (LIMITS.textContent * LIMITS.array));
  if (Math.ceil(atLines.length / LIMITS.array) <= fewest) return atLines;
  return fewest === 1 ? splitText(value, LIMITS.textContent, "grapheme") : atLines;
}

function codeBlocks(node: Code, language: Language, title: string): DraftBlock[] {
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
