import { describe, expect, test } from "vitest";
import type { CommandContext } from "../../src/commands/context.ts";
import { run } from "../../src/commands/run.ts";
import { formatLockfile } from "../../src/files/lockfile.ts";
import { emptyMemory } from "../../src/model/fold.ts";
import { folderWith } from "./folder.ts";
import { capture, runCommand, testContext } from "./harness.ts";

const idOf = (digit: number): string => `${digit}`.repeat(8).concat("-0000-4000-8000-000000000000");
const urlOf = (digit: number): string => `https://www.notion.so/${idOf(digit).replace(/-/g, "")}`;

function lockfile(keys: readonly string[]): string {
  const pages = keys.map(
    (key, index) => [key, { id: idOf(index + 1), title: key, inputs: null, base: {}, blocks: [] }] as const,
  );
  return formatLockfile({ ...emptyMemory(), pages: new Map(pages) });
}

const TEXTS = {
  "a.md": "a",
  "guide/index.md": "g",
  "guide/b.md": "b",
  "team/c.md": "c",
  "team.md": "t",
  "new.md": "n",
};
const KEYS = ["a.md", "guide/", "guide/b.md", "team/"];

function published() {
  return folderWith({
    ...TEXTS,
    "mdnotion.config.json": '{"sources": [{"path": "."}]}',
    "mdnotion.lock.json": lockfile(KEYS),
  });
}

describe("mdnotion open", () => {
  test.each([
    ["a file", "a.md", 1],
    ["a folder by its text", "guide/index.md", 2],
    ["a folder by itself", "guide", 2],
    ["a file in a folder", "guide/b.md", 3],
    ["a folder by the text beside it", "team.md", 4],
  ])("prints the address of the page of %s", async (_name, file, digit) => {
    expect(await runCommand(["open", file], { cwd: await published() })).toEqual({
      code: 0,
      stdout: `${urlOf(digit)}\n`,
      stderr: "",
    });
  });

  test("takes the key of a named source", async () => {
    const cwd = await folderWith({
      "docs/a.md": "a",
      "mdnotion.config.json": '{"sources": [{"name": "docs", "path": "docs"}]}',
      "mdnotion.lock.json": lockfile(["docs:a.md"]),
    });
    expect((await runCommand(["open", "docs/a.md"], { cwd })).stdout).toBe(`${urlOf(1)}\n`);
  });

  test("what is not published has none", async () => {
    expect(await runCommand(["open", "new.md"], { cwd: await published() })).toEqual({
      code: 3,
      stdout: "",
      stderr: "error: `new.md` has no page that is known here.\n→ Publish it first: mdnotion publish.\n",
    });
  });

  async function openAt(terminal: boolean, browse: CommandContext["browse"]) {
    const stdout = capture(terminal);
    const stderr = capture(terminal);
    const code = await run(["open", "a.md"], testContext({ cwd: await published(), stdout, stderr, browse }));
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  }

  test("at a terminal, and only there, the browser shows it", async () => {
    const shown: string[] = [];
    const browse = async (url: string) => {
      shown.push(url);
    };
    await openAt(false, browse);
    expect(shown).toEqual([]);
    await openAt(true, browse);
    expect(shown).toEqual([urlOf(1)]);
  });

  test("without a browser the address is still there", async () => {
    expect(await openAt(true, () => Promise.reject(new Error("no display")))).toEqual({
      code: 0,
      stdout: `${urlOf(1)}\n`,
      stderr: "No browser could be started; open the address yourself.\n",
    });
  });
});
