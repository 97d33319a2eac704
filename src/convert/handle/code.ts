import type { Code } from "mdast";
import type { Language } from "../../facts/languages.ts";
import type { DraftBlock } from "../../model/block.ts";
import { codeBlocks } from "../codeBlocks.ts";
import type { Context } from "../context.ts";
import { type Fence, readFence } from "../fence.ts";
import { languageNamed } from "../language.ts";
import { math } from "./math.ts";

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
