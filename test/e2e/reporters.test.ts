import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createSandbox, type Fault, type Sandbox } from "../../src/sandbox/index.ts";
import { folderWith } from "../commands/folder.ts";
import { type Ran, runCommand } from "../commands/harness.ts";
import { createVirtualClock } from "../support/virtualClock.ts";

interface Scene {
  readonly cwd: string;
  readonly sandbox: Sandbox;
  run(argv: readonly string[], more?: Parameters<typeof runCommand>[1]): Promise<Ran>;
}

async function sceneWith(files: Readonly<Record<string, string>>): Promise<Scene> {
  const clock = createVirtualClock();
  const sandbox = createSandbox({ clock });
  const cwd = await folderWith(files);
  const world = { cwd, token: sandbox.token, fetch: sandbox.fetch, now: clock.now, sleep: clock.sleep };
  return {
    cwd,
    sandbox,
    run: ([command = "", ...argv], more = {}) =>
      clock.run(runCommand([command, "--to", sandbox.rootPageId, ...argv], { ...world, ...more })),
  };
}

const always = (fault: Fault) => ({ at: () => true, fault, times: "always" as const });
const refusal = (status: number, code: string, message: string): Fault => ({
  kind: "status",
  status,
  when: "before",
  code,
  message,
});

/** Scenes with the command line to play them and the code they end with. */
const SCENES: Readonly<Record<string, { readonly code: number; play(): Promise<Ran> }>> = {
  "everything is published": {
    code: 0,
    play: async () => (await sceneWith({ "a.md": "A" })).run(["publish", "--reporter", "json"]),
  },
  "there are warnings alone": {
    code: 0,
    play: async () => (await sceneWith({ "a.md": "[x](none.md)" })).run(["publish", "--reporter", "json"]),
  },
  "a warning counts by --strict": {
    code: 1,
    play: async () =>
      (await sceneWith({ "a.md": "[x](none.md)" })).run(["publish", "--strict", "--reporter", "json"]),
  },
  "a file has an error": {
    code: 1,
    play: async () =>
      (await sceneWith({ "a.md": "---\na: [\n---\n" })).run(["publish", "--reporter", "json"]),
  },
  "a page is refused": {
    code: 1,
    play: async () => {
      const { run, sandbox } = await sceneWith({ "a.md": "A" });
      sandbox.faults.add({
        at: { method: "POST", path: "/v1/pages" },
        fault: refusal(400, "validation_error", "This title is not to the server's taste."),
        times: "always",
      });
      return run(["publish", "--reporter", "json"]);
    },
  },
  "a plan has changes": {
    code: 2,
    play: async () => (await sceneWith({ "a.md": "A" })).run(["plan", "--exit-code", "--reporter", "json"]),
  },
  "a plan has changes, and nobody asks": {
    code: 0,
    play: async () => (await sceneWith({ "a.md": "A" })).run(["plan", "--reporter", "json"]),
  },
  "there is no token": {
    code: 3,
    play: async () =>
      (await sceneWith({ "a.md": "A" })).run(["publish", "--reporter", "json"], { token: null }),
  },
  "the path is not there": {
    code: 3,
    play: async () => (await sceneWith({})).run(["publish", "none.md", "--reporter", "json"]),
  },
  "the configuration is wrong": {
    code: 3,
    play: async () =>
      (await sceneWith({ "mdnotion.config.json": '{ "tto": 1 }' })).run(["publish", "--reporter", "json"]),
  },
  "the lockfile is of a newer version": {
    code: 3,
    play: async () =>
      (await sceneWith({ "a.md": "A", "mdnotion.lock.json": '{"version":99,"entries":[null]}' })).run([
        "publish",
        "--reporter",
        "json",
      ]),
  },
  "Notion is out of order": {
    code: 4,
    play: async () => {
      const { run, sandbox } = await sceneWith({ "a.md": "A" });
      sandbox.faults.add(always(refusal(503, "service_unavailable", "Later.")));
      return run(["publish", "--reporter", "json"]);
    },
  },
  "the workspace is full": {
    code: 4,
    play: async () => {
      const { run, sandbox } = await sceneWith({ "a.md": "A" });
      const message = "Your workspace has reached its limit of blocks.";
      sandbox.faults.add({
        at: { method: "POST", path: "/v1/pages" },
        fault: refusal(403, "restricted_resource", message),
        times: "always",
      });
      return run(["publish", "--reporter", "json"]);
    },
  },
  "it is interrupted": {
    code: 130,
    play: async () => {
      const controller = new AbortController();
      const { run, sandbox } = await sceneWith({ "a.md": "A", "b.md": "B" });
      sandbox.faults.add({
        at: ({ method }) => {
          if (method === "POST") controller.abort();
          return false;
        },
        fault: { kind: "reset", when: "before" },
      });
      return run(["publish", "--reporter", "json"], { signal: controller.signal });
    },
  },
};

test.each(Object.keys(SCENES))("where %s, the code tells, and stdout is one JSON document", async (name) => {
  const scene = SCENES[name];
  const { code, stdout, stderr } = (await scene?.play()) ?? { code: -1, stdout: "", stderr: "" };
  expect(code, stderr).toBe(scene?.code);
  expect(JSON.parse(stdout)).toMatchObject({ version: 1 });
  expect(stderr).not.toMatch(/^\s+at /m);
});

test("in JSON a page that was refused says why and what to do", async () => {
  const { stdout } = (await SCENES["a page is refused"]?.play()) ?? { stdout: "" };
  expect(JSON.parse(stdout)).toMatchObject({
    pages: [{ path: "a.md", status: "failed" }],
    messages: [{ id: "page-failed", severity: "error", path: "a.md" }],
  });
});

describe("for GitHub", () => {
  test("messages are annotations at their places, one a line, and the rest is kept apart from them", async () => {
    const { run } = await sceneWith({
      "a.md": "# A\n\n[x](none.md)\n",
      "b.md": "---\ntitle: [\n---\n",
    });
    const { code, stdout } = await run(["publish", "--reporter", "github"]);
    expect(code).toBe(1);
    const annotations = stdout.split("\n").filter((line) => line.startsWith("::"));
    expect(annotations).toHaveLength(2);
    expect(annotations[0]).toMatch(
      /^::error file=b\.md,line=2,.*title=front-matter-broken::The front matter/,
    );
    expect(annotations[1]).toMatch(/^::warning file=a\.md,line=3,.*col=1,.*title=link-not-found::The link/);
  });

  test("what stops a run before it begins is an annotation too", async () => {
    const { cwd, run } = await sceneWith({ "a.md": "A" });
    await writeFile(join(cwd, "mdnotion.lock.json"), '{"version":99,"entries":[null]}');
    expect(await run(["publish", "--reporter", "github"])).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^::error title=lockfile-newer::mdnotion\.lock\.json was written/),
    });
    expect(await run(["publish", "none.md", "--reporter", "github"])).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^::error title=path-not-found::There is no file or folder `none\.md`/),
    });
  });
});
