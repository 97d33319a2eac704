import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/index.ts";
import { createVirtualClock } from "../support/virtualClock.ts";
import { folderWith } from "./folder.ts";
import { runCommand } from "./harness.ts";

/** A folder whose configuration names a database, and a local Notion that has it. */
async function workplace(files: Readonly<Record<string, string>>, more = "") {
  const clock = createVirtualClock();
  const sandbox = createSandbox({ clock });
  const properties = { Name: { title: {} }, Source: { rich_text: {} }, Estimate: { number: {} } };
  const { id, sourceId } = sandbox.seedDatabase({ title: "Tasks", properties });
  const cwd = await folderWith({ ...files, "mdnotion.config.yaml": `to: ${id}\n${more}` });
  const { fetch, token } = sandbox;
  const world = { cwd, token, fetch, now: clock.now, sleep: clock.sleep };
  return {
    cwd,
    sandbox,
    sourceId,
    run: (argv: readonly string[]) => clock.run(runCommand(argv, world)),
    offline: (argv: readonly string[]) => runCommand(argv, { cwd }),
  };
}

test("what is known of a database is kept, so that `check` judges front matter without a network", async () => {
  const { cwd, offline, run, sourceId } = await workplace({ "a.md": "---\nestimate: 3\n---\n# A\n" });
  await writeFile(join(cwd, "b.md"), "---\nestimate: three\n---\n# B\n");
  // Before anything was published nobody knows that it is a database.
  expect((await offline(["check"])).code).toBe(0);
  expect((await run(["publish"])).stdout).toMatch(/^created {4}a\.md/m);
  const kept: unknown = JSON.parse(await readFile(join(cwd, ".mdnotion/schemas.json"), "utf8"));
  expect(kept).toMatchObject({ [sourceId]: { Estimate: { type: "number" } } });
  const { code, stdout } = await offline(["check"]);
  expect(code).toBe(1);
  expect(stdout).toContain("b.md:2:1");
  expect(stdout).toContain("`estimate: three` does not fit `Estimate`, a number.");
});

test("a second run with the files of the first makes no request, from the lockfile on disk", async () => {
  const { cwd, run, sandbox } = await workplace({ "a.md": "---\nestimate: 3\n---\n# A\n" });
  await run(["publish"]);
  sandbox.requests.clear();
  expect((await run(["publish"])).stdout).toMatch(/^1 page · 1 unchanged\nno request/);
  expect(sandbox.requests.list()).toEqual([]);
  expect(await readFile(join(cwd, "mdnotion.lock.json"), "utf8")).toMatch(
    /"given":"[0-9a-f-]{36}","schema":"/,
  );
});

test("flags and configuration say what may be added to the database; the plan shows it first", async () => {
  const { run, sandbox, sourceId } = await workplace({ "a.md": "---\nowner: Ada\n---\n# A\n" });
  sandbox.hands.changeSchema(sourceId, { Source: null });
  const refused = await run(["plan"]);
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain("has no property `Source`");
  const { code, stdout } = await run(["plan", "--create-properties"]);
  expect(code).toBe(0);
  expect(stdout.split("\n").slice(0, 4)).toEqual([
    "+ “Tasks”  adds to the database: files ask for it",
    "    + Source (rich text)",
    "    + owner (rich text)",
    "+ a.md  “A”  create",
  ]);
});

test.each([
  ["timezone: Mars/Olympus", "must be a time zone such as `Europe/Berlin`"],
  ["identity: path", "must be one of `source`, `title`"],
  ["properties: { renames: {} }", "renames"],
  ["properties: { rename: { effort: 3 } }", "must be a text"],
])("a configuration with `%s` is refused", async (line, words) => {
  const { run } = await workplace({ "a.md": "# A\n" }, `${line}\n`);
  const { code, stderr } = await run(["publish"]);
  expect(code).toBe(3);
  expect(stderr).toContain(words);
});

test("pages and rows of two sources link to each other, each under its own target", async () => {
  const clock = createVirtualClock();
  const sandbox = createSandbox({ clock });
  const properties = { Name: { title: {} }, Source: { rich_text: {} } };
  const { id, sourceId } = sandbox.seedDatabase({ title: "Tasks", properties });
  const relation = { data_source_id: sourceId, type: "single_property", single_property: {} };
  sandbox.hands.changeSchema(sourceId, { After: { relation } });
  const cwd = await folderWith({
    "mdnotion.config.yaml": [
      "sources:",
      `  - { name: docs, path: docs, to: ${sandbox.rootPageId} }`,
      `  - { name: tasks, path: tasks, to: ${id} }`,
      "",
    ].join("\n"),
    "docs/plan.md":
      "# Plan\n\nFirst [write](../tasks/write.md), then [print](../tasks/sub/print.md#paper).\n",
    "tasks/write.md": "# Write\n\nAs in the [plan](../docs/plan.md).\n",
    "tasks/sub/print.md": "---\nafter: ../write.md\n---\n# Print\n\n## Paper\n\nThick.\n",
  });
  const { fetch, token } = sandbox;
  const world = { cwd, token, fetch, now: clock.now, sleep: clock.sleep };
  const run = (argv: readonly string[]) => clock.run(runCommand(argv, world));
  const first = await run(["publish"]);
  expect(first).toMatchObject({ code: 0 });
  expect(first.stdout).toMatch(/^3 pages · 3 created$/m);
  const pages = JSON.stringify(sandbox.pages());
  expect(pages).toContain("tasks:sub/print.md");
  const text = JSON.stringify(
    sandbox.tree(sandbox.tree(sandbox.rootPageId).find(({ type }) => type === "child_page")?.id ?? ""),
  );
  const links = text.match(/"link":\{"url":"[^"]*[0-9a-f]{32}(?:#[0-9a-f]{32})?"/g);
  expect(new Set(links).size, text).toBe(2);
  sandbox.requests.clear();
  expect((await run(["publish"])).stdout).toMatch(/no request/);
  expect(sandbox.requests.list()).toEqual([]);
  // A change to one source asks nothing about the other.
  await writeFile(join(cwd, "docs/plan.md"), "# Plan\n\nFirst [write](../tasks/write.md).\n");
  await run(["publish"]);
  expect(sandbox.requests.list().filter(({ path }) => path.includes("data_sources"))).toEqual([]);
});
