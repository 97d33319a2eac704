import { afterAll, expect, test } from "vitest";
import { wanted } from "../support/convergence.ts";
import { folderOf, mdnotion } from "./program.ts";
import { nothingIsLeft, type Served, serve } from "./published.ts";

const files = {
  "index.md": "# Home\n\nTo [a](a.md) and [b](folder/b.md).\n",
  "a.md": "# A\n\nBack [home](index.md).\n",
  "folder/b.md": "# B\n\nText.\n",
};

const open: Served[] = [];
afterAll(() => Promise.all(open.map((served) => served.close())));

test("of two runs on one folder the second waits, and says so", async () => {
  const served = await serve();
  open.push(served);
  const cwd = await folderOf(files);
  const ended = await Promise.all([served.publish(cwd).ended, served.publish(cwd).ended]);
  expect(ended.map(({ code }) => code)).toEqual([0, 0]);
  expect(served.tree()).toEqual((await wanted(files)).tree);
  // Whether the second one had to wait at all is for the machine to decide; if it did, it said so.
  for (const { stdout, stderr } of ended) {
    expect(stdout).toMatch(/4 created|4 unchanged/);
    if (stdout.includes("4 unchanged") && stderr !== "") expect(stderr).toContain("run-locked");
  }
  await nothingIsLeft(served, cwd);
});

test("two runs on one folder share its local Notion one after the other", async () => {
  const cwd = await folderOf(files);
  const ended = await Promise.all([1, 2, 3].map(() => mdnotion(["publish", "--sandbox"], { cwd }).ended));
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  const created = ended.filter(({ stdout }) => stdout.includes("4 created"));
  expect(created).toHaveLength(1);
  await expect(mdnotion(["publish", "--sandbox"], { cwd }).ended).resolves.toMatchObject({
    code: 0,
    stdout: expect.stringContaining("4 unchanged"),
  });
});
