import { NOTHING, plus, type Weight } from "./measure.ts";
import { isWithin, type SplitLimits } from "./shape.ts";

/**
 * Ends of the runs that a sequence is cut into, each within the limits: as few as there can be, since every
 * run takes all it can. One item that is over the limits by itself stands alone.
 *
 * @returns for each run the index behind its last item
 */
export function runEnds(weights: readonly Weight[], limits: SplitLimits): readonly number[] {
  const ends: number[] = [];
  let load = NOTHING;
  let from = 0;
  for (const [index, weight] of weights.entries()) {
    const more = plus(load, weight);
    if (index > from && (index - from >= limits.array || !isWithin(more, limits))) {
      ends.push(index);
      from = index;
      load = weight;
    } else {
      load = more;
    }
  }
  return weights.length === 0 ? ends : [...ends, weights.length];
}

/** Number of runs for each beginning of a sequence: `[n]` for its first n items. */
export function runsBefore(weights: readonly Weight[], limits: SplitLimits): readonly number[] {
  const ends = runEnds(weights, limits);
  const counts = [0];
  for (const [run, end] of ends.entries()) {
    while (counts.length <= end) counts.push(run + 1);
  }
  return counts;
}

/** Number of runs for each end of a sequence: `[n]` for what follows its first n items. */
export function runsAfter(weights: readonly Weight[], limits: SplitLimits): readonly number[] {
  return runsBefore(weights.toReversed(), limits).toReversed();
}

/** A part of a sequence: from `from`, up to but without `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How a window into a sequence is chosen. */
export interface WindowRules {
  /** What each item takes inside; null: it cannot be inside. */
  readonly inside: readonly (Weight | null)[];
  /** What each item takes outside. */
  readonly outside: readonly Weight[];
  readonly limits: SplitLimits;
  /** It must hold at least one item. */
  readonly filled: boolean;
  /** Nothing may follow it. */
  readonly last: boolean;
}

/** The items from `from` on that fit inside together. */
function reach(rules: WindowRules, from: number): number {
  let load = NOTHING;
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
 * The window that leaves the fewest runs outside, before and after it: the first of several, and of these the
 * one that holds most.
 *
 * @returns null where there must be something inside and nothing can be
 */
export function bestWindow(rules: WindowRules): Span | null {
  const before = runsBefore(rules.outside, rules.limits);
  const after = runsAfter(rules.outside, rules.limits);
  const count = rules.outside.length;
  let best: Span | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (let from = 0; from <= count; from += 1) {
    const to = reach(rules, from);
    if (to === from && (rules.filled || (from > 0 && from < count))) continue;
    if (rules.last && to < count && to > from) continue;
    const cost = to === from ? (after[0] ?? 0) : (before[from] ?? 0) + (after[to] ?? 0);
    if (cost < fewest) {
      fewest = cost;
      best = to === from ? { from: 0, to: 0 } : { from, to };
    }
  }
  return best;
}
