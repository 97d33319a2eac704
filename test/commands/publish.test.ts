import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CommandContext } from "../../src/commands/context.ts";
import { createSandbox } from "../../src/sandbox/index.ts";
import { createVirtualClock } from "../support/virtualClock.ts";
import { folderWith } from "./folder.ts";
import { runCommand } from "./harness.ts";

const FILES = {
  "index.md": "# Home\n\nSee [setup](setup.md).\n",
  "setup.md": "# Setup\n\nText.\n",
};

/** A folder, and a local Notion in place of the network. */
async function workplace(files: Readonly<Record<string, string>> = FILES) {
  const clock = createVirtualClock();
  const sandbox = createSandbox({ clock });
  const cwd = await folderWith(files);
  const world: Partial<CommandContext> = {
    cwd,
    token: sandbox.token,
    fetch: sandbox.fetch,
    now: clock.now,
    sleep: clock.sleep,
  };
  const target = ["--to", sandbox.rootPageId];
  return {
    cwd,
    sandbox,
    target,
    run: (argv: readonly string[], more = {}) => clock.run(runCommand(argv, { ...world, ...more })),
  };
}

describe("mdnotion publish", () => {
  test("creates pages and prints their links; a second run has nothing to do", async () => {
    const { run, sandbox, target } = await workplace();
    const first = await run(["publish", ...target]);
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^created {4}index\.md {2}https:\/\/www\.notion\.so\/[0-9a-f]{32}$/m);
    expect(first.stdout).toMatch(/^2 pages · 2 created$/m);
    expect(first.stderr).toMatch(/^Target: .+ in .+$/m);
    const sent = sandbox.requests.list().length;
    const second = await run(["publish", ...target]);
    expect(second).toMatchObject({ code: 0, stderr: "" });
    expect(second.stdout).toMatch(/^2 pages · 2 unchanged\nno request/);
    expect(sandbox.requests.list().length).toBe(sent);
  });

  test("as JSON is one document on stdout", async () => {
    const { run, target } = await workplace();
    const { stdout } = await run(["publish", "--reporter", "json", ...target]);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      kind: "report",
      pages: [{ status: "created" }, { status: "created" }],
      stop: null,
    });
  });

  test("--sandbox needs neither token nor target, and prints no address that leads nowhere", async () => {
    const { run } = await workplace();
    const first = await run(["publish", "--sandbox"], { token: null });
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^created {4}index\.md\ncreated {4}setup\.md\n2 pages · 2 created$/m);
    const second = await run(["publish", "--sandbox"], { token: null });
    expect(second.stdout).toMatch(/^2 pages · 2 unchanged\nno request/);
  });

  test("one bad file fails alone, with 1", async () => {
    const { run, target } = await workplace({ ...FILES, "bad.md": "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n" });
    const { code, stderr, stdout } = await run(["publish", ...target]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^failed {5}bad\.md/m);
    expect(stdout).toMatch(/2 created · 1 failed/);
    expect(stderr).toContain("bad.md:1:1");
  });

  test("without a target lists the pages the token sees, and the command", async () => {
    const { run, sandbox } = await workplace();
    const { code, stderr, stdout } = await run(["publish"]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(`mdnotion publish --to ${sandbox.rootPageId.replace(/-/g, "")}`);
  });

  test.each([
    ["no token", null],
    ["a wrong token", "ntn_wrongwrongwrongwrongwrongwrongwrongwrongwrong"],
  ])("%s is refused before anything is attempted", async (_name, token) => {
    const { run, target } = await workplace();
    const { code, stderr, stdout } = await run(["publish", ...target], { token });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/token/i);
    expect(stderr).not.toContain("ntn_wrong");
  });

  test("more than 20 new pages want a yes at a terminal", async () => {
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`p${n}.md`, `Page ${n}\n`]));
    const { run, sandbox, target } = await workplace(many);
    const before = sandbox.pages().length;
    const refused = await run(["publish", ...target], { ask: async () => "n" });
    expect(refused.code).toBe(3);
    expect(sandbox.pages().length).toBe(before);
    const agreed = await run(["publish", ...target], { ask: async () => "y" });
    expect(agreed.code).toBe(0);
    expect(sandbox.pages().length).toBe(before + 21);
  });

  test("interrupted, it says so and exits with 130", async () => {
    const { run, target } = await workplace();
    const controller = new AbortController();
    controller.abort();
    const { code, stderr } = await run(["publish", ...target], { signal: controller.signal });
    expect(code).toBe(130);
    expect(stderr).toContain("Interrupted.");
  });
});

describe("mdnotion plan", () => {
  test("prints what would be done, and writes nothing", async () => {
    const { run, sandbox, target } = await workplace();
    const before = sandbox.pages().length;
    const { code, stdout } = await run(["plan", ...target]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\+ setup\.md {2}“Setup” {2}create/m);
    expect(stdout).toMatch(/^ {4}\+ paragraph "Text\."$/m);
    expect(stdout).toMatch(/^Plan: 2 to create · \d requests? · \d new blocks · less than a minute$/m);
    expect(sandbox.pages().length).toBe(before);
    expect(
      sandbox.requests.list().every(({ method, path }) => method === "GET" || path.includes("/search")),
    ).toBe(true);
  });

  test("publish --dry-run is the same", async () => {
    const { run, target } = await workplace();
    const { stdout } = await run(["plan", ...target]);
    expect((await run(["publish", "--dry-run", ...target])).stdout).toBe(stdout);
  });

  test("--exit-code tells changes by 2, and none by 0", async () => {
    const { run, target } = await workplace();
    expect((await run(["plan", "--exit-code", ...target])).code).toBe(2);
    await run(["publish", ...target]);
    expect((await run(["plan", "--exit-code", ...target])).code).toBe(0);
  });

  test("--out and --html write the plan to files", async () => {
    const { cwd, run, target } = await workplace();
    const { code } = await run(["plan", "--out", "plan.json", "--html", "plan.html", ...target]);
    expect(code).toBe(0);
    expect(JSON.parse(await readFile(join(cwd, "plan.json"), "utf8"))).toMatchObject({
      version: 1,
      pages: [{ action: "create" }, { action: "create" }],
    });
    expect(await readFile(join(cwd, "plan.html"), "utf8")).toMatch(/^<!doctype html>[\s\S]*Text\./);
    const bad = await run(["plan", "--out", "none/plan.json", ...target]);
    expect(bad.code).toBe(3);
    expect(bad.stderr).toContain("The plan cannot be written to `none/plan.json`");
  });
});
