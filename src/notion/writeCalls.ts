/** The requests that write. All throw `NotionError`. */
import type {
  AppendBlockChildrenParameters,
  CreatePageParameters,
  UpdateBlockParameters,
} from "@notionhq/client";
import type { Block, Cover, Icon } from "../model/block.ts";
import type { PropertyValue } from "../model/property.ts";
import { text } from "../model/text.ts";
import type { Call, Wire } from "./client.ts";
import { NotionError } from "./errors.ts";
import type { Freshness } from "./readCalls.ts";
import { idOf } from "./responseParts.ts";
import {
  toCoverRequest,
  toIconRequest,
  toPropertiesRequest,
  toRequest,
  toUpdateRequest,
} from "./toRequest.ts";

/** Where new children go. */
type ChildPosition = "start" | "end" | { readonly after: string };

/** What a page lies in. */
interface ParentId {
  readonly kind: "page" | "dataSource";
  readonly id: string;
}

/**
 * A 404 on what is neither the target nor the anchor is about something the content names: a page that is
 * mentioned but not shared, an upload that has expired.
 */
async function aboutContent<T>(sending: Promise<T>, places: readonly string[]): Promise<T> {
  try {
    return await sending;
  } catch (error) {
    const named = error instanceof NotionError && error.kind === "notFound" ? error.missing : null;
    if (!(error instanceof NotionError) || named === null || places.map(idOf).includes(named)) throw error;
    throw error.with({ kind: "content" });
  }
}

/** What a new page is made of. */
export interface NewPage extends Freshness {
  readonly parent: ParentId;
  readonly title: string;
  readonly icon: Icon | null;
  readonly cover: Cover | null;
  readonly properties: Readonly<Record<string, PropertyValue>>;
  /** Within the limits of one request, everything in it resolved. */
  readonly children: readonly Block[];
  readonly position: ChildPosition;
}

const titled = (title: string): Readonly<Record<string, PropertyValue>> => ({
  title: { type: "title", value: [text(title)] },
});

function parentRequest({ kind, id }: ParentId) {
  return kind === "page" ? { page_id: id } : { data_source_id: id };
}

function pagePosition(position: ChildPosition) {
  if (position === "start") return { type: "page_start" } as const;
  if (position === "end") return undefined;
  return { type: "after_block", after_block: { id: position.after } } as const;
}

/** What `POST /v1/pages` is sent. Source: SDK type `CreatePageParameters`. */
export function createPageBody(page: Omit<NewPage, "fresh">): CreatePageParameters {
  const { parent, icon, cover } = page;
  const position = parent.kind === "page" ? pagePosition(page.position) : undefined;
  return {
    parent: parentRequest(parent),
    properties: toPropertiesRequest({ ...page.properties, ...titled(page.title) }),
    ...(icon !== null && { icon: toIconRequest(icon) }),
    ...(cover !== null && { cover: toCoverRequest(cover) }),
    ...(page.children.length > 0 && { children: page.children.map(toRequest) }),
    ...(position !== undefined && { position }),
  };
}

/**
 * Creates a page with its first content, once. `fresh` is about the parent.
 *
 * @returns its id
 */
export async function createPage(wire: Wire, page: NewPage): Promise<string> {
  const { parent } = page;
  const body = createPageBody(page);
  const sending = wire.once({
    name: "create page",
    fresh: page.fresh,
    send: (sdk) => sdk.pages.create(body),
  });
  const anchor = typeof page.position === "object" ? [page.position.after] : [];
  return idOf((await aboutContent(sending, [parent.id, ...anchor])).id);
}

/** New children on their way. */
interface NewChildren extends Freshness {
  /** Page or block that gets them. */
  readonly parent: string;
  /** Within the limits of one request, everything in them resolved. */
  readonly children: readonly Block[];
  readonly position: ChildPosition;
}

function appendPosition(position: ChildPosition) {
  if (position === "start") return { type: "start" } as const;
  if (position === "end") return undefined;
  return { type: "after_block", after_block: { id: position.after } } as const;
}

/** What `PATCH /v1/blocks/:id/children` is sent. Source: SDK type `AppendBlockChildrenParameters`. */
export function appendBody(append: Omit<NewChildren, "fresh">): AppendBlockChildrenParameters {
  const position = appendPosition(append.position);
  return {
    block_id: append.parent,
    children: append.children.map(toRequest),
    ...(position !== undefined && { position }),
  };
}

/**
 * Appends blocks, once. `fresh` is about the parent.
 *
 * @returns ids of the first level, in the order of `children`
 */
export async function appendChildren(wire: Wire, append: NewChildren): Promise<readonly string[]> {
  const name = "append";
  const body = appendBody(append);
  const sending = wire.once({ name, fresh: append.fresh, send: (sdk) => sdk.blocks.children.append(body) });
  const anchor = typeof append.position === "object" ? [append.position.after] : [];
  const { results } = await aboutContent(sending, [append.parent, ...anchor]);
  // Siblings that stood there before may follow the new ones.
  const made = results.slice(0, append.children.length).map(({ id }) => idOf(id));
  if (made.length < append.children.length) {
    throw wire.unusable(name, "The answer names fewer new blocks than were sent.");
  }
  return made;
}

interface BlockChange {
  readonly id: string;
  readonly to: Block;
  /** Keys of the payload that are sent. */
  readonly send: readonly string[];
}

/** What `PATCH /v1/blocks/:id` is sent. Source: SDK type `UpdateBlockParameters`. */
export function updateBlockBody({ id, to, send }: BlockChange): UpdateBlockParameters {
  return { block_id: id, ...toUpdateRequest(to, send) };
}

/** Changes a block in place: the named keys of its payload. */
export async function updateBlock(wire: Wire, change: BlockChange): Promise<void> {
  const { id } = change;
  const body = updateBlockBody(change);
  const sending = wire.repeat({ name: "update block", writes: id, send: (sdk) => sdk.blocks.update(body) });
  await aboutContent(sending, [id]);
}

/**
 * Moves a block, or a page, with all it holds to the trash. One that is there already counts as moved.
 *
 * A 404 stays an error unless Notion shows the block in its trash: what is not shared any more was not deleted.
 */
export async function deleteBlock(wire: Wire, id: string): Promise<void> {
  try {
    await wire.repeat({
      name: "delete block",
      writes: id,
      send: (sdk) => sdk.blocks.delete({ block_id: id }),
    });
  } catch (error) {
    if (!(error instanceof NotionError) || error.kind !== "notFound") throw error;
    const found = await wire
      .repeat({ name: "block", send: (sdk) => sdk.blocks.retrieve({ block_id: id }) })
      .catch(() => null);
    if (found === null || !("in_trash" in found) || !found.in_trash) throw error;
  }
}

/** Changes to a page; what is left out stays, `null` clears. */
interface PageChanges {
  readonly id: string;
  readonly title?: string;
  readonly icon?: Icon | null;
  readonly cover?: Cover | null;
  readonly properties?: Readonly<Record<string, PropertyValue>>;
  readonly inTrash?: boolean;
}

export async function updatePage(wire: Wire, changes: PageChanges): Promise<void> {
  const { id, title, icon, cover, properties, inTrash } = changes;
  const values = { ...properties, ...(title !== undefined && titled(title)) };
  const body = {
    page_id: id,
    ...(Object.keys(values).length > 0 && { properties: toPropertiesRequest(values) }),
    ...(icon !== undefined && { icon: icon === null ? null : toIconRequest(icon) }),
    ...(cover !== undefined && { cover: cover === null ? null : toCoverRequest(cover) }),
    ...(inTrash !== undefined && { in_trash: inTrash }),
  };
  await wire.repeat({ name: "update page", writes: id, send: (sdk) => sdk.pages.update(body) });
}

/** Moves a page below another parent, to its end. */
export async function movePage(
  wire: Wire,
  { id, parent }: { readonly id: string; readonly parent: ParentId },
): Promise<void> {
  const body = { page_id: id, parent: parentRequest(parent) };
  await wire.repeat({ name: "move page", writes: id, send: (sdk) => sdk.pages.move(body) });
}

/** A file to upload in one part, at most 20 MB. */
interface NewUpload {
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/**
 * Uploads a file: two requests.
 *
 * @returns the upload's id, to be attached within an hour
 */
export async function uploadFile(wire: Wire, { name, contentType, content }: NewUpload): Promise<string> {
  // Made twice, an upload that nobody attaches expires by itself.
  const { id } = await wire.repeat({
    name: "create upload",
    send: (sdk) => sdk.fileUploads.create({ mode: "single_part", filename: name, content_type: contentType }),
  });
  const data = new Blob([new Uint8Array(content)], { type: contentType });
  const sending: Call<unknown> = {
    name: "send upload",
    fresh: true,
    send: (sdk) => sdk.fileUploads.send({ file_upload_id: id, file: { data, filename: name } }),
  };
  try {
    await wire.repeat(sending);
  } catch (error) {
    if (!(error instanceof NotionError) || error.kind !== "content") throw error;
    // An upload whose first answer was lost is refused the second time, because it is there.
    const found = await wire.repeat({
      name: "upload",
      send: (sdk) => sdk.fileUploads.retrieve({ file_upload_id: id }),
    });
    if (found.status !== "uploaded") throw error;
  }
  return id;
}
