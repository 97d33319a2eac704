/**
 * One builder per block type. Each gives a block in canonical form: defaults filled in, equal neighbouring runs
 * of text merged, so that blocks that mean the same are deeply equal.
 *
 * Limits of a request (depth, number, size) are no matter of a block: `toRequests` and the client see to them.
 */
import type { Color } from "../../facts/colors.ts";
import type { Language } from "../../facts/languages.ts";
import { LIMITS } from "../../facts/limits.ts";
import type { Block, FileSource, Icon } from "../block.ts";
import type { Reference } from "../pending.ts";
import type { RichText } from "../richText.ts";
import { idOf } from "./reference.ts";
import { type Content, runsOf } from "./richText.ts";

export * from "./richText.ts";

interface Colored {
  readonly color?: Color;
}

interface Parent {
  readonly children?: readonly Block[];
}

interface Captioned {
  readonly caption?: Content;
}

export type TextOptions = Colored & Parent;

/** A web address, or a file that was uploaded. */
export type Source = string | FileSource;

/** @throws RangeError past the 100 runs one text holds */
function textOf(content: Content): RichText[] {
  const runs = runsOf(content);
  if (runs.length <= LIMITS.array) return runs;
  throw new RangeError(
    `Cannot put ${runs.length} runs of text into one block: Notion takes ${LIMITS.array}.`,
  );
}

function textValue(content: Content, { color = "default" }: Colored) {
  return { rich_text: textOf(content), color };
}

function sourceOf(source: Source): FileSource {
  return typeof source === "string" ? { external: { url: source } } : source;
}

function mediaValue(source: Source, { caption = [] }: Captioned) {
  return { ...sourceOf(source), caption: textOf(caption) };
}

export function paragraph(content: Content, options: TextOptions = {}): Block<"paragraph"> {
  return { type: "paragraph", value: textValue(content, options), children: options.children ?? [] };
}

export interface HeadingOptions extends TextOptions {
  /** The reader can fold what is inside; without it a heading has no children. */
  readonly toggleable?: boolean;
}

function headingParts(content: Content, options: HeadingOptions) {
  const children = options.children ?? [];
  const is_toggleable = options.toggleable ?? children.length > 0;
  return { value: { ...textValue(content, options), is_toggleable }, children };
}

export function heading1(content: Content, options: HeadingOptions = {}): Block<"heading_1"> {
  return { type: "heading_1", ...headingParts(content, options) };
}

export function heading2(content: Content, options: HeadingOptions = {}): Block<"heading_2"> {
  return { type: "heading_2", ...headingParts(content, options) };
}

export function heading3(content: Content, options: HeadingOptions = {}): Block<"heading_3"> {
  return { type: "heading_3", ...headingParts(content, options) };
}

export function heading4(content: Content, options: HeadingOptions = {}): Block<"heading_4"> {
  return { type: "heading_4", ...headingParts(content, options) };
}

export function bulletedListItem(content: Content, options: TextOptions = {}): Block<"bulleted_list_item"> {
  return { type: "bulleted_list_item", value: textValue(content, options), children: options.children ?? [] };
}

export function numberedListItem(content: Content, options: TextOptions = {}): Block<"numbered_list_item"> {
  return { type: "numbered_list_item", value: textValue(content, options), children: options.children ?? [] };
}

export function toDo(
  content: Content,
  options: TextOptions & { readonly checked?: boolean } = {},
): Block<"to_do"> {
  const value = { ...textValue(content, options), checked: options.checked ?? false };
  return { type: "to_do", value, children: options.children ?? [] };
}

export function toggle(content: Content, options: TextOptions = {}): Block<"toggle"> {
  return { type: "toggle", value: textValue(content, options), children: options.children ?? [] };
}

export function quote(content: Content, options: TextOptions = {}): Block<"quote"> {
  return { type: "quote", value: textValue(content, options), children: options.children ?? [] };
}

/** @param options - `icon` is an emoji or any icon; without it Notion chooses one */
export function callout(
  content: Content,
  options: TextOptions & { readonly icon?: string | Icon } = {},
): Block<"callout"> {
  const { icon } = options;
  const shown: Icon | undefined = typeof icon === "string" ? { emoji: icon } : icon;
  const value = { ...textValue(content, options), ...(shown !== undefined && { icon: shown }) };
  return { type: "callout", value, children: options.children ?? [] };
}

export function code(
  content: Content,
  options: Captioned & { readonly language?: Language } = {},
): Block<"code"> {
  const { language = "plain text", caption = [] } = options;
  return {
    type: "code",
    value: { rich_text: textOf(content), language, caption: textOf(caption) },
    children: [],
  };
}

/** @param expression - KaTeX, at most 1000 UTF-16 units */
export function equation(expression: string): Block<"equation"> {
  return { type: "equation", value: { expression }, children: [] };
}

export function divider(): Block<"divider"> {
  return { type: "divider", value: {}, children: [] };
}

export function breadcrumb(): Block<"breadcrumb"> {
  return { type: "breadcrumb", value: {}, children: [] };
}

export function tableOfContents({ color = "default" }: Colored = {}): Block<"table_of_contents"> {
  return { type: "table_of_contents", value: { color }, children: [] };
}

export function bookmark(url: Reference, { caption = [] }: Captioned = {}): Block<"bookmark"> {
  return { type: "bookmark", value: { url, caption: textOf(caption) }, children: [] };
}

export function embed(url: Reference, { caption = [] }: Captioned = {}): Block<"embed"> {
  return { type: "embed", value: { url, caption: textOf(caption) }, children: [] };
}

export function image(source: Source, options: Captioned = {}): Block<"image"> {
  return { type: "image", value: mediaValue(source, options), children: [] };
}

export function video(source: Source, options: Captioned = {}): Block<"video"> {
  return { type: "video", value: mediaValue(source, options), children: [] };
}

export function pdf(source: Source, options: Captioned = {}): Block<"pdf"> {
  return { type: "pdf", value: mediaValue(source, options), children: [] };
}

export function audio(source: Source, options: Captioned = {}): Block<"audio"> {
  return { type: "audio", value: mediaValue(source, options), children: [] };
}

export function file(source: Source, options: Captioned & { readonly name?: string } = {}): Block<"file"> {
  const { name } = options;
  return {
    type: "file",
    value: { ...mediaValue(source, options), ...(name !== undefined && { name }) },
    children: [],
  };
}

/** @param id - of a page, or its address */
export function linkToPage(id: Reference): Block<"link_to_page"> {
  return { type: "link_to_page", value: { page_id: idOf(id) }, children: [] };
}

/** @param id - of a database, or its address */
export function linkToDatabase(id: Reference): Block<"link_to_page"> {
  return { type: "link_to_page", value: { database_id: idOf(id) }, children: [] };
}

export interface TableOptions {
  /** The first row is a header; it is unless told otherwise. */
  readonly columnHeader?: boolean;
  /** The first column is a header. */
  readonly rowHeader?: boolean;
}

/** @param rows - cells by row; short rows are padded to the longest one */
export function table(rows: readonly (readonly Content[])[], options: TableOptions = {}): Block<"table"> {
  const width = Math.max(1, ...rows.map((cells) => cells.length));
  const value = {
    table_width: width,
    has_column_header: options.columnHeader ?? true,
    has_row_header: options.rowHeader ?? false,
  };
  const padded = rows.map((cells) => [...cells, ...Array.from({ length: width - cells.length }, () => "")]);
  return { type: "table", value, children: padded.map(tableRow) };
}

export function tableRow(cells: readonly Content[]): Block<"table_row"> {
  return { type: "table_row", value: { cells: cells.map(textOf) }, children: [] };
}

/** @param columns - at least two, made by `column` */
export function columnList(columns: readonly Block<"column">[]): Block<"column_list"> {
  return { type: "column_list", value: {}, children: columns };
}

/** @param options - `width` is the share of the whole, 0 to 1 */
export function column(
  children: readonly Block[],
  { width }: { readonly width?: number } = {},
): Block<"column"> {
  return { type: "column", value: width === undefined ? {} : { width_ratio: width }, children };
}

/** @param items - paragraphs: their text is the tab's label, their children its content */
export function tab(items: readonly Block<"paragraph">[]): Block<"tab"> {
  return { type: "tab", value: {}, children: items };
}

/** A block whose content can be shown elsewhere too. */
export function syncedBlock(children: readonly Block[]): Block<"synced_block"> {
  return { type: "synced_block", value: { synced_from: null }, children };
}

/** Shows the content of a synced block elsewhere. */
export function syncedCopy(id: Reference): Block<"synced_block"> {
  return { type: "synced_block", value: { synced_from: { block_id: idOf(id) } }, children: [] };
}
