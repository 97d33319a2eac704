/** The requests that read. All throw `NotionError`. */
import type { Client } from "@notionhq/client";
import type { SnapshotBlock } from "../model/block.ts";
import type { Account, CommentSnapshot, PageSnapshot } from "../model/snapshot.ts";
import type { Wire } from "./client.ts";
import { fromBlock, fromComment, fromPage } from "./fromResponse.ts";
import { BrokenList, collect, type ListPage } from "./paging.ts";
import { idOf } from "./responseParts.ts";

/** `fresh`: it was created a moment ago, so that a 404 is tried again for some seconds. */
export interface Freshness {
  readonly fresh?: boolean;
}

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
    botId: idOf(me.id),
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
    id: idOf(user.id),
    name: user.name ?? "",
    email: user.type === "person" ? (user.person.email ?? null) : null,
  }));
}

/** Custom emojis of the workspace; names are without colons. */
export async function listEmojis(wire: Wire): Promise<{ readonly id: string; readonly name: string }[]> {
  const emojis = await all(wire, "emojis", (sdk, cursor) =>
    sdk.customEmojis.list({ page_size: 100, ...cursor }),
  );
  return emojis.map(({ id, name }) => ({ id: idOf(id), name }));
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
