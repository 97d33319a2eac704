import { expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/index.ts";
import { folderWith } from "./folder.ts";
import { runCommand } from "./harness.ts";

const still = { now: () => Date.UTC(2026, 0, 1), sleep: () => new Promise<void>(() => undefined) };

test.each(["2025-09-03", "2026-03-11"])(
  "a folder is published, and again, in version %s of the API",
  async (version) => {
    const sandbox = createSandbox({ clock: still });
    const spoken = new Set<string>();
    const fetch: typeof sandbox.fetch = (url, init) => {
      spoken.add(new Headers(init?.headers).get("notion-version") ?? "");
      return sandbox.fetch(url, init);
    };
    const cwd = await folderWith({ "a.md": "# A\n\nSee [b](b.md).\n", "b.md": "# B\n\n- one\n  - two\n" });
    const world = { cwd, env: { NOTION_VERSION: version }, token: sandbox.token, fetch, ...still };
    const publish = () => runCommand(["publish", ".", "--to", sandbox.rootPageId, "--yes"], world);
    expect(await publish()).toMatchObject({ code: 0 });
    expect(spoken).toEqual(new Set([version]));
    sandbox.requests.clear();
    expect(await publish()).toMatchObject({ code: 0 });
    expect(sandbox.requests.list()).toEqual([]);
  },
);

test("a version that is not spoken is refused", async () => {
  const cwd = await folderWith({ "a.md": "a" });
  const refused = await runCommand(["publish", ".", "--to", "x"], {
    cwd,
    env: { NOTION_VERSION: "2022-06-28" },
  });
  expect(refused).toMatchObject({ code: 3, stderr: expect.stringContaining("2026-03-11") });
});
