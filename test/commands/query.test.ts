import { expect, test } from "vitest";
import { run } from "../../src/commands/run.ts";
import { createSandbox, type SandboxOptions } from "../../src/sandbox/index.ts";
import { folderWith } from "./folder.ts";
import { capture, testContext } from "./harness.ts";

const runs = (content: string) => [{ text: { content } }];
const NOW = Date.UTC(2026, 0, 15);
const still = { now: () => NOW, sleep: () => new Promise<void>(() => undefined) };

const task = (name: string, status: string, due: string | null, tags: readonly string[]) => ({
  values: {
    Name: { title: runs(name) },
    Status: { status: { name: status } },
    Due: { date: due === null ? null : { start: due } },
    Tags: { multi_select: tags.map((tag) => ({ name: tag })) },
  },
});

function workspace(options: SandboxOptions = {}) {
  const sandbox = createSandbox({ clock: still, ...options });
  const database = sandbox.seedDatabase({
    title: "Tasks",
    properties: {
      Status: { status: {} },
      Due: { date: {} },
      Points: { number: {} },
      Tags: { multi_select: { options: [{ name: "docs" }, { name: "api" }] } },
      Name: { title: {} },
    },
    rows: [
      task("Brew green tea", "In progress", "2026-01-31", ["docs", "api"]),
      task("Wait", "Not started", null, []),
      task("Tidy\tup 茶", "Done", "2026-03-01", ["api"]),
    ],
  });
  return { sandbox, database };
}

async function ask(
  argv: readonly string[],
  { sandbox }: ReturnType<typeof workspace>,
  isTTY = false,
  columns = 80,
) {
  const stdout = capture(isTTY, columns);
  const stderr = capture(isTTY, columns);
  const cwd = await folderWith({});
  const context = testContext({ cwd, token: sandbox.token, fetch: sandbox.fetch, ...still, stdout, stderr });
  const code = await run(argv, context);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

test("rows are lines with tabs between, the title first", async () => {
  const world = workspace();
  const { stdout, ...rest } = await ask(["query", world.database.id, "--sort", "Name"], world);
  expect(rest).toEqual({ code: 0, stderr: "" });
  expect(stdout).toBe(
    [
      "Name\tStatus\tDue\tPoints\tTags",
      "Brew green tea\tIn progress\t2026-01-31\t\tdocs, api",
      "Tidy up 茶\tDone\t2026-03-01\t\tapi",
      "Wait\tNot started\t\t\t",
      "",
    ].join("\n"),
  );
});

test("where, sort, columns and limit choose among them", async () => {
  const world = workspace();
  const where = 'Status = "In progress" or Due > 2026-02-01';
  const argv = [
    "query",
    world.database.sourceId,
    "--where",
    where,
    "--sort",
    "due:desc",
    "--columns",
    "due, Name",
  ];
  expect((await ask(argv, world)).stdout).toBe(
    "Due\tName\n2026-03-01\tTidy up 茶\n2026-01-31\tBrew green tea\n",
  );
  expect((await ask([...argv, "--limit", "1"], world)).stdout.split("\n")).toHaveLength(3);
});

test("at a terminal they are a table as wide as it is", async () => {
  const world = workspace();
  const argv = ["query", world.database.id, "--sort", "Name"];
  expect(await ask(argv, world, true, 60)).toEqual({
    code: 0,
    stdout: [
      "Name            Status       Due         Points  Tags",
      "Brew green tea  In progress  2026-01-31          docs, api",
      "Tidy up 茶      Done         2026-03-01          api",
      "Wait            Not started",
      "",
    ].join("\n"),
    stderr: "3 rows.\n",
  });
  const narrow = await ask(argv, world, true, 24);
  expect(narrow.stdout).toBe(
    "Name      Status  Due\nBrew gr…  In pr…  2026-…\nTidy up…  Done    2026-…\nWait      Not s…\n",
  );
  expect(narrow.stderr).toBe("3 rows. 2 columns found no room: choose some with --columns.\n");
  expect((await ask([...argv, "--quiet"], world, true)).stderr).toBe("");
});

test("as JSON they have their ids, and what is empty is null", async () => {
  const world = workspace();
  const argv = ["query", world.database.id, "--where", "Name = Wait", "--reporter", "json"];
  const { stdout } = await ask(argv, world);
  const told: unknown = JSON.parse(stdout);
  expect(told).toMatchObject({
    version: 1,
    kind: "rows",
    rows: [
      {
        id: world.database.rowIds[1],
        title: "Wait",
        values: { Name: "Wait", Status: "Not started", Due: null, Points: null, Tags: [] },
      },
    ],
  });
});

test.each<[string, readonly string[], string]>([
  [
    "a property there is not",
    ["--where", "Done and Stauts = Done"],
    "error: There is no property `Done`.\n  Done and Stauts = Done\n  ^^^^\n→ Did you mean `Due`?\n",
  ],
  [
    "an option there is not",
    ["--where", "Status = Doen"],
    "error: `Doen` is no option of `Status`.\n  Status = Doen\n           ^^^^\n→ Did you mean `Done`?\n",
  ],
  [
    "a sort there is not",
    ["--sort", "Pionts"],
    "error: There is no property `Pionts` to sort by.\n  Pionts\n  ^^^^^^\n→ Did you mean `Points`?\n",
  ],
  [
    "a column there is not",
    ["--columns", "Nmae"],
    "error: There is no property `Nmae` to show.\n→ Did you mean `Name`?\n",
  ],
])("%s is a wrong call", async (_name, flags, says) => {
  const world = workspace();
  expect(await ask(["query", world.database.id, ...flags], world)).toEqual({
    code: 3,
    stdout: "",
    stderr: says,
  });
});

test("what is no data source is a wrong call, and which there are is said", async () => {
  const world = workspace();
  const { sandbox } = world;
  const two = sandbox.seedDatabase({ title: "Two", further: [{ title: "Second" }] });
  const several = await ask(["query", two.id], world);
  expect(several.code).toBe(3);
  for (const id of two.sourceIds) expect(several.stderr).toContain(id.replaceAll("-", ""));
  expect(await ask(["query", sandbox.rootPageId], world)).toMatchObject({
    code: 3,
    stderr: expect.stringContaining("is a page, and has no rows"),
  });
  expect(await ask(["query", "tasks"], world)).toMatchObject({
    code: 3,
    stderr: expect.stringContaining("neither an id nor a URL"),
  });
  expect(await ask(["query", sandbox.unsharedPageId], world)).toMatchObject({ code: 3 });
});

test("without a token nothing is asked", async () => {
  const { code, stdout } = await ask(["search"], {
    ...workspace(),
    sandbox: { ...workspace().sandbox, token: "" },
  });
  expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
});

test("Notion away is no wrong call", async () => {
  const world = workspace({
    faults: [
      {
        at: () => true,
        fault: {
          kind: "status",
          status: 403,
          when: "before",
          code: "restricted_resource",
          message: "Usage blocked: limit of blocks",
        },
        times: "always",
      },
    ],
  });
  expect((await ask(["query", world.database.id], world)).code).toBe(4);
});

test("a search finds pages and data sources", async () => {
  const world = workspace();
  const { sandbox } = world;
  const page = sandbox.seed({ title: "Tasks of last year" });
  const found = (await ask(["search", "tasks"], world)).stdout;
  expect(found.split("\n")[0]).toBe("What\tTitle\tEdited\tURL");
  expect(found).toContain(`page\tTasks of last year\t2026-01-14 00:00\thttps://`);
  expect(found).toContain("data source\tTasks\t");
  const { stdout } = await ask(["search", "tasks", "--find", "pages", "--reporter", "json"], world);
  expect(JSON.parse(stdout)).toMatchObject({
    kind: "found",
    found: [{ kind: "page", id: page, title: "Tasks of last year" }],
  });
  expect((await ask(["search", "tasks", "--find", "data-sources"], world, true)).stderr).toBe(
    "1 result; Notion's index may lag behind by minutes.\n",
  );
  expect((await ask(["search", "--limit", "2"], world)).stdout.trim().split("\n")).toHaveLength(3);
});
