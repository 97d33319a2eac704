import { expect, test } from "vitest";
import type { ApplyWorld } from "../../src/apply/context.ts";
import { sendOnce } from "../../src/apply/settle.ts";
import { NotionError, type NotionFacts } from "../../src/notion/errors.ts";
import { createVirtualClock } from "../support/virtualClock.ts";

const SETTLE = 65_000;

function failure(facts: Partial<NotionFacts>): NotionError {
  return new NotionError({
    kind: "away",
    code: "connection_lost",
    status: null,
    message: "lost",
    outcome: "unknown",
    archived: false,
    missing: null,
    path: null,
    requestId: null,
    retryAfter: null,
    committed: null,
    sentAt: 0,
    serverTime: null,
    operation: "append",
    ...facts,
  });
}

interface Played {
  readonly world: Pick<ApplyWorld, "settle" | "now" | "sleep" | "signal">;
  /** What was done, with the seconds at which. */
  readonly steps: string[];
  readonly run: <T>(promise: Promise<T>) => Promise<T>;
}

function play(): Played {
  const clock = createVirtualClock(0);
  const { signal } = new AbortController();
  return { world: { settle: SETTLE, now: clock.now, sleep: clock.sleep, signal }, steps: [], run: clock.run };
}

/** Steps that end one after the other as told; each is noted with its second. */
function acting<T>(
  { steps, world }: Played,
  name: string,
  outcomes: readonly (T | NotionError)[],
): () => Promise<T> {
  const left = [...outcomes];
  return async () => {
    steps.push(`${name} at ${world.now() / 1000} s`);
    const next = left.shift();
    if (next === undefined) throw new Error(`Nothing is told about one more ${name}.`);
    if (next instanceof NotionError) throw next.with({ sentAt: world.now() });
    return next;
  };
}

test("what is not there when nothing can land any more is sent again, and not before", async () => {
  const played = play();
  const send = acting<string>(played, "send", [failure({}), "second"]);
  const look = acting<string | null>(played, "look", [null, null]);
  expect(await played.run(sendOnce(played.world, send, () => null, look))).toBe("second");
  expect(played.steps).toEqual(["send at 0 s", "look at 0 s", "look at 65 s", "send at 65 s"]);
});

test("what landed late is taken", async () => {
  const played = play();
  const send = acting<string>(played, "send", [failure({})]);
  const look = acting<string | null>(played, "look", [null, "landed"]);
  expect(await played.run(sendOnce(played.world, send, () => null, look))).toBe("landed");
});

test("an answer that names what was saved is believed without a look", async () => {
  const played = play();
  const send = acting<string>(played, "send", [failure({ committed: { resource: "saved" } })]);
  const look = acting<string | null>(played, "look", []);
  const landed = sendOnce(played.world, send, (error) => error.committed?.resource ?? null, look);
  expect(await played.run(landed)).toBe("saved");
});

test("a refusal is passed on at once", async () => {
  const played = play();
  const send = acting<string>(played, "send", [failure({ kind: "content", outcome: "nothing" })]);
  const look = acting<string | null>(played, "look", []);
  await expect(played.run(sendOnce(played.world, send, () => null, look))).rejects.toMatchObject({
    kind: "content",
    outcome: "nothing",
  });
});

test.each([
  ["Notion is away", failure({ code: "connection_refused", outcome: "nothing" })],
  ["the run is interrupted", failure({ kind: "aborted", outcome: "nothing" })],
  ["the token is revoked", failure({ kind: "unauthorized", outcome: "nothing" })],
])("a look that fails, as %s, leaves the outcome unknown", async (_name, refused) => {
  const played = play();
  const send = acting<string>(played, "send", [failure({})]);
  const look = acting<string | null>(played, "look", [refused]);
  await expect(played.run(sendOnce(played.world, send, () => null, look))).rejects.toMatchObject({
    kind: refused.kind,
    outcome: "unknown",
  });
});
