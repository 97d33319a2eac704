import { beforeAll, expect, test } from "vitest";
import { convergesAfterDeath, convergesWith, wanted } from "./support/convergence.ts";
import { FAULTS } from "./support/faults.ts";
import { editedSite, mixedSite } from "./support/mixedSite.ts";
import { plainTree } from "./support/normalize.ts";
import { rehearse } from "./support/rehearsal.ts";

const before = mixedSite();
const files = editedSite();
let tree: unknown;
let requests = 0;

beforeAll(async () => {
  ({ tree, requests } = await wanted(files, before));
});

test("an edited site ends as it would were it new, but for the page of the file that was taken out", async () => {
  const { publish, sandbox } = await rehearse();
  await publish({ ...files, "blog/third.md": before["blog/third.md"] ?? "" });
  expect(tree).toEqual(plainTree(sandbox, sandbox.rootPageId));
});

test.each([
  ["500 after", 0.55],
  ["lands after 5 s", 0.65],
  ["reset after", 0.75],
  ["hangs, done", 0.9],
] as const)("%s at %d of the requests that bring it in step ends in the same tree", async (name, part) => {
  const fault = FAULTS[name];
  expect(fault).toBeDefined();
  const rules = fault === undefined ? [] : [{ at: Math.ceil(requests * part), fault }];
  await convergesWith(files, tree, rules, before);
});

test.each([0.5, 0.7, 0.95])("so does the end of the process after %d of them", async (part) => {
  await convergesAfterDeath(files, tree, Math.ceil(requests * part), true, { before });
});
