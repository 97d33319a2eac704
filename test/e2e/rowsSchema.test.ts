import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config.ts";
import type { PropertyMapping } from "../../src/model/options.ts";
import { cellOf, rehearseRows, TASKS, withProperties } from "./support/rowsWorld.ts";

const { config } = await loadConfig({ cwd: "/", paths: [], flags: new Map(), environment: {} });
const [base] = config?.sources ?? [];
if (base === undefined) throw new Error("There is no source.");
const mapping = (properties: Partial<PropertyMapping>) => ({ source: withProperties(base, properties) });

const writes = (requests: readonly string[]) =>
  requests.filter((one) => !one.startsWith("GET") && !one.endsWith("/query"));

const { Source: _, ...WITHOUT_SOURCE } = TASKS;

describe("a data source without `Source`", () => {
  test("is refused with how to add it, before anything is written", async () => {
    const { publishRows } = await rehearseRows(WITHOUT_SOURCE);
    const { report, requests } = await publishRows({ "a.md": "# A" });
    expect(writes(requests)).toEqual([]);
    expect(report.stop).toEqual({
      kind: "usage",
      says: "The database “Tasks” has no property `Source`, by which the row of a file is found again.",
      fix: "Add a text property of that name in Notion, or give `--create-properties`. To find rows by their title instead, set `identity: title`.",
    });
  });

  test("with one of another type is refused too", async () => {
    const { publishRows } = await rehearseRows({ ...WITHOUT_SOURCE, Source: { url: {} } });
    const { report } = await publishRows({ "a.md": "# A" }, mapping({ createProperties: true }));
    expect(report.stop).toMatchObject({ says: expect.stringContaining("is a url, and must be a text") });
  });

  test("gets it where that is asked for, with the other properties, first and in one request", async () => {
    const { publishRows, rows, source } = await rehearseRows(WITHOUT_SOURCE);
    const files = {
      "a.md": "---\nowner: Ada\neffort: 3\nreviewed: true\n---\n# A",
      "b.md": "---\nowner: Bob\neffort: some\n---\n# B",
    };
    const changes = mapping({ createProperties: true });
    const { plan, report, requests } = await publishRows(files, changes);
    expect(report.stop).toBeNull();
    expect(writes(requests)).toEqual(["PATCH /v1/data_sources/…", "POST /v1/pages", "POST /v1/pages"]);
    expect(plan?.operations[0]).toMatchObject({
      kind: "updateSchema",
      dataSource: source,
      changes: [
        { kind: "property", name: "Source", type: "rich_text" },
        { kind: "property", name: "owner" },
        // What one file has as a number and another as a word is a text in both.
        { kind: "property", name: "effort", type: "rich_text" },
        { kind: "property", name: "reviewed", type: "checkbox" },
      ],
    });
    expect(cellOf(rows().get("A"), "effort")).toBe("3");
    expect(cellOf(rows().get("B"), "effort")).toBe("some");
    expect(cellOf(rows().get("A"), "reviewed")).toBe(true);
    expect((await publishRows(files, changes)).requests).toEqual([]);
  });

  test("shows in the plan what it gets, and a dry run adds nothing", async () => {
    const { publishRows } = await rehearseRows(WITHOUT_SOURCE);
    const { plan, requests } = await publishRows(
      { "a.md": "---\nreviewed: true\n---\n# A" },
      { ...mapping({ createProperties: true }), dryRun: true },
    );
    expect(writes(requests)).toEqual([]);
    const { formatPlan } = await import("../../src/report/planText.ts");
    const { PLAIN_PALETTE } = await import("../../src/report/palette.ts");
    if (plan === null) throw new Error("There is no plan.");
    expect(formatPlan(plan, { palette: PLAIN_PALETTE, verbose: false })).toMatch(
      /^\+ “Tasks” {2}adds to the database: files ask for it\n {4}\+ Source \(rich text\)\n {4}\+ reviewed \(checkbox\)\n/,
    );
  });
});

describe("options", () => {
  test("of a status are refused when they are unknown, and added only on request", async () => {
    const { publishRows, rows } = await rehearseRows();
    const files = { "a.md": "---\nstatus: Reviewed\n---\n# A" };
    const { report, requests } = await publishRows(files);
    expect(writes(requests)).toEqual([]);
    expect(report.messages.map(({ id }) => id)).toEqual(["property-option-unknown"]);
    const added = await publishRows(files, mapping({ createOptions: true }));
    expect(writes(added.requests)).toEqual(["PATCH /v1/data_sources/…", "POST /v1/pages"]);
    expect(cellOf(rows().get("A"), "Status")).toBe("Reviewed");
    const all = await publishRows({ "a.md": "---\nstatus: Not started\n---\n# A" });
    expect(all.report.messages).toEqual([]);
  });

  test("of a select are added by Notion, which is said", async () => {
    const { publishRows, rows } = await rehearseRows();
    const { report } = await publishRows({ "a.md": "---\npriority: Urgent\n---\n# A" });
    expect(report.messages.map(({ id }) => id)).toEqual(["property-option-new"]);
    expect(cellOf(rows().get("A"), "Priority")).toBe("Urgent");
  });
});

describe("the schema", () => {
  const files = { "a.md": "---\nestimate: 3\nowner: Ada\n---\n# A", "b.md": "---\nowner: Bob\n---\n# B" };

  test("is asked for only in a run that writes a row; a new one reopens the rows of the source", async () => {
    const { publishRows, rows, sandbox, source } = await rehearseRows();
    const first = await publishRows(files);
    expect(first.report.messages.map(({ id }) => id)).toEqual(["property-unknown", "property-unknown"]);
    sandbox.hands.changeSchema(source, { Owner: { rich_text: {} } });
    expect((await publishRows(files)).requests).toEqual([]);
    const changed = { ...files, "a.md": files["a.md"].replace("3", "4") };
    const { report } = await publishRows(changed);
    expect(report.messages).toEqual([]);
    expect(report.pages.map(({ status }) => status)).toEqual(["updated", "updated"]);
    expect(cellOf(rows().get("B"), "Owner")).toBe("Bob");
    expect((await publishRows(changed)).requests).toEqual([]);
  });

  test("that loses a property costs the rows nothing but a warning", async () => {
    const { publishRows, sandbox, source } = await rehearseRows();
    await publishRows(files);
    sandbox.hands.changeSchema(source, { Estimate: null });
    const { report, requests } = await publishRows({ ...files, "b.md": "# B\n\nText." });
    expect(report.pages.map(({ status }) => status).sort()).toEqual(["unchanged", "updated"]);
    expect(report.messages.map(({ id }) => id)).toContain("property-unknown");
    expect(writes(requests)).toHaveLength(1);
  });

  test("mapping renames, sets defaults and ignores", async () => {
    const { publishRows, rows } = await rehearseRows();
    const changes = mapping({
      rename: { effort: "Estimate" },
      defaults: { priority: "Low" },
      ignore: ["weight"],
    });
    const { report } = await publishRows({ "a.md": "---\neffort: 3\nweight: 7\n---\n# A" }, changes);
    expect(report.messages).toEqual([]);
    expect(cellOf(rows().get("A"), "Estimate")).toBe(3);
    expect(cellOf(rows().get("A"), "Priority")).toBe("Low");
  });
});

describe("front matter that does not fit", () => {
  test.each([
    ["estimate: three", "property-value"],
    ["due: tomorrow", "property-value"],
    ["done: maybe", "property-value"],
    ["tags: ['a, b']", "property-option-comma"],
    ["status: Nearly", "property-option-unknown"],
  ])("`%s` refuses the page before any write, the others are published", async (line, id) => {
    const { publishRows, rows } = await rehearseRows();
    const { report } = await publishRows({ "a.md": `---\n${line}\n---\n# A`, "b.md": "# B" });
    expect(report.messages.map((one) => [one.id, one.path, one.place?.line])).toEqual([[id, "a.md", 2]]);
    expect(report.pages.map(({ path, status }) => [path, status]).sort()).toEqual([
      ["a.md", "failed"],
      ["b.md", "created"],
    ]);
    expect([...rows().keys()]).toEqual(["B"]);
  });

  test("a key for `Source` is told, and the file's path stays", async () => {
    const { publishRows, rows } = await rehearseRows();
    const { report } = await publishRows({ "a.md": "---\nsource: elsewhere\n---\n# A" });
    expect(report.messages.map(({ id }) => id)).toEqual(["property-source"]);
    expect(cellOf(rows().get("A"), "Source")).toBe("a.md");
  });

  test("people nobody knows and read-only properties are told, and left out", async () => {
    const { publishRows, sandbox, rows } = await rehearseRows({
      ...TASKS,
      Owner: { people: {} },
      Made: { created_time: {} },
    });
    const { report } = await publishRows({
      "a.md": "---\nowner: [ada@example.com, nobody@example.com]\nmade: 2026-01-01\n---\n# A",
    });
    expect(report.messages.map(({ id, place }) => [id, place?.line])).toEqual([
      ["property-read-only", 3],
      ["person-unknown", 2],
    ]);
    expect(JSON.stringify(cellOf(rows().get("A"), "Owner"))).toContain("Ada");
    expect(sandbox.personId).not.toBe("");
  });
});
