/** Which of two sequences' members are the same: as many as can be, in order, with bounded work. */

/** Index in the first sequence, index in the second. */
export type Match = readonly [number, number];

/** Pairs of equal members that are looked at; beyond, members that occur often are matched by their rank only. */
const PAIRS = 1_000_000;

interface Link {
  readonly match: Match;
  readonly before: Link | null;
}

function positions(keys: readonly unknown[], from: number, to: number): Map<unknown, number[]> {
  const found = new Map<unknown, number[]>();
  for (let index = from; index < to; index += 1) {
    const key = keys[index];
    const list = found.get(key);
    if (list === undefined) found.set(key, [index]);
    else list.push(index);
  }
  return found;
}

/** Candidates for each member of the first sequence, last first; few enough to look at all. */
function candidates(
  a: readonly unknown[],
  b: readonly unknown[],
  [from, toA, toB]: readonly [number, number, number],
): (index: number) => readonly number[] {
  const inA = positions(a, from, toA);
  const inB = positions(b, from, toB);
  let pairs = 0;
  for (const [key, list] of inA) pairs += list.length * (inB.get(key)?.length ?? 0);
  if (pairs <= PAIRS) {
    const reversed = new Map([...inB].map(([key, list]) => [key, list.toReversed()] as const));
    return (index) => reversed.get(a[index]) ?? [];
  }
  const rank = new Map<number, number>();
  for (const list of inA.values()) for (const [nth, index] of list.entries()) rank.set(index, nth);
  return (index) => inB.get(a[index])?.slice(rank.get(index) ?? 0, (rank.get(index) ?? 0) + 1) ?? [];
}

/** First place in ascending `tails` that is not below `value`. */
function lowerBound(tails: readonly Link[], value: number): number {
  let low = 0;
  let high = tails.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const tail = tails[middle];
    if (tail !== undefined && tail.match[1] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The longest common subsequence of two sequences: Hunt and Szymanski's algorithm between trimmed ends.
 *
 * @param a - keys, equal as `Map` keys are
 * @param b - keys
 * @returns matches, ascending in both
 */
export function align(a: readonly unknown[], b: readonly unknown[]): Match[] {
  const middle = middleOf(a, b);
  const from = middle.a[0] ?? middle.b[0] ?? Math.min(a.length, b.length);
  const toA = from + middle.a.length;
  const toB = from + middle.b.length;
  const found = candidates(a, b, [from, toA, toB]);
  const tails: Link[] = [];
  for (let index = from; index < toA; index += 1) {
    for (const other of found(index)) {
      const at = lowerBound(tails, other);
      tails[at] = { match: [index, other], before: tails[at - 1] ?? null };
    }
  }
  const inside: Match[] = [];
  for (let link = tails.at(-1) ?? null; link !== null; link = link.before) inside.push(link.match);
  inside.reverse();
  const head = Array.from({ length: from }, (_, index): Match => [index, index]);
  const tail = Array.from({ length: a.length - toA }, (_, index): Match => [toA + index, toB + index]);
  return [...head, ...inside, ...tail];
}

/** The part of two sequences between the ends they have in common. */
export function middleOf(a: readonly unknown[], b: readonly unknown[]): Gap {
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from += 1;
  let toA = a.length;
  let toB = b.length;
  while (toA > from && toB > from && a[toA - 1] === b[toB - 1]) {
    toA -= 1;
    toB -= 1;
  }
  return { a: range(from, toA), b: range(from, toB) };
}

/** A part of two sequences between neighbouring matches. */
export interface Gap {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/** What lies between matches: the unmatched members, in order; empty gaps are left out. */
export function gapsBetween(matches: readonly Match[], lengthA: number, lengthB: number): Gap[] {
  const ends: readonly Match[] = [...matches, [lengthA, lengthB]];
  let [fromA, fromB] = [0, 0];
  const gaps: Gap[] = [];
  for (const [toA, toB] of ends) {
    const gap = { a: range(fromA, toA), b: range(fromB, toB) };
    if (gap.a.length > 0 || gap.b.length > 0) gaps.push(gap);
    [fromA, fromB] = [toA + 1, toB + 1];
  }
  return gaps;
}

/** Members whose pairing is weighed each against each; larger gaps are paired in order. */
const CELLS = 40_000;

/** What a run of members of the second without a partner costs: it decides between pairings that are as good. */
const RUN = 1e-6;

/** Sums of likeness from two members on, less what runs cost: `inRun` where the member before has no partner either. */
interface Sums {
  readonly own: Float64Array;
  readonly best: Float64Array;
  readonly inRun: Float64Array;
  readonly width: number;
}

function sumUp({ a, b }: Gap, likeness: (a: number, b: number) => number): Sums {
  const width = b.length + 1;
  const own = new Float64Array((a.length + 1) * width);
  const best = new Float64Array((a.length + 1) * width);
  const inRun = new Float64Array((a.length + 1) * width);
  // What is left of the second once the first has no more is one run.
  best.fill(-RUN, a.length * width, a.length * width + b.length);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      const like = likeness(a[i] ?? 0, b[j] ?? 0);
      own[at] = like;
      const paired = like === 0 ? Number.NEGATIVE_INFINITY : like + (best[at + width + 1] ?? 0);
      const alone = inRun[at + 1] ?? 0;
      best[at] = Math.max(paired, best[at + width] ?? 0, alone - RUN);
      inRun[at] = Math.max(paired, inRun[at + width] ?? 0, alone);
    }
  }
  return { own, best, inRun, width };
}

/**
 * Pairs members in order so that the sum of their likeness is greatest; of pairings that are as good, one that
 * leaves those of the second without a partner in few runs.
 *
 * @param likeness - 0: they cannot be paired
 */
export function pairByLikeness(gap: Gap, likeness: (a: number, b: number) => number): Match[] {
  const { a, b } = gap;
  if (a.length * b.length > CELLS) return pairInOrder(gap, likeness);
  const { own, best, inRun, width } = sumUp(gap, likeness);
  const matches: Match[] = [];
  let [i, j] = [0, 0];
  let sums = best;
  while (i < a.length && j < b.length) {
    const at = i * width + j;
    const like = own[at] ?? 0;
    if (like > 0 && sums[at] === like + (best[at + width + 1] ?? 0)) {
      matches.push([a[i] ?? 0, b[j] ?? 0]);
      sums = best;
      i += 1;
      j += 1;
    } else if (sums[at] === sums[at + width]) i += 1;
    else {
      sums = inRun;
      j += 1;
    }
  }
  return matches;
}

function pairInOrder({ a, b }: Gap, likeness: (a: number, b: number) => number): Match[] {
  const matches: Match[] = [];
  let next = 0;
  for (const index of a) {
    for (let at = next; at < b.length && at < next + 20; at += 1) {
      const other = b[at] ?? 0;
      if (likeness(index, other) === 0) continue;
      matches.push([index, other]);
      next = at + 1;
      break;
    }
  }
  return matches;
}
