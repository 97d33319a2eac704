/** Rows of a data source, however many, and what a search finds. */
import { LIMITS } from "../facts/limits.ts";
import { and, createdTime, type Filter, type Sort, toFilterRequest } from "../model/builders/query.ts";
import { noAnswers } from "../model/need.ts";
import type { Schema } from "../model/property.ts";
import { resolveSort, resolveWhere } from "../model/query/where/index.ts";
import { plainText } from "../model/text.ts";
import {
  PAGE_SIZE,
  queryRows,
  type RawDataSource,
  type RawPage,
  type Results,
  searchTitles,
} from "../notion/queryCalls.ts";
import { fromRichText, idOf } from "../notion/responseParts.ts";
import { answerNeeds } from "../read/index.ts";
import { ClientError } from "./errors.ts";
import { bySchema, schemaOf } from "./ids.ts";
import { type ClientPage, pageOf, wholePageOf } from "./pages.ts";
import type { Session } from "./session.ts";

/** A data source among the results of a search, or among the rows of a wiki. */
export interface FoundDataSource {
  readonly kind: "dataSource";
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly lastEditedTime: string;
  /** As the API answered it. */
  readonly raw: RawDataSource;
}

/** A page among the results of a search. */
export interface FoundPage extends ClientPage {
  readonly kind: "page";
}

/** Which rows, and in which order. */
export interface QueryOptions {
  /** In the language of `where`. */
  readonly where?: string;
  /** Beside `where`, rows must match this, too. */
  readonly filter?: Filter;
  /** `Due`, `Due:desc`, `created:desc`, or as the API takes it; the first one has precedence. */
  readonly sort?: string | Sort | readonly (string | Sort)[];
  /** Rows at most. */
  readonly limit?: number;
  /** Long texts, people and relations whole, and not their first 25 items: a request more for each that is cut. */
  readonly whole?: boolean;
  /** Is told of data sources among the rows, as wikis have them; they are no rows. */
  readonly onDataSource?: (found: FoundDataSource) => void;
}

/** A filter of a `where`; what it names is looked up. @throws WhereError, NotionError */
async function filterOf(session: Session, where: string, schema: Schema): Promise<Filter> {
  let answers = noAnswers();
  for (;;) {
    const { filter, needs } = resolveWhere(where, schema, answers);
    if (filter !== null) return filter;
    answers = await answerNeeds(needs, answers, session.reader);
  }
}

function sortsOf(sort: QueryOptions["sort"], schema: Schema): readonly Sort[] {
  const list = sort === undefined ? [] : typeof sort === "string" || !Array.isArray(sort) ? [sort] : sort;
  return list.flat().map((one) => (typeof one === "string" ? resolveSort(one, schema) : one));
}

const OLDEST: Sort = { timestamp: "created_time", direction: "ascending" };

function dataSourceOf(raw: RawDataSource): FoundDataSource {
  return {
    kind: "dataSource",
    id: idOf(raw.id),
    title: plainText(fromRichText(raw.title)),
    url: raw.url,
    lastEditedTime: raw.last_edited_time,
    raw,
  };
}

interface Query {
  readonly dataSource: string;
  readonly filter: Filter;
  readonly sorts: readonly Sort[];
  readonly pageSize: number;
}

/** Every page of results of one query, up to where the API tells no more. @returns whether it was cut there */
async function* resultsOf(session: Session, query: Query): AsyncGenerator<Results["found"], boolean> {
  const filter = toFilterRequest(query.filter);
  let cursor: string | null = null;
  let count = 0;
  for (;;) {
    const results: Results = await queryRows(session.wire, { ...query, filter, cursor });
    count += results.found.length;
    yield results.found;
    cursor = results.cursor;
    if (cursor === null) return results.isCut || count >= LIMITS.queryRows;
  }
}

/** The order that rows beyond what one query tells can be asked for in; null: none. */
function directionOf([first]: readonly Sort[]): "ascending" | "descending" | null {
  return first !== undefined && "timestamp" in first && first.timestamp === "created_time"
    ? first.direction
    : null;
}

function tooMany(dataSource: string): ClientError {
  return new ClientError({
    code: "query_limit",
    says: `The data source ${dataSource} has more rows that match than the API tells, ${LIMITS.queryRows}, in this order.`,
    fix: "Ask without a sort, sort by `created`, or ask for fewer rows by a filter.",
  });
}

/** Where the rows go on after the last one that was told: by the minute it was made. */
function beyond(
  filter: Filter,
  last: RawPage | RawDataSource,
  direction: "ascending" | "descending",
): Filter {
  const time = last.created_time;
  return and(
    filter,
    direction === "ascending" ? createdTime().onOrAfter(time) : createdTime().onOrBefore(time),
  );
}

/** All rows, each once: a query for each 10,000, from the minute of the last row on. */
async function* allOf(session: Session, query: Query): AsyncGenerator<RawPage | RawDataSource, void> {
  const direction = directionOf(query.sorts);
  let filter = query.filter;
  let seen = new Set<string>();
  for (;;) {
    const before = seen;
    seen = new Set();
    let last: RawPage | RawDataSource | null = null;
    let isNew = false;
    const pages = resultsOf(session, { ...query, filter });
    let page = await pages.next();
    for (; page.done !== true; page = await pages.next()) {
      for (const row of page.value) {
        if (last?.created_time !== row.created_time) seen = new Set();
        seen.add(row.id);
        last = row;
        if (before.has(row.id)) continue;
        isNew = true;
        yield row;
      }
    }
    if (!page.value || last === null) return;
    if (direction === null || !isNew) throw tooMany(query.dataSource);
    filter = beyond(query.filter, last, direction);
  }
}

/**
 * Rows of a data source, one after the other; a request per 100.
 *
 * @throws ClientError, WhereError, FilterError, NotionError
 */
export async function* query(
  session: Session,
  from: string,
  options: QueryOptions,
): AsyncGenerator<ClientPage, void> {
  const { where = "", filter, limit = Number.POSITIVE_INFINITY, whole = false } = options;
  const { asked, dataSource, sorts } = await bySchema(session, from, async (found) => {
    const schema = schemaOf(found);
    const asked = await filterOf(session, where, schema);
    return { asked, sorts: sortsOf(options.sort, schema), dataSource: found.target.id };
  });
  const rows = allOf(session, {
    dataSource,
    filter: filter === undefined ? asked : and(asked, filter),
    sorts: sorts.length === 0 ? [OLDEST] : sorts,
    pageSize: Math.max(1, Math.min(PAGE_SIZE, limit)),
  });
  let count = 0;
  if (limit <= 0) return;
  for await (const row of rows) {
    if (row.object === "page") {
      yield whole ? await wholePageOf(session, row) : pageOf(row);
      count += 1;
      if (count >= limit) return;
    } else {
      options.onDataSource?.(dataSourceOf(row));
    }
  }
}

/** What is looked for. */
export interface SearchOptions {
  /** Pages alone, or data sources alone. */
  readonly type?: "page" | "dataSource";
  /** Results at most. */
  readonly limit?: number;
  /** `edited`: last edited first; else as Notion finds them relevant. */
  readonly sort?: "edited" | "relevance";
}

const LAST_EDITED = { timestamp: "last_edited_time", direction: "descending" } as const;

/**
 * Pages and data sources by words of their titles, one after the other. The API's index lags behind, and holds what
 * is shared with the connection alone.
 *
 * @param text - empty for all there is
 * @throws NotionError
 */
export async function* search(
  session: Session,
  text: string,
  { type, limit = Number.POSITIVE_INFINITY, sort = "relevance" }: SearchOptions,
): AsyncGenerator<FoundPage | FoundDataSource, void> {
  const request = {
    text,
    type: type === undefined ? null : type === "page" ? "page" : "data_source",
    sort: sort === "edited" ? LAST_EDITED : null,
    pageSize: Math.max(1, Math.min(PAGE_SIZE, limit)),
  } as const;
  let cursor: string | null = null;
  let count = 0;
  while (count < limit) {
    const results: Results = await searchTitles(session.wire, { ...request, cursor });
    for (const one of results.found) {
      yield one.object === "page" ? { kind: "page", ...pageOf(one) } : dataSourceOf(one);
      count += 1;
      if (count >= limit) return;
    }
    cursor = results.cursor;
    if (cursor === null) return;
  }
}
