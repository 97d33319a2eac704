/** The requests about databases, data sources and their rows. All throw `NotionError`. */
import type { Client, QueryDataSourceParameters } from "@notionhq/client";
import type { PropertyValue, Schema, SchemaChange } from "../model/property.ts";
import type { PageSnapshot } from "../model/snapshot.ts";
import { plainText } from "../model/text.ts";
import type { Wire } from "./client.ts";
import { fromSchema } from "./fromDataSource.ts";
import { fromPage } from "./fromResponse.ts";
import { BrokenList, collect } from "./paging.ts";
import { fromRichText, idOf } from "./responseParts.ts";
import { toSchemaRequest } from "./schemaRequest.ts";

/** A database: a container of data sources, which hold its rows. */
export interface DatabaseFound {
  readonly id: string;
  readonly title: string;
  readonly inTrash: boolean;
  /** Those the connection may see. */
  readonly dataSources: readonly { readonly id: string; readonly name: string }[];
}

/** A data source with its schema. */
export interface DataSourceFound {
  readonly id: string;
  readonly title: string;
  readonly inTrash: boolean;
  readonly schema: Schema;
}

export async function retrieveDatabase(wire: Wire, id: string): Promise<DatabaseFound> {
  const name = "database";
  const found = await wire.repeat({ name, send: (sdk) => sdk.databases.retrieve({ database_id: id }) });
  if (!("data_sources" in found)) {
    throw wire.unusable(name, "The connection may not read content.", "forbidden");
  }
  return {
    id: idOf(found.id),
    title: plainText(fromRichText(found.title)),
    inTrash: found.in_trash,
    dataSources: found.data_sources.map((one) => ({ id: idOf(one.id), name: one.name })),
  };
}

export async function retrieveDataSource(wire: Wire, id: string): Promise<DataSourceFound> {
  const found = await wire.repeat({
    name: "data source",
    send: (sdk) => sdk.dataSources.retrieve({ data_source_id: id }),
  });
  return {
    id: idOf(found.id),
    title: "title" in found ? plainText(fromRichText(found.title)) : "",
    inTrash: "in_trash" in found && found.in_trash,
    schema: fromSchema(found),
  };
}

/**
 * Adds to a data source what its rows need; nothing is removed or given another type.
 *
 * @param schema - as it is now
 * @returns as it is then
 */
export async function extendSchema(
  wire: Wire,
  changes: readonly SchemaChange[],
  schema: Schema,
): Promise<Schema> {
  const { dataSource } = schema;
  const body = { data_source_id: dataSource, properties: toSchemaRequest(changes, schema) };
  const answer = await wire.repeat({
    name: "update data source",
    writes: dataSource,
    send: (sdk) => sdk.dataSources.update(body),
  });
  return fromSchema(answer);
}

/** Rows whose text in one property is one of several. */
export interface RowsByText {
  /** Name or id. */
  readonly property: string;
  readonly type: "title" | "rich_text";
  /** At most 100. */
  readonly texts: readonly string[];
}

function filterFor({ property, texts, type }: RowsByText) {
  const one = (equals: string) =>
    type === "title"
      ? ({ property, type, title: { equals } } as const)
      : ({ property, type, rich_text: { equals } } as const);
  return { or: texts.map(one) };
}

type QueryAnswer = Awaited<ReturnType<Client["dataSources"]["query"]>>;

function rowsIn(results: QueryAnswer["results"]): readonly PageSnapshot[] {
  return results.flatMap((row) => (row.object === "page" && "properties" in row ? [fromPage(row)] : []));
}

function ask(wire: Wire, body: QueryDataSourceParameters): Promise<QueryAnswer> {
  return wire.repeat({ name: "query", send: (sdk) => sdk.dataSources.query(body) });
}

/** The rows whose text is one of those asked for: a request per 100 rows found, one at least. */
export async function findRows(wire: Wire, dataSource: string, by: RowsByText): Promise<PageSnapshot[]> {
  const body = { data_source_id: dataSource, filter: filterFor(by), page_size: 100 };
  try {
    const found = await collect((cursor) =>
      ask(wire, { ...body, ...(cursor !== undefined && { start_cursor: cursor }) }),
    );
    return [...rowsIn(found)];
  } catch (error) {
    throw error instanceof BrokenList ? wire.unusable("query", error.message) : error;
  }
}

/** All rows of a data source that has no more than 100; null: it has more. */
export async function listFewRows(wire: Wire, dataSource: string): Promise<readonly PageSnapshot[] | null> {
  const { has_more, results } = await ask(wire, { data_source_id: dataSource, page_size: 100 });
  return has_more ? null : rowsIn(results);
}

type ItemAnswer = Awaited<ReturnType<Client["pages"]["properties"]["retrieve"]>>;
type Item = Extract<ItemAnswer, { object: "property_item" }>;

async function itemsOf(wire: Wire, page: string, property: string): Promise<readonly Item[]> {
  const name = "property";
  const body = { page_id: page, property_id: property, page_size: 100 };
  try {
    return await collect(async (cursor) => {
      const from = cursor === undefined ? {} : { start_cursor: cursor };
      const answer = await wire.repeat({
        name,
        send: (sdk) => sdk.pages.properties.retrieve({ ...body, ...from }),
      });
      if (answer.object === "list") return answer;
      return { results: [answer], has_more: false, next_cursor: null };
    });
  } catch (error) {
    throw error instanceof BrokenList ? wire.unusable(name, error.message) : error;
  }
}

/**
 * The whole value of a property that the page object may have cut: a request per 100 items.
 *
 * @param property - its id
 * @returns null for a property of another type than text, people or relation
 */
export async function retrieveProperty(
  wire: Wire,
  page: string,
  property: string,
): Promise<PropertyValue | null> {
  const items = await itemsOf(wire, page, property);
  const [first] = items;
  if (first === undefined) return null;
  const runs = items.flatMap((item) =>
    item.type === "rich_text" ? [item.rich_text] : item.type === "title" ? [item.title] : [],
  );
  const people = items.flatMap((item) => (item.type === "people" ? [{ id: idOf(item.people.id) }] : []));
  const pages = items.flatMap((item) => (item.type === "relation" ? [{ id: idOf(item.relation.id) }] : []));
  if (first.type === "title" || first.type === "rich_text")
    return { type: first.type, value: fromRichText(runs) };
  if (first.type === "people") return { type: first.type, value: people };
  return first.type === "relation" ? { type: first.type, value: pages } : null;
}
