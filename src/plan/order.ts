/**
 * Which page is made and filled when. A page whose links all lead to pages that exist is made whole; of those
 * that wait for each other, as few as can be are made empty and filled later.
 */
import { resolveCover, resolveIcon, resolveProperties } from "../model/resolve.ts";
import { contentAtOnce, createPage } from "./creation.ts";
import { createFamilies, type Families } from "./family.ts";
import { pageWait } from "./references.ts";
import { type Emitter, type Task, uploadsOfLook } from "./task.ts";
import { type Forced, force, wave } from "./waves.ts";

interface Run {
  readonly emitter: Emitter;
  readonly families: Families;
  /** Pages still to be made whose parents exist, in the order of the site. */
  readonly ready: Set<Task>;
  /** Pages still to be made, those first that had best be made before what they wait for. */
  readonly ranked: Set<Task>;
  /** Pages that exist and have something left to do. */
  readonly open: Set<Task>;
  readonly forced: Map<Task, Forced>;
}

function waitsForItself(task: Task, emitter: Emitter): boolean {
  return task.gaps.some((gap) => gap.blocks.some((block) => emitter.waitsOf(block).length > 0));
}

function isLinkedInside(task: Task, emitter: Emitter): boolean {
  const visit = (block: Task["draft"]["blocks"][number]): boolean =>
    emitter.isWanted(block) || block.children.some(visit);
  return task.gaps.some((gap) => gap.blocks.some(visit));
}

/** Moves a page below another one; where that could not be made it stays. */
function movePage(task: Task, { emitter, families }: Run): void {
  const { key, move } = task;
  const page = task.page ?? "";
  const parent = move === null ? null : families.placeOf(move);
  task.move = null;
  if (parent === null) return;
  emitter.add(task, (id) => ({ kind: "movePage", id, key, reason: "its file was moved", page, parent }));
}

function finish(task: Task, run: Run): void {
  const { emitter } = run;
  const { key } = task;
  const page = task.page ?? "";
  movePage(task, run);
  if (task.look !== null) {
    const { title, icon, cover, properties } = task.look;
    const { now } = emitter.references;
    emitter.upload(task, uploadsOfLook(task.look));
    const look = {
      ...(title === undefined ? {} : { title }),
      ...(icon === undefined ? {} : { icon: resolveIcon(icon, now) }),
      ...(cover === undefined ? {} : { cover: resolveCover(cover, now) }),
      ...(properties === undefined ? {} : { properties: resolveProperties(properties, now) }),
    };
    emitter.add(task, (id) => ({
      kind: "updatePage",
      id,
      key,
      reason: task.creation === null ? "changed in the file" : "it names pages made after it",
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
  if (isOpen(task)) run.families.close(task);
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
  createPage(task, isSimple ? contentAtOnce(task, emitter) : { from: 0, to: 0 }, run.families, emitter);
  run.ready.delete(task);
  run.ranked.delete(task);
  run.open.add(task);
  for (const child of run.families.childrenOf(task)) run.ready.add(child);
  if (isSimple && task.draft.blocks.length > 0) run.families.close(task);
  if (task.waits.size === 0) fill(task, run);
}

/** The page to make next: the first that waits for nothing, else the one that is best made empty. */
function next(run: Run): Task | null {
  for (const task of run.ready) if (task.waits.size === 0 && run.families.hasPlace(task)) return task;
  for (const task of run.ranked) if (run.ready.has(task) && run.families.hasPlace(task)) return task;
  return null;
}

/** Tells whether a page waits for one below it: that can only be made after it. */
function ownPagesBelow(task: Task, run: Run): boolean {
  for (const member of run.families.childrenOf(task)) {
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

function start(tasks: readonly Task[], emitter: Emitter): Run {
  const run: Run = {
    emitter,
    families: createFamilies(tasks, emitter),
    ready: new Set(),
    ranked: new Set(),
    open: new Set(tasks.filter((task) => task.page !== null)),
    forced: new Map(),
  };
  const made = tasks.filter((task) => task.creation !== null);
  for (const task of rank(made, run)) run.ranked.add(task);
  for (const task of made) if (run.families.parentOf(task) !== null) run.ready.add(task);
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
