/** From blocks to what the API is sent. Types of the SDK only: this file loads no SDK. */
import type { BlockObjectRequest, UpdateBlockParameters } from "@notionhq/client";
import { BLOCKS } from "../facts/blocks.ts";
import type { Block, BlockType, Payloads } from "../model/block.ts";
import { InternalError } from "../model/internalError.ts";
import { settled, toFileRequest, toIconRequest, toRichTextRequest } from "./requestParts.ts";

export { toPropertiesRequest } from "./propertiesRequest.ts";
export { toCoverRequest, toIconRequest } from "./requestParts.ts";

type OmitEach<T, K extends string> = T extends unknown ? Omit<T, K> : never;
type Member<T extends BlockType> = Extract<BlockObjectRequest, Record<T, unknown>>;
/** What a request holds under the name of the type, children apart. */
type Content<T extends BlockType> = OmitEach<Member<T>[T], "children">;
/** Body of an update. */
export type UpdateRequest = OmitEach<UpdateBlockParameters, "block_id">;

type TextKeys = Pick<Payloads["quote"], "rich_text" | "color">;

const text = ({ rich_text, color }: TextKeys) => ({ rich_text: toRichTextRequest(rich_text), color });
const heading = (value: Payloads["heading_1"]) => ({ ...text(value), is_toggleable: value.is_toggleable });
const withIcon = (value: Payloads["callout"]) => ({
  ...text(value),
  ...(value.icon !== undefined && { icon: toIconRequest(value.icon) }),
});
const caption = (value: Pick<Payloads["image"], "caption">) => ({
  caption: toRichTextRequest(value.caption),
});
const media = (value: Payloads["image"]) => ({ ...toFileRequest(value), ...caption(value) });
const web = (value: Payloads["bookmark"]) => ({ url: settled(value.url), ...caption(value) });
const nothing = () => ({});

function pageLink(value: Payloads["link_to_page"]): Content<"link_to_page"> {
  if ("page_id" in value) return { page_id: settled(value.page_id) };
  if ("database_id" in value) return { database_id: settled(value.database_id) };
  return { comment_id: settled(value.comment_id) };
}

/** What each type sends, every key spelt out. */
const CONTENT: { readonly [T in BlockType]: (value: Payloads[T]) => Content<T> } = {
  paragraph: withIcon,
  heading_1: heading,
  heading_2: heading,
  heading_3: heading,
  heading_4: heading,
  bulleted_list_item: text,
  numbered_list_item: text,
  to_do: (value) => ({ ...text(value), checked: value.checked }),
  toggle: text,
  quote: text,
  callout: withIcon,
  code: (value) => ({
    rich_text: toRichTextRequest(value.rich_text),
    language: value.language,
    ...caption(value),
  }),
  equation: ({ expression }) => ({ expression }),
  divider: nothing,
  breadcrumb: nothing,
  table_of_contents: ({ color }) => ({ color }),
  bookmark: web,
  embed: web,
  image: media,
  video: media,
  pdf: media,
  audio: media,
  file: (value) => ({ ...media(value), ...(value.name !== undefined && { name: value.name }) }),
  link_to_page: pageLink,
  table: ({ table_width, has_column_header, has_row_header }) => ({
    table_width,
    has_column_header,
    has_row_header,
  }),
  table_row: ({ cells }) => ({ cells: cells.map(toRichTextRequest) }),
  column_list: nothing,
  column: ({ width_ratio }) => ({ ...(width_ratio !== undefined && { width_ratio }) }),
  tab: nothing,
  synced_block: ({ synced_from }) => ({
    synced_from: synced_from === null ? null : { block_id: settled(synced_from.block_id) },
  }),
  template: ({ rich_text }) => ({ rich_text: toRichTextRequest(rich_text) }),
};

function contentOf<T extends BlockType>(type: T, value: Payloads[T]): Content<T> {
  return CONTENT[type](value);
}

/** What Notion fills in by itself when a new block leaves it out. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  color: "default",
  is_toggleable: false,
  checked: false,
  has_column_header: false,
  has_row_header: false,
};

function isDefault(key: string, value: unknown): boolean {
  return key === "caption"
    ? Array.isArray(value) && value.length === 0
    : Object.hasOwn(DEFAULTS, key) && DEFAULTS[key] === value;
}

/** The types whose creation wants `children` even where there are none. */
const CONTAINERS: ReadonlySet<BlockType> = new Set(["table", "column_list", "column", "tab"]);

/**
 * The request that creates a block with its whole subtree.
 *
 * It is as deep, as long and as large as the block: a request the API takes, within its limits, is what the
 * plan cuts beforehand.
 *
 * @throws InternalError when a reference in it has not been resolved, or a file in it cannot be written
 */
export function toRequest(block: Block): BlockObjectRequest;
// The SDK's type ends at the third level and a block does not, hence the wider type behind the signature.
// The content at every level is checked against the SDK's types by `CONTENT`.
export function toRequest(block: Block): BlockObjectRequest | Record<string, unknown> {
  const entries = Object.entries(contentOf(block.type, block.value));
  const content = Object.fromEntries(entries.filter(([key, value]) => !isDefault(key, value)));
  const nested = block.children.length > 0 || CONTAINERS.has(block.type);
  const children = nested ? { children: block.children.map((child) => toRequest(child)) } : {};
  return { type: block.type, [block.type]: { ...content, ...children } };
}

const SOURCE_KEYS: readonly string[] = ["external", "file_upload", "file"];

/** The keys an update sends: those that changed and those the API always wants, without what it cannot change. */
function updateKeys(type: BlockType, send: readonly string[]): ReadonlySet<string> {
  const { requiredInUpdate, fixed }: { requiredInUpdate: readonly string[]; fixed: readonly string[] } =
    BLOCKS[type];
  const source = send.some((key) => SOURCE_KEYS.includes(key)) ? SOURCE_KEYS : [];
  return new Set([...send, ...source, ...requiredInUpdate].filter((key) => !fixed.includes(key)));
}

/**
 * The body that changes a block in place; its children are left alone.
 *
 * @param block - the block as it shall be
 * @param send - keys of its payload to send; those the API requires are sent with them
 * @throws InternalError when the API cannot change a block of this type, or as `toRequest` does
 */
export function toUpdateRequest(block: Block, send: readonly string[]): UpdateRequest;
// Which keys are there is known only when it runs, hence the wider type behind the signature.
export function toUpdateRequest(
  block: Block,
  send: readonly string[],
): UpdateRequest | Record<string, unknown> {
  if (!BLOCKS[block.type].updatable) {
    throw new InternalError(`A ${block.type} block was to be changed in place, which the API cannot do.`);
  }
  const keys = updateKeys(block.type, send);
  const entries = Object.entries(contentOf(block.type, block.value));
  // One id is all a link holds, and under which key it stands may be what changed.
  const sent = block.type === "link_to_page" ? entries : entries.filter(([key]) => keys.has(key));
  return { [block.type]: Object.fromEntries(sent) };
}
