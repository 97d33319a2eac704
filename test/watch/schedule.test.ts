import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backOff, dueAt, paceFor, type Touches, takeRipe, touch } from "../../src/watch/schedule.ts";

const REAL = paceFor(false, null);
const LOCAL = paceFor(true, null);

function touched(events: readonly (readonly [at: number, path: string])[]): Touches {
  const touches: Touches = new Map();
  for (const [at, path] of events) touch(touches, path, at);
  return touches;
}

describe("when a round begins", () => {
  test.each([
    ["nothing waits", LOCAL, [], null],
    [
      "200 ms after the last event, for a local Notion",
      LOCAL,
      [
        [0, "a"],
        [150, "a"],
      ],
      350,
    ],
    [
      "files together whose events follow each other",
      LOCAL,
      [
        [0, "a"],
        [150, "b"],
        [300, "c"],
      ],
      500,
    ],
    [
      "5 s after the last event of a file",
      REAL,
      [
        [0, "a"],
        [4000, "a"],
      ],
      9000,
    ],
    [
      "with the file that is ripe, while another one is being written",
      REAL,
      [
        [0, "a"],
        [3000, "b"],
      ],
      5000,
    ],
    [
      "with the end of a burst",
      REAL,
      [
        [0, "a"],
        [900, "b"],
        [1800, "c"],
      ],
      6800,
    ],
    ["2 minutes after the first event, though there is no quiet", REAL, every(1000, 200_000, "a"), 120_000],
    ["2 minutes after the first event of an endless burst", REAL, many(500, 200_000), 120_000],
    ["2 s after the first event, for a local Notion", LOCAL, every(100, 10_000, "a"), 2000],
  ] as const)("%s", (_, pace, events, due) => {
    expect(dueAt(touched(events), pace)).toBe(due);
  });

  test("as late as the user asked for, but never before a watcher has told of all events", () => {
    expect(paceFor(false, 30)).toEqual({ quiet: 30_000, latest: 120_000, gap: 1000 });
    expect(paceFor(true, 30)).toEqual({ quiet: 30_000, latest: 30_000, gap: 200 });
    expect(paceFor(false, 0)).toEqual({ quiet: 100, latest: 120_000, gap: 100 });
  });
});

test("files that are not ripe stay", () => {
  const touches = touched([
    [0, "a"],
    [3000, "b"],
  ]);
  expect(takeRipe(touches, REAL, 5000)).toEqual(["a"]);
  expect([...touches.keys()]).toEqual(["b"]);
});

test("when a round is due, something is ripe, and nothing waits longer than the latest", () => {
  const events = fc.array(fc.tuple(fc.nat(200_000), fc.constantFrom("a", "b", "c", "d")), { minLength: 1 });
  fc.assert(
    fc.property(events, fc.constantFrom(REAL, LOCAL), (all, pace) => {
      const touches = touched([...all].sort(([a], [b]) => a - b));
      const first = Math.min(...[...touches.values()].map((one) => one.first));
      const due = dueAt(touches, pace) ?? Number.NaN;
      expect(due - first).toBeLessThanOrEqual(pace.latest);
      expect(takeRipe(touches, pace, due)).not.toEqual([]);
    }),
  );
});

test("what is owed is tried again at ever longer intervals, five minutes at most", () => {
  expect([1, 2, 3, 7, 50].map((failures) => backOff(failures, REAL))).toEqual([
    5000, 10_000, 20_000, 300_000, 300_000,
  ]);
  expect(backOff(1, LOCAL)).toBe(1000);
});

function every(step: number, until: number, path: string): readonly (readonly [number, string])[] {
  return Array.from({ length: until / step }, (_, index) => [index * step, path] as const);
}

function many(step: number, until: number): readonly (readonly [number, string])[] {
  return Array.from({ length: until / step }, (_, index) => [index * step, `file ${index}`] as const);
}
