/** The client for programs' own calls: plain values in and out, any size, paced, and nothing made twice. */
import type { Block, Cover, Icon, SnapshotBlock } from "../model/block.ts";
import type { Message } from "../model/message.ts";
import { needKey, noAnswers } from "../model/need.ts";
import type { Schema } from "../model/property.ts";
import type { Account } from "../model/snapshot.ts";
import { deleteBlock, updatePage, whoAmI } from "../notion/calls.ts";
import { NotionError } from "../notion/errors.ts";
import { restoreThing, retrieveRawPage } from "../notion/queryCalls.ts";
import { answerNeeds } from "../read/index.ts";
import type { FoundTarget } from "../read/target.ts";
import { type Content, draftsOf, readyContent } from "./content.ts";
import { ClientError } from "./errors.ts";
import { bySchema, idIn, schemaOf, targetIn } from "./ids.ts";
import { type ClientPage, wholePageOf } from "./pages.ts";
import {
  type FoundDataSource,
  type FoundPage,
  type QueryOptions,
  query,
  type SearchOptions,
  search,
} from "./query.ts";
import { differing, filterByKey } from "./rows.ts";
import { type ClientOptions, createSession, type Session } from "./session.ts";
import { type Synced, type SyncOptions, sync } from "./sync.ts";
import { type FileToUpload, type Uploaded, upload } from "./upload.ts";
import { type ReadyValues, readyValues, type Values } from "./values.ts";
import { append, createPage, type InsertAt, type Written } from "./write.ts";

export type { Content } from "./content.ts";
export { type Candidate, ClientError, type ClientErrorCode } from "./errors.ts";
export type { ClientPage } from "./pages.ts";
export type { FoundDataSource, FoundPage, QueryOptions, SearchOptions } from "./query.ts";
export type { ApiVersion, ClientOptions } from "./session.ts";
export type { Synced, SyncOptions } from "./sync.ts";
export type { FileToUpload, Uploaded } from "./upload.ts";
export type { Values } from "./values.ts";
export type { InsertAt, Written } from "./write.ts";

/** Content, or none. */
type MaybeContent =
  | Content
  | { readonly markdown?: never; readonly blocks?: never; readonly options?: never };

/** A page to be made. */
export type NewPage = MaybeContent & {
  /** The page, data source or database (with one data source) it is made in, by id or URL. */
  readonly in: string;
  /** Unless given: the title among the values, else that of the Markdown. */
  readonly title?: string;
  readonly icon?: Icon;
  readonly cover?: Cover;
  /** Of the properties of a row. */
  readonly values?: Values;
  /** Among the pages and blocks of a page; at its end unless told. */
  readonly position?: InsertAt;
};

/** A page that was made. */
export interface Created extends Written {
  readonly id: string;
  readonly url: string;
}

/** Changes to a page: what is left out stays, `null` clears. */
export interface PageChanges {
  readonly title?: string;
  readonly icon?: Icon | null;
  readonly cover?: Cover | null;
  readonly values?: Values;
}

/** A row that is made, or changed if it is there. */
export type RowToPut = MaybeContent & {
  /** The data source or database (with one data source), by id or URL. */
  readonly in: string;
  /** Name of the property whose value tells the row from all others; the values give it. */
  readonly key: string;
  readonly values: Values;
};

export interface Put extends Written {
  readonly id: string;
  readonly url: string;
  readonly action: "created" | "updated" | "unchanged";
}

export interface Client {
  /** Whom the token speaks for, asked anew each time. */
  validateToken(): Promise<Account>;
  /** A page or row; long values whole. */
  getPage(page: string): Promise<ClientPage>;
  /** The schema of a data source, or of a database with one. */
  getSchema(dataSource: string): Promise<Schema>;
  /** Makes a page or row with content of any size, once. */
  createPage(page: NewPage): Promise<Created>;
  updatePage(page: string, changes: PageChanges): Promise<void>;
  /** Makes the row of a key, or brings it in step; what is as wanted is not written. */
  upsertRow(row: RowToPut): Promise<Put>;
  /** Appends blocks of any number and depth, once. Gives the ids of the first level, in order. */
  appendBlocks(
    parent: string,
    content: Content & { readonly position?: InsertAt },
  ): Promise<{ readonly ids: readonly string[] } & Written>;
  /** Makes a page hold this content, changing as little as can be. */
  syncBlocks(page: string, content: Content & SyncOptions): Promise<Synced>;
  /** All blocks under a page or block, nested; child pages and databases are not entered. */
  listBlocks(parent: string): Promise<readonly SnapshotBlock[]>;
  /** Rows, one after the other. */
  query(dataSource: string, options?: QueryOptions): AsyncGenerator<ClientPage, void>;
  /** Pages and data sources by their titles, one after the other. */
  search(text?: string, options?: SearchOptions): AsyncGenerator<FoundPage | FoundDataSource, void>;
  uploadFile(file: FileToUpload): Promise<Uploaded>;
  /** Moves a page or block with all it holds to the trash; the API deletes nothing for good. */
  trash(id: string): Promise<void>;
  /** Takes a page, block, database or data source out of the trash. */
  restore(id: string): Promise<void>;
  /** The official client, under the same pacing and deadlines; its errors are `NotionError`. It repeats nothing. */
  readonly sdk: Session["wire"]["sdk"];
  /**
   * Repeats calls of `sdk` after 429, 529 and refused connections, which certainly had no effect.
   *
   * @param options - `repeatable`: it may be sent twice, so that it is repeated after lost answers, too
   */
  withRetry<T>(call: () => Promise<T>, options?: { readonly repeatable?: boolean }): Promise<T>;
}

const UNTITLED = "Untitled";

/** What says that something is no page, but may be another thing. */
const OTHER: readonly NotionError["kind"][] = ["notFound", "content"];

function hasContent(content: MaybeContent): content is Content {
  return content.markdown !== undefined || content.blocks !== undefined;
}

async function contentFor(session: Session, given: MaybeContent, takesTitle: boolean) {
  const none: { title: string | null; blocks: readonly Block[]; messages: readonly Message[] } = {
    title: null,
    blocks: [],
    messages: [],
  };
  return hasContent(given) ? readyContent(session, given, takesTitle) : none;
}

/** Values of a row; under a page there is the title alone. */
async function valuesFor(
  session: Session,
  { schema }: Pick<FoundTarget, "schema">,
  values: Values,
): Promise<ReadyValues> {
  if (schema !== null) return readyValues(session, values, schema);
  const title: Schema["properties"][string] = {
    ...{ id: "title", name: "title", type: "title", options: [], format: null, relatesTo: null },
  };
  return readyValues(session, values, { dataSource: "", properties: { title } });
}

async function makePage(session: Session, page: NewPage): Promise<Created> {
  const { target, values } = await bySchema(session, page.in, async (found) => ({
    target: found.target,
    values: await valuesFor(session, found, page.values ?? {}),
  }));
  const named = page.title ?? values.title;
  const content = await contentFor(session, page, named === undefined);
  const made = await createPage(session, {
    parent: { kind: target.kind, id: target.id },
    title: named ?? content.title ?? UNTITLED,
    icon: page.icon ?? null,
    cover: page.cover ?? null,
    properties: values.properties,
    blocks: content.blocks,
    position: page.position ?? "end",
  });
  return { ...made, messages: [...content.messages, ...made.messages] };
}

async function changePage(session: Session, id: string, changes: PageChanges): Promise<void> {
  const { values: given = {}, ...look } = changes;
  const isPlain = Object.keys(given).length === 0;
  const parent = isPlain ? null : (await retrieveRawPage(session.wire, id)).parent;
  const values = await (parent !== null && "data_source_id" in parent
    ? bySchema(session, parent.data_source_id, (found) => valuesFor(session, found, given))
    : valuesFor(session, { schema: null }, given));
  const title = look.title ?? values.title;
  const { properties } = values;
  const isNothing =
    Object.keys(look).length === 0 && title === undefined && Object.keys(properties).length === 0;
  if (isNothing) return;
  const body = { id, ...look, properties, ...(title !== undefined && { title }) };
  await session.alone(id, () => updatePage(session.wire, body));
}

async function putRow(session: Session, row: RowToPut): Promise<Put> {
  const { filter, target, values } = await bySchema(session, row.in, async (found) => {
    const schema = schemaOf(found);
    const values = await readyValues(session, row.values, schema);
    return { target: found.target, values, filter: filterByKey(row.key, values, schema) };
  });
  const found: ClientPage[] = [];
  for await (const one of query(session, target.id, { filter, limit: 10, whole: true })) found.push(one);
  const [only, another] = found;
  if (another !== undefined) {
    throw new ClientError({
      code: "several_rows",
      says: `More than one row has this \`${row.key}\`: ${found.map(({ url }) => url).join(", ")}.`,
      fix: "Trash all but one of them in Notion, or use another key.",
      candidates: found.map(({ id, url, title }) => ({ id, url, title })),
    });
  }
  if (only === undefined) return { ...(await makePage(session, row)), action: "created" };
  const { id, url } = only;
  const { title, properties } = differing(values, only);
  const isSame = title === undefined && Object.keys(properties).length === 0;
  if (!isSame) {
    const body = { id, properties, ...(title !== undefined && { title }) };
    await session.alone(id, () => updatePage(session.wire, body));
  }
  if (!hasContent(row)) return { id, url, messages: [], action: isSame ? "unchanged" : "updated" };
  const content = await readyContent(session, row, true);
  const synced = await sync(session, id, draftsOf(content.blocks), {});
  const messages = [...content.messages, ...synced.messages];
  return { id, url, messages, action: isSame && synced.writes === 0 ? "unchanged" : "updated" };
}

async function listTree(session: Session, id: string): Promise<readonly SnapshotBlock[]> {
  const need = { kind: "children", block: id, deep: true } as const;
  const answers = await answerNeeds([need], noAnswers(), session.reader);
  const found = answers.children.get(needKey(need)) ?? null;
  if (found !== null) return found;
  throw new ClientError({
    code: "unusable_target",
    says: `There is no page or block ${id}, or it is in the trash, or not shared with the connection.`,
    fix: "Open the page in Notion, choose ••• → Connections and add the connection.",
  });
}

/** Nothing tells which kind of thing is in the trash under an id, so each is tried. */
async function restoreAny(session: Session, id: string): Promise<void> {
  const kinds = ["page", "block", "database"] as const;
  for (const kind of kinds) {
    try {
      await restoreThing(session.wire, id, kind);
      return;
    } catch (error) {
      if (!(error instanceof NotionError) || !OTHER.includes(error.kind)) throw error;
    }
  }
  await restoreThing(session.wire, id, "dataSource");
}

/**
 * Makes a client.
 *
 * Its methods throw `NotionError` where Notion refuses or is away (with the API's `code`, what it means in `says`,
 * and what to do in `fix`), and `ClientError` for what was refused before anything was sent.
 *
 * @throws ClientError where the token cannot be one
 */
export function createClient(options: ClientOptions): Client {
  const session = createSession(options);
  const { wire } = session;
  return {
    validateToken: () => whoAmI(wire),
    getPage: async (page) => wholePageOf(session, await retrieveRawPage(wire, idIn(page))),
    getSchema: async (dataSource) => schemaOf(await targetIn(session, dataSource)),
    createPage: (page) => makePage(session, page),
    updatePage: (page, changes) => changePage(session, idIn(page), changes),
    upsertRow: (row) => putRow(session, row),
    appendBlocks: async (parent, content) => {
      const { blocks, messages } = await readyContent(session, content, false);
      const made = await append(session, idIn(parent), blocks, content.position ?? "end");
      return { ids: made.ids, messages: [...messages, ...made.messages] };
    },
    syncBlocks: async (page, content) => {
      const { blocks, messages } = await readyContent(session, content, false);
      const synced = await sync(session, idIn(page), draftsOf(blocks), content);
      return { ...synced, messages: [...messages, ...synced.messages] };
    },
    listBlocks: (parent) => listTree(session, idIn(parent)),
    query: (dataSource, asked = {}) => query(session, dataSource, asked),
    search: (text = "", asked = {}) => search(session, text, asked),
    uploadFile: (file) => upload(session, file),
    trash: async (id) => deleteBlock(wire, idIn(id)),
    restore: (id) => restoreAny(session, idIn(id)),
    sdk: wire.sdk,
    withRetry: (call, { repeatable = false } = {}) => {
      const sending = { name: "call", send: call };
      return repeatable ? wire.repeat(sending) : wire.once(sending);
    },
  };
}
