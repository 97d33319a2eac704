/**
 * How many requests may leave, and when: at most so many in any 60 s, in the order in which they were asked
 * for, and none during a pause that an answer asked for.
 *
 * Notion counts in windows of 60 s that begin when it likes, by the time requests arrive. A window that slides
 * never lets more through than one that stands, wherever that begins; and because a request arrives some time
 * between being sent and being answered, a place becomes free 60 s after the answer.
 */

export interface PaceOptions {
  /** Requests in any 60 s; at least 1. */
  readonly perMinute: number;
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Leave to send one request. */
export interface Leave {
  /** To be called when its answer, or word of its failure, is there. */
  answered(): void;
}

export interface Pace {
  /** Waits for its turn, a free place and the end of a pause. Rejects with the signal's reason when aborted. */
  leave(signal?: AbortSignal): Promise<Leave>;
  /** Lets nothing leave for so many milliseconds; a longer pause under way stays. */
  pause(ms: number): void;
}

const WINDOW = 60_000;
/** A request counts as arrived at the latest so many milliseconds after it was sent, answered or not. */
const ARRIVAL = 1_500;

export function createPace({ perMinute, now, sleep }: PaceOptions): Pace {
  /** When each taken place becomes free. */
  let places: { freeAt: number }[] = [];
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let queue: Promise<unknown> = Promise.resolve();

  const waitFor = (): number => {
    const time = now();
    places = places.filter(({ freeAt }) => freeAt > time);
    const full = places.length >= perMinute ? Math.min(...places.map(({ freeAt }) => freeAt)) : time;
    return Math.max(full, pausedUntil) - time;
  };

  const take = async (signal?: AbortSignal): Promise<Leave> => {
    signal?.throwIfAborted();
    for (let wait = waitFor(); wait > 0; wait = waitFor()) {
      await sleep(Math.max(1, wait), signal);
    }
    const place = { freeAt: now() + ARRIVAL + WINDOW };
    places.push(place);
    return {
      answered: () => {
        place.freeAt = Math.min(place.freeAt, now() + WINDOW);
      },
    };
  };

  return {
    leave: (signal) => {
      const turn = queue.then(() => take(signal));
      queue = turn.catch(() => undefined);
      return turn;
    },
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, now() + ms);
    },
  };
}
