/** Queries and searches, a page of results at a time, and pages with all that the API tells of them. */
import type { DataSourceObjectResponse, PageObjectResponse, SearchParameters } from "@notionhq/client";
import { LIMITS } from "../facts/limits.ts";
import type { FilterRequest, Sort } from "../model/filter.ts";
import type { Wire } from "./client.ts";
import type { Freshness } from "./readCalls.ts";

/** A page as the API answers it. */
export type RawPage = PageObjectResponse;

/** A data source as the API answers it where it lists some. */
export type RawDataSource = DataSourceObjectResponse;

/** A page of results. */
export interface Results {
  readonly found: readonly (RawPage | RawDataSource)[];
  /** Where the next page begins; null at the end. */
  readonly cursor: string | null;
  /** The list ends because the API tells no more, not because there is no more. */
  readonly isCut: boolean;
}

interface ListAnswer {
  readonly results: readonly { readonly object: string }[];
  readonly next_cursor: string | null;
  readonly has_more: boolean;
  readonly request_status?: { readonly type: "complete" | "incomplete" };
}

function isWhole(result: object): result is RawPage | RawDataSource {
  return "url" in result;
}

function resultsOf(wire: Wire, name: string, answer: ListAnswer): Results {
  if (answer.has_more && answer.next_cursor === null) {
    throw wire.unusable(name, "A list was said to go on, but not from where.");
  }
  return {
    found: answer.results.filter(isWhole),
    cursor: answer.has_more ? answer.next_cursor : null,
    isCut: answer.request_status?.type === "incomplete",
  };
}

/** What a query asks. */
export interface QueryRequest {
  readonly dataSource: string;
  readonly filter: FilterRequest | undefined;
  readonly sorts: readonly Sort[];
  readonly cursor: string | null;
  /** 1 to 100. */
  readonly pageSize: number;
}

/** Rows of a data source, up to 100: pages, in a wiki data sources too. @throws NotionError */
export async function queryRows(wire: Wire, request: QueryRequest): Promise<Results> {
  const { dataSource, filter, sorts, cursor, pageSize } = request;
  const body = {
    data_source_id: dataSource,
    page_size: pageSize,
    ...(filter !== undefined && { filter }),
    ...(sorts.length > 0 && { sorts: [...sorts] }),
    ...(cursor !== null && { start_cursor: cursor }),
  };
  const name = "query";
  return resultsOf(wire, name, await wire.repeat({ name, send: (sdk) => sdk.dataSources.query(body) }));
}

/** What a search asks. */
export interface SearchRequest {
  /** Words of titles; empty for all there is. */
  readonly text: string;
  readonly type: "page" | "data_source" | null;
  readonly sort: NonNullable<SearchParameters["sort"]> | null;
  readonly cursor: string | null;
  readonly pageSize: number;
}

/** Pages and data sources by their titles, up to 100; the API's index lags behind. @throws NotionError */
export async function searchTitles(wire: Wire, request: SearchRequest): Promise<Results> {
  const { text, type, sort, cursor, pageSize } = request;
  const body: SearchParameters = {
    page_size: pageSize,
    ...(text !== "" && { query: text }),
    ...(type !== null && { filter: { property: "object", value: type } }),
    ...(sort !== null && { sort }),
    ...(cursor !== null && { start_cursor: cursor }),
  };
  const name = "search";
  return resultsOf(wire, name, await wire.repeat({ name, send: (sdk) => sdk.search(body) }));
}

/** A page with all that the API tells of it. @throws NotionError */
export async function retrieveRawPage(wire: Wire, id: string, { fresh }: Freshness = {}): Promise<RawPage> {
  const name = "page";
  const page = await wire.repeat({ name, fresh, send: (sdk) => sdk.pages.retrieve({ page_id: id }) });
  if (!("properties" in page)) {
    throw wire.unusable(name, "The connection may not read content.", "forbidden");
  }
  return page;
}

/** Results of one page, at most. */
export const PAGE_SIZE = LIMITS.pageSize;

/** Takes a page or block out of the trash, or a database, or a data source: whichever has the id. @throws NotionError */
export async function restoreThing(
  wire: Wire,
  id: string,
  kind: "page" | "block" | "database" | "dataSource",
): Promise<void> {
  const name = `restore ${kind}`;
  const send: Record<typeof kind, (sdk: Wire["sdk"]) => Promise<unknown>> = {
    page: (sdk) => sdk.pages.update({ page_id: id, in_trash: false }),
    block: (sdk) => sdk.blocks.update({ block_id: id, in_trash: false }),
    database: (sdk) => sdk.databases.update({ database_id: id, in_trash: false }),
    dataSource: (sdk) => sdk.dataSources.update({ data_source_id: id, in_trash: false }),
  };
  await wire.repeat({ name, writes: id, send: send[kind] });
}
