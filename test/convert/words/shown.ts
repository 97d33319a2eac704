import type { Block } from "../../../src/model/block.ts";
import { isPending } from "../../../src/model/pending.ts";
import { plainText } from "../../../src/model/text.ts";

function textOf({ type, value }: Block): string {
  const parts: string[] = [];
  if ("rich_text" in value) parts.push(plainText(value.rich_text));
  if ("cells" in value) parts.push(...value.cells.map((cell) => plainText(cell)));
  if ("expression" in value) parts.push(value.expression);
  if ("url" in value && !isPending(value.url)) parts.push(value.url);
  if ("external" in value && type !== "image") parts.push(value.external.url);
  if ("caption" in value) parts.push(plainText(value.caption));
  return parts.join("");
}

function raw(blocks: readonly Block[]): string {
  return blocks.map((block) => textOf(block) + raw(block.children)).join("");
}

/** All that a reader sees of blocks, in order, without spaces; superscripts and their kin as the letters they are. */
export function shownIn(blocks: readonly Block[]): string {
  return raw(blocks).normalize("NFKC").replace(/\s/g, "");
}
