import { chmod, chown, mkdir } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { afterAll, expect, test } from "vitest";
import { folderOf, mdnotion, type Start } from "./program.ts";
import { type Served, serve } from "./published.ts";

const open: Served[] = [];
afterAll(() => Promise.all(open.map((served) => served.close())));

/** `nobody`, for whom permissions hold. */
const NOBODY = 65_534;

/** How to run the program where root runs the tests: as somebody for whom permissions hold. */
const asNobody: Partial<Start> =
  process.getuid?.() === 0
    ? { under: ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups"] }
    : {};

async function handOver(path: string): Promise<void> {
  if (asNobody.under !== undefined) await chown(path, NOBODY, NOBODY);
}

test("a file without permission fails alone, and what it said stays", async (context) => {
  const cwd = await folderOf({ "a.md": "# A\n\nText.\n", "b.md": "# B\n" });
  await handOver(cwd);
  const canRun = await mdnotion(["--version"], { cwd, ...asNobody }).ended.catch(() => null);
  if (canRun?.code !== 0) context.skip("the program cannot be run as another user here");
  const served = await serve();
  open.push(served);
  expect(await served.publish(cwd, [], asNobody).ended).toMatchObject({ code: 0 });
  const before = served.tree();

  await chmod(join(cwd, "a.md"), 0);
  const { code, stderr, stdout } = await served.publish(cwd, [], asNobody).ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/a\.md .*permission/);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stdout).toMatch(/^failed {5}a\.md/m);
  expect(served.tree()).toEqual(before);
});

test("a folder nothing can be written to is said to be so before anything is sent", async (context) => {
  const cwd = await folderOf({ "a.md": "# A\n" });
  await mkdir(join(cwd, "sub"));
  await chmod(cwd, 0o555);
  const canRun = await mdnotion(["--version"], { cwd, ...asNobody }).ended.catch(() => null);
  if (canRun?.code !== 0) context.skip("the program cannot be run as another user here");
  const served = await serve();
  open.push(served);
  const { code, stderr } = await served.publish(cwd, [], asNobody).ended;
  expect(code).toBe(3);
  expect(stderr).toMatch(/lock-refused.+permission/);
  expect(served.sandbox.requests.list()).toEqual([]);
});
