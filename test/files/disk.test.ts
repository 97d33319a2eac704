import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { diskFiles } from "../../src/files/disk.ts";
import { memoryFiles } from "../../src/files/inMemory.ts";
import { FilesError } from "../../src/files/source.ts";
import { folderWith, git, put } from "./tree.ts";

async function paths(root: string, folder = ""): Promise<readonly string[]> {
  return (await diskFiles(root).list(folder)).map((entry) => entry.path);
}

/** Permissions mean nothing to the superuser. */
const asRoot = process.getuid?.() === 0;

describe("diskFiles", () => {
  it("lists files by path, relative to the root, whatever folder it starts from", async () => {
    const root = folderWith({ "b.md": "", "a/z.md": "", "a/b/c.png": "", "a-b.md": "" });
    expect(await paths(root)).toEqual(["a-b.md", "a/b/c.png", "a/z.md", "b.md"]);
    expect(await paths(root, "a")).toEqual(["a/b/c.png", "a/z.md"]);
    expect(await paths(root, "missing")).toEqual([]);
  });

  it("lists a folder it shall not enter as one entry", async () => {
    const root = folderWith({ "a/1.md": "", "a/b/2.md": "", "c/3.md": "" });
    const found = await diskFiles(root).list("", (folder) => folder !== "a");
    expect(found.map((entry) => entry.path)).toEqual(["a/", "c/3.md"]);
  });

  it("tells what git ignores, and by which path", async () => {
    const root = folderWith({
      ".gitignore": "dist/\n*.draft.md\n/docs/own.md\n",
      "dist/deep/a.md": "",
      "docs/b.draft.md": "",
      "docs/own.md": "",
      "docs/kept.md": "",
      "docs/forced.draft.md": "",
    });
    git(root, "init");
    git(root, "add", "--force", "docs/forced.draft.md");
    const found = await diskFiles(root).list("", (folder) => folder !== ".git");
    const ignored = found
      .filter((entry) => entry.ignored !== null)
      .map(({ path, ignored: by }) => [path, by]);
    expect(ignored).toEqual([
      ["dist/deep/a.md", "dist"],
      ["docs/b.draft.md", "docs/b.draft.md"],
      ["docs/own.md", "docs/own.md"],
    ]);
    expect((await diskFiles(root).list("docs")).filter((entry) => entry.ignored !== null)).toHaveLength(2);
  });

  it("asks the right repository from within a git hook, in a worktree and in a submodule", async () => {
    const root = folderWith({ ".gitignore": "*.draft.md\n", "docs/a.draft.md": "" });
    git(root, "init");
    git(root, "add", ".gitignore");
    git(root, "commit", "-m", "first");
    git(root, "worktree", "add", "tree");
    put(root, "tree/docs/b.draft.md", "");
    const inner = folderWith({ "x.md": "" });
    git(inner, "init");
    git(inner, "add", ".");
    git(inner, "commit", "-m", "first");
    git(root, "-c", "protocol.file.allow=always", "submodule", "add", inner, "sub");
    put(root, "sub/.gitignore", "own.md\n");
    put(root, "sub/own.md", "");
    vi.stubEnv("GIT_DIR", ".git");
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const ignored = async (folder: string): Promise<readonly string[]> =>
      (await diskFiles(root).list(folder)).flatMap(({ ignored: by }) => by ?? []);
    expect(await ignored("docs")).toEqual(["docs/a.draft.md"]);
    expect(await ignored("tree")).toEqual(["tree/docs/b.draft.md"]);
    expect(await ignored("sub")).toEqual(["sub/own.md"]);
  });

  it("takes a folder that is ignored as a whole for wanted when it is where the list starts", async () => {
    const root = folderWith({ ".gitignore": "out/\n", "out/a.md": "" });
    git(root, "init");
    expect(await diskFiles(root).list("out")).toEqual([
      { path: "out/a.md", real: "out/a.md", ignored: null, problem: null },
    ]);
  });

  it("refuses to guess when git does not answer in a repository", async () => {
    const root = folderWith({ ".git": "gitdir: nowhere\n", "a.md": "" });
    await expect(diskFiles(root).list()).rejects.toMatchObject({ report: { id: "git-silent" } });
  });

  it("follows links inside the root once, and names those that leave it or lead nowhere", async () => {
    const other = folderWith({ "secret.md": "s" });
    const root = folderWith({ "a/1.md": "", "z.md": "" });
    symlinkSync(join(root, "a"), join(root, "again"));
    symlinkSync(root, join(root, "a/circle"));
    symlinkSync("z.md", join(root, "link.md"));
    symlinkSync(join(other, "secret.md"), join(root, "out.md"));
    symlinkSync(other, join(root, "outside"));
    symlinkSync("nothing", join(root, "broken.md"));
    const found = await diskFiles(root).list();
    expect(found.map(({ path, real, problem }) => [path, real, problem])).toEqual([
      ["a/1.md", "a/1.md", null],
      ["broken.md", "broken.md", "broken"],
      ["link.md", "z.md", null],
      ["out.md", "out.md", "outside"],
      ["outside", "outside", "outside"],
      ["z.md", "z.md", null],
    ]);
  });

  it("looks into a linked folder that lies beside the source", async () => {
    const root = folderWith({ "docs/a.md": "", "shared/deep/b.md": "" });
    symlinkSync("../shared", join(root, "docs/shared"));
    expect((await diskFiles(root).list("docs")).map(({ path, real }) => [path, real])).toEqual([
      ["docs/a.md", "docs/a.md"],
      ["docs/shared/deep/b.md", "shared/deep/b.md"],
    ]);
  });

  it("lists nothing of a folder outside the root, and tells a linked folder's files by both paths", async () => {
    const other = folderWith({ "secret.md": "" });
    const root = folderWith({ "real/a.md": "" });
    symlinkSync("real", join(root, "inner"));
    symlinkSync(other, join(root, "outer"));
    expect(await paths(root, "outer")).toEqual([]);
    expect(await paths(root, "..")).toEqual([]);
    expect(await diskFiles(root).list("inner")).toMatchObject([{ path: "inner/a.md", real: "real/a.md" }]);
  });

  it.skipIf(asRoot)("names a folder it has no permission for", async () => {
    const root = folderWith({ "closed/a.md": "" });
    chmodSync(join(root, "closed"), 0);
    expect(await diskFiles(root).list()).toMatchObject([{ path: "closed/", problem: "unreadable" }]);
    chmodSync(join(root, "closed"), 0o700);
  });

  it("reads nothing outside the root, by no way", async () => {
    const other = folderWith({ "secret.md": "s" });
    const root = folderWith({ "docs/a.md": "a" });
    symlinkSync(join(other, "secret.md"), join(root, "docs/out.md"));
    const files = diskFiles(root);
    for (const path of ["../x.md", "docs/../../x", "docs/out.md", "/etc/passwd/../../../etc/hostname/.."]) {
      await expect(files.read(path)).rejects.toThrow(FilesError);
    }
    await expect(files.digest("docs/out.md")).rejects.toThrow("leads out of the root folder");
    expect(Buffer.from(await files.read("docs/../docs/a.md")).toString()).toBe("a");
  });

  it("says why a file cannot be read", async () => {
    const root = folderWith({ "a.md": "" });
    mkdirSync(join(root, "folder.md"));
    const files = diskFiles(root);
    await expect(files.read("missing.md")).rejects.toThrow(
      "`missing.md` could not be read: it does not exist.",
    );
    await expect(files.read("folder.md")).rejects.toThrow("it is a folder");
    expect(await files.stat("missing.md")).toBeNull();
    expect(await files.stat("folder.md")).toBeNull();
    expect(await files.stat("a.md/b.md")).toBeNull();
  });

  it("digests what lies there now, not what lay there before", async () => {
    const root = folderWith({ "a.md": "one" });
    const files = diskFiles(root);
    const sha = (text: string): string => createHash("sha256").update(text).digest("hex");
    expect(await files.digest("a.md")).toBe(sha("one"));
    put(root, "a.md", "longer");
    expect(await files.digest("a.md")).toBe(sha("longer"));
    put(root, "a.md", "LONGER");
    utimesSync(join(root, "a.md"), 1, 1);
    expect(await files.digest("a.md")).toBe(sha("LONGER"));
  });
});

describe("memoryFiles", () => {
  it("answers like a folder on disk", async () => {
    const tree = { "b.md": "b", "a/z.md": "z", "a/b/c.md": "ä", "a-b.md": "" };
    const disk = diskFiles(folderWith(tree));
    const memory = memoryFiles(tree);
    const enter = (folder: string): boolean => folder !== "a/b";
    expect(await memory.list()).toEqual(await disk.list());
    expect(await memory.list("a", enter)).toEqual(await disk.list("a", enter));
    expect(await memory.digest("a/b/c.md")).toBe(await disk.digest("a/b/c.md"));
    expect(await memory.stat("a/b/c.md")).toEqual(await disk.stat("a/b/c.md"));
    expect(await memory.stat("c.md")).toBeNull();
    await expect(memory.read("c.md")).rejects.toThrow(FilesError);
  });
});
