/** When what was touched is published. Times are milliseconds since 1970. */

/** How long to wait for the end of somebody's typing. */
export interface Pace {
  /** Milliseconds without an event after which a file is ripe. */
  readonly quiet: number;
  /** Milliseconds after its first event at which a file is ripe, quiet or not. */
  readonly latest: number;
  /** Files that get ripe within so many milliseconds of each other are published together. */
  readonly gap: number;
}

/** To Notion itself: rate-limited, and seen by others. */
const REAL: Pace = { quiet: 5000, latest: 120_000, gap: 1000 };

/** To a local Notion: at once, and while somebody keeps on typing too. */
const LOCAL: Pace = { quiet: 200, latest: 2000, gap: 200 };

/**
 * The pace of a target.
 *
 * @param quietFor - seconds the user asked for; null: what suits the target
 */
export function paceFor(isLocal: boolean, quietFor: number | null): Pace {
  const usual = isLocal ? LOCAL : REAL;
  if (quietFor === null) return usual;
  // Watchers leave out an event that follows another within 50 ms.
  const quiet = Math.max(100, quietFor * 1000);
  return { quiet, latest: Math.max(usual.latest, quiet), gap: Math.min(usual.gap, quiet) };
}

interface Touch {
  readonly first: number;
  readonly last: number;
}

/** Files something happened to, by path. */
export type Touches = Map<string, Touch>;

/** Notes one more event. */
export function touch(touches: Touches, path: string, now: number): void {
  touches.set(path, { first: touches.get(path)?.first ?? now, last: now });
}

/** When a file is ripe. */
function ripeAt({ first, last }: Touch, { latest, quiet }: Pace): number {
  return Math.min(last + quiet, first + latest);
}

/** When the next round begins; null: nothing was touched. */
export function dueAt(touches: ReadonlyMap<string, Touch>, pace: Pace): number | null {
  const times = [...touches.values()].map((one) => ripeAt(one, pace)).sort((a, b) => a - b);
  const [first] = times;
  if (first === undefined) return null;
  // A burst is one round: it begins with the last of those that get ripe one shortly after the other.
  const end = times.reduce((until, time) => (time - until <= pace.gap ? time : until), first);
  const oldest = [...touches.values()].reduce((least, one) => Math.min(least, one.first), first);
  return Math.max(first, Math.min(end, oldest + pace.latest));
}

/** Takes the files out that are ripe. */
export function takeRipe(touches: Touches, pace: Pace, now: number): readonly string[] {
  const ripe = [...touches].flatMap(([path, one]) => (ripeAt(one, pace) <= now ? [path] : []));
  for (const path of ripe) touches.delete(path);
  return ripe;
}

const LONGEST_WAIT = 300_000;

/**
 * Milliseconds until what is owed is tried again.
 *
 * @param failures - rounds that failed since the last good one, at least 1
 */
export function backOff(failures: number, { quiet }: Pace): number {
  return Math.min(LONGEST_WAIT, Math.max(1000, quiet) * 2 ** (failures - 1));
}
