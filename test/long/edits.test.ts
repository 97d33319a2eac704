import { beforeAll, describe, expect, test } from "vitest";
import { convergesAfterDeath, convergesWith, wanted } from "../e2e/support/convergence.ts";
import { FAULTS } from "../e2e/support/faults.ts";
import { editedSite, mixedSite } from "../e2e/support/mixedSite.ts";

const before = mixedSite();
const files = editedSite();
let tree: unknown;
let requests: readonly number[] = [];

beforeAll(async () => {
  const found = await wanted(files, before);
  tree = found.tree;
  requests = Array.from({ length: found.requests }, (_, index) => index + 1);
  expect(requests.length).toBeGreaterThan(20);
});

async function atEach(numbers: readonly number[], run: (at: number) => Promise<void>): Promise<void> {
  for (const at of numbers) {
    await run(at).catch((error: unknown) => {
      throw new Error(`at request ${at}`, { cause: error });
    });
  }
}

describe("each fault at every second request of bringing an edited site in step ends in the wanted tree", () => {
  const faults = Object.entries(FAULTS).map(([name, fault], index) => [name, fault, index % 2] as const);
  test.each(faults)("%s", async (_name, fault, parity) => {
    const numbers = requests.filter((at) => at % 2 === parity);
    await atEach(numbers, (at) => convergesWith(files, tree, [{ at, fault }], before));
  });
});

describe("the end of the process at each request of it, and a second run, end in the wanted tree", () => {
  test.each([
    ["the request did not land", false],
    ["the request landed", true],
  ])("%s", async (_name, lands) => {
    await atEach(requests, (at) => convergesAfterDeath(files, tree, at, lands, { before }));
  });
});
