import { backOff, dueAt, type Pace, type Touches, takeRipe, touch } from "./schedule.ts";

/**
 * What a round leaves undone: all of it, where Notion was away or refused; some pages, which failed there; or all of
 * it until somebody does something about it. Null: nothing.
 */
export type Owed = "run" | "pages" | "held" | null;

export interface RoundsOptions {
  readonly pace: Pace;
  /** Milliseconds since 1970. */
  now(): number;
  /** Rejects when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Ends everything once it aborts. */
  readonly signal: AbortSignal;
  /** One round over what was touched since the last good one. @param paths - null: anything may have changed */
  round(paths: ReadonlySet<string> | null): Promise<Owed>;
  /** Asked right before a round: false holds it back until `wake`. */
  mayBegin(): boolean;
  /**
   * Told after a round that left something undone.
   *
   * @param retryAt - when it is tried again, in milliseconds since 1970; null: not before something happens
   */
  onOwed(owed: NonNullable<Owed>, retryAt: number | null): void;
}

/** Rounds of publishing, never two at once. */
export interface Rounds {
  touch(path: string): void;
  /** Lets the next round begin at once. @param everything - look at every file, touched or not */
  now(everything: boolean): void;
  /** Looks again whether a round may begin. */
  wake(): void;
  /** Whether something waits for a round. */
  isOwing(): boolean;
  /** Files that wait for their time. */
  waiting(): readonly string[];
  /** When one of them was touched last; null: none waits. */
  lastTouch(): number | null;
  /** Runs until the signal aborts; what `round` throws ends it, too. */
  run(): Promise<void>;
}

/** Rounds after which pages that fail are left alone until something happens. */
const PAGE_TRIES = 5;

/** What waits for a round. */
interface Debt {
  readonly touches: Touches;
  /** Of rounds that failed; null: everything. */
  carried: ReadonlySet<string> | null;
  owed: Owed;
  failures: number;
  retryAt: number | null;
  isForced: boolean;
}

/** When a round is due; null: nothing waits, or nothing but what would fail again. */
function nextAt({ isForced, retryAt, touches }: Debt, pace: Pace, now: number): number | null {
  if (isForced) return now;
  const times = [dueAt(touches, pace), retryAt].filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** Waits that can be cut short by ringing. */
function createBell(sleep: RoundsOptions["sleep"]) {
  let rung = new AbortController();
  return {
    ring: () => rung.abort(),
    /** @param milliseconds - null: until somebody rings */
    async wait(milliseconds: number | null): Promise<void> {
      const { signal } = rung;
      const forever = (): Promise<void> =>
        new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
      if (!signal.aborted)
        await (milliseconds === null ? forever() : sleep(milliseconds, signal).catch(() => undefined));
      if (signal.aborted) rung = new AbortController();
    },
  };
}

/** Makes rounds of what is touched; the first one is over everything, at once. */
export function createRounds(options: RoundsOptions): Rounds {
  const { now, pace, signal } = options;
  const bell = createBell(options.sleep);
  signal.addEventListener("abort", bell.ring, { once: true });
  const debt: Debt = {
    touches: new Map(),
    carried: null,
    owed: null,
    failures: 0,
    retryAt: null,
    isForced: true,
  };

  /** Takes out of the debt what the round is about. */
  function take(): ReadonlySet<string> | null {
    const ripe = takeRipe(debt.touches, debt.isForced ? { ...pace, quiet: 0 } : pace, now());
    const paths = debt.carried === null ? null : new Set([...debt.carried, ...ripe]);
    debt.isForced = false;
    debt.retryAt = null;
    debt.carried = new Set();
    return paths;
  }

  function settle(paths: ReadonlySet<string> | null, owed: Owed): void {
    debt.owed = owed;
    debt.failures = owed === null ? 0 : debt.failures + 1;
    if (owed === null) return;
    // A round over everything may have been asked for meanwhile.
    if (debt.carried !== null) debt.carried = paths;
    const isHopeless = owed === "held" || (owed === "pages" && debt.failures >= PAGE_TRIES);
    debt.retryAt = isHopeless ? null : now() + backOff(debt.failures, pace);
    options.onOwed(owed, debt.retryAt);
  }

  return {
    touch: (path) => {
      const isFirst = debt.touches.size === 0;
      touch(debt.touches, path, now());
      // More of them make it later, never earlier.
      if (isFirst) bell.ring();
    },
    now: (everything) => {
      if (everything) debt.carried = null;
      debt.isForced = true;
      bell.ring();
    },
    wake: bell.ring,
    isOwing: () => debt.touches.size > 0 || debt.owed !== null || debt.carried === null,
    waiting: () => [...debt.touches.keys()],
    lastTouch: () =>
      [...debt.touches.values()].reduce<number | null>(
        (most, { last }) => Math.max(most ?? last, last),
        null,
      ),
    async run() {
      while (!signal.aborted) {
        const at = nextAt(debt, pace, now());
        if (at === null || at > now()) await bell.wait(at === null ? null : at - now());
        else if (!options.mayBegin()) await bell.wait(null);
        else {
          const paths = take();
          settle(paths, await options.round(paths));
        }
      }
    },
  };
}
