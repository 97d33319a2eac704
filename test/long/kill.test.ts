import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderOf, write } from "../e2e/process/program.ts";
import { killedAt, nothingIsLeft, publishedWell, serve } from "../e2e/process/published.ts";
import { wanted } from "../e2e/support/convergence.ts";
import { editedSite, mixedSite } from "../e2e/support/mixedSite.ts";
import type { Contents } from "../e2e/support/rehearsal.ts";

/** Every request is killed at in virtual time; real processes are, at some. */
const STEP = 5;

/** Lets a folder hold these files and no others of the site. */
async function change(folder: string, before: Contents, files: Contents): Promise<void> {
  const gone = Object.keys(before).filter((path) => !Object.hasOwn(files, path));
  await Promise.all(gone.map((path) => rm(join(folder, path))));
  await write(folder, files);
}

/** Kills a process at some of its requests, each in a workspace of its own, and runs it again. */
async function atSome(files: Contents, before: Contents | null): Promise<void> {
  const { requests, tree } = await wanted(files, before ?? undefined);
  for (let at = 1; at < requests; at += STEP) {
    const served = await serve();
    const cwd = await folderOf(before ?? files);
    try {
      if (before !== null) {
        await publishedWell(served, cwd);
        await change(cwd, before, files);
      }
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
}

test("a process killed at a request, and a second run, end in the wanted tree", async () => {
  await atSome(mixedSite(), null);
});

test("so do one killed while it brings an edited site in step, and the run after it", async () => {
  await atSome(editedSite(), mixedSite());
});
