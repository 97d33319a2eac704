/**
 * Which page is made and filled when. A page whose links all lead to pages that exist is made whole; of those
 * that wait for each other, as few as can be are made empty and filled later.
 */
import type { PageKey, Reference } from "../model/pending.ts";
import type { CreatePage, Position } from "../model/plan.ts";
import type { PropertyValue } from "../model/property.ts";
import { resolveCover, resolveIcon, resolveProperty } from "../model/resolve.ts";
import { jsonBytes } from "./measure.ts";
import { bestWindow, type Span } from "./pack.ts";
import { pageWait } from "./references.ts";
import { NOTION_LIMITS } from "./shape.ts";
import { createSplitter } from "./split.ts";
import { type Emitter, type Task, uploadsOfLook } from "./task.ts";
import { type Forced, force, wave } from "./waves.ts";

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

interface Run {
  readonly emitter: Emitter;
  readonly families: ReadonlyMap<string, Family>;
  readonly byKey: ReadonlyMap<PageKey, Task>;
  /** Pages still to be made whose parents exist, in the order of the site. */
  readonly ready: Set<Task>;
  /** Pages still to be made, those first that had best be made before what they wait for. */
  readonly ranked: Set<Task>;
  /** Pages that exist and have something left to do. */
  readonly open: Set<Task>;
  readonly forced: Map<Task, Forced>;
}

function parentOf(task: Task, run: Run): Reference | null {
  const parent = task.creation?.parent;
  if (parent === undefined) return null;
  return "key" in parent ? (run.byKey.get(parent.key)?.page ?? null) : parent.id;
}

function familyKey(task: Task): string {
  return JSON.stringify(task.creation?.parent ?? null);
}

function childrenKey(task: Task): string {
  return JSON.stringify({ key: task.key });
}

/** Tells whether a page can be put in its place among those made before it. */
function hasPlace(task: Task, run: Run): boolean {
  const family = run.families.get(familyKey(task));
  const rank = family?.ranks.get(task) ?? 0;
  if (family === undefined || !family.isClosed || family.first < rank) return true;
  return family.last < 0 ? rank === 0 : contentEnd(task, run) !== null;
}

/** The last block of the parent's own content, where its id is told: pages in it go below. */
function contentEnd(task: Task, run: Run): Reference | null {
  const parent = task.creation?.parent;
  if (parent === undefined || !("key" in parent)) return null;
  const last = run.byKey.get(parent.key)?.draft.blocks.at(-1);
  return last === undefined ? null : (run.emitter.placeOf(last) ?? null);
}

function positionOf(task: Task, run: Run): Position {
  const family = run.families.get(familyKey(task));
  const rank = family?.ranks.get(task) ?? 0;
  if (family === undefined || family.last < rank) return "end";
  const before = family.members.slice(0, rank).findLast((other) => other.page !== null)?.page;
  if (before !== undefined && before !== null) return { after: before };
  const end = family.isClosed ? contentEnd(task, run) : null;
  return end === null ? "start" : { after: end };
}

function countIn(task: Task, run: Run): void {
  const family = run.families.get(familyKey(task));
  const rank = family?.ranks.get(task);
  if (family === undefined || rank === undefined) return;
  family.first = Math.min(family.first, rank);
  family.last = Math.max(family.last, rank);
}

function waitsForItself(task: Task, emitter: Emitter): boolean {
  return task.gaps.some((gap) => gap.blocks.some((block) => emitter.waitsOf(block).length > 0));
}

function isLinkedInside(task: Task, emitter: Emitter): boolean {
  const visit = (block: Task["draft"]["blocks"][number]): boolean =>
    emitter.isWanted(block) || block.children.some(visit);
  return task.gaps.some((gap) => gap.blocks.some(visit));
}

/** The part of a new page's content that is sent with it. */
function contentAtOnce(task: Task, emitter: Emitter): Span {
  const blocks = task.gaps[0]?.blocks ?? [];
  const { title, icon, cover, properties } = task.draft;
  const base = { blocks: 0, bytes: jsonBytes([title, icon ?? null, cover ?? null, properties]) };
  const splitter = createSplitter(emitter.isWanted);
  const window = bestWindow({
    inside: blocks.map((block) => (emitter.isWanted(block) ? null : splitter.whole(block))),
    outside: blocks.map((block) => splitter.item(block)),
    base,
    limits: NOTION_LIMITS,
    least: 0,
    last: false,
  });
  return window ?? { from: 0, to: 0 };
}

type Properties = Readonly<Record<string, PropertyValue>>;

function resolveAll(properties: Properties, { references }: Emitter): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, resolveProperty(value, references.now)]),
  );
}

function createPage(task: Task, { from, to }: Span, run: Run): void {
  const { emitter, ready } = run;
  const { references } = emitter;
  const { draft, key, creation } = task;
  const parent = parentOf(task, run);
  if (creation === null || parent === null) return;
  const blocks = task.gaps[0]?.blocks ?? [];
  const children = blocks.slice(from, to);
  emitter.upload(task, [...children.flatMap((block) => emitter.pendings(block)), ...uploadsOfLook(draft)]);
  const page: Omit<CreatePage, "id"> = {
    kind: "createPage",
    key,
    reason: "new file",
    parent:
      "kind" in creation.parent && typeof parent === "string"
        ? { ...creation.parent }
        : { kind: "page", id: parent },
    title: draft.title,
    icon: resolveIcon(draft.icon ?? null, references.now),
    cover: resolveCover(draft.cover ?? null, references.now),
    properties: resolveAll(draft.properties, emitter),
    children: emitter.resolved(children),
    position: positionOf(task, run),
  };
  const operation = emitter.add(task, (id) => ({ ...page, id }));
  countIn(task, run);
  task.page = { kind: "created", operation, child: null, otherwise: "" };
  ready.delete(task);
  run.ranked.delete(task);
  run.open.add(task);
  references.setPage(key, task.page);
  emitter.settle(pageWait(key));
  const before = { container: null, position: "start", blocks: blocks.slice(0, from) } as const;
  const after = { container: null, position: to > from ? "end" : "start", blocks: blocks.slice(to) } as const;
  task.gaps = [before, after].filter((gap) => gap.blocks.length > 0);
  for (const child of run.families.get(childrenKey(task))?.members ?? []) ready.add(child);
}

/** Content of a parent goes above the pages in it: from then on none of these can be put first. */
function closeFamily(task: Task, run: Run): void {
  const family = run.families.get(childrenKey(task));
  if (family !== undefined) family.isClosed = true;
}

function finish(task: Task, run: Run): void {
  const { emitter } = run;
  const { key } = task;
  const page = task.page ?? "";
  if (task.look !== null) {
    const { look } = task;
    emitter.upload(task, uploadsOfLook(look));
    emitter.add(task, (id) => ({
      kind: "updatePage",
      id,
      key,
      reason: "changed in the file",
      page,
      ...look,
    }));
    task.look = null;
  }
  for (const block of task.removals) {
    emitter.add(task, (id) => ({ kind: "deleteBlock", id, key, reason: "gone from the file", page, block }));
  }
  task.removals = [];
  run.open.delete(task);
}

function isOpen(task: Task): boolean {
  return task.gaps.length > 0 || task.rewrites.length > 0;
}

function forcedOf(run: Run): (task: Task) => Forced {
  return (task) => {
    const found = run.forced.get(task) ?? new Set();
    run.forced.set(task, found);
    return found;
  };
}

/** Sends all that is left of a page that waits for no other. */
function fill(task: Task, run: Run): void {
  const forced = forcedOf(run);
  if (isOpen(task)) closeFamily(task, run);
  while (isOpen(task)) {
    if (wave(task, run.emitter, forced(task))) continue;
    if (!force([task], run.emitter, forced)) forceAll(task, forced(task));
  }
  finish(task, run);
}

/** What waits for something that never comes goes without it. */
function forceAll(task: Task, forced: Forced): void {
  for (const gap of task.gaps) for (const block of gap.blocks) forced.add(block);
  task.rewrites = task.rewrites.map((rewrite) => ({ ...rewrite, isForced: true }));
}

/** Makes one page: whole if it waits for nothing, else empty. */
function make(task: Task, run: Run): void {
  const { emitter } = run;
  const isSimple = !waitsForItself(task, emitter);
  createPage(task, isSimple ? contentAtOnce(task, emitter) : { from: 0, to: 0 }, run);
  if (isSimple && task.draft.blocks.length > 0) closeFamily(task, run);
  if (task.waits.size === 0) fill(task, run);
}

/** The page to make next: the first that waits for nothing, else the one that is best made empty. */
function next(run: Run): Task | null {
  for (const task of run.ready) if (task.waits.size === 0 && hasPlace(task, run)) return task;
  for (const task of run.ranked) if (run.ready.has(task) && hasPlace(task, run)) return task;
  return null;
}

/** Tells whether a page waits for one below it: that can only be made after it. */
function ownPagesBelow(task: Task, run: Run): boolean {
  for (const member of run.families.get(childrenKey(task))?.members ?? []) {
    if (task.waits.has(pageWait(member.key)) || ownPagesBelow(member, run)) return true;
  }
  return false;
}

/** Pages in the order in which it is best to make them before what they wait for. */
function rank(tasks: readonly Task[], run: Run): readonly Task[] {
  const popularity = new Map<string, number>();
  for (const task of tasks)
    for (const wait of task.waits) popularity.set(wait, (popularity.get(wait) ?? 0) + 1);
  const score = (task: Task): number => {
    // A page with places that links lead to is made empty anyway, so that ids are told; one that waits for
    // pages below it cannot have its content sooner: early costs nothing.
    const isFree = isLinkedInside(task, run.emitter) || ownPagesBelow(task, run);
    return (isFree ? tasks.length : 0) + (popularity.get(pageWait(task.key)) ?? 0);
  };
  const scores = new Map(tasks.map((task) => [task, score(task)]));
  return tasks.toSorted((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0));
}

function familiesOf(tasks: readonly Task[]): ReadonlyMap<string, Family> {
  const members = new Map<string, Task[]>();
  for (const task of tasks) {
    if (task.creation === null) continue;
    const family = members.get(familyKey(task)) ?? [];
    family.push(task);
    members.set(familyKey(task), family);
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

function start(tasks: readonly Task[], emitter: Emitter): Run {
  const byKey = new Map(tasks.map((task) => [task.key, task]));
  const run: Run = {
    emitter,
    byKey,
    families: familiesOf(tasks),
    ready: new Set(),
    ranked: new Set(),
    open: new Set(tasks.filter((task) => task.page !== null)),
    forced: new Map(),
  };
  const made = tasks.filter((task) => task.creation !== null);
  for (const task of rank(made, run)) run.ranked.add(task);
  for (const task of made) if (parentOf(task, run) !== null) run.ready.add(task);
  return run;
}

/**
 * Emits all operations of a plan in an order that respects what each needs.
 *
 * @param tasks - in the order of the site, parents before children
 */
export function emitAll(tasks: readonly Task[], emitter: Emitter): void {
  const run = start(tasks, emitter);
  const fillReady = (): void => {
    for (const task of run.open) if (task.waits.size === 0) fill(task, run);
  };
  fillReady();
  for (let task = next(run); task !== null; task = next(run)) {
    make(task, run);
    fillReady();
  }
  settleCircles(run);
}

/** How many of a page's blocks wait for other pages. */
function countWaiting(task: Task, { emitter }: Run): number {
  return task.gaps
    .flatMap((gap) => gap.blocks)
    .filter((block) => emitter.waitsOf(block).some((wait) => task.waits.has(wait))).length;
}

/**
 * Fills the pages that wait for places in each other: one by one what is not held up, those first that hold
 * back the fewest blocks for later.
 */
function settleCircles(run: Run): void {
  const forced = forcedOf(run);
  while (run.open.size > 0) {
    const ready = [...run.open].find((task) => task.waits.size === 0);
    if (ready !== undefined) {
      fill(ready, run);
      continue;
    }
    const counts = new Map([...run.open].map((task) => [task, countWaiting(task, run)]));
    const open = [...run.open].sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
    if (open.some((task) => wave(task, run.emitter, forced(task)))) continue;
    if (!force(open, run.emitter, forced)) {
      for (const task of open) {
        forceAll(task, forced(task));
        task.waits.clear();
      }
    }
  }
}
