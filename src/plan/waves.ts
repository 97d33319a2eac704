/**
 * Filling a page: its new siblings in the order that their links ask for, and changes in place. Where blocks
 * wait for each other in a circle some are sent without their links, which updates put in afterwards.
 */
import type { DraftBlock } from "../model/block.ts";
import { resolveBlock } from "../model/resolve.ts";
import { blockWait } from "./references.ts";
import { circleBreakers, type ScheduleItem, schedule } from "./schedule.ts";
import { createSplitter, type Slot } from "./split.ts";
import type { Emitter, Gap, Task } from "./task.ts";

/** Blocks that are sent although they wait; an update puts their links in. */
export type Forced = Set<DraftBlock>;

function* tree(block: DraftBlock): Generator<DraftBlock> {
  yield block;
  for (const child of block.children) yield* tree(child);
}

/** What a block tells once it is sent, as far as others link to it. */
function givesOf(task: Task, block: DraftBlock, emitter: Emitter): readonly string[] {
  const gives: string[] = [];
  for (const one of tree(block)) {
    if (emitter.isWanted(one)) for (const slug of one.slugs) gives.push(blockWait(task.key, slug));
  }
  return gives;
}

function itemsOf(task: Task, gap: Gap, emitter: Emitter, forced: Forced): readonly ScheduleItem[] {
  return gap.blocks.map((block) => ({
    needs: forced.has(block) ? [] : emitter.waitsOf(block),
    gives: givesOf(task, block, emitter),
  }));
}

function slotOf({ container, position, follows }: Gap): Slot {
  return { container, position, ...(follows === undefined ? {} : { follows }) };
}

/** Where blocks of a gap go: behind the nearest one before them that has been sent. */
function slotAt(gap: Gap, index: number, emitter: Emitter): Slot {
  const before = gap.blocks.slice(0, index).findLast((block) => emitter.placeOf(block) !== undefined);
  const after = before === undefined ? undefined : emitter.placeOf(before);
  return after === undefined ? slotOf(gap) : { container: gap.container, position: { after } };
}

/** What is left of a gap once a part of it has been sent. */
function leftOf(gap: Gap, emitter: Emitter): readonly Gap[] {
  const gaps: Gap[] = [];
  let run: DraftBlock[] = [];
  let from = 0;
  const close = (): void => {
    if (run.length > 0) gaps.push({ ...slotAt(gap, from, emitter), blocks: run });
    run = [];
  };
  for (const [index, block] of gap.blocks.entries()) {
    if (emitter.placeOf(block) !== undefined) {
      close();
      continue;
    }
    if (run.length === 0) from = index;
    run.push(block);
  }
  close();
  return gaps;
}

/** Sends updates that wait for nothing. */
function rewrite(task: Task, emitter: Emitter): boolean {
  const { references } = emitter;
  const later = task.rewrites.filter(({ id, draft, reason, isForced }) => {
    const alone = { ...draft, children: [] };
    if (isForced !== true && emitter.waitsOf(alone).length > 0) return true;
    emitter.upload(task, emitter.pendings(alone));
    const to = resolveBlock(alone, references.now);
    const page = task.page ?? "";
    const send = Object.keys(to.value);
    const { key } = task;
    emitter.add(task, (number) => ({
      kind: "updateBlock",
      id: number,
      key,
      reason,
      page,
      block: id,
      to,
      send,
    }));
    return false;
  });
  const isProgress = later.length < task.rewrites.length;
  task.rewrites = later;
  return isProgress;
}

/** Has updates put links into blocks that were sent without them. */
function patch(task: Task, forced: Forced, emitter: Emitter): void {
  for (const item of forced) {
    if (emitter.placeOf(item) === undefined) continue;
    forced.delete(item);
    for (const block of tree(item)) {
      const id = emitter.placeOf(block);
      if (id === undefined || !emitter.isPatched(block)) continue;
      task.rewrites = [
        ...task.rewrites,
        { id, draft: block, reason: "its links lead to blocks made after it" },
      ];
    }
  }
}

/** Sends a block although it waits. */
function forceBlock(block: DraftBlock, emitter: Emitter, forced: Forced): void {
  forced.add(block);
  for (const one of tree(block)) {
    if (emitter.waitsOf({ ...one, children: [] }).length > 0) emitter.want(one);
  }
}

/** Breaks the circles among a page's own blocks. */
function breakCircles(task: Task, emitter: Emitter, forced: Forced): void {
  const gaps = task.gaps.map((gap) => itemsOf(task, gap, emitter, forced));
  for (const { gap, items } of circleBreakers(gaps)) {
    for (const item of items) {
      const block = task.gaps[gap]?.blocks[item];
      if (block !== undefined) forceBlock(block, emitter, forced);
    }
  }
}

/**
 * Sends what can be sent of a page's content: all of it where it waits for itself alone, else what others
 * wait for.
 *
 * @param forced - blocks of this page that go without their links
 * @returns whether anything was sent
 */
export function wave(task: Task, emitter: Emitter, forced: Forced): boolean {
  breakCircles(task, emitter, forced);
  const items = task.gaps.map((gap) => itemsOf(task, gap, emitter, forced));
  const waits = items.some((some) => some.some((item) => item.needs.length > 0));
  const whole = task.gaps.map((gap, index) => ({ gap: index, items: [...gap.blocks.keys()] }));
  const sends = waits ? schedule(items) : whole;
  const splitter = createSplitter(emitter.isWanted);
  for (const { gap: number, items: indexes } of sends) {
    const gap = task.gaps[number];
    if (gap === undefined) continue;
    const blocks = indexes.flatMap((index) => gap.blocks[index] ?? []);
    splitter.place(blocks, slotAt(gap, indexes[0] ?? 0, emitter), emitter.sink(task));
  }
  task.gaps = task.gaps.flatMap((gap) => leftOf(gap, emitter));
  patch(task, forced, emitter);
  return rewrite(task, emitter) || sends.length > 0;
}

/**
 * Chooses a block to send without its links where pages wait for places in each other: the one with the
 * fewest links among those that others wait for.
 *
 * @returns whether there is any
 */
export function force(tasks: readonly Task[], emitter: Emitter, forcedOf: (task: Task) => Forced): boolean {
  let best: { readonly task: Task; readonly block: DraftBlock; readonly links: number } | null = null;
  for (const task of tasks) {
    for (const block of task.gaps.flatMap((gap) => gap.blocks)) {
      const links = emitter.waitsOf(block).length;
      if (links === 0 || givesOf(task, block, emitter).length === 0) continue;
      if (best === null || links < best.links) best = { task, block, links };
    }
  }
  if (best !== null) forceBlock(best.block, emitter, forcedOf(best.task));
  return best !== null;
}
