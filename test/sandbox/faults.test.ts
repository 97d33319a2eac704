import { APIErrorCode, APIResponseError, type Client, UnknownHTTPResponseError } from "@notionhq/client";
import { expect, test } from "vitest";
import type { Fault } from "../../src/sandbox/index.ts";
import { createVirtualClock } from "../support/virtualClock.ts";
import { paragraph, setUp } from "./client.ts";

const append = (notion: Client, block_id: string, content = "one") =>
  notion.blocks.children.append({ block_id, children: [paragraph(content)] });

/** What one faulty append leaves behind, and the error it ends with. */
async function faulty(fault: Fault) {
  const clock = createVirtualClock();
  const { sandbox, notion } = setUp({ clock, faults: [{ at: 1, fault }] });
  const page = sandbox.seed({ title: "Page" });
  const error = await clock.run(
    append(notion, page).then(
      () => null,
      (caught: unknown) => caught,
    ),
  );
  return { sandbox, clock, page, error, notion };
}

test.each([
  { when: "before", blocks: 0 },
  { when: "after", blocks: 1 },
] as const)("a status can come $when the request takes effect", async ({ when, blocks }) => {
  const { sandbox, page, error } = await faulty({ kind: "status", status: 500, when });
  expect(error).toBeInstanceOf(APIResponseError);
  expect(error).toMatchObject({ status: 500, code: APIErrorCode.InternalServerError });
  expect(sandbox.tree(page)).toHaveLength(blocks);
});

test("a status can be a proxy's page instead of the API's JSON", async () => {
  const { error } = await faulty({ kind: "status", status: 502, when: "before", html: true });
  expect(error).toBeInstanceOf(UnknownHTTPResponseError);
  expect(error).toMatchObject({
    status: 502,
    ray_id: expect.any(String),
    body: expect.stringContaining("<html>"),
  });
});

test("a status can ask to wait", async () => {
  const { error } = await faulty({ kind: "status", status: 529, when: "before", retryAfter: 7 });
  expect(error).toMatchObject({ code: APIErrorCode.ServiceOverload });
  expect(error instanceof APIResponseError && error.headers).toHaveProperty("get");
});

test.each([
  { when: "before", blocks: 0 },
  { when: "after", blocks: 1 },
] as const)("a reset can come $when the request takes effect", async ({ when, blocks }) => {
  const { sandbox, page, error } = await faulty({ kind: "reset", when });
  expect(error).toBeInstanceOf(TypeError);
  expect(error).toMatchObject({ message: "fetch failed", cause: { code: "ECONNRESET" } });
  expect(sandbox.tree(page)).toHaveLength(blocks);
  expect(sandbox.requests.list()).toMatchObject([{ n: 1, status: null, fault: "reset" }]);
});

test("a commit can land after the reset", async () => {
  const { sandbox, clock, page, error } = await faulty({
    kind: "lateCommit",
    resetAfterMs: 2000,
    commitAfterMs: 50_000,
  });
  const start = sandbox.requests.list()[0]?.at ?? 0;
  expect(error).toMatchObject({ cause: { code: "ECONNRESET" } });
  expect(clock.now() - start).toBe(2000);
  expect(sandbox.tree(page)).toHaveLength(0);
  await clock.run(clock.sleep(47_999));
  expect(sandbox.tree(page)).toHaveLength(0);
  await clock.run(clock.sleep(2));
  expect(sandbox.tree(page)).toHaveLength(1);
});

test("settled waits for late commits", async () => {
  const { sandbox, clock, page } = await faulty({ kind: "lateCommit", resetAfterMs: 0, commitAfterMs: 9000 });
  await clock.run(sandbox.settled());
  expect(sandbox.tree(page)).toHaveLength(1);
});

test("a 503 can admit that the change was saved", async () => {
  const { sandbox, page, error } = await faulty({ kind: "committed503" });
  const [block] = sandbox.tree(page);
  expect(error).toMatchObject({
    status: 503,
    code: APIErrorCode.ServiceUnavailable,
    additional_data: { committed_resource_id: page, committed_child_ids: [block?.id] },
  });
});

test("after a page is created, the 503 names the page and no children", async () => {
  const { sandbox, notion } = setUp({ faults: [{ at: 1, fault: { kind: "committed503" } }] });
  const made = notion.pages.create({ parent: { page_id: sandbox.rootPageId }, children: [paragraph("one")] });
  const error = await made.catch((caught: unknown) => caught);
  const page = sandbox.pages().at(-1);
  expect(error).toHaveProperty("additional_data.committed_resource_id", page?.["id"]);
  expect(error).not.toHaveProperty("additional_data.committed_child_ids");
});

test("a refused request is refused, not committed", async () => {
  const { notion } = setUp({ faults: [{ at: 1, fault: { kind: "committed503" } }] });
  await expect(append(notion, "b55c9c91-384d-452b-81db-d1ef79372b75")).rejects.toMatchObject({ status: 404 });
});

test.each([true, false])("a hanging request (applied: %s) ends when its caller gives up", async (apply) => {
  const clock = createVirtualClock();
  const { sandbox } = setUp({ clock, faults: [{ at: 1, fault: { kind: "hang", apply } }] });
  const stop = new AbortController();
  const reason = new Error("deadline");
  const call = sandbox.fetch(`https://api.notion.com/v1/blocks/${sandbox.rootPageId}/children`, {
    method: "PATCH",
    headers: {
      authorization: `Bearer ${sandbox.token}`,
      "notion-version": "2026-03-11",
      "content-type": "application/json",
    },
    body: JSON.stringify({ children: [paragraph("one")] }),
    signal: stop.signal,
  });
  void clock.sleep(60_000).then(() => stop.abort(reason));
  await clock.run(expect(call).rejects.toBe(reason));
  expect(sandbox.tree(sandbox.rootPageId)).toHaveLength(apply ? 1 : 0);
});

test("a body can be cut in the middle", async () => {
  const { sandbox, page, error } = await faulty({ kind: "cutBody", apply: true });
  expect(error).toBeInstanceOf(TypeError);
  expect(sandbox.tree(page)).toHaveLength(1);
});

test("a body can stall until its reader gives up", async () => {
  const clock = createVirtualClock();
  const { sandbox } = setUp({ clock, faults: [{ at: 1, fault: { kind: "stallBody", apply: false } }] });
  const stop = new AbortController();
  const response = await clock.run(
    sandbox.fetch("https://api.notion.com/v1/users/me", { signal: stop.signal }),
  );
  expect(response.status).toBe(200);
  void clock.sleep(10).then(() => stop.abort(new Error("deadline")));
  await clock.run(expect(response.text()).rejects.toThrow("deadline"));
});

test("rules choose requests by number, by description or by a judge, and strike as often as told", async () => {
  const { sandbox, notion } = setUp();
  const fault: Fault = { kind: "status", status: 504, when: "before" };
  sandbox.faults.add({ at: { method: "get", path: "/users", nth: 2 }, fault });
  sandbox.faults.add({ at: (request) => request.route === "search", fault, times: 2 });
  sandbox.faults.add({ at: { route: "listCustomEmojis" }, fault, times: "always" });
  const status = (call: Promise<unknown>) =>
    call.then(
      () => 200,
      (error: unknown) => (error instanceof APIResponseError ? error.status : 0),
    );
  const users = () => status(notion.users.me({}));
  const search = () => status(notion.search({}));
  const emojis = () => status(notion.customEmojis.list({}));
  expect([await users(), await users(), await users()]).toEqual([200, 504, 200]);
  expect([await search(), await search(), await search()]).toEqual([504, 504, 200]);
  expect([await emojis(), await emojis()]).toEqual([504, 504]);
  sandbox.faults.clear();
  expect(await emojis()).toBe(200);
});
