import fc from "fast-check";
import { expect, test } from "vitest";
import { circleBreakers, type ScheduleItem, schedule } from "../../src/plan/schedule.ts";

/** Siblings by number; each pair says that the first waits for the second. */
function siblings(count: number, waits: readonly (readonly [number, number])[]): ScheduleItem[] {
  return Array.from({ length: count }, (_, index) => ({
    needs: waits.filter(([from]) => from === index).map(([, to]) => `${to}`),
    gives: waits.some(([, to]) => to === index) ? [`${index}`] : [],
  }));
}

/** The fewest requests, found by trying every set of siblings at every step. */
function fewest(items: readonly ScheduleItem[]): number {
  const all = (1 << items.length) - 1;
  const needs = items.map((item) => item.needs.reduce((set, key) => set | (1 << Number(key)), 0));
  const fits = (sent: number, set: number): boolean => {
    const members = items.flatMap((_, at) => ((set >> at) & 1 ? [at] : []));
    const [first = 0, last = 0] = [members[0], members.at(-1)];
    const between = items.some((_, at) => at > first && at < last && (sent >> at) & 1);
    return !between && members.every((at) => ((needs[at] ?? 0) & ~sent) === 0);
  };
  const seen = new Set([0]);
  let states = [0];
  for (let requests = 0; states.length > 0; requests += 1) {
    if (states.includes(all)) return requests;
    const next: number[] = [];
    for (const sent of states) {
      const open = all & ~sent;
      for (let set = open; set > 0; set = (set - 1) & open) {
        if (seen.has(sent | set) || !fits(sent, set)) continue;
        seen.add(sent | set);
        next.push(sent | set);
      }
    }
    states = next;
  }
  return Number.POSITIVE_INFINITY;
}

const puzzle = fc
  .integer({ min: 1, max: 9 })
  .chain((count) =>
    fc.tuple(
      fc.constant(count),
      fc.array(fc.tuple(fc.nat({ max: count - 1 }), fc.nat({ max: count - 1 })), { maxLength: 6 }),
    ),
  )
  .map(([count, waits]) => siblings(count, waits));

test("without circles the order is right and takes the fewest requests, or one more", () => {
  let exact = 0;
  let all = 0;
  fc.assert(
    fc.property(puzzle, (items) => {
      fc.pre(circleBreakers([items]).length === 0);
      const sends = schedule([items]);
      const sent = new Set<number>();
      for (const { items: members } of sends) {
        for (const at of members) {
          expect(items[at]?.needs.every((key) => sent.has(Number(key)))).toBe(true);
        }
        const [first = 0, last = 0] = [members[0], members.at(-1)];
        expect([...sent].some((at) => at > first && at < last)).toBe(false);
        for (const at of members) sent.add(at);
      }
      expect(sent.size).toBe(items.length);
      const best = fewest(items);
      expect(sends.length).toBeLessThanOrEqual(best + 1);
      all += 1;
      if (sends.length === best) exact += 1;
    }),
    { numRuns: 300, seed: 1 },
  );
  expect(exact / all).toBeGreaterThan(0.97);
});

test("what is left without its links breaks every circle", () => {
  fc.assert(
    fc.property(puzzle, (items) => {
      const dropped = new Set(circleBreakers([items]).flatMap((send) => send.items));
      const rest = items.map((item, at) => (dropped.has(at) ? { ...item, needs: [] } : item));
      expect(schedule([rest]).flatMap((send) => send.items).length).toBe(items.length);
    }),
    { numRuns: 300 },
  );
});

test("of a list of notes that link back the notes go without their links", () => {
  const waits = [0, 1, 2].flatMap((call): [number, number][] => [
    [call, call + 3],
    [call + 3, call],
  ]);
  const dropped = circleBreakers([siblings(6, waits)]);
  expect(dropped.flatMap((send) => send.items).toSorted()).toEqual([3, 4, 5]);
});

test("a page of 1,500 blocks with many links is ordered quickly", () => {
  const waits = Array.from({ length: 200 }, (_, index): [number, number] => [
    index * 7 + 1,
    ((index * 53) % 150) * 10,
  ]);
  const started = performance.now();
  const sends = schedule([
    siblings(
      1500,
      waits.filter(([from, to]) => from !== to && from % 10 !== 0),
    ),
  ]);
  expect(sends.flatMap((send) => send.items).length).toBe(1500);
  expect(performance.now() - started).toBeLessThan(5000);
});
