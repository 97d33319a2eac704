/** Whether a failed call is sent again, and when. Pure. */
import type { NotionError } from "./errors.ts";

/**
 * What a second sending would do. `repeat`: no harm (reads, updates, deletes). `once`: perhaps everything
 * twice (appends and creates), so that only what certainly had no effect is sent again.
 */
export type Repeatability = "repeat" | "once";

/** How often one call has failed, by what is waited for. */
export interface Tries {
  readonly limited: number;
  readonly away: number;
  readonly unfound: number;
  /** Milliseconds since the first sending. */
  readonly elapsed: number;
}

export type Wait =
  /** With `shared`, nobody sends meanwhile. */
  { readonly counts: keyof Omit<Tries, "elapsed">; readonly ms: number; readonly shared: boolean };

const BASE = 1_000;
const LONGEST = 30_000;
const AWAY_TRIES = 8;
const AWAY_PATIENCE = 300_000;
const LIMITED_PATIENCE = 900_000;
/** How long an id just created may be unknown to a read. */
const UNFOUND_WAITS: readonly number[] = [500, 1_000, 2_000, 4_000];

/** 1 s, doubling up to 30 s, each shortened by up to a half so that callers do not come back all at once. */
function backoff(tries: number, random: number): number {
  return Math.min(LONGEST, BASE * 2 ** tries) * (0.5 + random / 2);
}

/**
 * @param fresh - its target was just created, so that a 404 may pass
 * @param random - 0 to 1
 * @returns null when the call has failed for good
 */
export function nextWait(
  error: NotionError,
  tries: Tries,
  repeatability: Repeatability,
  fresh: boolean,
  random: number,
): Wait | null {
  if (error.kind === "rateLimited") {
    const ms = error.retryAfter ?? backoff(tries.limited, random);
    return tries.elapsed + ms > LIMITED_PATIENCE ? null : { counts: "limited", ms, shared: true };
  }
  if (error.kind === "notFound" && fresh && !error.archived) {
    const ms = UNFOUND_WAITS[tries.unfound];
    return ms === undefined ? null : { counts: "unfound", ms, shared: false };
  }
  const transient = error.kind === "away" || error.kind === "conflict";
  const harmless = repeatability === "repeat" || error.outcome === "nothing";
  if (!transient || !harmless || tries.away + 1 >= AWAY_TRIES) {
    return null;
  }
  const ms = Math.max(backoff(tries.away, random), error.retryAfter ?? 0);
  return tries.elapsed + ms > AWAY_PATIENCE ? null : { counts: "away", ms, shared: false };
}
