/**
 * A clock that tests turn: sleeps cost nothing, and hours pass in milliseconds.
 *
 * Time moves to the next sleeper only when the program has nothing else to do: no promise about to run, no
 * file operation in flight, nothing announced with `busy`. So whatever could happen before a timer, happens
 * before it, as it would in real time.
 */
import process from "node:process";

export interface VirtualClock {
  /** Virtual milliseconds since 1970. */
  now(): number;
  /** Resolves when the virtual time has come; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Turns the clock until the promise is settled; gives its result. Throws when nothing can settle it. */
  run<T>(promise: Promise<T>): Promise<T>;
  /** Holds the clock while work it cannot see (a socket, a child process) is going on. */
  busy<T>(promise: Promise<T>): Promise<T>;
}

interface Sleeper {
  readonly due: number;
  readonly order: number;
  readonly wake: () => void;
}

/** Rounds of the event loop in which nothing may happen before time moves. */
const IDLE_ROUNDS = 12;
/** Real milliseconds without a sleeper after which a promise is taken for one that will never settle. */
const STUCK_MS = 10_000;

/** What the machine does for us outside the event loop; a timer is not among it, nor an open server. */
const WORK = /^(FSReq|FILEHANDLE|FileHandle|.*Job$|GETADDRINFO|ZLIB|RANDOMBYTES|CloseReq)/;

function workInFlight(): number {
  return process.getActiveResourcesInfo().filter((name) => WORK.test(name)).length;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Makes a clock that stands at `start` (2026-01-01T00:00:00Z unless told).
 */
export function createVirtualClock(start: number = Date.UTC(2026, 0, 1)): VirtualClock {
  const heap = createHeap();
  let time = start;
  let order = 0;
  let held = 0;
  const baseline = workInFlight();

  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason);
        return;
      }
      const stop = (): void => {
        heap.remove(sleeper);
        reject(signal?.reason);
      };
      const wake = (): void => {
        signal?.removeEventListener("abort", stop);
        resolve();
      };
      const sleeper: Sleeper = { due: time + Math.max(0, ms), order: order++, wake };
      signal?.addEventListener("abort", stop, { once: true });
      heap.push(sleeper);
    });

  const busy = async <T>(promise: Promise<T>): Promise<T> => {
    held += 1;
    try {
      return await promise;
    } finally {
      held -= 1;
    }
  };

  const idle = async (done: () => boolean): Promise<void> => {
    let quiet = 0;
    while (quiet < IDLE_ROUNDS && !done()) {
      await turn();
      quiet = held > 0 || workInFlight() > baseline ? 0 : quiet + 1;
    }
  };

  const run = async <T>(promise: Promise<T>): Promise<T> => {
    let settled = false;
    const watched = promise.finally(() => {
      settled = true;
    });
    // The caller sees a rejection at the end; until then it must not count as unhandled.
    watched.catch(() => {});
    let since: number | null = null;
    while (!settled) {
      await idle(() => settled);
      const next = settled ? null : heap.pop();
      if (next !== null) {
        since = null;
        time = Math.max(time, next.due);
        next.wake();
      } else if (!settled) {
        // Nobody sleeps: something real, such as a socket, is being waited for.
        since ??= performance.now();
        if (performance.now() - since > STUCK_MS) {
          throw new Error("The virtual clock is stuck: nobody sleeps, and the promise is not settled.");
        }
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }
    return watched;
  };

  return { now: () => time, sleep, run, busy };
}

/** Sleepers by the time they are due, then in the order they went to sleep. */
function createHeap(): {
  push(one: Sleeper): void;
  pop(): Sleeper | null;
  remove(one: Sleeper): void;
} {
  const items: Sleeper[] = [];
  const before = (left: Sleeper, right: Sleeper): boolean =>
    left.due < right.due || (left.due === right.due && left.order < right.order);
  const place = (one: Sleeper): number => {
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = items[middle];
      if (other !== undefined && before(one, other)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
  return {
    // Kept sorted with the next one last: taking it costs nothing, and a binary search finds a new one's place.
    push: (one) => {
      items.splice(place(one), 0, one);
    },
    pop: () => items.pop() ?? null,
    remove: (one) => {
      const index = items.indexOf(one);
      if (index >= 0) {
        items.splice(index, 1);
      }
    },
  };
}
