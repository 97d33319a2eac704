import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import type { Call } from "../../src/notion/client.ts";
import {
  broken,
  cut,
  failure,
  good,
  hang,
  html,
  refused,
  type Scene,
  short,
  stage,
  stalled,
  TOKEN,
} from "./scripted.ts";

const PAGE = "01234567-89ab-cdef-0123-456789abcdef";

const read: Call<unknown> = { name: "children", send: (sdk) => sdk.blocks.children.list({ block_id: PAGE }) };
const append: Call<unknown> = {
  name: "append",
  send: (sdk) => sdk.blocks.children.append({ block_id: PAGE, children: [{ divider: {} }] }),
};
const update: Call<unknown> = {
  name: "update block",
  writes: PAGE,
  send: (sdk) => sdk.blocks.update({ block_id: PAGE, divider: {} }),
};

const REASON = { rate_limit_reason: "public_api_request_rate_limit", retry_after: "7" };

/** What certainly had no effect: everybody sends again. */
const HARMLESS: readonly (readonly [string, Scene])[] = [
  ["429", refused(429, "rate_limited", { headers: { "retry-after": "7" } })],
  ["429 that says how long in its body", refused(429, "rate_limited", { data: REASON })],
  ["429 of a proxy", html(429)],
  ["529", refused(529, "service_overload")],
  ["nobody listens", broken("ECONNREFUSED", "connect")],
  ["name unknown", broken("EAI_AGAIN", "getaddrinfo")],
];

/** What may have had its effect. */
const AMBIGUOUS: readonly (readonly [string, Scene])[] = [
  ["409", refused(409, "conflict_error")],
  ["500", refused(500, "internal_server_error")],
  ["502", html(502)],
  ["503", refused(503, "service_unavailable")],
  ["503 of a database", refused(503, "database_connection_unavailable")],
  ["504", refused(504, "gateway_timeout")],
  ["reset", broken("ECONNRESET")],
  ["timeout", hang],
  ["cut body", cut],
  ["short body", short],
  ["stalled body", stalled],
];

/** What sending again would not change. */
const FINAL: readonly (readonly [string, Scene, string])[] = [
  ["400", refused(400, "validation_error"), "content"],
  ["401", refused(401, "unauthorized"), "unauthorized"],
  ["403", refused(403, "restricted_resource"), "forbidden"],
  ["403 of a proxy", html(403), "refused"],
  ["404", refused(404, "object_not_found"), "notFound"],
  ["413", html(413), "content"],
  [
    "429 that blocks",
    refused(429, "rate_limited", { data: { rate_limit_reason: "public_api_request_blocked" } }),
    "blocked",
  ],
  ["redirect", async () => new Response(null, { status: 302, headers: { location: "/" } }), "unexpected"],
];

describe("reads, updates and deletes", () => {
  it.each([...HARMLESS, ...AMBIGUOUS])("are sent again after %s", async (_name, scene) => {
    const { wire, clock, times } = stage([scene, scene, good()]);
    await clock.run(wire.repeat(read));
    expect(times).toHaveLength(3);
    expect(wire).toMatchObject({ sent: 3, repeated: 2 });
  });

  it.each(FINAL)("are not sent again after %s", async (_name, scene, kind) => {
    const { wire, clock } = stage([scene, good()]);
    const error = await failure(clock, wire.repeat(read));
    expect(error).toMatchObject({ kind, operation: "children" });
    expect(wire.sent).toBe(1);
  });
});

describe("appends and creates", () => {
  it.each(HARMLESS)("are sent again after %s", async (_name, scene) => {
    const { wire, clock } = stage([scene, scene, good()]);
    await clock.run(wire.once(append));
    expect(wire.sent).toBe(3);
  });

  it.each(AMBIGUOUS)("are not sent again after %s: the outcome is unknown", async (_name, scene) => {
    const { wire, clock } = stage([scene, good()]);
    const start = clock.now();
    const error = await failure(clock, wire.once(append));
    expect(error).toMatchObject({ outcome: "unknown", sentAt: start, operation: "append" });
    expect(wire.sent).toBe(1);
  });

  it.each(FINAL)("are not sent again after %s", async (_name, scene, kind) => {
    const { wire, clock } = stage([scene, good()]);
    expect(await failure(clock, wire.once(append))).toMatchObject({ kind });
    expect(wire.sent).toBe(1);
  });

  it("tell when they were sent by the server's clock", async () => {
    const clockAhead = new Date(Date.UTC(2026, 0, 1) + 3_600_000).toUTCString();
    const { wire, clock } = stage([good({}, { date: clockAhead }), broken("ECONNRESET")]);
    expect(wire.serverTime(0)).toBeNull();
    await clock.run(wire.repeat(read));
    const error = await failure(clock, wire.once(append));
    expect(error.serverTime).toBe(error.sentAt + 3_600_000);
    expect(wire.serverTime(5)).toBe(5 + 3_600_000);
  });

  it("name what was saved", async () => {
    const data = { committed_resource_id: PAGE, committed_child_ids: [PAGE] };
    const { wire, clock } = stage([refused(503, "service_unavailable", { data })]);
    const error = await failure(clock, wire.once(append));
    expect(error.committed).toEqual({ resource: PAGE, children: [PAGE] });
  });
});

describe("waiting", () => {
  it("doubles up to half a minute, and ends", async () => {
    const { wire, clock, times } = stage([html(502)]);
    const error = await failure(clock, wire.repeat(read));
    expect(error).toMatchObject({ kind: "away", status: 502 });
    const gaps = times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / 1_000);
    expect(gaps).toEqual([1, 2, 4, 8, 16, 30, 30]);
  });

  it("is as long as the server says, and no shorter", async () => {
    const { wire, clock, times } = stage([
      refused(429, "rate_limited", { headers: { "retry-after": "42" } }),
      good(),
    ]);
    await clock.run(wire.repeat(read));
    expect(times).toEqual([0, 42_000]);
  });

  it("can be longer than a minute, but not for ever", async () => {
    const limited = (seconds: string) =>
      refused(429, "rate_limited", { headers: { "retry-after": seconds } });
    const patient = stage([limited("300"), good()]);
    await patient.clock.run(patient.wire.repeat(read));
    expect(patient.times).toEqual([0, 300_000]);
    const endless = stage([limited("3600"), good()]);
    const error = await failure(endless.clock, endless.wire.repeat(read));
    expect(error).toMatchObject({ kind: "rateLimited", retryAfter: 3_600_000 });
  });

  it("holds everybody back after a 429", async () => {
    const { wire, clock, times } = stage([
      refused(429, "rate_limited", { headers: { "retry-after": "9" } }),
      good(),
    ]);
    const other = clock.sleep(1_000).then(() => wire.once(append));
    await clock.run(Promise.all([wire.repeat(read), other]));
    expect(times).toEqual([0, 9_000, 9_000]);
  });

  it("holds nobody else back after a lost connection", async () => {
    const { wire, clock, times } = stage([broken("ECONNRESET"), good()]);
    await clock.run(Promise.all([wire.repeat(read), clock.sleep(100).then(() => wire.once(append))]));
    expect(times).toEqual([0, 100, 1_000]);
  });
});

describe("an id just created", () => {
  const missing = refused(404, "object_not_found", { message: `Could not find block with ID: ${PAGE}.` });

  it.each(["repeat", "once"] as const)("is looked for again (%s)", async (how) => {
    const { wire, clock, times } = stage([missing, missing, good()]);
    await clock.run(wire[how]({ ...(how === "once" ? append : read), fresh: true }));
    expect(times).toEqual([0, 500, 1_500]);
  });

  it("is believed to be missing after some seconds", async () => {
    const { wire, clock, times } = stage([missing]);
    const error = await failure(clock, wire.repeat({ ...read, fresh: true }));
    expect(error).toMatchObject({ kind: "notFound", missing: PAGE });
    expect(times.at(-1)).toBe(7_500);
  });

  it("is not looked for in the trash", async () => {
    const message = "Can't edit block that is archived. You must unarchive the block before editing.";
    const { wire, clock } = stage([refused(400, "validation_error", { message })]);
    expect(await failure(clock, wire.once({ ...append, fresh: true }))).toMatchObject({ archived: true });
    expect(wire.sent).toBe(1);
  });
});

describe("a lost update", () => {
  it("is sent again at once, and holds back later changes of the block until it can land no more", async () => {
    const { wire, clock, times, events } = stage([broken("ECONNRESET"), good()]);
    await clock.run(wire.repeat(update));
    expect(times).toEqual([0, 1_000]);
    await clock.run(Promise.all([wire.repeat(update), wire.repeat({ ...update, writes: "another" })]));
    expect(times).toEqual([0, 1_000, 1_000, 65_000]);
    expect(events).toContainEqual({
      kind: "waiting",
      why: "settle",
      operation: "update block",
      milliseconds: 64_000,
    });
  });

  it("waits as long as it is told", async () => {
    const { wire, clock, times } = stage([html(504), good()], { settleMs: 5_000 });
    await clock.run(wire.repeat(update));
    await clock.run(wire.repeat(update));
    expect(times).toEqual([0, 1_000, 5_000]);
  });

  it("that was refused holds nothing back", async () => {
    const { wire, clock, times } = stage([refused(400, "validation_error"), good()]);
    await failure(clock, wire.repeat(update));
    await clock.run(wire.repeat(update));
    expect(times).toEqual([0, 0]);
  });
});

describe("deadline", () => {
  it.each([
    ["no answer", hang],
    ["a body without end", stalled],
  ])("ends %s", async (_name, scene) => {
    const { wire, clock } = stage([scene], { timeoutMs: 20_000 });
    const start = clock.now();
    const error = await failure(clock, wire.once(append));
    expect(error).toMatchObject({ kind: "away", code: "timeout", outcome: "unknown" });
    expect(clock.now()).toBe(start + 20_000);
  });

  it("aborts the request", async () => {
    const { wire, clock, requests } = stage([hang], { timeoutMs: 20_000 });
    await failure(clock, wire.once(append));
    expect(requests[0]?.init.signal?.aborted).toBe(true);
  });

  it("leaves a large upload the time it needs", async () => {
    const slow: Scene = async (_init, clock) => {
      await clock.sleep(50_000);
      return good()(_init, clock);
    };
    const { wire, clock } = stage([slow], { timeoutMs: 1_000 });
    const data = new Blob([new Uint8Array(5_000_000)]);
    await clock.run(
      wire.repeat({
        name: "send upload",
        send: (sdk) => sdk.fileUploads.send({ file_upload_id: PAGE, file: { data, filename: "a.png" } }),
      }),
    );
    expect(wire.sent).toBe(1);
  });
});

describe("interruption", () => {
  it("ends a request under way, whose outcome is then unknown", async () => {
    const abort = new AbortController();
    const { wire, clock } = stage([hang], { signal: abort.signal });
    const sending = wire.once(append);
    const stopping = clock.sleep(3_000).then(() => abort.abort());
    const error = await failure(clock, Promise.all([sending, stopping]));
    expect(error).toMatchObject({ kind: "aborted", outcome: "unknown" });
  });

  it("sends nothing any more", async () => {
    const { wire, clock } = stage([good()], { signal: AbortSignal.abort() });
    const error = await failure(clock, wire.once(append));
    expect(error).toMatchObject({ kind: "aborted", outcome: "nothing" });
    expect(wire.sent).toBe(0);
  });

  it("ends a wait, and keeps what the call had come to", async () => {
    const abort = new AbortController();
    const { wire, clock } = stage([html(502)], { signal: abort.signal });
    const start = clock.now();
    const sending = wire.repeat(read);
    const stopping = clock.sleep(200).then(() => abort.abort());
    const error = await failure(clock, Promise.all([sending, stopping]));
    expect(error).toMatchObject({ kind: "aborted", outcome: "unknown", sentAt: start });
    expect(clock.now()).toBe(start + 200);
  });

  it("ends a pause", async () => {
    const abort = new AbortController();
    const limited = refused(429, "rate_limited", { headers: { "retry-after": "60" } });
    const { wire, clock } = stage([limited], { signal: abort.signal });
    const start = clock.now();
    const stopping = clock.sleep(200).then(() => abort.abort());
    const error = await failure(clock, Promise.all([wire.once(append), stopping]));
    expect(error).toMatchObject({ kind: "aborted", outcome: "nothing" });
    expect(clock.now()).toBe(start + 200);
  });
});

describe("the run's signal", () => {
  it("is left without listeners once nothing is under way", async () => {
    const { signal } = new AbortController();
    const { wire, clock } = stage([html(502), broken("ECONNRESET"), good()], { signal, perMinute: 3 });
    const calls = Array.from({ length: 20 }, () => wire.repeat(read));
    await clock.run(Promise.all(calls));
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

describe("what is sent", () => {
  it("names the version, and goes to the address it is told", async () => {
    const { wire, clock, requests } = stage([good()], { baseUrl: "http://127.0.0.1:8377/" });
    await clock.run(wire.repeat(read));
    expect(requests[0]?.url).toBe(`http://127.0.0.1:8377/v1/blocks/${PAGE}/children`);
    expect(new Headers(requests[0]?.init.headers).get("notion-version")).toBe("2026-03-11");
    expect(requests[0]?.init.redirect).toBe("manual");
  });

  it("is told as it happens", async () => {
    const { wire, clock, events } = stage([html(502), good()]);
    await clock.run(wire.repeat(read));
    const request = { method: "GET", path: `blocks/${PAGE}/children` };
    expect(events).toEqual([
      { kind: "sent", ...request },
      { kind: "answered", ...request, status: 502, milliseconds: 0 },
      { kind: "waiting", why: "retry", operation: "children", milliseconds: 1_000 },
      { kind: "sent", ...request },
      { kind: "answered", ...request, status: 200, milliseconds: 0 },
    ]);
  });
});

describe("the token", () => {
  it("is in no error, whoever repeats it", async () => {
    const words: Scene = async () => {
      throw new TypeError(`Headers.append: "Bearer ${TOKEN}" is an invalid header value.`);
    };
    for (const scene of [words, refused(401, "unauthorized", { message: `Bad token ${TOKEN}` })]) {
      const { wire, clock } = stage([scene]);
      const error = await failure(clock, wire.once(append));
      expect(`${JSON.stringify(error)} ${error.message} ${error.stack}`).not.toContain(TOKEN);
      expect(error.message).toContain("[token]");
    }
  });
});

describe("a mistake of ours", () => {
  it("is no failure of Notion", async () => {
    const { wire, clock } = stage([good()]);
    const call = {
      name: "x",
      send: async () => {
        throw new RangeError("bug");
      },
    };
    await expect(clock.run(wire.repeat(call))).rejects.toThrow(RangeError);
  });
});
