import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CommandContext } from "../../src/commands/context.ts";
import { createSandbox, type TreeNode } from "../../src/sandbox/index.ts";
import { createVirtualClock } from "../support/virtualClock.ts";
import { folderWith } from "./folder.ts";
import { runCommand } from "./harness.ts";

const FILES = {
  "a.md": "# A\n\nfirst\n\nsecond\n",
  "b.md": "# B\n\ntext\n",
  "folder/index.md": "# Folder\n\nabout\n",
  "folder/c.md": "# C\n\nbelow\n",
};

async function workplace() {
  const clock = createVirtualClock();
  const sandbox = createSandbox({ clock });
  const cwd = await folderWith(FILES);
  const { now, sleep } = clock;
  const world: Partial<CommandContext> = { cwd, token: sandbox.token, fetch: sandbox.fetch, now, sleep };
  const run = (...argv: readonly string[]) =>
    clock.run(runCommand([...argv, "--to", sandbox.rootPageId], world));
  const childrenOf = (title: string): readonly TreeNode[] => {
    const page = sandbox
      .tree(sandbox.rootPageId)
      .find(({ payload, type }) => type === "child_page" && payload["title"] === title);
    return page === undefined ? [] : sandbox.tree(page.id);
  };
  return {
    cwd,
    run,
    sandbox,
    childrenOf,
    sent: () => sandbox.requests.list().length,
    put: (path: string, text: string) => writeFile(join(cwd, path), text),
  };
}

describe("a saved plan", () => {
  test("is carried out as it says", async () => {
    const { run } = await workplace();
    const { code, stdout } = await run("plan", "--out", "plan.json");
    expect(code).toBe(0);
    const planned = Number(/(\d+) requests/.exec(stdout)?.[1]);
    const done = await run("publish", "--plan", "plan.json", "--reporter", "json");
    const report: { requests: { plan: number } } = JSON.parse(done.stdout);
    expect({ code: done.code, requests: report.requests.plan }).toEqual({ code: 0, requests: planned });
    expect((await run("publish")).stdout).toMatch(/4 unchanged\nno request/);
  });

  test("is left where a file has changed since, for that page alone", async () => {
    const { childrenOf, put, run } = await workplace();
    await run("plan", "--out", "plan.json");
    await put("a.md", "# A\n\nanother text\n");
    const { code, stderr, stdout } = await run("publish", "--plan", "plan.json");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^failed {5}a\.md/m);
    expect(stdout).toMatch(/3 created · 1 failed/);
    expect(stderr).toContain("a.md");
    expect(stderr).toContain("are not as they were when the plan was made");
    expect(childrenOf("A")).toEqual([]);
    expect(childrenOf("B")).toHaveLength(1);
  });

  test("is left where somebody has changed what it would overwrite", async () => {
    const { childrenOf, put, run, sandbox } = await workplace();
    await run("publish");
    await put("a.md", "# A\n\nfirst, edited\n\nsecond\n");
    await put("b.md", "# B\n\ntext, edited\n");
    await run("plan", "--out", "plan.json");
    const [first] = childrenOf("A");
    sandbox.hands.write(first?.id ?? "", "by a person");
    const { code, stderr } = await run("publish", "--plan", "plan.json");
    expect(code).toBe(1);
    expect(stderr).toContain("a.md");
    expect(JSON.stringify(childrenOf("A"))).toContain("by a person");
    expect(JSON.stringify(childrenOf("B"))).toContain("text, edited");
  });

  test("is left for what waits for a page it is left for, and for pages it does not speak of", async () => {
    const { childrenOf, put, run } = await workplace();
    await run("plan", "--out", "plan.json");
    await put("folder/index.md", "# Folder\n\nanother text\n");
    await put("new.md", "# New\n\nnew\n");
    const { code, stderr, stdout } = await run("publish", "--plan", "plan.json");
    expect(code).toBe(1);
    expect(stdout).toMatch(/2 created · 3 failed/);
    expect(stderr).toContain("the plan does not speak of it");
    expect(childrenOf("New")).toEqual([]);
    expect(childrenOf("B")).toHaveLength(1);
  });

  test("that has been carried out does nothing more", async () => {
    const { run, sent } = await workplace();
    await run("plan", "--out", "plan.json");
    await run("publish", "--plan", "plan.json");
    const before = sent();
    const { code, stdout } = await run("publish", "--plan", "plan.json");
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining("no request") });
    expect(sent()).toBe(before);
  });

  test("keeps the options it was made with", async () => {
    const { childrenOf, put, run, sandbox } = await workplace();
    await run("publish");
    const [first] = childrenOf("A");
    sandbox.hands.write(first?.id ?? "", "by a person");
    await put("a.md", "# A\n\nfirst, edited\n\nsecond\n");
    await run("plan", "--on-conflict", "markdown", "--out", "plan.json");
    expect((await run("publish", "--plan", "plan.json")).code).toBe(0);
    expect(JSON.stringify(childrenOf("A"))).toContain("first, edited");
  });

  test.each([
    ["is not there", null, /cannot be read/],
    ["is no JSON", "nonsense", /holds no plan/],
    ["is something else", '{"version": 1}', /holds no plan/],
    ["is damaged", '{"version": 1, "made": {"by": "1.2.3", "selected": []}, "pages": 5}', /damaged/],
    ["is of another version", '{"version": 1, "made": {"by": "9.9.9"}}', /another version/],
  ])("that %s is refused with a sentence", async (_name, text, words) => {
    const { put, run, sent } = await workplace();
    if (text !== null) await put("plan.json", text);
    const { code, stderr } = await run("publish", "--plan", "plan.json");
    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringMatching(words) });
    expect(sent()).toBe(0);
  });

  test("is for its own files: paths beside it are refused", async () => {
    const { cwd, run } = await workplace();
    await run("plan", "--out", "plan.json");
    const { code, stderr } = await run("publish", "a.md", "--plan", "plan.json");
    expect({ code, stderr }).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("Leave the paths out"),
    });
    expect(JSON.parse(await readFile(join(cwd, "plan.json"), "utf8"))).toHaveProperty("made.selected", []);
  });
});
