import { beforeAll, expect, test } from "vitest";
import { convergesAfterDeath, convergesWith, wanted } from "./support/convergence.ts";
import { FAULTS } from "./support/faults.ts";
import { mixedSite } from "./support/mixedSite.ts";

/** A sample of what the long matrix plays in full. */
const files = mixedSite();
let tree: unknown;
let requests = 0;

beforeAll(async () => {
  ({ tree, requests } = await wanted(files));
  expect(requests).toBeGreaterThan(20);
});

const names = Object.keys(FAULTS);

test.each(Object.entries(FAULTS))("%s at two requests ends in the wanted tree", async (name, fault) => {
  const offset = names.indexOf(name);
  for (const at of [1 + (offset % requests), 1 + ((offset * 7 + 13) % requests)]) {
    await convergesWith(files, tree, [{ at, fault }]);
  }
});

test("several faults in one run end in the wanted tree", async () => {
  const faults = Object.values(FAULTS).map((fault, index) => ({ at: 3 + index * 3, fault }));
  await convergesWith(files, tree, faults);
});

test.each([
  [4, true],
  [12, false],
  [25, true],
  [40, true],
])("the end of the process at request %i ends in the wanted tree after a second run", async (at, lands) => {
  await convergesAfterDeath(files, tree, at, lands);
});
