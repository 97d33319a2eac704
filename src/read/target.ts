/** What a target is: a page, or a data source, by its id, that of its database, or any URL. */
import { normalizeId, notionUrl, parseNotionUrl } from "../model/links.ts";
import type { Schema } from "../model/property.ts";
import type { Target } from "../model/snapshot.ts";
import {
  type DatabaseFound,
  type DataSourceFound,
  retrieveBlock,
  retrieveDatabase,
  retrieveDataSource,
} from "../notion/calls.ts";
import type { Wire } from "../notion/client.ts";
import { NotionError } from "../notion/errors.ts";

/** What the target is, and what was told about it on the way. */
export interface FoundTarget {
  readonly target: Target;
  /** A page without content. */
  readonly isEmpty: boolean;
  /** Of a data source. */
  readonly schema: Schema | null;
}

/** Why something cannot be a target. */
export type TargetProblem =
  | { readonly kind: "notFound"; readonly id: string; readonly archived: boolean; readonly fix: string }
  | { readonly kind: "other"; readonly id: string; readonly what: string }
  | { readonly kind: "noDataSource"; readonly title: string }
  | {
      readonly kind: "several";
      readonly title: string;
      readonly dataSources: DatabaseFound["dataSources"];
    };

export type TargetSearch =
  | { readonly found: FoundTarget; readonly problem: null }
  | { readonly found: null; readonly problem: TargetProblem };

/** The id in what a user gave as target: an id or any Notion URL; null: there is none in it. */
export function targetIdIn(to: string): string | null {
  return normalizeId(to) ?? parseNotionUrl(to)?.page ?? null;
}

/** What says that there is nothing of this kind under an id, or that it is not shared. */
const MISSING: readonly NotionError["kind"][] = ["notFound", "content", "refused"];

/** The error itself where it says that nothing is there: its advice is wanted. */
async function orMissing<T>(work: Promise<T>): Promise<T | NotionError> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NotionError && MISSING.includes(error.kind)) return error;
    throw error;
  }
}

const good = (found: FoundTarget): TargetSearch => ({ found, problem: null });
const bad = (problem: TargetProblem): TargetSearch => ({ found: null, problem });

function notFound(id: string, { archived, fix }: Pick<NotionError, "archived" | "fix">): TargetSearch {
  return bad({ kind: "notFound", id, archived, fix });
}

const IN_TRASH = { archived: true, fix: "Take it out of the trash in Notion, or give another target." };

function fromDataSource({ id, title, inTrash, schema }: DataSourceFound): TargetSearch {
  if (inTrash) return notFound(id, IN_TRASH);
  const target = { kind: "dataSource", id, title, url: notionUrl(id) } as const;
  return good({ target, isEmpty: false, schema });
}

/** A database stands for the one data source it has. */
async function fromDatabase(wire: Wire, database: DatabaseFound): Promise<TargetSearch> {
  const { dataSources, id, inTrash, title } = database;
  if (inTrash) return notFound(id, IN_TRASH);
  const [only, another] = dataSources;
  if (only === undefined) return bad({ kind: "noDataSource", title });
  if (another !== undefined) return bad({ kind: "several", title, dataSources });
  const found = fromDataSource(await retrieveDataSource(wire, only.id));
  if (found.found === null) return found;
  // The database's page is what a person calls it by, and what its URL opens.
  const shown = { title: found.found.target.title || title, url: notionUrl(id) };
  return good({ ...found.found, target: { ...found.found.target, ...shown } });
}

/**
 * Asks Notion what a target is: one request for a page, two for a data source or database.
 *
 * @param id - of a page, a database or a data source
 * @throws NotionError where Notion is away or refuses
 */
export async function findTarget(wire: Wire, id: string): Promise<TargetSearch> {
  const block = await orMissing(retrieveBlock(wire, id));
  if (block instanceof NotionError) {
    if (block.archived) return notFound(id, block);
    const dataSource = await orMissing(retrieveDataSource(wire, id));
    if (!(dataSource instanceof NotionError)) return fromDataSource(dataSource);
    const database = await orMissing(retrieveDatabase(wire, id));
    return database instanceof NotionError ? notFound(id, block) : fromDatabase(wire, database);
  }
  if (block.type === "foreign" && block.name === "child_page") {
    const target = { kind: "page", id, title: block.title, url: notionUrl(id) } as const;
    return good({ target, isEmpty: !block.hasChildren, schema: null });
  }
  if (block.type === "foreign" && block.name === "child_database") {
    return fromDatabase(wire, await retrieveDatabase(wire, id));
  }
  const what = block.type === "foreign" ? block.name.replaceAll("_", " ") : block.type.replaceAll("_", " ");
  return bad({ kind: "other", id, what });
}

/** What is wrong with a target, and what to do about it. */
export interface TargetAdvice {
  readonly says: string;
  readonly fix: string;
}

const plain = (id: string): string => id.replaceAll("-", "");

const ADVICE: {
  readonly [K in TargetProblem["kind"]]: (
    problem: Extract<TargetProblem, { kind: K }>,
    give: (id: string) => string,
  ) => TargetAdvice;
} = {
  notFound: ({ id, archived, fix }) => ({
    says: archived
      ? `The target ${id} is in Notion's trash.`
      : `The target ${id} does not exist, or it is not shared with the connection.`,
    fix,
  }),
  other: ({ id, what }) => ({
    says: `The target ${id} is a ${what}, which nothing can be published to.`,
    fix: "Give the URL of a page or a database.",
  }),
  noDataSource: ({ title }) => ({
    says: `The database “${title}” has no data source that the connection may see.`,
    fix: "Where it only shows another database, give that one's URL; else share the database with the connection.",
  }),
  several: ({ title, dataSources }, give) => ({
    says: `The database “${title}” has ${dataSources.length} data sources, and which one is meant is not said.`,
    fix: `Give one of them:\n${dataSources.map(({ id, name }) => `  ${give(plain(id))}   # ${name}`).join("\n")}`,
  }),
};

function advise<K extends TargetProblem["kind"]>(
  kind: K,
  problem: Extract<TargetProblem, { kind: K }>,
  give: (id: string) => string,
): TargetAdvice {
  return ADVICE[kind](problem, give);
}

/**
 * Puts a problem with a target into words.
 *
 * @param give - how the user gives an id: `--to <id>`
 */
export function adviceFor(problem: TargetProblem, give: (id: string) => string): TargetAdvice {
  return advise(problem.kind, problem, give);
}
