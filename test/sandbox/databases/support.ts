import {
  type Client,
  type CreateDatabaseParameters,
  type CreatePageParameters,
  isFullDatabase,
  isFullDataSource,
  isFullPage,
  type PageObjectResponse,
  type QueryDataSourceParameters,
} from "@notionhq/client";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../../src/sandbox/index.ts";
import { clientOf, text } from "../client.ts";

export type Schema = NonNullable<NonNullable<CreateDatabaseParameters["initial_data_source"]>["properties"]>;
export type Values = NonNullable<CreatePageParameters["properties"]>;

/** A database made by requests, with one data source. */
export interface Table {
  readonly sandbox: Sandbox;
  readonly notion: Client;
  readonly databaseId: string;
  readonly sourceId: string;
  add(values: Values): Promise<PageObjectResponse>;
  /** The titles of the rows a query finds, in their order. */
  titles(query?: Omit<QueryDataSourceParameters, "data_source_id">): Promise<readonly string[]>;
}

/** So that a test may name rows in the order it made them. */
export const OLDEST_FIRST = { rowOrder: "oldest" } as const;

/** Makes a database with these properties beside a title called Name. */
export async function table(properties: Schema, options: SandboxOptions = {}): Promise<Table> {
  const sandbox = createSandbox({ answers: OLDEST_FIRST, ...options });
  return tableIn(sandbox, clientOf(sandbox), properties);
}

/** Makes a further database in the same sandbox. */
export async function tableIn(sandbox: Sandbox, notion: Client, properties: Schema): Promise<Table> {
  const made = await notion.databases.create({
    parent: { type: "page_id", page_id: sandbox.rootPageId },
    title: [text("Tasks")],
    initial_data_source: { properties: { Name: { title: {} }, ...properties } },
  });
  const sourceId = isFullDatabase(made) ? (made.data_sources[0]?.id ?? "") : "";
  return {
    sandbox,
    notion,
    databaseId: made.id,
    sourceId,
    add: async (values) =>
      full(await notion.pages.create({ parent: { data_source_id: sourceId }, properties: values })),
    titles: async (query = {}) => {
      const { results } = await notion.dataSources.query({ data_source_id: sourceId, ...query });
      return results.map((row) => titleOf(full(row)));
    },
  };
}

export const named = (name: string): Values => ({ Name: { title: [text(name)] } });

/** @throws Error when only an id was answered */
export function full(page: Parameters<typeof isFullPage>[0]): PageObjectResponse {
  if (!isFullPage(page)) {
    throw new Error("The answer is not a page.");
  }
  return page;
}

export function titleOf(page: PageObjectResponse): string {
  const title = Object.values(page.properties).find((property) => property.type === "title");
  return title?.type === "title" ? title.title.map((run) => run.plain_text).join("") : "";
}

/** The schema as it is now. */
export async function schemaOf({ notion, sourceId }: Table) {
  const source = await notion.dataSources.retrieve({ data_source_id: sourceId });
  if (!isFullDataSource(source)) {
    throw new Error("The answer is no data source.");
  }
  return source.properties;
}
