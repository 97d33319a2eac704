import { beforeAll, expect, test } from "vitest";
import { convergesAfterDeath, wanted } from "./support/convergence.ts";
import { mixedSite } from "./support/mixedSite.ts";
import { plainTree } from "./support/normalize.ts";
import { rehearse } from "./support/rehearsal.ts";

const files = mixedSite();
let tree: unknown;
let requests = 0;

beforeAll(async () => {
  ({ tree, requests } = await wanted(files));
});

test("a memory that is lost costs reads alone", async () => {
  const { publish, sandbox, vault } = await rehearse();
  await publish(files);
  vault.forget();
  const { report, requests: sent } = await publish(files);
  expect(sent.filter((request) => !request.startsWith("GET"))).toEqual([]);
  expect(report.messages.filter((one) => one.about !== "document")).toEqual([]);
  expect(report.pages.map((page) => page.status)).toEqual(report.pages.map(() => "adopted"));
  expect(plainTree(sandbox, sandbox.rootPageId)).toEqual(tree);
  expect((await publish(files)).requests).toEqual([]);
});

test.each([0.15, 0.3, 0.45, 0.6, 0.75, 0.9])(
  "lost with a process that ended after %d of its requests, the next run makes up for it",
  async (part) => {
    await convergesAfterDeath(files, tree, Math.ceil(requests * part), true, { forgets: true });
  },
);
