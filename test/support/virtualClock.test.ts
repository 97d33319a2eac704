import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createVirtualClock } from "./virtualClock.ts";

test("hours of sleep pass in no time, and now() tells them", async () => {
  const clock = createVirtualClock(0);
  const before = performance.now();
  await clock.run(clock.sleep(3_600_000).then(() => clock.sleep(1_800_000)));
  expect(clock.now()).toBe(5_400_000);
  expect(performance.now() - before).toBeLessThan(2000);
});

test("sleepers wake in the order they are due, then in the order they went to sleep", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 }), async (delays) => {
      const clock = createVirtualClock(0);
      const woken: { readonly index: number; readonly at: number }[] = [];
      await clock.run(
        Promise.all(
          delays.map(async (ms, index) => {
            await clock.sleep(ms);
            woken.push({ index, at: clock.now() });
          }),
        ),
      );
      const expected = delays
        .map((ms, index) => ({ index, at: ms }))
        .sort((left, right) => left.at - right.at || left.index - right.index);
      expect(woken).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

test("time stands still while a file is read or a response body is taken in", async () => {
  const clock = createVirtualClock(0);
  const seen: number[] = [];
  const work = async (): Promise<void> => {
    for (let round = 0; round < 20; round += 1) {
      await readFile(new URL(import.meta.url));
      await new Response(new Blob(["x".repeat(100_000)])).text();
    }
    seen.push(clock.now());
  };
  await clock.run(Promise.all([work(), clock.sleep(10)]));
  expect(seen).toEqual([0]);
});

test("work announced as busy holds the clock", async () => {
  const clock = createVirtualClock(0);
  const real = new Promise<void>((resolve) => setTimeout(resolve, 30));
  const at = clock.busy(real).then(() => clock.now());
  await clock.run(Promise.all([at, clock.sleep(5000)]));
  expect(await at).toBe(0);
});

test("an aborted sleep rejects with the reason and is forgotten", async () => {
  const clock = createVirtualClock(0);
  const stop = new AbortController();
  const sleep = clock.sleep(1_000_000, stop.signal);
  const reason = new Error("enough");
  const ended = expect(sleep).rejects.toBe(reason);
  void clock.sleep(5).then(() => stop.abort(reason));
  await clock.run(ended);
  await clock.run(clock.sleep(10));
  expect(clock.now()).toBe(15);
  await expect(clock.sleep(1, stop.signal)).rejects.toBe(reason);
});

test("run gives the promise's own rejection", async () => {
  const clock = createVirtualClock();
  await expect(clock.run(clock.sleep(9).then(() => Promise.reject(new Error("no"))))).rejects.toThrow("no");
});
