import { expect, test } from "vitest";
import { clientWorld, collected, runs } from "./support.ts";

const state = (name: string) => ({ State: { status: { name } } });
const project = (name: string, more: object) => ({ values: { Name: { title: runs(name) }, ...more } });

test("what a where names is looked up: people, pages, and what rollups collect", async () => {
  const { client, clock, sandbox, sent } = clientWorld();
  const projects = sandbox.seedDatabase({
    title: "Projects",
    properties: { Name: { title: {} }, State: { status: {} }, Hours: { number: {} } },
    rows: [
      project("Launch", { ...state("Done"), Hours: { number: 3 } }),
      project("Later", { ...state("Not started"), Hours: { number: 4 } }),
    ],
  });
  const [launch, later] = projects.rowIds;
  const rolled = (property: string, function_: string) => ({
    rollup: { relation_property_name: "Project", rollup_property_name: property, function: function_ },
  });
  const tasks = sandbox.seedDatabase({
    title: "Tasks",
    properties: {
      Name: { title: {} },
      Who: { people: {} },
      Project: { relation: { data_source_id: projects.sourceId, single_property: {} } },
      States: rolled("State", "show_original"),
      Hours: rolled("Hours", "sum"),
      Shout: { formula: { expression: 'prop("Name")' } },
    },
    rows: [
      project("both", {
        Project: { relation: [{ id: launch }, { id: later }] },
        Who: { people: [{ id: sandbox.personId }] },
      }),
      project("one", { Project: { relation: [{ id: launch }] }, Who: { people: [{ id: sandbox.botId }] } }),
      project("none", {}),
    ],
  });
  const titles = async (where: string) => {
    const rows = await clock.run(collected(client.query(tasks.id, { where })));
    return rows.map(({ title }) => title).sort();
  };
  expect(await titles("Who = ada@example.com")).toEqual(["both"]);
  expect(await titles("Who = Ada Example or Who = me")).toEqual(["both", "one"]);
  expect(await titles("Project contains Later")).toEqual(["both"]);
  expect(await titles("Project != Later")).toEqual(["none", "one"]);
  expect(await titles("States = Done")).toEqual(["both", "one"]);
  expect(await titles("every States = Done and Project is not empty")).toEqual(["one"]);
  expect(await titles("none States = done")).toEqual(["none"]);
  expect(await titles("Hours > 3")).toEqual(["both"]);
  expect(await titles("Shout starts with o")).toEqual(["one"]);
  sent();
  await expect(titles("Project = Nothing")).rejects.toMatchObject({
    name: "WhereError",
    excerpt: "Project = Nothing\n          ^^^^^^^",
  });
  expect(sent().filter((one) => one.endsWith("/query")).length).toBeLessThanOrEqual(2);
});
