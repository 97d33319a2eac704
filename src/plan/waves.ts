/**
 * Filling a page whose blocks link to each other. A block's id is known once it has been sent, so what links
 * to it goes later: blocks that wait are held back and inserted as runs. Only where blocks wait for each other
 * in a circle are some sent without their links, which updates put in afterwards.
 */
import type { Block, DraftBlock } from "../model/block.ts";
import { resolveBlock } from "../model/resolve.ts";
import { createSplitter, type Slot } from "./split.ts";
import type { Emitter, Gap, Task } from "./task.ts";

/** One of the siblings of a gap. */
interface Item {
  readonly block: DraftBlock;
  readonly isHeld: boolean;
  /** Others link to it or into it, and it can be sent. */
  readonly isLead: boolean;
}

/** Blocks that are sent although they wait; an update puts their links in. */
export type Forced = Set<DraftBlock>;

function* tree(block: DraftBlock): Generator<DraftBlock> {
  yield block;
  for (const child of block.children) yield* tree(child);
}

function isWantedInside(block: DraftBlock, emitter: Emitter): boolean {
  for (const one of tree(block)) if (emitter.isWanted(one)) return true;
  return false;
}

function itemsOf(gap: Gap, emitter: Emitter, forced: Forced): readonly Item[] {
  return gap.blocks.map((block) => {
    const isHeld = !forced.has(block) && emitter.waitsOf(block).length > 0;
    return { block, isHeld, isLead: !isHeld && isWantedInside(block, emitter) };
  });
}

function place(task: Task, blocks: readonly Block[], slot: Slot, emitter: Emitter): void {
  createSplitter(emitter.isWanted).place(blocks, slot, emitter.sink(task));
}

function slotOf({ container, position, follows }: Gap): Slot {
  return { container, position, ...(follows === undefined ? {} : { follows }) };
}

/** Sends the chosen items of a gap; what is held back becomes gaps between them. */
function sendSome(
  task: Task,
  gap: Gap,
  items: readonly Item[],
  isSent: (index: number) => boolean,
  emitter: Emitter,
): Gap[] {
  place(
    task,
    items.filter((_, index) => isSent(index)).map((item) => item.block),
    slotOf(gap),
    emitter,
  );
  const gaps: Gap[] = [];
  let slot = slotOf(gap);
  let held: DraftBlock[] = [];
  const close = (): void => {
    if (held.length > 0) gaps.push({ ...slot, blocks: held });
    held = [];
  };
  for (const [index, { block }] of items.entries()) {
    if (!isSent(index)) {
      held.push(block);
      continue;
    }
    close();
    const after = emitter.placeOf(block);
    if (after !== undefined) slot = { container: gap.container, position: { after } };
  }
  close();
  return gaps;
}

/** Runs of neighbouring items that satisfy a condition. */
function runsWhere(items: readonly Item[], holds: (item: Item) => boolean): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (const [index, item] of items.entries()) {
    if (!holds(item)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.at(-1) === index - 1) last.push(index);
    else runs.push([index]);
  }
  return runs;
}

/** For each item whether it is held back when all that can go goes: between leads from the first held to the last. */
function heldBack(items: readonly Item[]): readonly boolean[] {
  const held = items.map(() => false);
  let first: number | null = null;
  let last = -1;
  const close = (): void => {
    if (first !== null) held.fill(true, first, last + 1);
    first = null;
  };
  for (const [index, item] of items.entries()) {
    if (item.isLead) close();
    if (!item.isHeld) continue;
    first ??= index;
    last = index;
  }
  close();
  return held;
}

function countRuns(flags: readonly boolean[]): number {
  return flags.filter((flag, index) => flag && flags[index - 1] !== true).length;
}

/** Requests for a gap once the items `ahead` have been sent: each part between them, and what is held back there. */
function costBehind(items: readonly Item[], ahead: ReadonlySet<number>): number {
  let cost = 0;
  let part: Item[] = [];
  const close = (): void => {
    if (part.length > 0) {
      const held = heldBack(part);
      cost += countRuns(held) + (held.includes(false) ? 1 : 0);
    }
    part = [];
  };
  for (const [index, item] of items.entries()) {
    if (ahead.has(index)) close();
    else part.push(item);
  }
  close();
  return cost;
}

/** Groups of leads that are looked at. */
const GROUPS = 40;

/**
 * Leads that are worth sending ahead of everything else: so that what waits for them need not be held back
 * in pieces (notes at the end of a page, say, before the text that refers to them).
 */
function leadsAhead(
  items: readonly Item[],
  free: (ahead: ReadonlySet<number>) => readonly Item[],
): ReadonlySet<number> {
  let best: ReadonlySet<number> = new Set();
  let fewest = costBehind(items, best);
  const groups = runsWhere(items, (item) => item.isLead).toSorted((a, b) => b.length - a.length);
  for (const group of groups.slice(0, GROUPS)) {
    const ahead = new Set([...best, ...group]);
    const cost = 1 + costBehind(free(ahead), ahead);
    if (cost >= fewest) continue;
    fewest = cost;
    best = ahead;
  }
  return best;
}

/** The items as they are once some have been sent: what waits only for those waits no more. */
function itemsAfter(
  items: readonly Item[],
  ahead: ReadonlySet<number>,
  task: Task,
  emitter: Emitter,
): readonly Item[] {
  const told = new Set<string>();
  for (const index of ahead) {
    const item = items[index];
    if (item === undefined) continue;
    for (const { slugs } of tree(item.block))
      for (const slug of slugs) told.add(JSON.stringify([task.key, slug]));
  }
  return items.map((item) => {
    const isHeld = item.isHeld && emitter.waitsOf(item.block).some((wait) => !told.has(wait));
    const isLead = item.isLead || (item.isHeld && !isHeld && isWantedInside(item.block, emitter));
    return { ...item, isHeld, isLead };
  });
}

function fillGap(task: Task, gap: Gap, emitter: Emitter, forced: Forced): readonly Gap[] | null {
  const items = itemsOf(gap, emitter, forced);
  if (!items.some((item) => item.isHeld)) {
    place(task, gap.blocks, slotOf(gap), emitter);
    return [];
  }
  if (!items.some((item) => item.isLead)) return null;
  const ahead = leadsAhead(items, (sent) => itemsAfter(items, sent, task, emitter));
  if (ahead.size > 0) return sendSome(task, gap, items, (index) => ahead.has(index), emitter);
  const held = heldBack(items);
  return sendSome(task, gap, items, (index) => held[index] !== true, emitter);
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
    emitter.add(task, (number) => ({
      kind: "updateBlock",
      id: number,
      key: task.key,
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

/** Puts links into blocks that were sent without them. */
function patch(task: Task, forced: Forced, emitter: Emitter): void {
  for (const item of forced) {
    for (const block of tree(item)) {
      const id = emitter.placeOf(block);
      if (id === undefined || !emitter.isPatched(block)) continue;
      task.rewrites = [
        ...task.rewrites,
        { id, draft: block, reason: "its links lead to blocks made after it" },
      ];
    }
    if (emitter.placeOf(item) !== undefined) forced.delete(item);
  }
}

/**
 * Sends what can be sent of a page's content without more requests than waiting would take.
 *
 * @param forced - blocks of this page that go without their links
 * @returns whether anything was sent
 */
export function wave(task: Task, emitter: Emitter, forced: Forced): boolean {
  let isProgress = false;
  const gaps: Gap[] = [];
  for (const gap of task.gaps) {
    const rest = fillGap(task, gap, emitter, forced);
    if (rest === null) gaps.push(gap);
    else {
      gaps.push(...rest);
      isProgress = true;
    }
  }
  task.gaps = gaps;
  patch(task, forced, emitter);
  return rewrite(task, emitter) || isProgress;
}

/**
 * Chooses blocks to send without their links where all wait for each other: the longest run of siblings that
 * others wait for.
 *
 * @returns whether there are any
 */
export function force(tasks: readonly Task[], emitter: Emitter, forcedOf: (task: Task) => Forced): boolean {
  let best: { readonly task: Task; readonly blocks: readonly DraftBlock[] } | null = null;
  for (const task of tasks) {
    for (const gap of task.gaps) {
      const items = itemsOf(gap, emitter, forcedOf(task));
      const runs = runsWhere(items, (item) => item.isHeld && isWantedInside(item.block, emitter));
      for (const run of runs) {
        if (best !== null && run.length <= best.blocks.length) continue;
        best = { task, blocks: run.flatMap((index) => items[index]?.block ?? []) };
      }
    }
  }
  if (best === null) return false;
  const forced = forcedOf(best.task);
  for (const item of best.blocks) {
    forced.add(item);
    for (const block of tree(item)) {
      if (emitter.waitsOf({ ...block, children: [] }).length > 0) emitter.want(block);
    }
  }
  return true;
}
