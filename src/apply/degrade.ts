import type { Block, BlockType, Payloads } from "../model/block.ts";
import { type Message, message, type Place } from "../model/message.ts";
import type { Reference } from "../model/pending.ts";
import { PLAIN, type RichText } from "../model/richText.ts";
import { plainText, text } from "../model/text.ts";
import type { BodyPath, NotionError } from "../notion/errors.ts";

type ChangeRun = (run: RichText) => RichText;
type Change<T extends BlockType> = (value: Payloads[T], change: ChangeRun) => Payloads[T];

const keep = <V>(value: V): V => value;
const texts = <V extends { readonly rich_text: readonly RichText[] }>(value: V, change: ChangeRun): V => ({
  ...value,
  rich_text: value.rich_text.map(change),
});
const captions = <V extends { readonly caption: readonly RichText[] }>(value: V, change: ChangeRun): V => ({
  ...value,
  caption: value.caption.map(change),
});

/** How each type's rich text is rewritten. */
const RUNS: { readonly [T in BlockType]: Change<T> } = {
  paragraph: texts,
  heading_1: texts,
  heading_2: texts,
  heading_3: texts,
  heading_4: texts,
  bulleted_list_item: texts,
  numbered_list_item: texts,
  to_do: texts,
  toggle: texts,
  quote: texts,
  callout: texts,
  code: (value, change) => captions(texts(value, change), change),
  equation: keep,
  divider: keep,
  breadcrumb: keep,
  table_of_contents: keep,
  bookmark: captions,
  embed: captions,
  image: captions,
  video: captions,
  pdf: captions,
  audio: captions,
  file: captions,
  link_to_page: keep,
  table: keep,
  table_row: (value, change) => ({ cells: value.cells.map((cell) => cell.map(change)) }),
  column_list: keep,
  column: keep,
  tab: keep,
  synced_block: keep,
  template: texts,
};

type Node<T extends BlockType> = {
  readonly [K in T]: { readonly type: K; readonly value: Payloads[K]; readonly children: readonly Block[] };
}[T];

function changeRuns<T extends BlockType>(block: Node<T>, change: ChangeRun): Node<T> {
  const runs: { readonly [K in T]: Change<K> } = RUNS;
  return { type: block.type, value: runs[block.type](block.value, change), children: block.children };
}

/** A rewrite that keeps the text; null where there is nothing to take away. */
type Rule = (block: Block) => Block | null;

function unlinked(run: RichText): RichText {
  if (run.type === "mention") return text(plainText([run]) || "–", run.annotations);
  if (run.type !== "text" || run.text.link === null) return run;
  return { ...run, text: { content: run.text.content, link: null } };
}

const withoutLinks: Rule = (block) => {
  let changed = false;
  const plainer = changeRuns(block, (run) => {
    const next = unlinked(run);
    changed ||= next !== run;
    return next;
  });
  return changed ? plainer : null;
};

const withoutIcon: Rule = (block) => {
  if (block.type !== "callout" && block.type !== "paragraph") return null;
  const { icon, ...value } = block.value;
  return icon === undefined ? null : { type: block.type, value, children: block.children };
};

function addressOf(block: Block): Reference | null {
  if ("external" in block.value) return block.value.external.url;
  return "url" in block.value ? block.value.url : null;
}

function paragraph(runs: readonly RichText[], children: readonly Block[] = []): Block {
  return { type: "paragraph", value: { rich_text: runs, color: "default" }, children };
}

/** Media and bookmarks become a link to what they showed. */
const asLink: Rule = (block) => {
  const url = addressOf(block);
  if (url === null || typeof url !== "string" || !("caption" in block.value)) return null;
  const shown = plainText(block.value.caption) || url;
  return paragraph([{ type: "text", text: { content: shown, link: { url } }, annotations: PLAIN }]);
};

function textOf(block: Block): string {
  const parts: string[] = [];
  changeRuns(block, (run) => {
    parts.push(plainText([run]));
    return run;
  });
  if (block.type === "equation") parts.push(block.value.expression);
  const url = addressOf(block);
  if (parts.length === 0 && typeof url === "string") parts.push(url);
  return parts.join("");
}

/** Types that only stand inside others of their kind cannot become paragraphs. */
const FIXED: readonly BlockType[] = ["table", "table_row", "column_list", "column", "tab"];

const asText: Rule = (block) => {
  if (FIXED.includes(block.type)) return null;
  const plain = paragraph([text(textOf(block))], block.children);
  return JSON.stringify(plain) === JSON.stringify(block) ? null : plain;
};

const RULES: readonly { readonly became: string; readonly rule: Rule }[] = [
  { became: "its text stands without links", rule: withoutLinks },
  { became: "its icon is left out", rule: withoutIcon },
  { became: "a link stands in its place", rule: asLink },
  { became: "its plain text stands in its place", rule: asText },
];

/** Blocks with one of them made plainer. */
export interface Degraded {
  readonly blocks: readonly Block[];
  readonly type: BlockType;
  /** What came of it, for the reader. */
  readonly became: string;
  readonly place: Place | null;
}

function placeOf(block: Block): Place | null {
  const found: unknown = "place" in block ? block.place : null;
  return isPlace(found) ? found : null;
}

function isPlace(value: unknown): value is Place {
  return typeof value === "object" && value !== null && "line" in value && "column" in value;
}

function plainer(block: Block): Degraded | null {
  for (const { became, rule } of RULES) {
    const next = rule(block);
    if (next !== null) return { blocks: [next], type: block.type, became, place: placeOf(block) };
  }
  const row = block.children.findIndex((child) => withoutLinks(child) !== null);
  return block.type === "table" && row >= 0 ? within(block, row, withoutEveryLink) : null;
}

/** A table row cannot be sent apart from its table, so all rows lose their links. */
function withoutEveryLink(block: Block): Degraded | null {
  const next = withoutLinks(block);
  return next === null
    ? null
    : { blocks: [next], type: block.type, became: "its text stands without links", place: null };
}

function within(block: Block, index: number, degrade: (block: Block) => Degraded | null): Degraded | null {
  const child = block.children[index];
  const inner = child === undefined ? null : degrade(child);
  if (inner === null) return null;
  const children = block.children.toSpliced(index, 1, ...inner.blocks);
  return { ...inner, blocks: [replaceChildren(block, children)], place: inner.place ?? placeOf(block) };
}

function replaceChildren<T extends BlockType>(block: Node<T>, children: readonly Block[]): Node<T> {
  return { type: block.type, value: block.value, children };
}

function indexAt(path: BodyPath): { readonly index: number; readonly rest: BodyPath } | null {
  const at = path.indexOf("children");
  const index = at < 0 ? undefined : path[at + 1];
  return typeof index === "number" ? { index, rest: path.slice(at + 2) } : null;
}

function degradeInside(block: Block, path: BodyPath): Degraded | null {
  const deeper = indexAt(path);
  return deeper === null
    ? plainer(block)
    : within(block, deeper.index, (child) => degradeInside(child, deeper.rest));
}

/**
 * Makes plainer the block that a refusal names.
 *
 * @param path - the place in the body, as in `["children", 3, "image", "external", "url"]`
 * @returns null where the path names no block, or nothing can be taken away from it
 */
export function degradeAt(blocks: readonly Block[], path: BodyPath): Degraded | null {
  const found = indexAt(path);
  const block = found === null ? undefined : blocks[found.index];
  if (found === null || block === undefined) return null;
  const inner = degradeInside(block, found.rest);
  return inner === null ? null : { ...inner, blocks: blocks.toSpliced(found.index, 1, ...inner.blocks) };
}

/** Makes a block plainer by one step; null where nothing can be taken away. */
export function degradeWhole(block: Block): Degraded | null {
  return plainer(block);
}

/** Tells the author what Notion refused and what stands there. */
export function refusalMessage(error: NotionError, degraded: Degraded, path: string | null): Message {
  const values = { type: degraded.type, reason: error.message, became: degraded.became };
  return message("content-refused", values, path, degraded.place);
}
