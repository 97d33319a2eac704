import { execFileSync } from "node:child_process";
import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith } from "../folder.ts";
import { runCommand } from "../harness.ts";

const env = { PATH: process.env["PATH"], HOME: "/nonexistent", GIT_CONFIG_NOSYSTEM: "1" };

async function repository(files: Readonly<Record<string, string>> = {}) {
  const cwd = await folderWith({ "a.md": "# A\n", ...files });
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd, env, encoding: "utf8" });
  git("init", "--quiet", "--initial-branch=main");
  return {
    cwd,
    git,
    run: (...argv: readonly string[]) => runCommand(["hook", ...argv], { cwd, env }),
    read: (path: string) => readFile(join(cwd, path), "utf8"),
  };
}

describe("mdnotion hook install", () => {
  test("makes an executable hook, and proposes to keep to the default branch", async () => {
    const { cwd, git, read, run } = await repository();
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--allow-empty", "-m", "x");
    const { code, stderr, stdout } = await run("install");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "The pre-commit hook calls mdnotion: .git/hooks/pre-commit\n",
    });
    expect(stderr).toContain('set "branches": ["main"] in the configuration');
    expect((await stat(join(cwd, ".git/hooks/pre-commit"))).mode & 0o111).not.toBe(0);
    expect(await read(".git/hooks/pre-commit")).toMatch(/^#!\/bin\/sh\n# >>> mdnotion >>>/);
  });

  test("gives the hook the flags it was given", async () => {
    const { cwd, run, read } = await repository({ "my config.json": "{}" });
    const flags = [
      "--deadline",
      "30",
      "--on-failure",
      "warn",
      "--no-code-config",
      "--config",
      "my config.json",
    ];
    await run("install", ...flags, "--to", "it's");
    const hook = await read(".git/hooks/pre-commit");
    expect(hook).toMatch(/ hook run pre-commit .*"\$@" <\/dev\/null\)/);
    for (const words of [
      "--deadline 30",
      "--on-failure warn",
      "--no-code-config",
      "--config 'my config.json'",
    ])
      expect(hook).toContain(words);
    expect(hook).toContain(`--to 'it'\\''s'`);
    execFileSync("sh", ["-n", join(cwd, ".git/hooks/pre-commit")]);
  });

  test("proposes nothing where the configuration says the branches", async () => {
    const config = { sources: [{ path: ".", branches: ["main"] }] };
    const { run } = await repository({ "mdnotion.config.json": JSON.stringify(config) });
    expect(await run("install")).toMatchObject({ code: 0, stderr: "" });
  });

  test("lets mdnotion work in the folder of the configuration", async () => {
    const { cwd, run, read } = await repository({ "docs/mdnotion.config.json": "{}", "docs/b.md": "b\n" });
    const { code } = await runCommand(["hook", "install"], { cwd: join(cwd, "docs"), env });
    expect(code).toBe(0);
    expect(await read(".git/hooks/pre-commit")).toContain("(cd './docs' && ");
    expect((await run("uninstall")).stdout).toContain("does not call mdnotion");
    await runCommand(["hook", "uninstall"], { cwd: join(cwd, "docs"), env });
    await expect(read(".git/hooks/pre-commit")).rejects.toThrow("ENOENT");
  });

  test("refuses a hook of another language, and says how to call it", async () => {
    const { cwd, run } = await repository();
    await mkdir(join(cwd, ".git/hooks"), { recursive: true });
    await writeFile(join(cwd, ".git/hooks/pre-commit"), "#!/usr/bin/env python3\nprint()\n");
    await chmod(join(cwd, ".git/hooks/pre-commit"), 0o755);
    const { code, stderr } = await run("install");
    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining("no shell script") });
    expect(stderr).toContain("mdnotion hook run");
  });

  test.each([
    [
      "a configuration of lefthook in TOML",
      "lefthook.toml",
      "[pre-commit]\n",
      /lefthook runs the hooks here/,
    ],
    [
      "simple-git-hooks in a program",
      ".simple-git-hooks.cjs",
      "module.exports = {}\n",
      /simple-git-hooks runs/,
    ],
  ])("prints what to add to %s, and changes nothing", async (_name, file, text, words) => {
    const { read, run } = await repository({ [file]: text });
    const { code, stdout } = await run("install");
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(words) });
    expect(stdout).toContain("npx --no-install mdnotion hook run pre-commit");
    expect(await read(file)).toBe(text);
  });

  test("outside of a repository says that there is none", async () => {
    const cwd = await folderWith({ "a.md": "# A\n" });
    const { code, stderr } = await runCommand(["hook", "install"], { cwd, env });
    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining("git init") });
  });
});

test.each([
  [["instal"], /Did you mean `install`\?/],
  [["run"], /wants the name of the hook/],
  [["run", "pre-comit"], /Did you mean `pre-commit`\?/],
])("mdnotion hook %j says what is meant", async (argv, words) => {
  const { run } = await repository();
  expect(await run(...argv)).toMatchObject({ code: 3, stderr: expect.stringMatching(words) });
});

test("mdnotion hook run outside of git lets git go on", async () => {
  const cwd = await folderWith({ "a.md": "# A\n" });
  const { code, stderr } = await runCommand(["hook", "run", "pre-commit"], { cwd, env });
  expect({ code, stderr }).toMatchObject({
    code: 0,
    stderr: expect.stringContaining("no working tree of git"),
  });
});
