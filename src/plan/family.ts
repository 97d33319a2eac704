/** Pages made under one parent: whose turn it can be, and where each goes. */
import type { PageKey, Reference } from "../model/pending.ts";
import type { PageParent, Position } from "../model/plan.ts";
import type { Creation, Emitter, Task } from "./task.ts";

/** Rows of a data source stand in no order. */
function isRow({ creation }: Task): boolean {
  const parent = creation?.parent;
  return parent !== undefined && "kind" in parent && parent.kind === "dataSource";
}

/** Pages made by this plan under one parent. */
interface Family {
  /** In the order of the site. */
  readonly members: readonly Task[];
  readonly ranks: ReadonlyMap<Task, number>;
  /** Lowest and highest rank of those that are made. */
  first: number;
  last: number;
  /** Others were there before, or the parent has content: nothing can be put before the first. */
  isClosed: boolean;
}

/** The families of all pages that a plan makes. */
export interface Families {
  /** The parent of a page to be made; null where it does not exist yet. */
  parentOf(task: Task): Reference | null;
  /** A place for a page that is there; null where nothing was made of it. */
  placeOf(place: Creation["parent"]): PageParent | null;
  /** Pages to be made below one. */
  childrenOf(task: Task): readonly Task[];
  /** Tells whether a page can be put in its place among those made before it. */
  hasPlace(task: Task): boolean;
  positionOf(task: Task): Position;
  /** Counts a page in as made. */
  add(task: Task): void;
  /** The content of a parent goes above the pages in it: from then on none of these can be put first. */
  close(task: Task): void;
}

function parentKey(task: Task): string {
  return JSON.stringify(task.creation?.parent ?? null);
}

function gather(tasks: readonly Task[]): ReadonlyMap<string, Family> {
  const members = new Map<string, Task[]>();
  for (const task of tasks) {
    if (task.creation === null) continue;
    const family = members.get(parentKey(task)) ?? [];
    family.push(task);
    members.set(parentKey(task), family);
  }
  return new Map(
    [...members].map(([key, list]) => {
      const parent = list[0]?.creation?.parent;
      const ranks = new Map(list.map((task, index) => [task, index]));
      const isClosed = parent === undefined || !("key" in parent);
      return [key, { members: list, ranks, first: Number.POSITIVE_INFINITY, last: -1, isClosed }] as const;
    }),
  );
}

/**
 * Groups pages by their parents.
 *
 * @param tasks - in the order of the site
 */
export function createFamilies(tasks: readonly Task[], emitter: Emitter): Families {
  const families = gather(tasks);
  const byKey = new Map<PageKey, Task>(tasks.map((task) => [task.key, task]));
  const below = (task: Task): Family | undefined => families.get(JSON.stringify({ key: task.key }));

  /** The last block of the parent's own content, where its id is told: pages in it go below. */
  const contentEnd = (task: Task): Reference | null => {
    const parent = task.creation?.parent;
    if (parent === undefined || !("key" in parent)) return null;
    const last = byKey.get(parent.key)?.draft.blocks.at(-1);
    return last === undefined ? null : (emitter.placeOf(last) ?? null);
  };

  return {
    parentOf: (task) => {
      const parent = task.creation?.parent;
      if (parent === undefined) return null;
      return "key" in parent ? (byKey.get(parent.key)?.page ?? null) : parent.id;
    },
    placeOf: (place) => {
      if ("kind" in place) return place;
      const id = byKey.get(place.key)?.page ?? null;
      return id === null ? null : { kind: "page", id };
    },
    childrenOf: (task) => below(task)?.members ?? [],
    hasPlace: (task) => {
      if (isRow(task)) return true;
      const family = families.get(parentKey(task));
      const rank = family?.ranks.get(task) ?? 0;
      if (family === undefined || !family.isClosed || family.first < rank) return true;
      return family.last < 0 ? rank === 0 : contentEnd(task) !== null;
    },
    positionOf: (task) => {
      if (isRow(task)) return "end";
      const family = families.get(parentKey(task));
      const rank = family?.ranks.get(task) ?? 0;
      if (family === undefined || family.last < rank) return "end";
      const before = family.members.slice(0, rank).findLast((other) => other.page !== null)?.page;
      if (before !== undefined && before !== null) return { after: before };
      const end = family.isClosed ? contentEnd(task) : null;
      return end === null ? "start" : { after: end };
    },
    add: (task) => {
      const family = families.get(parentKey(task));
      const rank = family?.ranks.get(task);
      if (family === undefined || rank === undefined) return;
      family.first = Math.min(family.first, rank);
      family.last = Math.max(family.last, rank);
    },
    close: (task) => {
      const family = below(task);
      if (family !== undefined) family.isClosed = true;
    },
  };
}
