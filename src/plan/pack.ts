/** Cutting a sequence into runs, each of which one request holds. */
import { NOTHING, plus, type Weight } from "./measure.ts";
import { isWithin, type SplitLimits } from "./shape.ts";

/** One of a sequence of siblings. */
export interface PackItem {
  /** What it takes with its whole tree; null: no request can hold that. */
  readonly whole: Weight | null;
  /** What it takes when it is cut; for a tree that could go whole this costs one request more. */
  readonly least: Weight;
}

/** A part of a sequence: from `from`, up to but without `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Items that go out together. */
export interface Run extends Span {
  /** Indexes of the items that are cut to make room, though they could go whole. */
  readonly cut: readonly number[];
}

export interface Packing {
  /** Requests for the first n items: one each run, one each item cut to make room. */
  readonly costs: readonly number[];
  readonly runs: readonly Run[];
}

function minus(a: Weight, b: Weight): Weight {
  return { blocks: a.blocks - b.blocks, bytes: a.bytes - b.bytes };
}

interface Saving {
  readonly index: number;
  readonly weight: Weight;
}

/** Fewest items to cut so that a load comes within the limits; null: cutting does not do it. */
function room(load: Weight, savings: readonly Saving[], limits: SplitLimits): readonly number[] | null {
  if (isWithin(load, limits)) return [];
  const share = ({ weight }: Saving): number => weight.blocks / limits.blocks + weight.bytes / limits.bytes;
  let rest = load;
  const cut: number[] = [];
  for (const saving of savings.toSorted((a, b) => share(b) - share(a))) {
    rest = minus(rest, saving.weight);
    cut.push(saving.index);
    if (isWithin(rest, limits)) return cut;
  }
  return null;
}

/** The best last run for the first `to` items, given what fewer items take. */
function lastRun(
  items: readonly PackItem[],
  to: number,
  costs: readonly number[],
  limits: SplitLimits,
): { readonly run: Run; readonly cost: number } {
  let best = { run: { from: to - 1, to, cut: [] as readonly number[] }, cost: (costs[to - 1] ?? 0) + 1 };
  let load = NOTHING;
  const savings: Saving[] = [];
  for (let from = to - 1; from >= 0 && to - from <= limits.array; from -= 1) {
    const item = items[from];
    if (item === undefined) break;
    load = plus(load, item.whole ?? item.least);
    if (item.whole !== null) savings.push({ index: from, weight: minus(item.whole, item.least) });
    if (from === to - 1) continue;
    const cut = room(load, savings, limits);
    if (cut === null) break;
    const cost = (costs[from] ?? 0) + 1 + cut.length;
    if (cost <= best.cost) best = { run: { from, to, cut }, cost };
  }
  return best;
}

/** Tells whether only the number of items limits the runs. */
function isLight(items: readonly PackItem[], limits: SplitLimits): boolean {
  for (let from = 0; from < items.length; from += limits.array) {
    const load = items
      .slice(from, from + limits.array)
      .reduce((total, item) => plus(total, item.whole ?? item.least), NOTHING);
    if (!isWithin(load, limits)) return false;
  }
  return true;
}

function packLight(count: number, limits: SplitLimits): Packing {
  const runs: Run[] = [];
  for (let from = 0; from < count; from += limits.array) {
    runs.push({ from, to: Math.min(from + limits.array, count), cut: [] });
  }
  return { costs: Array.from({ length: count + 1 }, (_, n) => Math.ceil(n / limits.array)), runs };
}

/**
 * Cuts a sequence into runs within the limits so that they take the fewest requests. An item that is over
 * the limits by itself stands alone.
 */
export function pack(items: readonly PackItem[], limits: SplitLimits): Packing {
  if (isLight(items, limits)) return packLight(items.length, limits);
  const costs = [0];
  const last: Run[] = [];
  for (let to = 1; to <= items.length; to += 1) {
    const { run, cost } = lastRun(items, to, costs, limits);
    costs.push(cost);
    last.push(run);
  }
  const runs: Run[] = [];
  for (let to = items.length; to > 0; ) {
    const run = last[to - 1];
    if (run === undefined) break;
    runs.unshift(run);
    to = run.from;
  }
  return { costs, runs };
}

/** How a window into a sequence is chosen. */
export interface WindowRules {
  /** What each item takes inside; null: it cannot be inside. */
  readonly inside: readonly (Weight | null)[];
  readonly outside: readonly PackItem[];
  /** What is inside anyway. */
  readonly base: Weight;
  readonly limits: SplitLimits;
  /** Items there must be at least. */
  readonly least: number;
  /** Nothing may follow what is inside. */
  readonly last: boolean;
}

/** The index behind the items from `from` on that fit inside together. */
function reach(rules: WindowRules, from: number): number {
  let load = rules.base;
  let to = from;
  for (; to < rules.inside.length && to - from < rules.limits.array; to += 1) {
    const weight = rules.inside[to];
    if (weight === null || weight === undefined) break;
    load = plus(load, weight);
    if (!isWithin(load, rules.limits)) break;
  }
  return to;
}

/**
 * The window that leaves the fewest requests for what is before and after it. Of several the first, or none
 * at all; of its ends the nearest.
 *
 * @returns null where there must be something inside and nothing can be
 */
export function bestWindow(rules: WindowRules): Span | null {
  const { outside, limits, least } = rules;
  const before = pack(outside, limits).costs;
  const after = pack(outside.toReversed(), limits).costs.toReversed();
  const total = before.at(-1) ?? 0;
  let best: Span | null = least === 0 ? { from: 0, to: 0 } : null;
  let fewest = least === 0 ? total : Number.POSITIVE_INFINITY;
  for (let from = 0; from < outside.length; from += 1) {
    let to = reach(rules, from);
    if (to - from < Math.max(least, 1) || (rules.last && to < outside.length)) continue;
    while (to - from > least && !rules.last && after[to - 1] === after[to]) to -= 1;
    const cost = (before[from] ?? 0) + (after[to] ?? 0);
    if (cost >= fewest) continue;
    fewest = cost;
    best = { from, to };
  }
  return best;
}
