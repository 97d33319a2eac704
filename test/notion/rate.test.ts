import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Call } from "../../src/notion/client.ts";
import { refused, type Scene, stage } from "./scripted.ts";

const MINUTE = 60_000;
const CALLERS = 8;

const read: Call<unknown> = { name: "me", send: (sdk) => sdk.users.me({}) };

/** Notion's own counting: so many arrivals in a window of 60 s that stands, whenever it began. */
function windowed(limit: number, phase: number, latency: (n: number) => number, others: () => number) {
  let window = Number.NaN;
  let spent = 0;
  let n = 0;
  const count = { limited: 0 };
  const scene: Scene = async (init, clock) => {
    n += 1;
    const half = latency(n) / 2;
    await clock.sleep(half);
    const now = clock.now();
    const current = Math.floor((now - phase) / MINUTE);
    spent = current === window ? spent : others();
    window = current;
    const left = (current + 1) * MINUTE + phase - now;
    spent += 1;
    await clock.sleep(half);
    if (spent <= limit) return Response.json({ object: "user" });
    count.limited += 1;
    return refused(429, "rate_limited", { headers: { "retry-after": String(Math.ceil(left / 1_000)) } })(
      init,
      clock,
    );
  };
  return { scene, count };
}

async function send(scene: Scene, calls: number) {
  const { wire, clock, times } = stage([scene]);
  let left = calls;
  const caller = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await wire.repeat(read);
    }
  };
  await clock.run(Promise.all(Array.from({ length: CALLERS }, caller)));
  return { wire, times };
}

describe("180 a minute, counted in windows that stand", () => {
  it("are used to 95 in 100, without a single 429, wherever the windows begin", async () => {
    const cases = fc.record({
      phase: fc.nat({ max: MINUTE }),
      least: fc.constantFrom(20, 150, 400),
      spread: fc.constantFrom(0, 300, 900),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ phase, least, spread }) => {
        const latency = (n: number): number => least + ((n * 7_919) % 101) * (spread / 100);
        const { scene, count } = windowed(180, phase, latency, () => 0);
        const { wire, times } = await send(scene, 721);
        expect(count.limited).toBe(0);
        expect(wire.sent).toBe(721);
        // From the first sending to the first one of the fifth window.
        expect(720 / ((times.at(-1) ?? 0) / MINUTE)).toBeGreaterThanOrEqual(180 * 0.95);
      }),
      { numRuns: 12, seed: 1 },
    );
  });
});

describe("an allowance that others use too", () => {
  it("costs no more 429s a minute than there are callers, and every call is made", async () => {
    const { scene, count } = windowed(
      180,
      0,
      () => 200,
      () => 60,
    );
    const { wire, times } = await send(scene, 600);
    const minutes = Math.ceil((times.at(-1) ?? 0) / MINUTE);
    expect(wire.sent - count.limited).toBe(600);
    expect(count.limited).toBeLessThanOrEqual(minutes * CALLERS);
  });
});
