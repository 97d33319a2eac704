import { expect, test } from "vitest";
import { createVirtualClock } from "../support/virtualClock.ts";
import { paragraph, setUp } from "./client.ts";

test("a window of 60 s holds so many requests, at any pace, and says when the next begins", async () => {
  const clock = createVirtualClock();
  const { notion, sandbox } = setUp({ clock, rateLimit: true });
  for (let sent = 0; sent < 180; sent += 1) {
    await notion.users.me({});
  }
  await clock.run(clock.sleep(20_500));
  await expect(notion.users.me({})).rejects.toMatchObject({
    status: 429,
    code: "rate_limited",
    additional_data: { rate_limit_reason: "public_api_request_rate_limit", retry_after: "40" },
  });
  const refused = await sandbox.fetch("https://api.notion.com/v1/users/me");
  expect(refused.headers.get("retry-after")).toBe("40");
  await clock.run(clock.sleep(39_499));
  await expect(notion.users.me({})).rejects.toMatchObject({ status: 429 });
  await clock.run(clock.sleep(1));
  await notion.users.me({});
});

test("latency takes its time, the same for the same seed", async () => {
  const times = async (seed: number): Promise<readonly number[]> => {
    const clock = createVirtualClock(0);
    const { notion } = setUp({ clock, seed, latency: [100, 300] });
    const ends: number[] = [];
    for (let sent = 0; sent < 5; sent += 1) {
      await clock.run(notion.users.me({}));
      ends.push(clock.now());
    }
    return ends;
  };
  const first = await times(1);
  expect(first[4]).toBeGreaterThanOrEqual(500);
  expect(first[4]).toBeLessThanOrEqual(1500);
  expect(await times(1)).toEqual(first);
  expect(await times(2)).not.toEqual(first);
});

test("two writes to one page at the same time conflict; to two pages they do not", async () => {
  const clock = createVirtualClock();
  const { notion, sandbox } = setUp({ clock, latency: 100, conflicts: true });
  const one = sandbox.seed({ title: "One" });
  const two = sandbox.seed({ title: "Two" });
  const write = (page: string) =>
    notion.blocks.children.append({ block_id: page, children: [paragraph("x")] }).then(
      () => "done",
      (error: unknown) => (error instanceof Error ? error.message : ""),
    );
  const ends = await clock.run(Promise.all([write(one), write(one), write(two)]));
  expect(ends).toEqual(["done", "Conflict occurred while saving. Please try again.", "done"]);
  expect(await clock.run(write(one))).toBe("done");
});

test("creating a page is a write to its parent", async () => {
  const clock = createVirtualClock();
  const { notion, sandbox } = setUp({ clock, latency: 100, conflicts: true });
  const create = () => notion.pages.create({ parent: { page_id: sandbox.rootPageId } });
  const results = await clock.run(Promise.allSettled([create(), create()]));
  expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected"]);
});

test("what was just written is not seen everywhere at once, when so told", async () => {
  const clock = createVirtualClock();
  const consistency = { newIdMs: 1000, childrenMs: 2000, searchMs: 5000 };
  const { notion, sandbox } = setUp({ clock, consistency });
  const page = await notion.pages.create({
    parent: { page_id: sandbox.rootPageId },
    properties: { title: { title: [{ text: { content: "Fresh" } }] } },
    children: [paragraph("one")],
  });
  await expect(notion.pages.retrieve({ page_id: page.id })).rejects.toMatchObject({
    code: "object_not_found",
  });
  await clock.run(clock.sleep(1000));
  await notion.pages.retrieve({ page_id: page.id });
  expect(await notion.blocks.retrieve({ block_id: page.id })).toMatchObject({ has_children: true });
  expect((await notion.blocks.children.list({ block_id: page.id })).results).toEqual([]);
  await clock.run(clock.sleep(1000));
  expect((await notion.blocks.children.list({ block_id: page.id })).results).toHaveLength(1);
  expect((await notion.search({ query: "fresh" })).results).toEqual([]);
  await clock.run(clock.sleep(3000));
  expect((await notion.search({ query: "fresh" })).results).toHaveLength(1);
});

test("a free workspace's blocks are counted for life, and deleting gives none back", async () => {
  const { notion, sandbox } = setUp({ blockQuota: 4 });
  const first = await notion.blocks.children.append({
    block_id: sandbox.rootPageId,
    children: [paragraph("1"), paragraph("2"), paragraph("3")],
  });
  await notion.blocks.delete({ block_id: first.results[0]?.id ?? "" });
  const two = notion.blocks.children.append({
    block_id: sandbox.rootPageId,
    children: [paragraph("4"), paragraph("5")],
  });
  await expect(two).rejects.toMatchObject({ status: 403, code: "restricted_resource" });
  expect(sandbox.tree(sandbox.rootPageId).filter((node) => node.type === "paragraph")).toHaveLength(2);
  await notion.blocks.children.append({ block_id: sandbox.rootPageId, children: [paragraph("4")] });
});
