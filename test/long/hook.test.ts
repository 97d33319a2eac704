import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { LoggedRequest } from "../../src/sandbox/index.ts";
import { committed, hasMemory, isClean, LOCKFILE, withHook, withoutHook } from "../e2e/process/hooked.ts";
import { addProgram, linkPackage, type TestRepository } from "../e2e/process/repository.ts";

const CHANGED = "# A\n\nchanged\n";

describe("pre-commit", () => {
  test.each([
    ["commit -a", ["commit", "--quiet", "-a", "-m", "x"]],
    ["commit --amend -a", ["commit", "--quiet", "-a", "--amend", "--no-edit"]],
  ])("takes part in %s, and leaves everything clean", async (_name, command) => {
    const repository = await withHook();
    repository.put("a.md", CHANGED);
    await repository.ok(...command);
    expect(repository.pages()).toEqual({ A: "changed", B: "second" });
    expect(await committed(repository)).toContain(LOCKFILE);
    await hasMemory(repository);
    await isClean(repository);
  });

  test("takes part in commit -p: of a file, what was chosen", async () => {
    const lines = Array.from({ length: 30 }, (_, n) => `paragraph ${n}\n`);
    const repository = await withHook("pre-commit", { "a.md": `# A\n\n${lines.join("\n")}` });
    const edited = lines.map((line, n) => (n === 2 || n === 27 ? `edited ${n}\n` : line));
    repository.put("a.md", `# A\n\n${edited.join("\n")}`);
    const { code, text } = await repository.run("sh", "-c", "printf 'y\\nn\\n' | git commit -q -p -m x");
    expect({ code, text }).toMatchObject({ code: 0 });
    expect(repository.pages()["A"]).toContain("edited 2 ");
    expect(repository.pages()["A"]).not.toContain("edited 27");
    expect(await committed(repository)).toEqual(["a.md", LOCKFILE]);
    await hasMemory(repository);
    await isClean(repository, " M a.md");
  });

  test("asks nothing of Notion for a commit of other files", async () => {
    const repository = await withHook();
    repository.put("a.md", CHANGED);
    await repository.ok("commit", "--quiet", "-a", "-m", "x");
    const { requests } = repository.served.sandbox;
    const before = requests.list().length;
    repository.put("other.txt", "x");
    await repository.ok("add", "other.txt");
    await repository.ok("commit", "--quiet", "-m", "other");
    expect(requests.list().length).toBe(before);
    expect(await committed(repository)).toEqual(["other.txt"]);
  });

  test("publishes renames, deletions, images and includes as they are staged", async () => {
    const repository = await withHook("pre-commit", {
      "a.md": "# A\n\n![dot](dot.gif)\n\nkept text of this page\n",
      "gone.md": "# Gone\n\nbye\n",
    });
    repository.put("dot.gif", "GIF89a staged");
    await repository.ok("add", ".");
    await repository.ok("commit", "--quiet", "-m", "x");
    const { sandbox } = repository.served;
    const idOf = (title: string) =>
      sandbox.tree(sandbox.rootPageId).find(({ payload }) => payload["title"] === title)?.id;
    const before = idOf("A");
    expect(JSON.stringify(sandbox.tree(before ?? ""))).toContain('"image"');
    await repository.ok("mv", "a.md", "moved.md");
    await repository.ok("rm", "--quiet", "gone.md");
    repository.put("moved.md", "# A\n\nnot staged\n");
    const { code, text } = await repository.git("commit", "-m", "y");
    expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining("gone.md") });
    expect(idOf("A")).toBe(before);
    expect(repository.pages()["A"]).toContain("kept text of this page");
    expect(repository.pages()).toHaveProperty("Gone");
  });

  test("an aborted message leaves the memory for the next commit", async () => {
    const repository = await withHook();
    repository.put("a.md", CHANGED);
    repository.environment["GIT_EDITOR"] = "false";
    expect((await repository.git("commit", "-a")).code).not.toBe(0);
    expect(repository.pages()["A"]).toBe("changed");
    repository.environment["GIT_EDITOR"] = "true";
    const { requests } = repository.served.sandbox;
    const before = requests.list().length;
    await repository.ok("commit", "--quiet", "-a", "-m", "again");
    expect(requests.list().length).toBe(before);
    expect(await committed(repository)).toEqual(["a.md", LOCKFILE]);
    await isClean(repository);
  });

  test("an error in a staged document blocks the commit, one elsewhere does not", async () => {
    const conflict = "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n";
    const repository = await withHook("pre-commit", { "a.md": "# A\n\nfirst\n", "bad.md": conflict });
    repository.put("a.md", CHANGED);
    const fine = await repository.git("commit", "-a", "-m", "x");
    expect(fine).toMatchObject({ code: 0, text: expect.stringContaining("bad.md:1:1") });
    expect(repository.pages()["A"]).toBe("changed");
    repository.put("a.md", conflict);
    const blocked = await repository.git("commit", "-a", "-m", "y");
    expect(blocked).toMatchObject({ code: 1, text: expect.stringContaining("a.md:1:1") });
    expect(repository.pages()["A"]).toBe("changed");
    expect((await repository.git("commit", "-a", "-m", "y", "--no-verify")).code).toBe(0);
  });

  test("Notion being away warns and lets git go on; the next commit brings what is owed", async () => {
    const repository = await withHook();
    const { environment, ok, pages, put } = repository;
    put("a.md", CHANGED);
    environment["NOTION_BASE_URL"] = "http://127.0.0.1:9";
    const { code, text } = await repository.git("commit", "-a", "-m", "x");
    expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining("by the next run") });
    expect(await committed(repository)).toEqual(["a.md"]);
    environment["NOTION_BASE_URL"] = repository.url;
    put("b.md", "# B\n\nchanged too\n");
    await ok("commit", "--quiet", "-a", "-m", "y");
    expect(pages()).toEqual({ A: "changed", B: "changed too" });
    await isClean(repository);
  });

  test("a slow Notion is not waited for past the deadline, nor is anything made twice", async () => {
    const repository = await withHook();
    const config = JSON.parse(repository.read("mdnotion.config.json"));
    repository.put("mdnotion.config.json", JSON.stringify({ ...config, deadline: 1 }));
    const { faults } = repository.served.sandbox;
    const creates = ({ method, path }: LoggedRequest) => method === "POST" && path.endsWith("/pages");
    faults.add({ at: creates, fault: { kind: "hang", apply: true }, times: 1 });
    repository.put("a.md", CHANGED);
    const { code, text } = await repository.git("commit", "-a", "-m", "x");
    expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining("ended after 1 second") });
    faults.clear();
    await repository.served.sandbox.settled();
    repository.put("mdnotion.config.json", JSON.stringify({ ...config, deadline: 60 }));
    await repository.ok("commit", "--quiet", "-a", "-m", "y");
    expect(repository.pages()).toEqual({ A: "changed", B: "second" });
    const { sandbox } = repository.served;
    expect(sandbox.tree(sandbox.rootPageId).filter(({ type }) => type === "child_page")).toHaveLength(2);
  });

  test("a rejected token warns; with --on-failure block it stops git", async () => {
    const repository = await withHook();
    repository.environment["NOTION_TOKEN"] = "ntn_wrongwrongwrongwrongwrongwrongwrongwrongwrong";
    repository.put("a.md", CHANGED);
    const warned = await repository.git("commit", "-a", "-m", "x");
    expect(warned).toMatchObject({ code: 0, text: expect.stringMatching(/token/i) });
    expect(warned.text).not.toContain("ntn_wrong");
    const config = JSON.parse(repository.read("mdnotion.config.json"));
    repository.put("mdnotion.config.json", JSON.stringify({ ...config, onFailure: "block" }));
    repository.put("a.md", "# A\n\nagain\n");
    expect((await repository.git("commit", "-a", "-m", "y")).code).toBe(1);
  });

  test("without a token it only checks", async () => {
    const repository = await withHook();
    delete repository.environment["NOTION_TOKEN"];
    repository.put("a.md", CHANGED);
    const { code, text } = await repository.git("commit", "-a", "-m", "x");
    expect({ code, text }).toMatchObject({
      code: 0,
      text: expect.stringContaining("NOTION_TOKEN is not set"),
    });
    expect(repository.pages()).toEqual({});
  });

  test("MDNOTION_SKIP=1 skips it", async () => {
    const repository = await withHook();
    repository.environment["MDNOTION_SKIP"] = "1";
    repository.put("a.md", CHANGED);
    await repository.ok("commit", "--quiet", "-a", "-m", "x");
    expect(repository.pages()).toEqual({});
    expect(await committed(repository)).toEqual(["a.md"]);
  });

  test("on another branch it only checks, and publish is refused", async () => {
    const repository = await withHook();
    await repository.ok("switch", "--quiet", "-c", "topic");
    repository.put("a.md", CHANGED);
    const { text } = await repository.git("commit", "-a", "-m", "x");
    expect(text).toContain("only checked, as this is branch topic, and it is published from main only");
    expect(repository.pages()).toEqual({});
    const refused = await repository.run("mdnotion", "publish");
    expect(refused).toMatchObject({ code: 3, text: expect.stringContaining("--any-branch") });
    expect(await repository.run("mdnotion", "publish", "--any-branch")).toMatchObject({ code: 0 });
    expect(repository.pages()).toEqual({ A: "changed", B: "second" });
  });

  test("only checks on a detached HEAD and in the middle of a merge or a rebase", async () => {
    const repository = await withHook();
    const { git, ok, pages, put } = repository;
    repository.environment["MDNOTION_SKIP"] = "1";
    await ok("switch", "--quiet", "-c", "topic");
    put("a.md", "# A\n\ntopic\n");
    await ok("commit", "--quiet", "-a", "-m", "topic");
    await ok("switch", "--quiet", "main");
    put("a.md", "# A\n\nmain\n");
    await ok("commit", "--quiet", "-a", "-m", "main");
    repository.environment["MDNOTION_SKIP"] = "0";
    expect((await git("merge", "topic")).code).toBe(1);
    put("a.md", "# A\n\nboth\n");
    const merged = await git("commit", "-a", "-m", "merged");
    expect(merged).toMatchObject({ code: 0, text: expect.stringContaining("in the middle of a merge") });
    expect((await git("rebase", "--onto", "HEAD~1", "HEAD~2", "topic")).code).not.toBe(0);
    put("a.md", "# A\n\nrebased\n");
    await ok("add", "a.md");
    const rebased = await git("commit", "-m", "rebased");
    expect(rebased).toMatchObject({ code: 0, text: expect.stringContaining("in the middle of a rebase") });
    await ok("rebase", "--abort");
    await ok("checkout", "--quiet", "--detach", "main");
    put("a.md", "# A\n\ndetached\n");
    const detached = await git("commit", "-a", "-m", "detached");
    expect(detached).toMatchObject({ code: 0, text: expect.stringContaining("no branch is checked out") });
    expect(pages()).toEqual({});
  });

  test("works in a linked worktree, whose commits hold its own lockfile", async () => {
    const repository = await withHook();
    await repository.ok("switch", "--quiet", "-c", "aside");
    const tree = join(repository.top, "..", "tree");
    await repository.ok("worktree", "add", "--quiet", tree, "main");
    repository.put("../tree/a.md", CHANGED);
    await repository.ok("-C", tree, "commit", "--quiet", "-a", "-m", "x");
    expect(repository.pages()).toEqual({ A: "changed", B: "second" });
    const shown = await repository.ok("-C", tree, "show", "--name-only", "--format=", "HEAD");
    expect(shown).toBe(`a.md\n${LOCKFILE}\n`);
    expect(await repository.ok("-C", tree, "status", "--porcelain")).toBe("");
    await isClean(repository);
  });

  test("works in a submodule, and leaves a submodule's files to it", async () => {
    const inner = await withHook();
    const outer = await withoutHook();
    const allowed = ["-c", "protocol.file.allow=always"];
    await outer.ok(...allowed, "submodule", "--quiet", "add", inner.top, "sub");
    await outer.run("mdnotion", "hook", "install");
    await outer.ok("commit", "--quiet", "-m", "x");
    expect(outer.pages()).toEqual({ A: "first", B: "second" });
    const installed = await outer.run("sh", "-c", "cd sub && mdnotion hook install");
    expect(installed).toMatchObject({ code: 0 });
    outer.put("sub/a.md", CHANGED);
    outer.environment["NOTION_BASE_URL"] = inner.url;
    outer.environment["NOTION_TOKEN"] = inner.served.sandbox.token;
    await outer.ok("-C", "sub", "commit", "--quiet", "-a", "-m", "y");
    expect(inner.pages()["A"]).toBe("changed");
  });
});

describe("other hooks", () => {
  test("post-commit publishes the commit, and leaves the lockfile for the next one", async () => {
    const repository = await withHook("post-commit");
    repository.put("a.md", CHANGED);
    repository.put("b.md", "# B\n\nstaged only\n");
    await repository.ok("add", "b.md");
    await repository.ok("commit", "--quiet", "-m", "x", "--", "a.md");
    expect(repository.pages()).toEqual({ A: "changed", B: "second" });
    await isClean(repository, "M  b.md", `?? ${LOCKFILE}`);
  });

  test("pre-push publishes the branch that is pushed, whatever is checked out", async () => {
    const repository = await withHook("pre-push");
    const bare = join(repository.top, "..", "bare.git");
    await repository.ok("init", "--quiet", "--bare", bare);
    await repository.ok("remote", "add", "origin", bare);
    repository.put("a.md", CHANGED);
    await repository.ok("commit", "--quiet", "-a", "-m", "x");
    await repository.ok("switch", "--quiet", "-c", "topic");
    repository.put("a.md", "# A\n\ntopic\n");
    await repository.ok("commit", "--quiet", "-a", "-m", "y");
    await repository.ok("push", "--quiet", "origin", "topic");
    expect(repository.pages()).toEqual({});
    await repository.ok("push", "--quiet", "origin", "main");
    expect(repository.pages()).toEqual({ A: "changed", B: "second" });
  });
});

describe("beside other programs", () => {
  async function publishes(repository: TestRepository): Promise<void> {
    repository.put("a.md", CHANGED);
    await repository.ok("add", "a.md");
    const { code, text } = await repository.git("commit", "-m", "x");
    expect({ code, text }).toMatchObject({ code: 0 });
    expect(repository.pages()).toEqual({ A: "changed", B: "second" });
    await hasMemory(repository);
    await isClean(repository);
  }

  const ignored = "node_modules\n.mdnotion\n";

  test("a folder named by core.hooksPath", async () => {
    const repository = await withoutHook();
    await repository.ok("config", "core.hooksPath", "tools/hooks");
    await repository.run("mdnotion", "hook", "install");
    expect(existsSync(join(repository.top, "tools/hooks/pre-commit"))).toBe(true);
    await repository.ok("add", ".");
    repository.put("a.md", CHANGED);
    await repository.ok("commit", "--quiet", "-a", "-m", "x");
    expect(repository.pages()["A"]).toBe("changed");
    await repository.run("mdnotion", "hook", "uninstall");
    expect(existsSync(join(repository.top, "tools/hooks/pre-commit"))).toBe(false);
  });

  test("husky", async () => {
    const repository = await withoutHook();
    repository.put(".gitignore", ignored);
    linkPackage(repository, "husky");
    expect(await repository.run("node", "node_modules/husky/bin.js")).toMatchObject({ code: 0 });
    repository.put(".husky/pre-commit", "echo theirs\n");
    const { text } = await repository.run("mdnotion", "hook", "install");
    expect(text).toContain(".husky/pre-commit");
    await repository.ok("add", ".");
    await publishes(repository);
    await repository.run("mdnotion", "hook", "uninstall");
    expect(repository.read(".husky/pre-commit")).toBe("echo theirs\n");
  });

  test("lint-staged", async () => {
    const repository = await withoutHook();
    repository.put(".gitignore", ignored);
    linkPackage(repository, "lint-staged");
    const settings = { "*.md": "mdnotion hook run pre-commit" };
    repository.put("package.json", `${JSON.stringify({ "lint-staged": settings })}\n`);
    repository.put(
      ".git/hooks/pre-commit",
      "#!/bin/sh\nexec node node_modules/lint-staged/bin/lint-staged.js\n",
    );
    await repository.run("chmod", "+x", ".git/hooks/pre-commit");
    await repository.ok("add", ".");
    await publishes(repository);
  });

  test("simple-git-hooks, which makes the hook of what the package.json says", async () => {
    const repository = await withoutHook();
    const manifest = { name: "x", "simple-git-hooks": { "pre-commit": "echo theirs" } };
    repository.put("package.json", `${JSON.stringify(manifest, null, 2)}\n`);
    const { text } = await repository.run("mdnotion", "hook", "install");
    expect(text).toContain("npx simple-git-hooks");
    const command = JSON.parse(repository.read("package.json"))["simple-git-hooks"]["pre-commit"];
    expect(command).toBe("echo theirs && npx --no-install mdnotion hook run pre-commit");
    addProgram(repository.bin, "npx", '#!/bin/sh\nshift\nexec "$@"\n');
    repository.put(".git/hooks/pre-commit", `#!/bin/sh\n\n${command}\n`);
    await repository.run("chmod", "+x", ".git/hooks/pre-commit");
    await repository.ok("add", ".");
    repository.put(".gitignore", ignored);
    await repository.ok("add", ".");
    await publishes(repository);
    await repository.run("mdnotion", "hook", "uninstall");
    expect(repository.read("package.json")).toBe(`${JSON.stringify(manifest, null, 2)}\n`);
  });

  test("lefthook, which runs the commands of its configuration", async () => {
    const repository = await withoutHook();
    const before = "pre-commit:\n  commands:\n    lint:\n      run: echo theirs\n";
    repository.put("lefthook.yml", before);
    const { text } = await repository.run("mdnotion", "hook", "install");
    expect(text).toContain("lefthook install");
    expect(repository.read("lefthook.yml")).toContain("run: npx --no-install mdnotion hook run pre-commit");
    await repository.run("mdnotion", "hook", "uninstall");
    expect(repository.read("lefthook.yml")).toBe(before);
  });

  test("the pre-commit framework", async ({ skip }) => {
    const repository = await withoutHook();
    const { code } = await repository.run("sh", "-c", "command -v pre-commit");
    if (code !== 0) skip("pre-commit is not installed (Debian: apt-get install pre-commit)");
    repository.put(".gitignore", ignored);
    const entry = "mdnotion hook run pre-commit";
    const hooks = [
      { id: "mdnotion", name: "mdnotion", entry, language: "system", files: "\\.md$", pass_filenames: false },
    ];
    const settings = { repos: [{ repo: "local", hooks }] };
    repository.put(".pre-commit-config.yaml", JSON.stringify(settings));
    expect(await repository.run("pre-commit", "install")).toMatchObject({ code: 0 });
    const { text } = await repository.run("mdnotion", "hook", "install");
    expect(text).toContain("Add to .pre-commit-config.yaml");
    await repository.ok("add", ".");
    await publishes(repository);
  });
});
