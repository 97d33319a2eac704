/** From what the API answers to blocks, pages and comments in canonical form. Types of the SDK only. */
import type {
  BlockObjectResponse,
  CommentObjectResponse,
  PageObjectResponse,
  PartialBlockObjectResponse,
  RichTextItemResponse,
} from "@notionhq/client";
import { isCreatable } from "../facts/blocks.ts";
import type { BlockType, ForeignBlock, Payloads, Provenance, SnapshotBlock } from "../model/block.ts";
import { canonicalUrl } from "../model/links.ts";
import type { CommentSnapshot, PageSnapshot, SnapshotParent } from "../model/snapshot.ts";
import { plainText } from "../model/text.ts";
import { cutProperties, fromProperties } from "./fromProperties.ts";
import { colorOf, fileOf, fromRichText, iconOf, idOf } from "./responseParts.ts";

type ResponseOf<T extends BlockType> = Extract<BlockObjectResponse, { type: T }>;
/** Whatever an answer leaves out is filled in, so that older and partial answers read the same. */
type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined };
type TextResponse = Loose<ResponseOf<"quote">["quote"]>;
type IconTextResponse = Loose<ResponseOf<"callout">["callout"]>;
type MediaResponse = ResponseOf<"image">["image"];

const text = (body: TextResponse): Payloads["quote"] => ({
  rich_text: fromRichText(body.rich_text),
  color: colorOf(body.color),
});
const heading = (body: Loose<ResponseOf<"heading_1">["heading_1"]>): Payloads["heading_1"] => ({
  ...text(body),
  is_toggleable: body.is_toggleable ?? false,
});
const withIcon = (body: IconTextResponse): Payloads["callout"] => {
  const icon = iconOf(body.icon);
  return icon === null ? text(body) : { ...text(body), icon };
};
const caption = (items: readonly RichTextItemResponse[] | undefined) => ({ caption: fromRichText(items) });
const media = (body: MediaResponse): Payloads["image"] => ({ ...fileOf(body), ...caption(body.caption) });
const web = (body: ResponseOf<"embed">["embed"]): Payloads["embed"] => ({
  url: canonicalUrl(body.url),
  ...caption(body.caption),
});

function pageLink({ link_to_page: link }: ResponseOf<"link_to_page">): Payloads["link_to_page"] {
  if (link.type === "page_id") return { page_id: idOf(link.page_id) };
  if (link.type === "database_id") return { database_id: idOf(link.database_id) };
  return { comment_id: idOf(link.comment_id) };
}

interface Node<T extends BlockType> extends Provenance {
  readonly type: T;
  readonly value: Payloads[T];
  readonly children: null;
}

type Read<T extends BlockType> = (block: ResponseOf<T>, provenance: Provenance) => SnapshotBlock<T>;

function reader<T extends BlockType>(
  type: T,
  payload: (block: ResponseOf<T>) => Payloads[T],
): (block: ResponseOf<T>, provenance: Provenance) => Node<T> {
  return (block, provenance) => ({ ...provenance, type, value: payload(block), children: null });
}

const READ: { readonly [T in BlockType]: Read<T> } = {
  paragraph: reader("paragraph", (block) => withIcon(block.paragraph)),
  heading_1: reader("heading_1", (block) => heading(block.heading_1)),
  heading_2: reader("heading_2", (block) => heading(block.heading_2)),
  heading_3: reader("heading_3", (block) => heading(block.heading_3)),
  heading_4: reader("heading_4", (block) => heading(block.heading_4)),
  bulleted_list_item: reader("bulleted_list_item", (block) => text(block.bulleted_list_item)),
  numbered_list_item: reader("numbered_list_item", (block) => text(block.numbered_list_item)),
  to_do: reader("to_do", ({ to_do }) => ({ ...text(to_do), checked: to_do.checked ?? false })),
  toggle: reader("toggle", (block) => text(block.toggle)),
  quote: reader("quote", (block) => text(block.quote)),
  callout: reader("callout", (block) => withIcon(block.callout)),
  code: reader("code", ({ code }) => ({
    rich_text: fromRichText(code.rich_text),
    language: code.language,
    ...caption(code.caption),
  })),
  equation: reader("equation", (block) => ({ expression: block.equation.expression })),
  divider: reader("divider", () => ({})),
  breadcrumb: reader("breadcrumb", () => ({})),
  table_of_contents: reader("table_of_contents", (block) => ({
    color: colorOf(block.table_of_contents.color),
  })),
  bookmark: reader("bookmark", (block) => web(block.bookmark)),
  embed: reader("embed", (block) => web(block.embed)),
  image: reader("image", (block) => media(block.image)),
  video: reader("video", (block) => media(block.video)),
  pdf: reader("pdf", (block) => media(block.pdf)),
  audio: reader("audio", (block) => media(block.audio)),
  file: reader("file", ({ file }) =>
    file.name === undefined ? media(file) : { ...media(file), name: file.name },
  ),
  link_to_page: reader("link_to_page", pageLink),
  table: reader("table", ({ table }) => ({
    table_width: table.table_width,
    has_column_header: table.has_column_header ?? false,
    has_row_header: table.has_row_header ?? false,
  })),
  table_row: reader("table_row", (block) => ({
    cells: block.table_row.cells.map((cell) => fromRichText(cell)),
  })),
  column_list: reader("column_list", () => ({})),
  column: reader("column", ({ column }) =>
    column.width_ratio == null ? {} : { width_ratio: column.width_ratio },
  ),
  tab: reader("tab", () => ({})),
  synced_block: reader("synced_block", ({ synced_block: { synced_from } }) => ({
    synced_from: synced_from == null ? null : { block_id: idOf(synced_from.block_id) },
  })),
  template: reader("template", (block) => ({ rich_text: fromRichText(block.template.rich_text) })),
};

function read<T extends BlockType>(type: T, block: ResponseOf<T>, provenance: Provenance): SnapshotBlock {
  return READ[type](block, provenance);
}

type ForeignResponse = Exclude<BlockObjectResponse, { type: BlockType }>;

function isOurs(block: BlockObjectResponse): block is Exclude<BlockObjectResponse, ForeignResponse> {
  return isCreatable(block.type);
}

function titleOf(block: ForeignResponse): string {
  if (block.type === "child_page") return block.child_page.title;
  if (block.type === "child_database") return block.child_database.title;
  if (block.type === "meeting_notes") return plainText(fromRichText(block.meeting_notes.title));
  return "";
}

function foreign(block: ForeignResponse, provenance: Provenance): ForeignBlock {
  const hidden = block.type === "unsupported" ? block.unsupported.block_type : undefined;
  return {
    ...provenance,
    type: "foreign",
    name: hidden ?? block.type,
    title: titleOf(block),
    children: null,
  };
}

/**
 * A block of an answer in canonical form, its children not read. What no request can create becomes foreign,
 * as does what the connection may not read.
 */
export function fromBlock(response: BlockObjectResponse | PartialBlockObjectResponse): SnapshotBlock {
  if (!("type" in response)) {
    const unknown = {
      createdTime: "",
      createdBy: "",
      lastEditedTime: "",
      lastEditedBy: "",
      hasChildren: true,
    };
    const id = idOf(response.id);
    return { ...unknown, id, type: "foreign", name: "unreadable", title: "", children: null };
  }
  const provenance: Provenance = {
    id: idOf(response.id),
    createdTime: response.created_time,
    createdBy: idOf(response.created_by.id),
    lastEditedTime: response.last_edited_time,
    lastEditedBy: idOf(response.last_edited_by.id),
    hasChildren: response.has_children,
  };
  return isOurs(response) ? read(response.type, response, provenance) : foreign(response, provenance);
}

const PARENT: {
  readonly [T in PageObjectResponse["parent"]["type"]]: (
    parent: Extract<PageObjectResponse["parent"], { type: T }>,
  ) => SnapshotParent;
} = {
  page_id: (parent) => ({ kind: "page", id: idOf(parent.page_id) }),
  block_id: (parent) => ({ kind: "block", id: idOf(parent.block_id) }),
  data_source_id: (parent) => ({ kind: "dataSource", id: idOf(parent.data_source_id) }),
  database_id: (parent) => ({ kind: "database", id: idOf(parent.database_id) }),
  agent_id: () => ({ kind: "workspace" }),
  workspace: () => ({ kind: "workspace" }),
};

function readParent<T extends PageObjectResponse["parent"]["type"]>(
  type: T,
  parent: Extract<PageObjectResponse["parent"], { type: T }>,
): SnapshotParent {
  return PARENT[type](parent);
}

/** Parent of a page or block in canonical form. A kind that is not known reads as the workspace. */
function fromParent(parent: PageObjectResponse["parent"]): SnapshotParent {
  return Object.hasOwn(PARENT, parent.type) ? readParent(parent.type, parent) : { kind: "workspace" };
}

/** A page of an answer in canonical form, its blocks not read. */
export function fromPage(response: PageObjectResponse): PageSnapshot {
  const { title, properties } = fromProperties(response.properties);
  const cut = cutProperties(response.properties).map(({ name, id }) => [name, id] as const);
  return {
    id: idOf(response.id),
    url: response.url,
    title: plainText(title),
    icon: iconOf(response.icon),
    cover: response.cover == null ? null : fileOf(response.cover),
    parent: fromParent(response.parent),
    inTrash: response.in_trash,
    createdTime: response.created_time,
    createdBy: idOf(response.created_by.id),
    lastEditedTime: response.last_edited_time,
    lastEditedBy: idOf(response.last_edited_by.id),
    properties,
    ...(cut.length > 0 && { cut: Object.fromEntries(cut) }),
    blocks: null,
  };
}

/** A comment of an answer. */
export function fromComment(response: CommentObjectResponse): CommentSnapshot {
  const { parent } = response;
  return {
    id: idOf(response.id),
    on: idOf(parent.type === "page_id" ? parent.page_id : parent.block_id),
    discussion: idOf(response.discussion_id),
    text: plainText(fromRichText(response.rich_text)),
    createdBy: idOf(response.created_by.id),
    createdTime: response.created_time,
  };
}
