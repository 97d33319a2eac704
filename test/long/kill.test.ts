import { beforeAll, expect, test } from "vitest";
import { folderOf } from "../e2e/process/program.ts";
import { killedAt, nothingIsLeft, publishedWell, serve } from "../e2e/process/published.ts";
import { wanted } from "../e2e/support/convergence.ts";
import { mixedSite } from "../e2e/support/mixedSite.ts";

/** Every request is killed at in virtual time; real processes are, at some. */
const STEP = 5;

const files = mixedSite();
let tree: unknown;
let requests = 0;

beforeAll(async () => {
  ({ tree, requests } = await wanted(files));
});

test("a process killed at a request, and a second run, end in the wanted tree", async () => {
  for (let at = 1; at < requests; at += STEP) {
    const served = await serve();
    const cwd = await folderOf(files);
    try {
      await killedAt(served, cwd, at);
      await publishedWell(served, cwd);
      expect(served.tree()).toEqual(tree);
      await nothingIsLeft(served, cwd);
    } catch (error) {
      throw new Error(`killed at request ${at}`, { cause: error });
    } finally {
      await served.close();
    }
  }
});
