import type { Color } from "../facts/colors.ts";
import type { Block, BlockType, FileSource, Icon, Payloads, SnapshotBlock } from "../model/block.ts";
import { isPending, type Reference } from "../model/pending.ts";
import type { RichText } from "../model/richText.ts";
import { quoted, reference, richText } from "./outlineText.ts";

type Fields = readonly (string | false)[];

const colored = (color: Color) => color !== "default" && color;

function upload(id: Reference): string {
  return isPending(id) && id.kind === "upload" ? reference(id) : `uploaded:${reference(id)}`;
}

function source(file: FileSource): string {
  if ("external" in file) return reference(file.external.url);
  if ("file_upload" in file) return upload(file.file_upload.id);
  return `hosted:${reference(file.file.url)}`;
}

function iconText(icon: Icon | undefined): string | false {
  if (icon === undefined) return false;
  if ("custom_emoji" in icon) return `icon=custom:${reference(icon.custom_emoji.id)}`;
  if ("icon" in icon) return `icon=notion:${quoted(icon.icon.name)}/${quoted(icon.icon.color)}`;
  if (!("emoji" in icon)) return `icon=${source(icon)}`;
  // A bare emoji cannot be taken for a word of ours.
  return /^[^\s\p{ASCII}]+$/u.test(icon.emoji) && !/\p{Cc}|\p{Surrogate}/u.test(icon.emoji)
    ? icon.emoji
    : `emoji=${quoted(icon.emoji)}`;
}

const captioned = (caption: readonly RichText[]) => caption.length > 0 && `caption=${richText(caption)}`;
const text = ({ rich_text, color }: Payloads["quote"]): Fields => [colored(color), richText(rich_text)];
const withIcon = (value: Payloads["callout"]): Fields => [iconText(value.icon), ...text(value)];
const heading = (value: Payloads["heading_1"]): Fields => [
  value.is_toggleable && "toggleable",
  ...text(value),
];
const media = (value: Payloads["image"]): Fields => [source(value), captioned(value.caption)];
const web = (value: Payloads["bookmark"]): Fields => [reference(value.url), captioned(value.caption)];
const nothing = (): Fields => [];

/** What each type shows after its name. */
const FIELDS: { readonly [T in BlockType]: (value: Payloads[T]) => Fields } = {
  paragraph: withIcon,
  heading_1: heading,
  heading_2: heading,
  heading_3: heading,
  heading_4: heading,
  bulleted_list_item: text,
  numbered_list_item: text,
  to_do: (value) => [value.checked ? "[x]" : "[ ]", ...text(value)],
  toggle: text,
  quote: text,
  callout: withIcon,
  code: ({ language, rich_text, caption }) => [
    language.replaceAll(" ", "_"),
    richText(rich_text),
    captioned(caption),
  ],
  equation: ({ expression }) => [quoted(expression)],
  divider: nothing,
  breadcrumb: nothing,
  table_of_contents: ({ color }) => [colored(color)],
  bookmark: web,
  embed: web,
  image: media,
  video: media,
  pdf: media,
  audio: media,
  file: (value) => [...media(value), value.name !== undefined && `name=${quoted(value.name)}`],
  link_to_page: (value) => {
    if ("page_id" in value) return ["page", reference(value.page_id)];
    if ("database_id" in value) return ["database", reference(value.database_id)];
    return ["comment", reference(value.comment_id)];
  },
  table: ({ table_width, has_column_header, has_row_header }) => [
    String(table_width),
    has_column_header && "column_header",
    has_row_header && "row_header",
  ],
  table_row: ({ cells }) => cells.map(richText),
  column_list: nothing,
  column: ({ width_ratio }) => [width_ratio !== undefined && String(width_ratio)],
  tab: nothing,
  synced_block: ({ synced_from }) => [synced_from !== null && reference(synced_from.block_id)],
  template: ({ rich_text }) => [richText(rich_text)],
};

function fieldsOf<T extends BlockType>(type: T, value: Payloads[T]): Fields {
  return FIELDS[type](value);
}

/** One block on one line, without its children. */
function outlineLine(block: Block | SnapshotBlock): string {
  if (block.type === "foreign") return `foreign ${block.name} ${quoted(block.title)}`;
  const slugs = "slugs" in block && Array.isArray(block.slugs) ? block.slugs : [];
  const fields = [
    ...fieldsOf(block.type, block.value),
    ...slugs.map((slug) => `#${reference(String(slug))}`),
  ];
  return [block.type, ...fields.filter((field) => field !== false)].join(" ");
}

/**
 * Blocks as text: a line each, children indented by two spaces. Type, content and nesting can be read back from
 * it; the slugs of a draft stand behind `#`. Children that were not read are `…`.
 *
 * @param depth - levels of indentation to begin with
 */
export function outline(blocks: readonly Block[] | readonly SnapshotBlock[], depth = 0): string {
  return linesOf(blocks, depth).join("");
}

function linesOf(blocks: readonly (Block | SnapshotBlock)[], depth: number): string[] {
  const indent = "  ".repeat(depth);
  return blocks.flatMap((block) => {
    const below = block.children === null ? unread(block, depth + 1) : linesOf(block.children, depth + 1);
    return [`${indent}${outlineLine(block)}\n`, ...below];
  });
}

function unread(block: Block | SnapshotBlock, depth: number): string[] {
  return "hasChildren" in block && block.hasChildren === true ? [`${"  ".repeat(depth)}…\n`] : [];
}
