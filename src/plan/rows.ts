/** Finding the row of a data source that a draft is. */
import type { ForeignBlock } from "../model/block.ts";
import type { PageDraft } from "../model/draft.ts";
import { isEmptyProperty } from "../model/emptyProperty.ts";
import type { PageBase } from "../model/memory.ts";
import { type Message, message } from "../model/message.ts";
import type { PageSnapshot } from "../model/snapshot.ts";
import type { PlanContext } from "./context.ts";
import { UNKNOWN, unknownBase } from "./properties.ts";

/** What looking for a draft's row came to. */
export type RowSearch =
  | { readonly kind: "open" }
  | { readonly kind: "none" }
  | { readonly kind: "row"; readonly page: PageSnapshot; readonly messages: readonly Message[] };

const WORDS = { source: "`Source`", title: "title" } as const;

/**
 * Looks for the row of a draft among those that nobody claims. Of several the one with the smallest id is taken,
 * and the others are named.
 */
export function findRow(
  draft: PageDraft,
  dataSource: string,
  claimed: ReadonlySet<string>,
  context: PlanContext,
): RowSearch {
  const { path, row } = draft;
  if (row === undefined) return { kind: "none" };
  const { by, text } = row;
  const ids = context.ask({ kind: "row", dataSource, by, text });
  if (ids === undefined) return { kind: "open" };
  const [first, ...others] = ids.filter((id) => !claimed.has(id));
  if (first === undefined) return { kind: "none" };
  const page = context.ask({ kind: "page", page: first });
  if (page === undefined) return { kind: "open" };
  if (page === null || page.inTrash) return { kind: "none" };
  if (others.length === 0) return { kind: "row", page, messages: [] };
  const twice = { what: WORDS[by], text, first, others: others.join(", ") };
  return { kind: "row", page, messages: [message("row-twice", twice, path)] };
}

/**
 * What a row's memory has when it is lost: of nothing is it known whether it is as we wrote it. Only what is empty
 * was left so by us, where nobody edited the row since.
 */
export function lostBase(draft: PageDraft, page: PageSnapshot, { input }: PlanContext): PageBase {
  const { kind } = page.parent;
  const isOurs = !input.account.personal && page.lastEditedBy === input.account.botId;
  const isLeft = ([name]: readonly [string, unknown]): boolean => {
    const value = page.properties[name];
    return isOurs && value !== undefined && isEmptyProperty(value);
  };
  const unknown = Object.entries(draft.properties).filter((entry) => !isLeft(entry));
  return {
    title: UNKNOWN,
    ...(draft.icon !== undefined && { icon: UNKNOWN }),
    ...(draft.cover !== undefined && { cover: UNKNOWN }),
    ...(kind !== "workspace" && { parent: page.parent.id }),
    properties: unknownBase(unknown.map(([name]) => name)),
  };
}

/** A row as what stands under a parent. */
export function asChild({ createdBy, createdTime, id, title, ...page }: PageSnapshot): ForeignBlock {
  const { lastEditedBy, lastEditedTime } = page;
  return {
    id,
    createdBy,
    createdTime,
    lastEditedBy,
    lastEditedTime,
    hasChildren: true,
    type: "foreign",
    name: "child_page",
    title,
    children: null,
  };
}
