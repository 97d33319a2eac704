import type { Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";
import type { Block, SnapshotBlock } from "../../src/model/block.ts";
import { isPending, type Reference } from "../../src/model/pending.ts";
import { plainText } from "../../src/model/text.ts";

/** What a reader sees, as words: of HTML by a browser's parser, and of blocks. */

// Between these and what stands beside them a reader sees a gap; all other elements flow with the text.
const APART: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote body br caption center col dd details div dl dt fieldset figcaption figure " +
    "footer form h1 h2 h3 h4 h5 h6 header hr html img input legend li main nav ol option p pre section summary " +
    "table tbody td tfoot th thead tr ul video audio iframe object"
  ).split(" "),
);

const UNSEEN: ReadonlySet<string> = new Set([
  "head",
  "script",
  "style",
  "template",
  "textarea",
  "title",
  "noscript",
]);

function seen(node: Nodes): string {
  if (node.type === "text") return node.value;
  if (!("children" in node)) return "";
  if (node.type === "element" && UNSEEN.has(node.tagName)) return "";
  const inside = node.children.map((child) => seen(child)).join("");
  return node.type === "element" && APART.has(node.tagName) ? `\n${inside}\n` : inside;
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** Words a browser shows for a piece of HTML, in order. */
export function wordsOfHtml(html: string): string[] {
  return wordsOf(seen(fromHtml(html, { fragment: true })));
}

function shown(ref: Reference): string {
  return isPending(ref) ? ref.otherwise : ref;
}

// An address that stands alone is a block, and encoded where the text of the source was not.
function addressForms(url: string): string[] {
  const decoded = decodeURI(url);
  return decoded === url ? [url] : [url, decoded];
}

function textOf(block: Block | SnapshotBlock): string {
  if (block.type === "foreign") return block.title;
  const { value } = block;
  const parts: string[] = [];
  if ("rich_text" in value) parts.push(plainText(value.rich_text));
  if ("cells" in value) parts.push(...value.cells.map((cell) => plainText(cell)));
  if ("expression" in value) parts.push(value.expression);
  if ("url" in value) parts.push(...addressForms(shown(value.url)));
  if ("external" in value && block.type === "video") parts.push(value.external.url);
  if ("caption" in value) parts.push(plainText(value.caption));
  return parts.join("\n");
}

/** Words of blocks and all that is in them, in order. */
export function wordsOfBlocks(blocks: readonly (Block | SnapshotBlock)[]): string[] {
  return blocks.flatMap((block) => [...wordsOf(textOf(block)), ...wordsOfBlocks(block.children ?? [])]);
}

/** The first word that is not found where it should be; null when all are there, in order. */
export function firstMissing(wanted: readonly string[], found: readonly string[]): string | null {
  let at = 0;
  for (const word of wanted) {
    const next = found.indexOf(word, at);
    if (next === -1) return word;
    at = next + 1;
  }
  return null;
}
