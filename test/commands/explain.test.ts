import { readFileSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CommandContext } from "../../src/commands/context.ts";
import { HANDLER_FILES } from "../../src/convert/handle/files.ts";
import { FLOW } from "../../src/convert/handle/index.ts";
import { createSandbox } from "../../src/sandbox/index.ts";
import { createVirtualClock } from "../support/virtualClock.ts";
import { folderWith } from "./folder.ts";
import { runCommand } from "./harness.ts";

async function workplace(text: string) {
  const clock = createVirtualClock();
  const sandbox = createSandbox({ clock });
  const cwd = await folderWith({ "a.md": text });
  const { now, sleep } = clock;
  const world: Partial<CommandContext> = { cwd, token: sandbox.token, fetch: sandbox.fetch, now, sleep };
  return {
    sandbox,
    edit: (edited: string) => writeFile(join(cwd, "a.md"), edited),
    run: (...argv: readonly string[]) => clock.run(runCommand([...argv, "--to", sandbox.rootPageId], world)),
  };
}

const TEXT = "# A\n\n> [!NOTE]\n> hello\n\n| a |\n| - |\n| see [below](#end) |\n\n## End\n";

describe("mdnotion explain", () => {
  test("follows a line to the request that will send it", async () => {
    const { run, sandbox } = await workplace(TEXT);
    const before = sandbox.pages().length;
    const { code, stdout } = await run("explain", "a.md:4");
    expect(code).toBe(0);
    expect(stdout).toContain("node\n  callout › paragraph, line 4\n");
    expect(stdout).toContain("handler\n  src/convert/handle/callout.ts\n  src/convert/handle/paragraph.ts\n");
    expect(stdout).toMatch(/block\n {2}callout \S+ blue_background "hello"\n/u);
    expect(stdout).toMatch(/operation\n {2}(createPage|append), \d of \d: /);
    expect(stdout).toMatch(/ children\[0\]\n {2}\{\n {4}"type": "callout"/);
    expect(sandbox.pages().length).toBe(before);
  });

  test("names what is not known yet by words", async () => {
    const { run } = await workplace(TEXT);
    const { stdout } = await run("explain", "a.md:8:3");
    expect(stdout).toContain("table › tableRow › tableCell");
    expect(stdout).toMatch(/"url": "https:\/\/www\.notion\.so\/<.*>"/);
  });

  test("tells of a change what is sent for it, and of the rest that it stays", async () => {
    const { edit, run } = await workplace(TEXT);
    await run("publish");
    expect((await run("explain", "a.md:4")).stdout).toContain("none: the page is in step");
    await edit(TEXT.replace("hello", "hallo"));
    const changed = await run("explain", "a.md:4");
    expect(changed.stdout).toMatch(/operation\n {2}updateBlock, 1 of 1: changed in the file\n/);
    expect(changed.stdout).toMatch(/request\n {2}PATCH \/v1\/blocks\/[0-9a-f-]{36}\n {2}\{\n {4}"callout"/);
    expect((await run("explain", "a.md:10")).stdout).toContain("none: Notion has this block as it is");
  });

  test("says of a place without a block that it has none", async () => {
    const { run } = await workplace(TEXT);
    expect((await run("explain", "a.md:2")).stdout).toContain("none: the line is empty");
  });

  test("without a token still tells the way to the block, and what is missing", async () => {
    const cwd = await folderWith({ "a.md": TEXT });
    const { code, stderr, stdout } = await runCommand(["explain", "a.md:4"], { cwd });
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining("callout.ts") });
    expect(stderr).toMatch(/token/i);
  });

  test.each([
    ["a.md", /is no place in a file/],
    ["a.md:0", /is no place in a file/],
    ["b.md:1", /b\.md/],
  ])("refuses %s", async (operand, words) => {
    const { run } = await workplace(TEXT);
    const { code, stderr } = await run("explain", operand);
    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringMatching(words) });
  });
});

test("every handler is in the file that is named for it", async () => {
  for (const [type, file] of Object.entries(HANDLER_FILES)) {
    const handler: unknown = Object.entries(FLOW).find(([name]) => name === type)?.[1];
    if (file === null) continue;
    const module: Record<string, unknown> = await import(`../../src/convert/handle/${file}`);
    expect(Object.values(module), type).toContain(handler);
  }
});

test("docs/architecture.md shows what is printed", async () => {
  const file = new URL("../../docs/architecture.md", import.meta.url);
  const text = readFileSync(file, "utf8");
  const [, sample = ""] = /in\n\n```markdown\n([\s\S]*?)```/.exec(text) ?? [];
  const { run } = await workplace(sample);
  const { stdout } = await run("explain", "a.md:2");
  const trace = `<!-- trace -->\n\`\`\`text\n${stdout}\`\`\`\n<!-- /trace -->`;
  const updated = text.replace(/<!-- trace -->[\s\S]*<!-- \/trace -->/, trace);
  if (process.env["UPDATE"] === "1") writeFileSync(file, updated);
  expect(text).toBe(updated);
});
