import { createHash } from "node:crypto";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type GitTree, gitFiles } from "../../src/files/gitFiles.ts";
import { FilesError } from "../../src/files/source.ts";
import { folderWith, git, put } from "./tree.ts";

const INDEX: GitTree = { kind: "index" };

function repository(files: Readonly<Record<string, string>>): string {
  const root = folderWith(files);
  git(root, "init", "--quiet", "--initial-branch=main");
  git(root, "add", ".");
  return root;
}

function open(root: string, tree: GitTree = INDEX) {
  const files = gitFiles({ root, tree, environment: process.env });
  onTestFinished(() => files.close?.());
  return files;
}

const text = async (root: string, path: string, tree?: GitTree): Promise<string> =>
  Buffer.from(await open(root, tree).read(path)).toString("utf8");

const paths = async (root: string, tree?: GitTree): Promise<readonly string[]> =>
  (await open(root, tree).list()).map((entry) => entry.path);

describe("gitFiles", () => {
  it("gives what is staged, not what lies in the folder", async () => {
    const root = repository({ "a.md": "staged\n", "gone.md": "still staged\n" });
    put(root, "a.md", "edited\n");
    put(root, "new.md", "not staged\n");
    rmSync(join(root, "gone.md"));
    expect(await paths(root)).toEqual(["a.md", "gone.md"]);
    expect(await text(root, "a.md")).toBe("staged\n");
    expect(await text(root, "gone.md")).toBe("still staged\n");
    await expect(open(root).read("new.md")).rejects.toThrow(FilesError);
  });

  it("knows the size and the digest of the content, as the folder would give them", async () => {
    const root = repository({ "ü/ä b.md": "ümlaut\n" });
    const files = open(root);
    expect(await files.stat("ü/ä b.md")).toEqual({ bytes: 8, real: "ü/ä b.md" });
    expect(await files.digest("ü/ä b.md")).toBe(createHash("sha256").update("ümlaut\n").digest("hex"));
    expect(await files.stat("Ü/ä b.md")).toBeNull();
  });

  it("sees the root below the top of the repository alone", async () => {
    const root = repository({ "docs/a.md": "a", "docs/b/c.md": "c", "other.md": "o" });
    const below = join(root, "docs");
    expect(await paths(below)).toEqual(["a.md", "b/c.md"]);
    expect(await text(below, "b/c.md")).toBe("c");
    const files = open(below);
    expect((await files.list("b")).map((entry) => entry.path)).toEqual(["b/c.md"]);
    expect((await files.list("", () => false)).map((entry) => entry.path)).toEqual(["a.md", "b/"]);
  });

  it("leaves out what is only announced, and submodules", async () => {
    const root = repository({ "a.md": "a" });
    put(root, "later.md", "later");
    git(root, "add", "--intent-to-add", "later.md");
    git(root, "update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},sub`);
    expect(await paths(root)).toEqual(["a.md"]);
  });

  it("follows links to files inside the root, and refuses others", async () => {
    const root = folderWith({ "a.md": "a" });
    mkdirSync(join(root, "in"));
    symlinkSync("../a.md", join(root, "in/link.md"));
    symlinkSync("../../etc/passwd", join(root, "in/out.md"));
    symlinkSync("nowhere.md", join(root, "broken.md"));
    symlinkSync("loop.md", join(root, "loop.md"));
    git(root, "init", "--quiet");
    git(root, "add", ".");
    expect(await text(root, "in/link.md")).toBe("a");
    const listed = await open(root).list();
    expect(listed.map(({ path, problem, real }) => [path, real, problem])).toEqual([
      ["a.md", "a.md", null],
      ["broken.md", "broken.md", "broken"],
      ["in/link.md", "a.md", null],
      ["in/out.md", "in/out.md", "outside"],
      ["loop.md", "loop.md", "broken"],
    ]);
    await expect(open(root).read("in/out.md")).rejects.toThrow(/leads out of the root/);
  });

  it("gives what a commit holds, whatever is staged since", async () => {
    const root = repository({ "a.md": "first" });
    git(root, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "x");
    put(root, "a.md", "second");
    put(root, "b.md", "b");
    git(root, "add", ".");
    const head: GitTree = { kind: "commit", id: "HEAD" };
    expect(await paths(root, head)).toEqual(["a.md"]);
    expect(await text(root, "a.md", head)).toBe("first");
  });

  it("reads many files, large ones among them, by one process", async () => {
    const large = "x".repeat(3_000_000);
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`f${n}.md`, `file ${n}\n`]));
    const root = repository({ ...many, "large.md": large });
    const files = open(root);
    const read = await Promise.all([...Object.keys(many), "large.md"].map((path) => files.read(path)));
    expect(read.slice(0, -1).map((content) => Buffer.from(content).toString())).toEqual(Object.values(many));
    expect(Buffer.from(read.at(-1) ?? []).toString()).toBe(large);
  });

  it("says that a file of git LFS was not fetched, instead of publishing its pointer", async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 9\n`;
    const root = repository({ "a.png": pointer });
    await expect(open(root).read("a.png")).rejects.toThrow(/LFS has not fetched it/);
  });

  it("gives a large file as the filter makes it", async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 9\n`;
    const root = repository({ "a.png": pointer, ".gitattributes": "*.png filter=large\n" });
    writeFileSync(join(root, "kept"), "picture\n");
    git(root, "config", "filter.large.smudge", "cat kept");
    expect(await text(root, "a.png")).toBe("picture\n");
  });

  it("says why git does not answer", async () => {
    const root = folderWith({ "a.md": "a" });
    await expect(open(root).list()).rejects.toThrow(/not a git repository/);
  });
});
