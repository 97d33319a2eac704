import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { diskFiles } from "../../src/files/disk.ts";
import { gitFiles } from "../../src/files/gitFiles.ts";
import { folderWith, git } from "./tree.ts";

const TEXT = Array.from({ length: 20 }, (_, index) => `Line ${index}.\n`).join("");

function repository(): string {
  const root = folderWith({ "docs/a.md": TEXT, "docs/b.md": `${TEXT}More.\n`, "other/c.md": "C\n" });
  git(root, "init", "--quiet", "--initial-branch=main");
  git(root, "add", ".");
  git(root, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "All");
  return root;
}

it("tells what was renamed and not committed, relative to the root", async () => {
  const root = repository();
  git(root, "mv", "docs/a.md", "docs/new name.md");
  const expected = new Map([["docs/new name.md", "docs/a.md"]]);
  expect(await diskFiles(root).renames?.()).toEqual(expected);
  expect(await diskFiles(join(root, "docs")).renames?.()).toEqual(new Map([["new name.md", "a.md"]]));
  const staged = gitFiles({ root, tree: { kind: "index" }, environment: process.env });
  expect(await staged.renames?.()).toEqual(expected);
  git(root, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "Rename");
  expect(await diskFiles(root).renames?.()).toEqual(new Map());
  const commit = gitFiles({ root, tree: { kind: "commit", id: "HEAD" }, environment: process.env });
  expect(await commit.renames?.()).toEqual(expected);
});

it("tells nothing of what git does not know, nor where there is no git", async () => {
  const root = repository();
  renameSync(join(root, "docs/a.md"), join(root, "docs/untracked.md"));
  expect(await diskFiles(root).renames?.()).toEqual(new Map());
  rmSync(join(root, ".git"), { recursive: true });
  expect(await diskFiles(root).renames?.()).toEqual(new Map());
});
