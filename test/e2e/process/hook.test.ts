import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { committed, hasMemory, isClean, LOCKFILE, withHook, withoutHook } from "./hooked.ts";

test("a commit publishes what is staged, not what lies in the folder, and holds the lockfile", async () => {
  const repository = await withHook();
  const { ok, pages, put } = repository;
  put("a.md", "# A\n\nstaged\n");
  await ok("add", "a.md");
  put("a.md", "# A\n\nnot staged\n");
  put("c.md", "# C\n\nnot added\n");
  await ok("commit", "--quiet", "-m", "change");
  expect(pages()).toEqual({ A: "staged", B: "second" });
  expect(await committed(repository)).toEqual(["a.md", LOCKFILE]);
  expect(await ok("show", "HEAD:a.md")).toBe("# A\n\nstaged\n");
  await isClean(repository, " M a.md", "?? c.md");
});

test("`commit <path>` keeps what else is staged out of the commit and out of Notion", async () => {
  const repository = await withHook();
  repository.put("a.md", "# A\n\nchanged\n");
  repository.put("b.md", "# B\n\nfor later\n");
  await repository.ok("add", "b.md");
  await repository.ok("commit", "--quiet", "-m", "x", "--", "a.md");
  expect(repository.pages()).toEqual({ A: "changed", B: "second" });
  expect(await committed(repository)).toEqual(["a.md", LOCKFILE]);
  await hasMemory(repository);
  await isClean(repository, "M  b.md");
});

test("a hook that is there stays byte for byte as it was", async () => {
  const repository = await withoutHook();
  const { put, read, run, top } = repository;
  const hook = ".git/hooks/pre-commit";
  put(hook, "#!/bin/sh\necho mine\n");
  const refused = await run("mdnotion", "hook", "install");
  expect(refused).toMatchObject({ code: 3, text: expect.stringContaining("not executable") });
  await run("chmod", "+x", hook);
  await run("mdnotion", "hook", "install");
  expect(read(hook)).toMatch(/^#!\/bin\/sh\necho mine\n# >>> mdnotion >>>/);
  const gone = await run("mdnotion", "hook", "uninstall");
  expect(gone).toMatchObject({ code: 0, text: expect.stringContaining("no longer calls mdnotion") });
  expect(read(hook)).toBe("#!/bin/sh\necho mine\n");
  expect(statSync(join(top, hook)).mode & 0o111).not.toBe(0);
});
