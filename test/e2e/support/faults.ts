import type { Fault } from "../../../src/sandbox/index.ts";

/** Everything that can go wrong with one request and must not show in the end. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  "429": { kind: "status", status: 429, when: "before", retryAfter: 3 },
  "529": { kind: "status", status: 529, when: "before" },
  "409": { kind: "status", status: 409, when: "before" },
  "500 before": { kind: "status", status: 500, when: "before" },
  "500 after": { kind: "status", status: 500, when: "after" },
  "502 as HTML, after": { kind: "status", status: 502, when: "after", html: true },
  "503 before": { kind: "status", status: 503, when: "before" },
  "503 after": { kind: "status", status: 503, when: "after" },
  "503 that admits it": { kind: "committed503" },
  "504 after": { kind: "status", status: 504, when: "after" },
  "reset before": { kind: "reset", when: "before" },
  "reset after": { kind: "reset", when: "after" },
  "lands after 5 s": { kind: "lateCommit", resetAfterMs: 10, commitAfterMs: 5_000 },
  "lands after 50 s": { kind: "lateCommit", resetAfterMs: 10, commitAfterMs: 50_000 },
  "hangs, not done": { kind: "hang", apply: false },
  "hangs, done": { kind: "hang", apply: true },
  "cut body": { kind: "cutBody", apply: true },
  "stalled body": { kind: "stallBody", apply: true },
};
