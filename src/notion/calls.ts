/**
 * Every request we make, in our own terms: one function, one request (a list: one per 100 items).
 *
 * All throw `NotionError`.
 */
import type { Client } from "@notionhq/client";
import type { Block, Cover, Icon, SnapshotBlock } from "../model/block.ts";
import { normalizeId } from "../model/links.ts";
import type { PropertyValue } from "../model/property.ts";
import type { Account, CommentSnapshot, PageSnapshot } from "../model/snapshot.ts";
import { text } from "../model/text.ts";
import type { Call, Wire } from "./client.ts";
import { NotionError } from "./errors.ts";
import { fromBlock, fromComment, fromPage } from "./fromResponse.ts";
import { BrokenList, collect, type ListPage } from "./paging.ts";
import {
  toCoverRequest,
  toIconRequest,
  toPropertiesRequest,
  toRequest,
  toUpdateRequest,
} from "./toRequest.ts";

/** `fresh`: it was created a moment ago, so that a 404 is tried again for some seconds. */
export interface Freshness {
  readonly fresh?: boolean;
}

/** Where new children go. */
export type ChildPosition = "start" | "end" | { readonly after: string };

/** What a page lies in. */
export interface ParentId {
  readonly kind: "page" | "dataSource";
  readonly id: string;
}

const canonical = (id: string): string => normalizeId(id) ?? id;

async function all<T>(
  wire: Wire,
  name: string,
  page: (sdk: Client, cursor: { start_cursor?: string }) => Promise<ListPage<T>>,
  { fresh, limit }: Freshness & { readonly limit?: number } = {},
): Promise<T[]> {
  try {
    return await collect(
      (cursor) =>
        wire.repeat({
          name,
          fresh,
          send: (sdk) => page(sdk, cursor === undefined ? {} : { start_cursor: cursor }),
        }),
      limit,
    );
  } catch (error) {
    throw error instanceof BrokenList ? wire.unusable(name, error.message) : error;
  }
}

/** Who the token speaks for. */
export async function whoAmI(wire: Wire): Promise<Account> {
  const me = await wire.repeat({ name: "me", send: (sdk) => sdk.users.me({}) });
  const bot = me.type === "bot" && "owner" in me.bot ? me.bot : null;
  return {
    botId: canonical(me.id),
    botName: me.name ?? "",
    workspaceId: bot?.workspace_id ?? "",
    workspaceName: bot?.workspace_name ?? "",
    personal: me.type === "person" || bot?.owner?.type === "user",
    maxUploadBytes: bot?.workspace_limits?.max_file_upload_size_in_bytes ?? null,
  };
}

/** A block, its children not read. One in the trash is `notFound`, `archived`. */
export async function retrieveBlock(
  wire: Wire,
  id: string,
  { fresh }: Freshness = {},
): Promise<SnapshotBlock> {
  const name = "block";
  const block = await wire.repeat({ name, fresh, send: (sdk) => sdk.blocks.retrieve({ block_id: id }) });
  if ("in_trash" in block && block.in_trash) {
    throw wire.unusable(name, "The block is in the trash.", "notFound").with({ archived: true, missing: id });
  }
  return fromBlock(block);
}

/** A page, its blocks not read; `inTrash` says whether it is in the trash. */
export async function retrievePage(wire: Wire, id: string, { fresh }: Freshness = {}): Promise<PageSnapshot> {
  const name = "page";
  const page = await wire.repeat({ name, fresh, send: (sdk) => sdk.pages.retrieve({ page_id: id }) });
  if (!("properties" in page)) {
    throw wire.unusable(name, "The connection may not read content.", "forbidden");
  }
  return fromPage(page);
}

/** First-level children of a page or block, theirs not read. */
export async function listChildren(
  wire: Wire,
  id: string,
  freshness: Freshness = {},
): Promise<SnapshotBlock[]> {
  const listed = await all(
    wire,
    "children",
    (sdk, cursor) => sdk.blocks.children.list({ block_id: id, page_size: 100, ...cursor }),
    freshness,
  );
  return listed.map(fromBlock);
}

/** Open comments on a block or page. */
export async function listComments(wire: Wire, id: string): Promise<CommentSnapshot[]> {
  const listed = await all(wire, "comments", (sdk, cursor) =>
    sdk.comments.list({ block_id: id, page_size: 100, ...cursor }),
  );
  return listed.map(fromComment);
}

/** A member, guest or bot of the workspace. `email` only where the connection may see it. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

export async function listUsers(wire: Wire): Promise<Member[]> {
  const users = await all(wire, "users", (sdk, cursor) => sdk.users.list({ page_size: 100, ...cursor }));
  return users.map((user) => ({
    id: canonical(user.id),
    name: user.name ?? "",
    email: user.type === "person" ? (user.person.email ?? null) : null,
  }));
}

/** Custom emojis of the workspace; names are without colons. */
export async function listEmojis(wire: Wire): Promise<{ readonly id: string; readonly name: string }[]> {
  const emojis = await all(wire, "emojis", (sdk, cursor) =>
    sdk.customEmojis.list({ page_size: 100, ...cursor }),
  );
  return emojis.map(({ id, name }) => ({ id: canonical(id), name }));
}

/** Pages that are shared with the connection, by title; Notion's index lags behind. */
export async function searchPages(
  wire: Wire,
  { query, limit = 100 }: { readonly query?: string; readonly limit?: number } = {},
): Promise<PageSnapshot[]> {
  const found = await all(
    wire,
    "search",
    (sdk, cursor) =>
      sdk.search({
        ...(query !== undefined && { query }),
        filter: { property: "object", value: "page" },
        page_size: Math.min(100, limit),
        ...cursor,
      }),
    { limit },
  );
  return found.flatMap((page) => (page.object === "page" && "properties" in page ? [fromPage(page)] : []));
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
    if (!(error instanceof NotionError) || named === null || places.map(canonical).includes(named))
      throw error;
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

/**
 * Creates a page with its first content, once. `fresh` is about the parent.
 *
 * @returns its id
 */
export async function createPage(wire: Wire, page: NewPage): Promise<string> {
  const { parent, icon, cover } = page;
  const position = parent.kind === "page" ? pagePosition(page.position) : undefined;
  const body = {
    parent: parentRequest(parent),
    properties: toPropertiesRequest({ ...page.properties, ...titled(page.title) }),
    ...(icon !== null && { icon: toIconRequest(icon) }),
    ...(cover !== null && { cover: toCoverRequest(cover) }),
    ...(page.children.length > 0 && { children: page.children.map(toRequest) }),
    ...(position !== undefined && { position }),
  };
  const sending = wire.once({
    name: "create page",
    fresh: page.fresh,
    send: (sdk) => sdk.pages.create(body),
  });
  const anchor = typeof page.position === "object" ? [page.position.after] : [];
  return canonical((await aboutContent(sending, [parent.id, ...anchor])).id);
}

/** New children on their way. */
export interface NewChildren extends Freshness {
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

/**
 * Appends blocks, once. `fresh` is about the parent.
 *
 * @returns ids of the first level, in the order of `children`
 */
export async function appendChildren(wire: Wire, append: NewChildren): Promise<readonly string[]> {
  const name = "append";
  const position = appendPosition(append.position);
  const body = {
    block_id: append.parent,
    children: append.children.map(toRequest),
    ...(position !== undefined && { position }),
  };
  const sending = wire.once({ name, fresh: append.fresh, send: (sdk) => sdk.blocks.children.append(body) });
  const anchor = typeof append.position === "object" ? [append.position.after] : [];
  const { results } = await aboutContent(sending, [append.parent, ...anchor]);
  // Siblings that stood there before may follow the new ones.
  const made = results.slice(0, append.children.length).map(({ id }) => canonical(id));
  if (made.length < append.children.length) {
    throw wire.unusable(name, "The answer names fewer new blocks than were sent.");
  }
  return made;
}

/** Changes a block in place: the named keys of its payload. */
export async function updateBlock(
  wire: Wire,
  { id, to, send }: { readonly id: string; readonly to: Block; readonly send: readonly string[] },
): Promise<void> {
  const body = { block_id: id, ...toUpdateRequest(to, send) };
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
export interface PageChanges {
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
export interface NewUpload {
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
