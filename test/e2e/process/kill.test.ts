import { afterAll, beforeAll, expect, test } from "vitest";
import { wanted } from "../support/convergence.ts";
import { mixedSite } from "../support/mixedSite.ts";
import type { Contents } from "../support/rehearsal.ts";
import { folderOf } from "./program.ts";
import { killedAt, nothingIsLeft, publishedWell, type Served, serve } from "./published.ts";

/** Pages in folders, linked in circles, with a picture and footnotes. */
function someFiles(): Contents {
  const files = Object.entries(mixedSite());
  return Object.fromEntries(files.filter(([path]) => /^(guide\/|notes|self|same|dot)/.test(path)));
}

const files = someFiles();
let tree: unknown;
let requests = 0;
const open: Served[] = [];

beforeAll(async () => {
  ({ tree, requests } = await wanted(files));
});
afterAll(() => Promise.all(open.map((served) => served.close())));

test.each([0.2, 0.7])("killed after %d of its requests, a run is made up for by the next", async (part) => {
  const served = await serve();
  open.push(served);
  const cwd = await folderOf(files);
  await killedAt(served, cwd, Math.ceil(requests * part));
  await publishedWell(served, cwd);
  expect(served.tree()).toEqual(tree);
  await nothingIsLeft(served, cwd);
});

test("killed again and again, runs still end in the wanted tree", async () => {
  const served = await serve();
  open.push(served);
  const cwd = await folderOf(files);
  for (const n of [5, 6, 7]) await killedAt(served, cwd, n);
  await publishedWell(served, cwd);
  expect(served.tree()).toEqual(tree);
});
