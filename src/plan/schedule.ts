/**
 * The order in which siblings that link to each other are sent. A block's id is known once it has been sent,
 * so what links to it goes in a later request; each request puts one run of siblings into one gap, which may
 * leave gaps in it for what comes later. Looked for is an order with few requests.
 */
import { LIMITS } from "../facts/limits.ts";

/** One of the siblings to be sent. */
export interface ScheduleItem {
  /** Keys of what must be known before it goes. */
  readonly needs: readonly string[];
  /** Keys of what is known once it has gone. */
  readonly gives: readonly string[];
}

/** Siblings of one gap that go together. */
export interface Send {
  readonly gap: number;
  /** Their indexes in the gap, ascending. */
  readonly items: readonly number[];
}

/** Orders that are followed up at once. */
const BEAM = 12;
/** Members from which on fewer are. */
const LARGE = 400;
/** Members of all continuations that are weighed at one step; of more the longest runs are. */
const WORK = 200_000;
/** Gaps that a run may leave, unless it is all that a gap can give. */
const HOLES = 3;

interface Puzzle {
  /** Index of the gap of each member, and of the member in it. */
  readonly gapOf: readonly number[];
  readonly indexOf: readonly number[];
  /** The members each waits for; -1 where no member gives what it needs. */
  readonly waitsFor: readonly (readonly number[])[];
  /** The members that wait for each. */
  readonly neededBy: readonly (readonly number[])[];
  readonly gives: readonly boolean[];
  readonly isBlocked: boolean;
}

interface State {
  readonly sent: Uint8Array;
  readonly cost: number;
  readonly last: { readonly members: readonly number[]; readonly before: State } | null;
}

function puzzleOf(gaps: readonly (readonly ScheduleItem[])[]): Puzzle {
  const members = gaps.flatMap((items, gap) => items.map((item, index) => ({ item, gap, index })));
  const giver = new Map(members.flatMap(({ item }, at) => item.gives.map((key) => [key, at] as const)));
  const waitsFor = members.map(({ item }) => item.needs.map((key) => giver.get(key) ?? -1));
  const neededBy: number[][] = members.map(() => []);
  for (const [at, givers] of waitsFor.entries()) for (const giver of givers) neededBy[giver]?.push(at);
  return {
    gapOf: members.map(({ gap }) => gap),
    indexOf: members.map(({ index }) => index),
    waitsFor,
    neededBy,
    gives: members.map(({ item }) => item.gives.length > 0),
    isBlocked: waitsFor.some((waits) => waits.includes(-1)),
  };
}

function isFree(puzzle: Puzzle, { sent }: State, at: number): boolean {
  return (puzzle.waitsFor[at] ?? []).every((giver) => giver >= 0 && sent[giver] === 1);
}

/** First and last of the members that stand next to each other and are still to be sent. */
function openRuns(puzzle: Puzzle, { sent }: State): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (let at = 0; at < sent.length; at += 1) {
    if (sent[at] === 1) continue;
    const run = runs.at(-1);
    if (run !== undefined && run[1] === at - 1 && puzzle.gapOf[at] === puzzle.gapOf[at - 1]) run[1] = at;
    else runs.push([at, at]);
  }
  return runs;
}

/** What can be sent at once from a member on, in one direction, for each number of gaps left in it. */
function grow(
  free: readonly boolean[],
  [from, to]: readonly [number, number],
  start: number,
  step: 1 | -1,
): number[][] {
  const found: number[][] = [];
  let members: number[] = [];
  let holes = 0;
  for (let at = start; at >= from && at <= to; at += step) {
    if (free[at - from] === true) {
      members.push(at);
      if (members.length === LIMITS.array) break;
    } else {
      if (members.length > 0 && holes <= HOLES) found.push(members);
      members = [...members];
      holes += 1;
    }
  }
  if (members.length > 0) found.push(members);
  return found;
}

function moves(puzzle: Puzzle, state: State): readonly (readonly number[])[] {
  return openRuns(puzzle, state).flatMap((run) => {
    const [from, to] = run;
    const free = Array.from({ length: to - from + 1 }, (_, index) => isFree(puzzle, state, from + index));
    const isStart = (at: number): boolean => free[at - from] === true && free[at - from - 1] !== true;
    const isEnd = (at: number): boolean => free[at - from] === true && free[at - from + 1] !== true;
    const all = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    const forward = all.filter(isStart).flatMap((at) => grow(free, run, at, 1));
    const backward = all
      .filter(isEnd)
      .flatMap((at) => grow(free, run, at, -1).map((some) => some.toReversed()));
    return [...forward, ...backward];
  });
}

/**
 * Cuts that part everything from what it waits for in a run: those that keep the most waits apart are found
 * by going from the left and cutting as late as possible.
 */
function cutsIn(puzzle: Puzzle, { sent }: State, [from, to]: readonly [number, number]): number {
  let cuts = 0;
  // Members before it are apart from all that follow.
  let apart = from;
  for (let at = from; at <= to; at += 1) {
    const partners = [...(puzzle.waitsFor[at] ?? []), ...(puzzle.neededBy[at] ?? [])];
    if (partners.some((other) => other >= apart && other < at && sent[other] !== 1)) {
      cuts += 1;
      apart = at;
    }
  }
  return cuts;
}

/** Requests for what is left, as far as can be told without trying. */
function estimate(puzzle: Puzzle, state: State): number {
  return openRuns(puzzle, state).reduce((total, run) => {
    const [from, to] = run;
    return total + Math.max(Math.ceil((to - from + 1) / LIMITS.array), 1 + cutsIn(puzzle, state, run));
  }, 0);
}

/** Requests for what is left when it can go; null while there is something to send before. */
function rest(puzzle: Puzzle, state: State): number | null {
  const runs = openRuns(puzzle, state);
  if (!puzzle.isBlocked) return runs.length === 0 ? 0 : null;
  for (const [from, to] of runs) {
    for (let at = from; at <= to; at += 1) {
      if (puzzle.gives[at] === true && isFree(puzzle, state, at)) return null;
    }
  }
  return runs.reduce((total, [from, to]) => total + Math.ceil((to - from + 1) / LIMITS.array), 0);
}

function after(state: State, members: readonly number[]): State {
  const sent = state.sent.slice();
  for (const member of members) sent[member] = 1;
  return { sent, cost: state.cost + 1, last: { members, before: state } };
}

interface Found {
  readonly state: State;
  readonly cost: number;
}

/** The orders that continue some others by one request, each outcome once, the most promising first. */
function extend(puzzle: Puzzle, beam: readonly State[], width: number): readonly State[] {
  const next = new Map<string, { readonly state: State; readonly score: number }>();
  const most = Math.ceil(WORK / (puzzle.gapOf.length * width));
  for (const state of beam) {
    const all = moves(puzzle, state);
    const some = all.length <= most ? all : all.toSorted((a, b) => b.length - a.length).slice(0, most);
    for (const members of some) {
      const following = after(state, members);
      const key = following.sent.join("");
      if (next.has(key)) continue;
      next.set(key, { state: following, score: following.cost + estimate(puzzle, following) });
    }
  }
  return [...next.values()].sort((a, b) => a.score - b.score).map(({ state }) => state);
}

function search(puzzle: Puzzle, start: State): State {
  const width = start.sent.length > LARGE ? BEAM / 3 : BEAM;
  let beam: readonly State[] = [start];
  let best: Found | null = null;
  while (beam.length > 0) {
    const open: State[] = [];
    for (const state of beam) {
      const left = rest(puzzle, state);
      if (left === null) open.push(state);
      else if (best === null || state.cost + left < best.cost) best = { state, cost: state.cost + left };
    }
    const limit: number = best?.cost ?? Number.POSITIVE_INFINITY;
    beam = extend(puzzle, open, width)
      .filter((state) => state.cost < limit)
      .slice(0, width);
  }
  return best?.state ?? start;
}

/**
 * Chooses an order for siblings of which some wait for others. There must be no circle among them.
 *
 * @param gaps - the siblings of each place
 * @returns what goes together, in order. Where something waits for what is none of these, only what has to go
 *   before it is in the order.
 */
export function schedule(gaps: readonly (readonly ScheduleItem[])[]): readonly Send[] {
  const puzzle = puzzleOf(gaps);
  const sends: Send[] = [];
  let state = search(puzzle, { sent: new Uint8Array(puzzle.gapOf.length), cost: 0, last: null });
  while (state.last !== null) {
    const { members, before } = state.last;
    const gap = puzzle.gapOf[members[0] ?? 0] ?? 0;
    sends.push({ gap, items: members.map((member) => puzzle.indexOf[member] ?? 0) });
    state = before;
  }
  return sends.reverse();
}

/**
 * The siblings to send without what they need so that no circle is left: the last of each circle, since what
 * stands at the end is most often a list of notes that link back.
 */
export function circleBreakers(gaps: readonly (readonly ScheduleItem[])[]): readonly Send[] {
  const puzzle = puzzleOf(gaps);
  const dropped = new Set<number>();
  for (;;) {
    const inCircle = firstCircle(puzzle, dropped);
    if (inCircle === null) break;
    dropped.add(Math.max(...inCircle));
  }
  return [...dropped].map((at) => ({ gap: puzzle.gapOf[at] ?? 0, items: [puzzle.indexOf[at] ?? 0] }));
}

/** Members that wait for each other in a circle; null where there are none. */
function firstCircle(puzzle: Puzzle, dropped: ReadonlySet<number>): readonly number[] | null {
  const done = new Set<number>();
  const path: number[] = [];
  const visit = (at: number): readonly number[] | null => {
    if (done.has(at) || dropped.has(at)) return null;
    if (path.includes(at)) return path.slice(path.indexOf(at));
    path.push(at);
    for (const giver of puzzle.waitsFor[at] ?? []) {
      const circle = giver < 0 ? null : visit(giver);
      if (circle !== null) return circle;
    }
    path.pop();
    done.add(at);
    return null;
  };
  for (const at of puzzle.waitsFor.keys()) {
    const circle = visit(at);
    if (circle !== null) return circle;
  }
  return null;
}
