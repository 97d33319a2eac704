/** Making pages and appending to them, of any size, never twice. */
import { runOperation } from "../apply/operations.ts";
import type { Block, Cover, Icon } from "../model/block.ts";
import { notionUrl } from "../model/links.ts";
import type { BlockMemory } from "../model/memory.ts";
import type { Message } from "../model/message.ts";
import type { CreatePage, Operation, PageParent, Position } from "../model/plan.ts";
import type { PropertyValue } from "../model/property.ts";
import { listChildren } from "../notion/calls.ts";
import { NotionError } from "../notion/errors.ts";
import { fromPage } from "../notion/fromResponse.ts";
import { queryRows } from "../notion/queryCalls.ts";
import { jsonBytes } from "../plan/measure.ts";
import { bestWindow, type Span } from "../plan/pack.ts";
import { NOTION_LIMITS } from "../plan/shape.ts";
import { createSplitter, splitNew } from "../plan/split.ts";
import { type Candidate, ClientError } from "./errors.ts";
import type { Applier, Session } from "./session.ts";

const KEY = "";
const REASON = "asked for by the program";

/** What writing came to. */
export interface Written {
  /** What Notion refused and stands there in a plainer form. */
  readonly messages: readonly Message[];
}

function eachId(lines: readonly BlockMemory[], visit: (id: string) => void): void {
  for (const { id, children } of lines) {
    if (id !== null) visit(id);
    eachId(children, visit);
  }
}

/** Carries operations out, one after the other. @throws NotionError */
export async function runAll(operations: readonly Operation[], { world, state }: Applier): Promise<void> {
  try {
    for (const operation of operations) {
      state.made.set(operation.id, await runOperation(operation, world, state, null));
    }
  } finally {
    for (const { blocks } of state.pages.values()) eachId(blocks, (id) => state.pageIds.add(id));
  }
}

/** Where new blocks or a new page go among what is there. */
export type InsertAt = "start" | "end" | { readonly after: string };

/** Appends blocks to a page or block. @returns ids of the first level, in order */
export async function append(
  session: Session,
  parent: string,
  blocks: readonly Block[],
  position: Position,
): Promise<{ readonly ids: readonly string[] } & Written> {
  const applier = await session.applier();
  // What the first request of several put there must not be taken for what a later one did.
  const page = { id: parent, title: "", inputs: null, base: {}, blocks: [] };
  applier.state.pages.set(KEY, page);
  const place = { key: KEY, reason: REASON, page: parent, container: null, position } as const;
  const operations = splitNew({ ...place, blocks, first: 0 });
  await session.alone(parent, () => runAll(operations, applier));
  const { made, messages } = applier.state;
  const top = operations.filter((one) => one.kind === "append" && one.container === null);
  const ids = top.flatMap(({ id }) => made.get(id)?.children ?? []);
  return { ids: ids.filter((id) => id !== null), messages };
}

/** A page to be made, everything in it known. */
export interface PageToMake {
  readonly parent: PageParent & { readonly id: string };
  readonly title: string;
  readonly icon: Icon | null;
  readonly cover: Cover | null;
  readonly properties: Readonly<Record<string, PropertyValue>>;
  readonly blocks: readonly Block[];
  readonly position: Position;
}

/** The blocks that the request which makes the page can hold. */
function sentAtOnce({ blocks, title, icon, cover, properties }: PageToMake): Span {
  const splitter = createSplitter();
  const window = bestWindow({
    inside: blocks.map((block) => splitter.whole(block)),
    outside: blocks.map((block) => splitter.item(block)),
    base: { blocks: 0, bytes: jsonBytes([title, icon, cover, properties]) },
    limits: NOTION_LIMITS,
    least: 0,
    last: false,
  });
  return window ?? { from: 0, to: 0 };
}

/** The requests that make a page with its content. */
function operationsFor(page: PageToMake): readonly Operation[] {
  const { from, to } = sentAtOnce(page);
  const { blocks, ...rest } = page;
  const create: CreatePage = {
    ...{ kind: "createPage", id: 0, key: KEY, reason: REASON, ...rest },
    children: blocks.slice(from, to),
    ...(page.parent.kind === "dataSource" && { row: { by: "title", text: page.title } }),
  };
  const made = { kind: "created", operation: 0, child: null, otherwise: "" } as const;
  const place = { key: KEY, reason: REASON, page: made, container: null };
  const before = splitNew({ ...place, blocks: blocks.slice(0, from), position: "start", first: 1 });
  const after = { ...place, blocks: blocks.slice(to), position: "end" } as const;
  return [create, ...before, ...splitNew({ ...after, first: 1 + before.length })];
}

/** Pages of this title under a parent, youngest first: one of them may be what a lost request made. */
async function candidates(session: Session, { parent, title }: PageToMake): Promise<readonly Candidate[]> {
  const { wire } = session;
  if (parent.kind === "page") {
    const children = await listChildren(wire, parent.id);
    return children.flatMap((block) =>
      block.type === "foreign" && block.name === "child_page" && block.title === title
        ? [{ id: block.id, url: notionUrl(block.id), title }]
        : [],
    );
  }
  const { found } = await queryRows(wire, {
    dataSource: parent.id,
    filter: { property: "title", title: { equals: title } },
    sorts: [{ timestamp: "created_time", direction: "descending" }],
    cursor: null,
    pageSize: 10,
  });
  return found
    .flatMap((one) => (one.object === "page" ? [fromPage(one)] : []))
    .map(({ id, url }) => ({ id, url, title }));
}

async function unsettled(session: Session, page: PageToMake, error: NotionError): Promise<ClientError> {
  const found = await candidates(session, page).catch(() => []);
  const listed = found.map(({ url }) => url).join(", ");
  return new ClientError({
    code: "unsettled",
    says: `It cannot be found out whether the page “${page.title}” was made: ${error.says}`,
    fix:
      found.length === 0
        ? "Look for it in Notion before making it again."
        : `Look at these before making it again: ${listed}.`,
    candidates: found,
    cause: error,
  });
}

/**
 * Makes a page with its content, once.
 *
 * @returns its id
 * @throws NotionError; ClientError with candidates where it cannot be found out whether it was made
 */
export async function createPage(
  session: Session,
  page: PageToMake,
): Promise<{ readonly id: string; readonly url: string } & Written> {
  const applier = await session.applier();
  try {
    await session.alone(page.parent.id, () => runAll(operationsFor(page), applier));
  } catch (error) {
    const isMade = applier.state.made.has(0);
    if (isMade || !(error instanceof NotionError) || error.outcome !== "unknown") throw error;
    throw await unsettled(session, page, error);
  }
  const id = applier.state.made.get(0)?.page ?? "";
  return { id, url: notionUrl(id), messages: applier.state.messages };
}
