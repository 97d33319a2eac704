import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPace, type Pace } from "../../src/notion/pace.ts";
import { createVirtualClock, type VirtualClock } from "../support/virtualClock.ts";

const MINUTE = 60_000;

/** The most that any 60 s held. */
function densest(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  let first = 0;
  return sorted.reduce((most, time, last) => {
    while ((sorted[first] ?? time) <= time - MINUTE) first += 1;
    return Math.max(most, last - first + 1);
  }, 0);
}

interface Load {
  readonly callers: number;
  readonly calls: number;
  /** Milliseconds of one request. */
  readonly latency: readonly number[];
  /** Milliseconds between an answer and the caller's next request. */
  readonly think: readonly number[];
}

/** Several callers that each send one request after the other; gives when each was sent and answered. */
async function run(clock: VirtualClock, pace: Pace, load: Load) {
  const sent: number[] = [];
  const arrived: number[] = [];
  let left = load.calls;
  const caller = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const n = left;
      const leave = await pace.leave();
      sent.push(clock.now());
      const latency = load.latency[n % load.latency.length] ?? 0;
      await clock.sleep(latency / 2);
      arrived.push(clock.now());
      await clock.sleep(latency / 2);
      leave.answered();
      await clock.sleep(load.think[n % load.think.length] ?? 0);
    }
  };
  await clock.run(Promise.all(Array.from({ length: load.callers }, caller)));
  return { sent, arrived };
}

const durations = (max: number) => fc.array(fc.nat({ max }), { minLength: 1, maxLength: 5 });

describe("pace", () => {
  it("never lets more than the limit leave, or arrive, in any 60 s", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          perMinute: fc.integer({ min: 1, max: 12 }),
          callers: fc.integer({ min: 1, max: 6 }),
          calls: fc.integer({ min: 1, max: 60 }),
          latency: durations(3_000),
          think: durations(20_000),
        }),
        async ({ perMinute, ...load }) => {
          const clock = createVirtualClock();
          const { sent, arrived } = await run(clock, createPace({ perMinute, ...clock }), load);
          expect(sent).toHaveLength(load.calls);
          expect(densest(sent)).toBeLessThanOrEqual(perMinute);
          expect(densest(arrived)).toBeLessThanOrEqual(perMinute);
        },
      ),
      { numRuns: 40, seed: 1 },
    );
  });

  it.each([40, 300, 1_200])("uses 95 in 100 of the allowed rate when answers take %i ms", async (latency) => {
    const clock = createVirtualClock();
    const { sent } = await run(clock, createPace({ perMinute: 180, ...clock }), {
      callers: 8,
      calls: 1_621,
      latency: [latency, latency * 1.3, latency * 0.7],
      think: [0],
    });
    // From the first sending to the first one of the tenth window.
    const minutes = (Math.max(...sent) - Math.min(...sent)) / MINUTE;
    expect(1_620 / minutes).toBeGreaterThanOrEqual(180 * 0.95);
  });

  it("lets a burst leave at once", async () => {
    const clock = createVirtualClock();
    const start = clock.now();
    const pace = createPace({ perMinute: 180, ...clock });
    await clock.run(Promise.all(Array.from({ length: 180 }, () => pace.leave())));
    expect(clock.now()).toBe(start);
  });

  it("lets nobody leave during a pause, and all in turn after it", async () => {
    const clock = createVirtualClock();
    const start = clock.now();
    const pace = createPace({ perMinute: 180, ...clock });
    pace.pause(5_000);
    pace.pause(2_000);
    const order: string[] = [];
    const ask = async (name: string): Promise<void> => {
      await pace.leave();
      order.push(name);
    };
    await clock.run(Promise.all(["a", "b", "c"].map(ask)));
    expect(order).toEqual(["a", "b", "c"]);
    expect(clock.now()).toBe(start + 5_000);
  });

  it("honours a pause that begins while somebody waits", async () => {
    const clock = createVirtualClock();
    const start = clock.now();
    const pace = createPace({ perMinute: 1, ...clock });
    (await clock.run(pace.leave())).answered();
    const waiting = pace.leave();
    const pausing = clock.sleep(50_000).then(() => pace.pause(30_000));
    await clock.run(Promise.all([waiting, pausing]));
    expect(clock.now()).toBe(start + 80_000);
  });

  it("forgets who was aborted, and goes on with the next", async () => {
    const clock = createVirtualClock();
    const pace = createPace({ perMinute: 1, ...clock });
    (await clock.run(pace.leave())).answered();
    const abort = new AbortController();
    const first = pace.leave(abort.signal);
    const second = pace.leave();
    first.catch(() => undefined);
    abort.abort(new Error("stop"));
    await clock.run(second);
    await expect(first).rejects.toThrow("stop");
  });
});
