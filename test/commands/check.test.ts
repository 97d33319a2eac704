import { describe, expect, test } from "vitest";
import { folderWith } from "./folder.ts";
import { runCommand } from "./harness.ts";

const GOOD = { "index.md": "# Home\n\n[Next](next.md)\n", "next.md": "Text\n" };
const BAD = {
  "docs/a.md": "# A\n\nSee [b](gone.md) and\n[c](gone.md).\n",
  "docs/b.md": "<<<<<<< x\na\n=======\nb\n>>>>>>> y\n",
};

describe("mdnotion check", () => {
  test("says when nothing is wrong", async () => {
    const cwd = await folderWith(GOOD);
    expect(await runCommand(["check"], { cwd })).toEqual({
      code: 0,
      stdout: "2 files checked: nothing is wrong\n",
      stderr: "",
    });
  });

  test("warnings have their places, as seen from the working directory, and exit with 0", async () => {
    const cwd = await folderWith({ "docs/a.md": BAD["docs/a.md"] });
    const { code, stderr, stdout } = await runCommand(["check", "docs"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(
      /^link-not-found · 2 warnings\n {2}docs\/a\.md:3:5 {2}.*\n {2}docs\/a\.md:4:1 {2}/,
    );
    expect(stdout).toMatch(/\n\n1 file checked: 2 warnings\n$/);
  });

  test.each([
    ["a file with an error", ["check", "docs"], BAD],
    ["a warning with --strict", ["check", "docs", "--strict"], { "docs/a.md": BAD["docs/a.md"] }],
  ])("%s exits with 1", async (_name, argv, files) => {
    const { code, stdout } = await runCommand(argv, { cwd: await folderWith(files) });
    expect(code).toBe(1);
    expect(stdout).toMatch(/ errors?/);
  });

  test("--quiet leaves warnings out", async () => {
    const cwd = await folderWith({ "docs/a.md": BAD["docs/a.md"] });
    expect((await runCommand(["check", "--quiet", "docs"], { cwd })).stdout).toBe(
      "1 file checked: 2 warnings\n",
    );
  });

  test("as JSON it is one document with paths relative to the root", async () => {
    const cwd = await folderWith({ "docs/a.md": BAD["docs/a.md"] });
    const { stdout } = await runCommand(["check", "docs", "--reporter", "json"], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      kind: "messages",
      files: 1,
      messages: [
        { id: "link-not-found", path: "a.md", place: { line: 3, column: 5 } },
        { path: "a.md", place: { line: 4, column: 1 } },
      ],
    });
  });

  test("in a workflow it annotates", async () => {
    const cwd = await folderWith({ "docs/a.md": BAD["docs/a.md"] });
    const { stdout } = await runCommand(["check", "docs", "--reporter", "github"], { cwd });
    expect(stdout).toMatch(
      /^::warning file=docs\/a\.md,line=3,endLine=3,col=5,endColumn=\d+,title=link-not-found::/,
    );
    expect(stdout).toMatch(/\n1 file checked: 2 warnings\n$/);
  });

  test("only what was asked for is told, links to the rest still lead somewhere", async () => {
    const cwd = await folderWith({
      ...GOOD,
      "other.md": "[x](gone.md)\n",
      "mdnotion.config.json": '{"sources": [{"path": "."}]}',
    });
    expect((await runCommand(["check", "index.md"], { cwd })).stdout).toBe(
      "1 file checked: nothing is wrong\n",
    );
  });

  test("--list says which files are published, by what rule", async () => {
    const cwd = await folderWith({
      "a.md": "a",
      "_b.md": "b",
      "c.txt": "c",
      "d.md": "---\npublish: false\n---\nd",
    });
    const { code, stdout } = await runCommand(["check", "--list"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^published {2}a\.md {2}\(/m);
    expect(stdout).toMatch(/^left out {3}_b\.md {2}\(.*_/m);
    expect(stdout).toMatch(/^left out {3}d\.md {2}\(/m);
    expect(stdout).toMatch(/^1 file of \d published$/m);
    const json: unknown = JSON.parse(
      (await runCommand(["check", "--list", "--reporter", "json"], { cwd })).stdout,
    );
    expect(json).toMatchObject({ version: 1, kind: "files" });
  });

  test("a path that does not exist is refused", async () => {
    const cwd = await folderWith(GOOD);
    const { code, stderr, stdout } = await runCommand(["check", "dosc"], { cwd });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/^error path-not-found: .*dosc/);
  });
});
