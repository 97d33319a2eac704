import { expect, test } from "vitest";
import { rehearse } from "./support/rehearsal.ts";

test("without a token nothing is asked", async () => {
  const { publish } = await rehearse();
  const { report, requests } = await publish({ "a.md": "A" }, { token: null });
  expect(requests).toEqual([]);
  expect(report.stop).toMatchObject({ kind: "usage", says: expect.stringContaining("NOTION_TOKEN") });
});

test("a wrong token stops the run with one message, and the token stands in none", async () => {
  const { publish } = await rehearse();
  const token = "ntn_wrong00000000000000000000000000000000000000000";
  const result = await publish({ "a.md": "A" }, { token });
  expect(result.report.stop).toMatchObject({ kind: "refused", code: "unauthorized" });
  expect(JSON.stringify(result)).not.toContain(token);
});

test("without a target the pages at hand are named with the command for each", async () => {
  const { publish, sandbox } = await rehearse();
  const { report } = await publish({ "a.md": "A" }, { source: { to: null } });
  expect(report.stop).toMatchObject({
    kind: "usage",
    fix: expect.stringContaining(`--to ${sandbox.rootPageId.replaceAll("-", "")}`),
  });
});

test.each([
  ["unshared", (one: { unsharedPageId: string }) => one.unsharedPageId, "not shared"],
  ["trashed", (one: { trashedPageId: string }) => one.trashedPageId, "trash"],
  ["unknown", () => "00000000-0000-4000-8000-000000000000", "does not exist"],
  ["malformed", () => "nonsense", "neither the id nor the URL"],
])("a target that is %s is said to be so, before any write", async (_name, pick, words) => {
  const { publish, sandbox } = await rehearse();
  const { report, requests } = await publish({ "a.md": "A" }, { source: { to: pick(sandbox) } });
  expect(report.stop).toMatchObject({ kind: "usage", says: expect.stringContaining(words) });
  expect(requests.filter((one) => !one.startsWith("GET"))).toEqual([]);
});

test("a file with broken front matter fails alone", async () => {
  const { publish, sandbox } = await rehearse();
  const { report } = await publish({ "bad.md": "---\ntitle: [\n---\nText\n", "good.md": "# Good\n" });
  expect(report.pages.map(({ path, status }) => [path, status]).sort()).toEqual([
    ["bad.md", "failed"],
    ["good.md", "created"],
  ]);
  expect(sandbox.tree(sandbox.rootPageId)).toHaveLength(1);
  expect(report.messages.find((one) => one.path === "bad.md")?.place?.line).toBe(2);
});

test("front matter that is a program is refused", async () => {
  const { publish } = await rehearse();
  const { report } = await publish({
    "bad.md": "---js\nmodule.exports = { title: process.exit(7) }\n---\nText\n",
  });
  expect(report.pages).toMatchObject([{ path: "bad.md", status: "failed" }]);
});

test("two files with one title become two pages, and it is said", async () => {
  const { publish, sandbox } = await rehearse();
  const { report } = await publish({ "a.md": "# Same\n\nA", "b.md": "# Same\n\nB" });
  expect(sandbox.tree(sandbox.rootPageId)).toHaveLength(2);
  expect(report.messages.map((one) => one.id)).toContain("page-title-twice");
});

test("an interrupted run says so, and the next one goes on", async () => {
  const { publish, sandbox } = await rehearse({ latency: 100 });
  const controller = new AbortController();
  const files = { "a.md": "A", "b.md": "B", "c.md": "C" };
  let created = 0;
  const { report } = await publish(files, {
    signal: controller.signal,
    fetch: async (url, init) => {
      const answer = await sandbox.fetch(url, init);
      if (init.method?.toUpperCase() === "POST") created += 1;
      if (created === 1) controller.abort();
      return answer;
    },
  });
  expect(report.stop).toEqual({ kind: "interrupted" });
  const second = await publish(files);
  expect(second.report.stop).toBeNull();
  expect(sandbox.tree(sandbox.rootPageId)).toHaveLength(3);
});
