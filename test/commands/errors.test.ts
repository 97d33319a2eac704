import { describe, expect, test } from "vitest";
import { folderWith } from "./folder.ts";
import { runCommand } from "./harness.ts";

const TOKEN = "ntn_0123456789012345678901234567890123456789";

describe("what goes wrong is told as what it is", () => {
  test("a bug: with its trace, without the token, exit 1", async () => {
    const readStdin = () => Promise.reject(new Error(`the request with ${TOKEN} broke`));
    const cwd = await folderWith({});
    const { code, stderr, stdout } = await runCommand(["convert"], { cwd, readStdin, token: TOKEN });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^This is a bug in mdnotion: Error: the request with \(token\) broke\n {4}at /);
    expect(stderr).toMatch(/\n→ Please report it/);
  });

  test("whatever fails once the user has interrupted: exit 130", async () => {
    const controller = new AbortController();
    controller.abort();
    const readStdin = () => Promise.reject(new Error("aborted"));
    const cwd = await folderWith({});
    expect(await runCommand(["convert"], { cwd, readStdin, signal: controller.signal })).toEqual({
      code: 130,
      stdout: "",
      stderr: "Interrupted.\n",
    });
  });

  test("a memory of a newer version: exit 3", async () => {
    const cwd = await folderWith({
      "a.md": "a",
      "mdnotion.lock.json": '{"version":999,"entries":[\nnull]}\n',
    });
    const { code, stderr, stdout } = await runCommand(["open", "a.md"], { cwd });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/lockfile-newer/);
  });

  test.each([
    [["publish"], "error config-value"],
    [["check"], "error config-value"],
    [["convert"], "error config-value"],
    [["open", "a.md"], "error config-value"],
  ])("a wrong configuration: %j, exit 3, with its place", async (argv, words) => {
    const cwd = await folderWith({ "a.md": "a", "mdnotion.config.json": '{\n  "strict": "yes"\n}\n' });
    const { code, stderr, stdout } = await runCommand(argv, { cwd });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(`mdnotion.config.json:2:13: ${words}`);
  });

  test("a wrong configuration as JSON", async () => {
    const cwd = await folderWith({ "mdnotion.config.json": '{"strict": "yes"}' });
    const { code, stdout } = await runCommand(["check", "--reporter", "json"], { cwd });
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, messages: [{ id: "config-value" }] });
  });

  test("a wrong variable of the environment", async () => {
    const cwd = await folderWith({});
    const { code, stderr } = await runCommand(["check"], { cwd, env: { MDNOTION_SETTLE: "soon" } });
    expect(code).toBe(3);
    expect(stderr).toContain("`MDNOTION_SETTLE`");
  });
});

test("a list's flag can be given again, and does not take the paths after it", async () => {
  const sources = ["x", "y", "z"].map((name) => ({ name, path: name }));
  const files = { "x/a.md": "a", "y/a.md": "a", "z/a.md": "a" };
  const cwd = await folderWith({ ...files, "mdnotion.config.json": JSON.stringify({ sources }) });
  const checked = async (...argv: readonly string[]): Promise<string> =>
    (await runCommand(["check", ...argv], { cwd })).stdout;
  expect(await checked("--source", "x", "--source", "y")).toMatch(/^2 files checked/);
  expect(await checked("--source", "x", "x/a.md")).toMatch(/^1 file checked/);
});
