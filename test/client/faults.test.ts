import { expect, test } from "vitest";
import type { Fault } from "../../src/sandbox/index.ts";
import { ACTS, rehearse } from "./rehearsal.ts";

/** One of each sort; `npm run test:long` plays them all. */
const SAMPLE: readonly Fault[] = [
  { kind: "status", status: 429, when: "before", retryAfter: 3 },
  { kind: "reset", when: "after" },
  { kind: "lateCommit", resetAfterMs: 10, commitAfterMs: 50_000 },
];

test.each(Object.entries(ACTS))("%s is there once, whatever goes wrong", async (_name, act) => {
  expect(await rehearse(act, SAMPLE)).toBeGreaterThan(SAMPLE.length);
});
