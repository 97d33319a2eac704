import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CommandContext } from "../../src/commands/context.ts";
import { createSandbox, type TreeNode } from "../../src/sandbox/index.ts";
import { createVirtualClock } from "../support/virtualClock.ts";
import { folderWith } from "./folder.ts";
import { runCommand } from "./harness.ts";

async function workplace(files: Readonly<Record<string, string>>) {
  const clock = createVirtualClock();
  const sandbox = createSandbox({ clock });
  const cwd = await folderWith(files);
  execFileSync("git", ["init", "--quiet"], { cwd });
  const { now, sleep } = clock;
  const world: Partial<CommandContext> = {
    cwd,
    env: process.env,
    token: sandbox.token,
    fetch: sandbox.fetch,
    now,
    sleep,
  };
  const run = (...argv: readonly string[]) =>
    clock.run(runCommand([...argv, "--to", sandbox.rootPageId], world));
  const pageOf = (title: string): string =>
    sandbox
      .tree(sandbox.rootPageId)
      .find(({ payload, type }) => type === "child_page" && payload["title"] === title)?.id ?? "";
  const all = (nodes: readonly TreeNode[]): readonly TreeNode[] =>
    nodes.flatMap((node) => [node, ...all(node.children)]);
  return {
    cwd,
    run,
    sandbox,
    pageOf,
    /** The first block that holds a text. */
    block: (text: string): string => {
      const found = all(sandbox.tree(sandbox.rootPageId).flatMap(({ id }) => sandbox.tree(id))).find(
        ({ payload }) => JSON.stringify(payload).includes(`"plain_text":"${text}`),
      );
      if (found === undefined) throw new Error(`No block holds ${text}`);
      return found.id;
    },
    sent: () => sandbox.requests.list().length,
    put: (path: string, text: string) => writeFile(join(cwd, path), text),
    read: (path: string) => readFile(join(cwd, path), "utf8"),
    apply: (patch: string) => execFileSync("git", ["apply", "-"], { cwd, input: patch, stdio: "pipe" }),
  };
}

const FILES = {
  "a.md": "# A\n\nfirst\n\nsecond\n",
  "b.md": "# B\n\ntext\n",
  "c.md": "# C\n\nsee\n",
};

describe("mdnotion status", () => {
  test("tells what is in step, changed in the file, in Notion, and in both", async () => {
    const { block, put, run, sandbox, sent } = await workplace({ ...FILES, "d.md": "# D\n\nfine\n" });
    await run("publish");
    sandbox.hands.write(block("first"), "first by a person");
    sandbox.hands.write(block("text"), "text by a person");
    await put("b.md", "# B\n\ntext of the file\n");
    await put("c.md", "# C\n\nseen\n");
    await put("e.md", "# E\n\nnew\n");
    const before = sandbox.pages().length;
    const { code, stdout } = await run("status");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^drifted {6}a\.md {2}https/m);
    expect(stdout).toMatch(/^ +! paragraph \(line 3\): changed in Notion, not in the file$/m);
    expect(stdout).toMatch(/^ +- paragraph "first"$/m);
    expect(stdout).toMatch(/^ +\+ paragraph "first by a person"$/m);
    expect(stdout).toMatch(/^in conflict {2}b\.md/m);
    expect(stdout).toMatch(/^changed {6}c\.md/m);
    expect(stdout).toMatch(/^new {10}e\.md/m);
    expect(stdout).not.toContain("d.md");
    expect(stdout).toMatch(/5 pages · 1 in step · 1 changed · 1 new · 1 drifted · 1 in conflict/);
    expect(sandbox.pages().length).toBe(before);
    const read = sent();
    await run("publish", "--dry-run");
    expect(sent()).toBeGreaterThan(read);
  });

  test("names pages that are gone and files that are", async () => {
    const { cwd, pageOf, run, sandbox } = await workplace(FILES);
    await run("publish");
    sandbox.hands.trash(pageOf("A"));
    execFileSync("rm", ["b.md"], { cwd });
    const { code, stdout } = await run("status");
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/^missing {6}a\.md/m) });
    expect(stdout).toMatch(/^withdrawn {4}b\.md/m);
  });

  test("as JSON has the changes with what Notion has", async () => {
    const { block, run, sandbox } = await workplace(FILES);
    await run("publish");
    sandbox.hands.write(block("first"), "by a person");
    const { stdout } = await run("status", "--reporter", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      kind: "status",
      pages: [
        { path: "a.md", state: "drifted", changes: [{ cause: "notion", place: { line: 3 } }] },
        { path: "b.md", state: "in step", changes: [] },
        { path: "c.md", state: "in step", changes: [] },
      ],
      stop: null,
    });
  });

  test("lists open comments by file and line", async () => {
    const { block, pageOf, run, sandbox } = await workplace({ "a.md": "# A\n\n- one\n  - two\n\nend\n" });
    await run("publish");
    sandbox.hands.comment(block("two"), "why two?");
    sandbox.hands.comment(pageOf("A"), "about the page");
    const { code, stdout } = await run("status", "--comments");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^a\.md:4: why two\? \(\d{4}-\d\d-\d\d\)$/m);
    expect(stdout).toMatch(/^a\.md:1: about the page/m);
    expect(stdout).toMatch(/^2 open comments$/m);
  });
});

const run = (content: string, annotations: Readonly<Record<string, boolean | string>> = {}) => ({
  type: "text",
  text: { content },
  annotations,
});

describe("mdnotion status --diff", () => {
  const TEXT = `---
x: 1
---

# Title

A **first** paragraph.

- one
  - [ ] nested task

> quoted

\`\`\`js
const a = 1;
\`\`\`

| a | b |
| - | - |
| 1 | 2 |

Last *one*.
`;

  test("is a patch that git applies; once it is taken in, nothing is to be done", async () => {
    const { apply, block, pageOf, read, run: mdnotion, sandbox, sent } = await workplace({ "a.md": TEXT });
    await mdnotion("publish");
    const { hands } = sandbox;
    hands.edit(block("A "), {
      rich_text: [
        run("A second, "),
        run("bold * and ", { bold: true }),
        run("slanted", { italic: true, bold: true }),
      ],
    });
    hands.edit(block("nested task"), { rich_text: [run("done")], checked: true });
    hands.write(block("quoted"), "quoted\non two lines");
    hands.write(block("const a"), "const a = 2;\nconst b = 3;");
    hands.edit(block("1"), { cells: [[run("1")], [run("a | b")]] });
    hands.trash(block("Last "));
    hands.rename(pageOf("Title"), "Another title");
    const { code, stderr, stdout } = await mdnotion("status", "--diff");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    apply(stdout);
    expect(await read("a.md")).toBe(`---
x: 1
---

# Another title

A second, **bold \\* and _slanted_**

- one
  - [x] done

> quoted\\
> on two lines

\`\`\`js
const a = 2;
const b = 3;
\`\`\`

| a | b |
| - | - |
| 1 | a \\| b |

`);
    const published = await mdnotion("publish", "--reporter", "json");
    expect(JSON.parse(published.stdout).requests.plan).toBe(0);
    const before = sent();
    expect((await mdnotion("publish")).stdout).toContain("no request");
    expect(sent()).toBe(before);
    expect((await mdnotion("status")).stdout).toMatch(/1 in step/);
  });

  test("leaves out what Markdown cannot say, and tells so", async () => {
    const { block, run: mdnotion, sandbox } = await workplace(FILES);
    await mdnotion("publish");
    sandbox.hands.edit(block("first"), { rich_text: [run("red", { color: "red" })] });
    const { stderr, stdout } = await mdnotion("status", "--diff");
    expect(stdout).toBe("");
    expect(stderr).toContain("a.md:3: what Notion has of this paragraph is not in the patch");
  });

  test("is empty where nothing was changed in Notion", async () => {
    const { run: mdnotion } = await workplace(FILES);
    await mdnotion("publish");
    expect(await mdnotion("status", "--diff")).toMatchObject({ code: 0, stdout: "", stderr: "" });
  });
});
