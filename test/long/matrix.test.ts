import { beforeAll, describe, expect, test } from "vitest";
import { convergesAfterDeath, convergesWith, wanted } from "../e2e/support/convergence.ts";
import { FAULTS } from "../e2e/support/faults.ts";
import { mixedSite } from "../e2e/support/mixedSite.ts";

const files = mixedSite();
let tree: unknown;
let requests = 0;

beforeAll(async () => {
  ({ tree, requests } = await wanted(files));
  expect(requests).toBeGreaterThan(20);
});

describe("each fault at each request of a publish of 20 mixed pages ends in the wanted tree", () => {
  for (const [name, fault] of Object.entries(FAULTS)) {
    test(name, async () => {
      for (let at = 1; at <= requests; at += 1) {
        await convergesWith(files, tree, [{ at, fault }]).catch((error: unknown) => {
          throw new Error(`at request ${at}`, { cause: error });
        });
      }
    });
  }
});

describe("the end of the process at each request, and a second run, end in the wanted tree", () => {
  for (const lands of [false, true]) {
    test(lands ? "the request landed" : "the request did not land", async () => {
      for (let at = 1; at <= requests; at += 1) {
        await convergesAfterDeath(files, tree, at, lands).catch((error: unknown) => {
          throw new Error(`at request ${at}`, { cause: error });
        });
      }
    });
  }
});
