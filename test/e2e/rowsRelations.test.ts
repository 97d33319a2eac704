import { describe, expect, test } from "vitest";
import { cellOf, type RowsWorld, rehearseRows, TASKS } from "./support/rowsWorld.ts";

const writes = (requests: readonly string[]) =>
  requests.filter((one) => !one.startsWith("GET") && !one.endsWith("/query"));

/** A database whose rows relate to each other, and to those of another one. */
async function related(): Promise<RowsWorld & { readonly people: string }> {
  const world = await rehearseRows();
  const people = world.sandbox.seedDatabase({
    title: "Teams",
    properties: { Name: { title: {} } },
    rows: ["Blue", "Red", "Red"].map((name) => ({
      values: { Name: { title: [{ text: { content: name } }] } },
    })),
  });
  const single = (data_source_id: string) => ({
    relation: { data_source_id, type: "single_property", single_property: {} },
  });
  world.sandbox.hands.changeSchema(world.source, {
    Blocks: single(world.source),
    Team: single(people.sourceId),
  });
  return { ...world, people: people.sourceId };
}

const idsOf = ({ rows }: RowsWorld, ...titles: readonly string[]) =>
  titles.map((title) => rows().get(title)?.["id"]);

const task = (title: string, ...blocks: readonly string[]) =>
  `---\nblocks: [${blocks.map((one) => `"${one}"`).join(", ")}]\n---\n# ${title}\n\nText of ${title}.\n`;

describe("relations", () => {
  test("lead to rows of the same run, in one request a row where none waits for another in a circle", async () => {
    const world = await related();
    const files = { "a.md": task("A", "b.md", "[[c]]"), "b.md": task("B", "sub/c.md"), "sub/c.md": "# C" };
    const { report, requests } = await world.publishRows(files);
    expect(report.messages).toEqual([]);
    expect(writes(requests)).toEqual(["POST /v1/pages", "POST /v1/pages", "POST /v1/pages"]);
    expect(cellOf(world.rows().get("A"), "Blocks")).toEqual(idsOf(world, "B", "C"));
    expect(cellOf(world.rows().get("B"), "Blocks")).toEqual(idsOf(world, "C"));
    expect((await world.publishRows(files)).requests).toEqual([]);
  });

  test("in a circle, and of a row to itself, are written once the rows are there", async () => {
    const world = await related();
    const files = { "a.md": task("A", "b.md"), "b.md": task("B", "a.md"), "c.md": task("C", "c.md") };
    const { requests } = await world.publishRows(files);
    expect(writes(requests)).toHaveLength(5);
    expect(cellOf(world.rows().get("A"), "Blocks")).toEqual(idsOf(world, "B"));
    expect(cellOf(world.rows().get("B"), "Blocks")).toEqual(idsOf(world, "A"));
    expect(cellOf(world.rows().get("C"), "Blocks")).toEqual(idsOf(world, "C"));
    expect((await world.publishRows(files)).requests).toEqual([]);
  });

  test("from a row that is there to a new one wait for it", async () => {
    const world = await related();
    await world.publishRows({ "a.md": task("A") });
    const files = { "a.md": task("A", "b.md"), "b.md": "# B" };
    const { requests } = await world.publishRows(files);
    expect(writes(requests)).toEqual(["POST /v1/pages", "PATCH /v1/pages/…"]);
    expect(cellOf(world.rows().get("A"), "Blocks")).toEqual(idsOf(world, "B"));
    expect((await world.publishRows(files)).requests).toEqual([]);
  });

  test("by title find rows of the related data source; what is unknown or ambiguous is told", async () => {
    const world = await related();
    const files = {
      "a.md": "---\nteam: Blue\n---\n# A",
      "b.md": "---\nteam: Red\n---\n# B",
      "c.md": "---\nteam: Green\n---\n# C",
    };
    const { report, requests } = await world.publishRows(files);
    expect(report.messages.map(({ id, path, place }) => [id, path, place?.line]).sort()).toEqual([
      ["row-ambiguous", "b.md", 2],
      ["row-unknown", "c.md", 2],
    ]);
    // All titles are looked up at once, as are all sources.
    expect(requests.filter((one) => one.endsWith("/query"))).toHaveLength(3);
    expect(cellOf(world.rows().get("A"), "Team")).toHaveLength(1);
    expect(cellOf(world.rows().get("B"), "Team")).toEqual([]);
    expect((await world.publishRows(files)).requests).toEqual([]);
  });

  test("by title of a file of the set need no look-up", async () => {
    const world = await related();
    const files = { "a.md": task("A", "The other one"), "b.md": "# The other one" };
    const { report } = await world.publishRows(files);
    expect(report.messages).toEqual([]);
    expect(cellOf(world.rows().get("A"), "Blocks")).toEqual(idsOf(world, "The other one"));
  });

  test("of sixty rows are read back whole", async () => {
    const world = await related();
    const names = Array.from({ length: 60 }, (_, index) => `part-${String(index).padStart(2, "0")}.md`);
    const parts = Object.fromEntries(names.map((name) => [name, `# ${name}`]));
    const files = { ...parts, "whole.md": task("Whole", ...names) };
    await world.publishRows(files);
    expect((await world.publishRows(files)).requests).toEqual([]);
    const fewer = { ...parts, "whole.md": task("Whole", ...names.slice(0, 59)) };
    const { plan, report, requests } = await world.publishRows(fewer);
    expect(report.messages).toEqual([]);
    expect(requests.filter((one) => one.includes("/properties/"))).toHaveLength(1);
    expect(writes(requests)).toEqual(["PATCH /v1/pages/…"]);
    expect(plan?.pages[0]?.changes).toMatchObject([{ sign: "~", name: "Blocks" }]);
    world.vault.forget();
    const lost = await world.publishRows(fewer);
    expect(writes(lost.requests)).toEqual([]);
    expect(lost.report.messages).toEqual([]);
  });

  test("lead to the row that took a twin's place, and to one whose file moved", async () => {
    const world = await related();
    await world.publishRows({ "a.md": task("A", "b.md"), "b.md": "# B\n\nSome text of its own." });
    const [before] = idsOf(world, "B");
    const files = { "a.md": task("A", "sub/b.md"), "sub/b.md": "# B\n\nSome text of its own." };
    const { report } = await world.publishRows(files);
    expect(report.messages).toEqual([]);
    expect(idsOf(world, "B")).toEqual([before]);
    expect(cellOf(world.rows().get("B"), "Source")).toBe("sub/b.md");
    expect(cellOf(world.rows().get("A"), "Blocks")).toEqual([before]);
    expect((await world.publishRows(files)).requests).toEqual([]);
  });
});

describe("every property type", () => {
  const ALL = {
    ...TASKS,
    Site: { url: {} },
    Mail: { email: {} },
    Phone: { phone_number: {} },
    Owner: { people: {} },
    Files: { files: {} },
    Where: { place: {} },
    Share: { number: { format: "percent" } },
  };
  const page = `---
status: In progress
priority: High
tags: [api]
estimate: 0
share: 12.5%
due: { start: 2026-02-01T09:00:00+01:00, end: 2026-02-02T18:00:00+01:00 }
done: true
notes: "Some **bold**, [a link](https://example.com) and $x^2$"
site: https://example.com/a?b=c
mail: ada@example.com
phone: "+49 30 1234"
owner: [ada@example.com]
files: ["https://example.com/a.pdf", "note.pdf"]
where: { lat: 52.5, lon: 13.4, name: Berlin }
icon: 🚀
cover: https://example.com/cover.png
---
# Everything
`;
  const files = { "all.md": page, "note.pdf": new TextEncoder().encode("%PDF-1.4") };

  test("is written, read back the same, and cleared", async () => {
    const { publishRows, rows, vault } = await rehearseRows(ALL);
    const { report } = await publishRows(files);
    expect(report.messages).toEqual([]);
    expect(report.pages.map(({ status }) => status)).toEqual(["created"]);
    expect((await publishRows(files)).requests).toEqual([]);
    const row = rows().get("Everything");
    expect(cellOf(row, "Estimate")).toBe(0);
    expect(cellOf(row, "Share")).toBe(0.125);
    expect(cellOf(row, "Done")).toBe(true);
    vault.forget();
    const lost = await publishRows(files);
    expect(writes(lost.requests).filter((one) => !one.includes("file_uploads"))).toEqual([]);
    expect(lost.report.messages).toEqual([]);
    const cleared = { "all.md": "# Everything\n" };
    const again = await publishRows(cleared);
    expect(again.report.messages).toEqual([]);
    const empty = rows().get("Everything");
    const names = Object.keys(ALL).filter((name) => name !== "Name" && name !== "Source");
    const values = names.map((name) => [name, cellOf(empty, name)]);
    expect(values.filter(([, value]) => !(value === null || value === false || value === ""))).toEqual([
      ["Tags", []],
      ["Owner", []],
      ["Files", []],
    ]);
    expect(empty?.["icon"]).toBeNull();
    expect(empty?.["cover"]).toBeNull();
    expect((await publishRows(cleared)).requests).toEqual([]);
  });
});
