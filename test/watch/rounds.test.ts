import { describe, expect, test } from "vitest";
import { createRounds, type Owed, type Rounds, type RoundsOptions } from "../../src/watch/rounds.ts";
import { paceFor } from "../../src/watch/schedule.ts";
import { createVirtualClock, type VirtualClock } from "../support/virtualClock.ts";

interface Round {
  readonly at: number;
  readonly paths: readonly string[] | null;
}

interface Rehearsal {
  readonly clock: VirtualClock;
  readonly rounds: Rounds;
  /** Rounds so far, times counted from the start. */
  readonly made: readonly Round[];
  readonly owed: readonly (number | null)[];
  /** Lets events happen at their times, and ends it all at the last one. */
  play(events: readonly (readonly [at: number, what: () => void])[]): Promise<void>;
}

/** Rounds in virtual time; the first one is over at once. */
function rehearse(
  isLocal: boolean,
  work: (paths: ReadonlySet<string> | null, clock: VirtualClock, index: number) => Promise<Owed>,
  more: Partial<RoundsOptions> = {},
): Rehearsal {
  const clock = createVirtualClock(0);
  const over = new AbortController();
  const made: Round[] = [];
  const owed: (number | null)[] = [];
  const rounds = createRounds({
    pace: paceFor(isLocal, null),
    now: clock.now,
    sleep: clock.sleep,
    signal: over.signal,
    mayBegin: () => true,
    onOwed: (_, at) => owed.push(at),
    round: (paths) => {
      made.push({ at: clock.now(), paths: paths === null ? null : [...paths].sort() });
      return work(paths, clock, made.length - 1);
    },
    ...more,
  });
  return {
    clock,
    rounds,
    made,
    owed,
    async play(events) {
      const script = async (): Promise<void> => {
        for (const [at, what] of events) {
          await clock.sleep(at - clock.now());
          what();
        }
        over.abort();
      };
      await clock.run(Promise.all([rounds.run(), script()]));
    },
  };
}

const DONE = async (): Promise<Owed> => null;
const nothing = (): void => undefined;

describe("rounds", () => {
  test("the first is over everything, the next over what was touched", async () => {
    const { made, play, rounds } = rehearse(true, DONE);
    await play([
      [1000, () => rounds.touch("a")],
      [1100, () => rounds.touch("b")],
      [3000, () => rounds.touch("a")],
      [5000, nothing],
    ]);
    expect(made).toEqual([
      { at: 0, paths: null },
      { at: 1300, paths: ["a", "b"] },
      { at: 3200, paths: ["a"] },
    ]);
  });

  test.each([
    ["a local Notion", true],
    ["Notion", false],
  ])("200 saves within 10 s, to %s: none overlaps, and the last one is published", async (_, isLocal) => {
    let text = 0;
    let published = 0;
    let running = 0;
    let most = 0;
    const { clock, made, play, rounds } = rehearse(isLocal, async (_paths, time) => {
      running += 1;
      most = Math.max(most, running);
      const read = text;
      // Longer than the time between saves, and than the quiet time.
      await time.sleep(700);
      published = read;
      running -= 1;
      return null;
    });
    const saves = Array.from({ length: 200 }, (_unused, index): readonly [number, () => void] => [
      1000 + index * 50,
      () => {
        text = index + 1;
        rounds.touch("a");
      },
    ]);
    await play([...saves, [30_000, nothing]]);
    expect({ most, published, text }).toEqual({ most: 1, published: 200, text: 200 });
    expect(made.length).toBeLessThan(isLocal ? 8 : 3);
    expect(clock.now()).toBe(30_000);
    expect(rounds.isOwing()).toBe(false);
  });

  test("a change during a round is the next one's", async () => {
    const { made, play, rounds } = rehearse(true, async (_, clock) => {
      await clock.sleep(1000);
      return null;
    });
    await play([
      [500, () => rounds.touch("a")],
      [10_000, nothing],
    ]);
    expect(made).toEqual([
      { at: 0, paths: null },
      { at: 1000, paths: ["a"] },
    ]);
  });

  test("a thousand files at once are one round", async () => {
    const { made, play, rounds } = rehearse(false, DONE);
    const burst = (): void => {
      for (let index = 0; index < 1000; index += 1) rounds.touch(`file ${index}`);
    };
    await play([
      [1000, burst],
      [60_000, nothing],
    ]);
    expect(made.map(({ at, paths }) => [at, paths?.length ?? null])).toEqual([
      [0, null],
      [6000, 1000],
    ]);
  });

  test("asked for, it begins at once, over everything, held back it waits", async () => {
    let mayBegin = true;
    const { made, play, rounds } = rehearse(false, DONE, { mayBegin: () => mayBegin });
    await play([
      [1000, () => rounds.touch("a")],
      [1500, () => rounds.now(true)],
      [2000, () => rounds.touch("b")],
      [
        2100,
        () => {
          mayBegin = false;
        },
      ],
      [50_000, () => expect(rounds.waiting()).toEqual(["b"])],
      [
        60_000,
        () => {
          mayBegin = true;
          rounds.wake();
        },
      ],
      [70_000, nothing],
    ]);
    expect(made).toEqual([
      { at: 0, paths: null },
      { at: 1500, paths: null },
      { at: 60_000, paths: ["b"] },
    ]);
  });
});

describe("what is owed", () => {
  test("is tried again at ever longer intervals, together with what is touched meanwhile", async () => {
    const { made, owed, play, rounds } = rehearse(false, async (_, _clock, index) =>
      index >= 1 && index <= 3 ? "run" : null,
    );
    await play([
      [1000, () => rounds.touch("a")],
      [12_000, () => rounds.touch("b")],
      [200_000, () => expect(rounds.isOwing()).toBe(false)],
    ]);
    expect(made).toEqual([
      { at: 0, paths: null },
      { at: 6000, paths: ["a"] },
      { at: 11_000, paths: ["a"] },
      { at: 17_000, paths: ["a", "b"] },
      { at: 37_000, paths: ["a", "b"] },
    ]);
    expect(owed).toEqual([11_000, 21_000, 37_000]);
  });

  test("of everything, is everything", async () => {
    const { made, play } = rehearse(true, async (_, _clock, index) => (index === 0 ? "run" : null));
    await play([[5000, nothing]]);
    expect(made).toEqual([
      { at: 0, paths: null },
      { at: 1000, paths: null },
    ]);
  });

  test("of pages that fail in Notion, is given up after five rounds, until something is saved", async () => {
    const { made, owed, play, rounds } = rehearse(true, async () => "pages");
    await play([
      [200_000, () => expect(made.length).toBe(5)],
      [200_001, () => rounds.touch("a")],
      [201_000, () => expect(made.length).toBe(6)],
    ]);
    expect(owed.slice(0, 6)).toEqual([1000, 3000, 7000, 15_000, null, null]);
  });

  test("waits for somebody to do something where only that helps", async () => {
    const { made, play, rounds } = rehearse(true, async (_, _clock, index) => (index === 1 ? "held" : null));
    await play([
      [1000, () => rounds.touch("a")],
      [100_000, () => expect(rounds.isOwing()).toBe(true)],
      [100_001, () => rounds.now(false)],
      [101_000, () => expect(rounds.isOwing()).toBe(false)],
    ]);
    expect(made).toEqual([
      { at: 0, paths: null },
      { at: 1200, paths: ["a"] },
      { at: 100_001, paths: ["a"] },
    ]);
  });
});

test("a round that throws ends it", async () => {
  const { play } = rehearse(true, () => Promise.reject(new Error("a bug")));
  await expect(play([[1000, nothing]])).rejects.toThrow("a bug");
});
