import { describe, expect, test } from "vitest";
import { rehearseWith } from "./support/rehearsal.ts";
import { cellOf, rehearseRows, TASKS } from "./support/rowsWorld.ts";

const TASK = `---
status: In progress
priority: High
tags: [api, docs]
estimate: 3
due: 2026-02-01
done: false
notes: Some *marked* text
---
# Write it

Some *text*.
`;

const writes = (requests: readonly string[]) =>
  requests.filter((one) => !one.startsWith("GET") && !one.endsWith("/query"));

describe("a file under a data source", () => {
  test("becomes a row with its front matter as properties, and costs nothing again", async () => {
    const { publishRows, rows } = await rehearseRows();
    const { report, requests } = await publishRows({ "write.md": TASK });
    expect(report.stop).toBeNull();
    expect(report.pages.map(({ status }) => status)).toEqual(["created"]);
    expect(requests).toEqual([
      "GET /v1/users/me",
      "GET /v1/blocks/…",
      "GET /v1/data_sources/…",
      "POST /v1/data_sources/…/query",
      "POST /v1/pages",
      "POST /v1/data_sources/…/query",
    ]);
    const row = rows().get("Write it");
    expect(
      ["Status", "Priority", "Tags", "Estimate", "Done", "Notes", "Source"].map((name) => cellOf(row, name)),
    ).toEqual(["In progress", "High", ["api", "docs"], 3, false, "Some marked text", "write.md"]);
    expect(cellOf(row, "Due")).toMatchObject({ start: "2026-02-01" });
    expect((await publishRows({ "write.md": TASK })).requests).toEqual([]);
  });

  test("is a row whatever folder it lies in, and index files are no others' parents", async () => {
    const { publishRows, rows } = await rehearseRows();
    await publishRows({ "a/index.md": "# A", "a/b.md": "# B", "a/c/d.md": "# D" });
    expect([...rows().keys()].sort()).toEqual(["A", "B", "D"]);
    expect([...rows().values()].map((row) => cellOf(row, "Source")).sort()).toEqual([
      "a/b.md",
      "a/c/d.md",
      "a/index.md",
    ]);
  });

  test("writes what changed alone: a value with one read and one write, a text with what a page takes", async () => {
    const { publishRows, rows } = await rehearseRows();
    await publishRows({ "write.md": TASK });
    const changed = TASK.replace("estimate: 3", "estimate: 5");
    const { plan, requests } = await publishRows({ "write.md": changed });
    expect(requests).toEqual([
      "GET /v1/users/me",
      "GET /v1/data_sources/…",
      "GET /v1/pages/…",
      "PATCH /v1/pages/…",
    ]);
    expect(plan?.pages[0]?.changes).toMatchObject([
      { sign: "~", what: "property", name: "Estimate", before: "3", after: "5", place: { line: 5 } },
    ]);
    expect(cellOf(rows().get("Write it"), "Estimate")).toBe(5);
    const text = await publishRows({ "write.md": changed.replace("*text*", "words") });
    expect(writes(text.requests)).toEqual(["PATCH /v1/blocks/…"]);
  });
});

describe("what somebody does in Notion", () => {
  const moved = async () => {
    const world = await rehearseRows();
    await world.publishRows({ "write.md": TASK });
    const id = String(world.rows().get("Write it")?.["id"]);
    world.sandbox.hands.setProperties(id, { Status: { status: { name: "Done" } } });
    return { ...world, id };
  };

  test("a status moved on is not set back by another change in the file", async () => {
    const { publishRows, rows } = await moved();
    const typo = await publishRows({ "write.md": TASK.replace("Some *text*", "Some better *text*") });
    expect(typo.report.messages).toEqual([]);
    const value = await publishRows({
      "write.md": TASK.replace("Some *text*", "Some better *text*").replace("estimate: 3", "estimate: 4"),
    });
    expect(value.plan?.pages[0]?.changes).toContainEqual(
      expect.objectContaining({ sign: "!", what: "property", name: "Status", before: "Done" }),
    );
    expect(value.report.messages).toEqual([]);
    expect(cellOf(rows().get("Write it"), "Status")).toBe("Done");
    expect(cellOf(rows().get("Write it"), "Estimate")).toBe(4);
  });

  test.each([
    ["notion", "Done"],
    ["markdown", "Not started"],
  ] as const)("a status changed on both sides: %s wins", async (onConflict, status) => {
    const { publishRows, rows } = await moved();
    const files = { "write.md": TASK.replace("In progress", "Not started") };
    const { report } = await publishRows(files, { options: { onConflict } });
    expect(report.messages.map(({ id, place }) => [id, place?.line])).toEqual([["page-look-conflict", 2]]);
    expect(cellOf(rows().get("Write it"), "Status")).toBe(status);
    expect((await publishRows(files, { options: { onConflict } })).requests).toEqual([]);
  });

  test("a status changed on both sides with `fail` leaves the row alone", async () => {
    const { publishRows, rows } = await moved();
    const files = { "write.md": TASK.replace("In progress", "Not started").replace("*text*", "words") };
    const { report, requests } = await publishRows(files, { options: { onConflict: "fail" } });
    expect(report.pages.map(({ status }) => status)).toEqual(["failed"]);
    expect(writes(requests)).toEqual([]);
    expect(cellOf(rows().get("Write it"), "Status")).toBe("Done");
  });

  test("both sides changed to the same: nothing is written, and nothing said", async () => {
    const { publishRows } = await moved();
    const { report, requests } = await publishRows({ "write.md": TASK.replace("In progress", "Done") });
    expect(writes(requests)).toEqual([]);
    expect(report.messages).toEqual([]);
  });

  test("a key that is dropped clears its property, unless somebody changed it", async () => {
    const { publishRows, rows } = await moved();
    const files = {
      "write.md": TASK.replace("status: In progress\n", "").replace("priority: High\n", ""),
    };
    const { plan, report } = await publishRows(files);
    expect(plan?.pages[0]?.changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ sign: "~", name: "Priority", before: "High", after: "" }),
        expect.objectContaining({ sign: "!", name: "Status", before: "Done" }),
      ]),
    );
    expect(report.messages.map(({ id }) => id)).toEqual(["page-look-conflict"]);
    expect(cellOf(rows().get("Write it"), "Priority")).toBeNull();
    expect(cellOf(rows().get("Write it"), "Status")).toBe("Done");
    expect((await publishRows(files)).requests).toEqual([]);
    // What is said again later is compared with what stands there, not with what once was ours.
    const back = await publishRows({ "write.md": TASK });
    expect(back.report.messages.map(({ id }) => id)).toEqual(["page-look-conflict"]);
    expect(cellOf(rows().get("Write it"), "Priority")).toBe("High");
  });

  test("a property that the file names for the first time is filled, or left where somebody filled it", async () => {
    const { publishRows, rows, sandbox } = await rehearseRows();
    await publishRows({ "a.md": "# A", "b.md": "# B" });
    const id = String(rows().get("B")?.["id"]);
    sandbox.hands.setProperties(id, { Priority: { select: { name: "Low" } } });
    const { report } = await publishRows({
      "a.md": "---\npriority: High\n---\n# A",
      "b.md": "---\npriority: High\n---\n# B",
    });
    expect(report.messages.map(({ id: message, path }) => [message, path])).toEqual([
      ["page-look-conflict", "b.md"],
    ]);
    expect(cellOf(rows().get("A"), "Priority")).toBe("High");
    expect(cellOf(rows().get("B"), "Priority")).toBe("Low");
  });

  test("a row in the trash stays there, and says so; restored on request", async () => {
    const { id, publishRows, rows, sandbox } = await moved();
    sandbox.hands.trash(id);
    const files = { "write.md": TASK.replace("estimate: 3", "estimate: 4") };
    const { report } = await publishRows(files);
    expect(report.messages.map((one) => one.id)).toEqual(["page-missing"]);
    expect(rows().size).toBe(0);
    await publishRows(files, { options: { onMissing: "restore" } });
    expect(cellOf(rows().get("Write it"), "Estimate")).toBe(4);
    expect(writes((await publishRows(files)).requests)).toEqual([]);
    expect((await publishRows(files)).requests).toEqual([]);
  });
});

describe("finding the row of a file", () => {
  test("with the memory lost everything is read, and nothing written", async () => {
    const { publishRows, rows, vault } = await rehearseRows();
    const files = { "write.md": TASK, "other.md": "# Other\n\nText.", "empty.md": "# Empty" };
    await publishRows(files);
    vault.forget();
    const { report, requests } = await publishRows(files);
    expect(writes(requests)).toEqual([]);
    expect(report.pages.map(({ status }) => status)).toEqual(["adopted", "adopted", "adopted"]);
    expect(report.messages).toEqual([]);
    expect(rows().size).toBe(3);
    expect((await publishRows(files)).requests).toEqual([]);
  });

  test("with the memory lost, what differs was written by somebody: it stays, and is told", async () => {
    const { publishRows, rows, sandbox, vault } = await rehearseRows();
    await publishRows({ "write.md": TASK });
    const id = String(rows().get("Write it")?.["id"]);
    sandbox.hands.setProperties(id, { Status: { status: { name: "Done" } }, Estimate: { number: null } });
    vault.forget();
    const { report, requests } = await publishRows({ "write.md": TASK });
    expect(writes(requests)).toEqual([]);
    expect(report.messages.map((one) => one.id)).toEqual(["page-look-conflict", "page-look-conflict"]);
    expect(cellOf(rows().get("Write it"), "Estimate")).toBeNull();
  });

  test("of two rows with one source the smallest id is used, and nothing is deleted", async () => {
    const { publishRows, rows, sandbox, source, vault } = await rehearseRows();
    await publishRows({ "write.md": TASK });
    vault.forget();
    const value = { Source: { rich_text: [{ text: { content: "write.md" } }] } };
    const twin = { Name: { title: [{ text: { content: "A copy" } }] }, ...value };
    const [copy = ""] = sandbox.seedRows(source, [{ values: twin }]);
    const { report } = await publishRows({ "write.md": TASK });
    const [told] = report.messages.filter(({ id }) => id === "row-twice");
    const ids = [copy, String([...rows().values()].find((row) => row["id"] !== copy)?.["id"])].sort();
    expect(told?.says).toContain(`${ids[0]} is published to, and ${ids[1]} are left alone`);
    expect(rows().size).toBe(2);
  });

  test("the prefix of the source tells files of several folders apart", async () => {
    const { publishRows, rows } = await rehearseRows();
    await publishRows({ "a.md": "# A" }, { source: { name: "docs" } });
    expect(cellOf(rows().get("A"), "Source")).toBe("docs:a.md");
    await publishRows({ "b.md": "# B" }, { source: { prefix: "other" } });
    expect(cellOf(rows().get("B"), "Source")).toBe("other:b.md");
  });

  test("by title, a row of ours that is alike is adopted, and one of somebody's is not", async () => {
    const { Source: _, ...properties } = TASKS;
    const { publishRows, rows, sandbox, source, vault } = await rehearseRows(properties);
    const files = { "write.md": TASK };
    const changes = { source: { identity: "title" } } as const;
    await publishRows(files, changes);
    expect((await publishRows(files, changes)).requests).toEqual([]);
    vault.forget();
    const again = await publishRows(files, changes);
    expect(again.report.pages.map(({ status }) => status)).toEqual(["adopted"]);
    expect(rows().size).toBe(1);
    const title = { Name: { title: [{ text: { content: "Theirs" } }] } };
    const children = [{ paragraph: { rich_text: [{ text: { content: "Mine." } }] } }];
    sandbox.seedRows(source, [{ values: title, by: "person", children }]);
    const taken = await publishRows({ ...files, "theirs.md": "# Theirs\n\nText." }, changes);
    expect(taken.report.messages.map(({ id }) => id)).toEqual(["page-title-taken"]);
    expect(taken.report.pages.map(({ status }) => status)).toContain("failed");
  });

  test("by title, too, the smallest id of several counts, and the others are named", async () => {
    const { countRows, publishRows, vault } = await rehearseRows();
    const changes = { source: { identity: "title" } } as const;
    await publishRows({ "a.md": "# Same\n\nText.", "b.md": "# Same\n\nText." }, changes);
    expect(countRows()).toBe(2);
    vault.forget();
    const { report } = await publishRows({ "a.md": "# Same\n\nText." }, changes);
    expect(report.messages.map(({ id }) => id)).toEqual(["row-twice"]);
    expect(report.pages.map(({ status }) => status)).toEqual(["adopted"]);
    expect(countRows()).toBe(2);
  });
});

describe("what else holds for pages", () => {
  test("front matter can name the row: what is empty there is filled, what somebody wrote stays", async () => {
    const { countRows, publishRows, rows, sandbox, source } = await rehearseRows();
    const values = {
      Name: { title: [{ text: { content: "Theirs" } }] },
      Priority: { select: { name: "Low" } },
    };
    const [id = ""] = sandbox.seedRows(source, [{ values, by: "person" }]);
    const files = { "a.md": `---\nnotion: ${id}\npriority: High\nestimate: 3\n---\n# Ours\n\nText.` };
    const { report } = await publishRows(files);
    expect(report.pages.map(({ status }) => status)).toEqual(["adopted"]);
    expect(report.messages.map((one) => one.id)).toEqual(["page-look-conflict"]);
    expect(countRows()).toBe(1);
    const row = rows().get("Ours");
    expect(["Priority", "Estimate", "Source"].map((name) => cellOf(row, name))).toEqual(["Low", 3, "a.md"]);
    expect((await publishRows(files)).requests).toEqual([]);
  });

  test("`rootPage` means nothing for a database, which has no text of its own", async () => {
    const { publishRows, rows } = await rehearseRows();
    const changes = { source: { rootPage: true } };
    const { report } = await publishRows({ "index.md": "# Home\n\nText.", "a.md": "# A" }, changes);
    expect(report.pages.map(({ status }) => status)).toEqual(["created", "created"]);
    expect([...rows().keys()].sort()).toEqual(["A", "Home"]);
  });

  test("a row that was deleted for good is made anew on request", async () => {
    const { countRows, publishRows, rows, sandbox } = await rehearseRows();
    await publishRows({ "a.md": "# A" });
    sandbox.hands.trash(String(rows().get("A")?.["id"]));
    await publishRows({ "a.md": "# A\n\nMore." }, { options: { onMissing: "recreate" } });
    expect(countRows()).toBe(1);
    expect((await publishRows({ "a.md": "# A\n\nMore." })).requests).toEqual([]);
  });

  test("a row whose file is gone is reported, and goes to the trash on request", async () => {
    const { countRows, publishRows } = await rehearseRows();
    await publishRows({ "a.md": "# A", "b.md": "# B" });
    const told = await publishRows({ "a.md": "# A" });
    expect(told.report.messages.map(({ id }) => id)).toEqual(["page-withdrawn"]);
    expect(countRows()).toBe(2);
    await publishRows({ "a.md": "# A" }, { options: { prune: "trash" } });
    expect(countRows()).toBe(1);
    expect((await publishRows({ "a.md": "# A" })).requests).toEqual([]);
  });

  test("`--repair` writes again what somebody changed", async () => {
    const { publishRows, rows, sandbox } = await rehearseRows();
    await publishRows({ "write.md": TASK });
    const id = String(rows().get("Write it")?.["id"]);
    sandbox.hands.setProperties(id, { Status: { status: { name: "Done" } }, Tags: { multi_select: [] } });
    await publishRows({ "write.md": TASK }, { options: { repair: true } });
    expect(cellOf(rows().get("Write it"), "Status")).toBe("In progress");
    expect(cellOf(rows().get("Write it"), "Tags")).toEqual(["api", "docs"]);
  });

  test("a long text is written whole, read back, and left alone", async () => {
    const { publishRows, rows, vault } = await rehearseRows();
    const words = Array.from({ length: 900 }, (_, index) =>
      index % 9 === 0 ? `**w${index}**` : `w${index}`,
    );
    const files = { "a.md": `---\nnotes: "${words.join(" ")}"\n---\n# A` };
    const { report } = await publishRows(files);
    expect(report.messages).toEqual([]);
    expect(String(cellOf(rows().get("A"), "Notes")).length).toBeGreaterThan(60);
    vault.forget();
    const lost = await publishRows(files);
    expect(writes(lost.requests)).toEqual([]);
    expect(lost.report.messages).toEqual([]);
    expect((await publishRows(files)).requests).toEqual([]);
  });

  test("a row made a moment ago is found although queries lag behind", async () => {
    const { clock, countRows, publishRows, sandbox } = await rehearseRows(TASKS, {
      consistency: { queryMs: 20_000 },
    });
    // The answer to the creation is lost, and the first look does not show the row yet.
    sandbox.faults.add({
      at: { route: "createPage" },
      fault: { kind: "reset", when: "after" },
    });
    const { report } = await publishRows({ "a.md": "# A\n\nText." });
    expect(report.pages.map(({ status }) => status)).toEqual(["created"]);
    await clock.run(clock.sleep(60_000));
    expect(countRows()).toBe(1);
    expect((await publishRows({ "a.md": "# A\n\nText." })).requests).toEqual([]);
  });
});

describe("targets", () => {
  test("a database with one data source works by its id, and by its URL", async () => {
    const { database, publishRows, rows } = await rehearseRows();
    const url = `https://www.notion.so/acme/Tasks-${database.id.replaceAll("-", "")}?v=0123456789abcdef0123456789abcdef`;
    await publishRows({ "a.md": "# A" }, { source: { to: database.id } });
    expect((await publishRows({ "a.md": "# A" }, { source: { to: database.id } })).requests).toEqual([]);
    expect((await publishRows({ "a.md": "# A" }, { source: { to: url } })).requests).toEqual([]);
    expect([...rows().keys()]).toEqual(["A"]);
  });

  test("a database with several lists them, each as the option to give", async () => {
    const { publish, sandbox } = await rehearseRows();
    const many = sandbox.seedDatabase({ title: "Many", further: [{ title: "Second" }] });
    const { report, requests } = await publish({ "a.md": "# A" }, { source: { to: many.id } });
    expect(writes(requests)).toEqual([]);
    const [, second = ""] = many.sourceIds;
    expect(report.stop).toMatchObject({
      kind: "usage",
      says: "The database “Many” has 2 data sources, and which one is meant is not said.",
      fix: expect.stringContaining(`--to ${second.replaceAll("-", "")}   # Second`),
    });
  });

  test("a database that is not shared says so before anything is written", async () => {
    const { database, publishRows, sandbox } = await rehearseRows();
    sandbox.hands.share(database.id, false);
    const { report, requests } = await publishRows({ "a.md": "# A" });
    expect(writes(requests)).toEqual([]);
    expect(report.stop).toMatchObject({
      kind: "usage",
      says: expect.stringContaining("does not exist, or it is not shared with the connection"),
    });
  });

  test("one that is unshared later is told likewise", async () => {
    const { database, publishRows, sandbox } = await rehearseRows();
    await publishRows({ "a.md": "# A" });
    sandbox.hands.share(database.id, false);
    const { report, requests } = await publishRows({ "a.md": "# A\n\nMore." });
    expect(writes(requests)).toEqual([]);
    expect(report.stop).toMatchObject({ says: expect.stringContaining("not shared with the connection") });
  });
});

describe("a database in the trash", () => {
  test.each([
    ["known before", true],
    ["new", false],
  ])("is told before anything is written: %s", async (_name, isKnown) => {
    const { database, publishRows, sandbox } = await rehearseRows();
    if (isKnown) await publishRows({ "a.md": "# A" });
    sandbox.hands.trash(database.id);
    const { report, requests } = await publishRows({ "a.md": "# A\n\nMore." });
    expect(writes(requests)).toEqual([]);
    expect(report.stop).toMatchObject({ says: expect.stringMatching(/is in Notion's trash|does not exist/) });
  });
});

describe("a source that is published elsewhere from now on", () => {
  const files = { "a.md": "---\npriority: High\n---\n# A\n\nText.", "b.md": "# B" };

  test("from a page to a database: its pages are moved and become rows", async () => {
    const { publish, publishRows, rows, sandbox } = await rehearseRows();
    await publish(files);
    const before = sandbox.tree(sandbox.rootPageId).map(({ id }) => id);
    const { report } = await publishRows(files);
    expect(report.pages.map(({ reason, status }) => [status, reason])).toEqual([
      ["updated", ""],
      ["updated", ""],
    ]);
    expect([...rows().values()].every((row) => before.includes(String(row["id"])))).toBe(true);
    expect(cellOf(rows().get("A"), "Priority")).toBe("High");
    expect(cellOf(rows().get("B"), "Source")).toBe("b.md");
    expect((await publishRows(files)).requests).toEqual([]);
  });

  test("from a database to a page: its rows are moved and become pages", async () => {
    const { publish, publishRows, rows, sandbox } = await rehearseRows();
    await publishRows(files);
    const before = [...rows().values()].map((row) => row["id"]);
    const { report } = await publish(files);
    expect(report.pages.map(({ reason, status }) => [status, reason])).toEqual([
      ["updated", ""],
      ["updated", ""],
    ]);
    const now = sandbox.tree(sandbox.rootPageId).filter(({ type }) => type === "child_page");
    expect(now.map(({ id }) => id).sort()).toEqual([...before].sort());
    expect(rows().size).toBe(0);
    expect((await publish(files)).requests).toEqual([]);
  });
});

describe("two runs at once on clones of a folder", () => {
  const files = { "a.md": TASK, "b.md": "---\nstatus: Done\n---\n# B\n\nText." };

  test.each([0, 40, 80])("%d ms apart: rows that name each other name those that stayed", async (delay) => {
    const related = {
      "a.md": "---\nblocks: [b.md]\n---\n# A\n\nText.",
      "b.md": "---\nblocks: [a.md, c.md]\n---\n# B",
      "c.md": "# C",
    };
    const one = await rehearseRows(TASKS, { latency: [20, 60] });
    const relation = { data_source_id: one.source, type: "single_property", single_property: {} };
    one.sandbox.hands.changeSchema(one.source, { Blocks: { relation } });
    const two = await rehearseWith(one.sandbox, one.clock);
    const changes = { source: { to: one.source } };
    const later = one.clock.sleep(delay).then(() => two.begin(related, changes));
    await one.clock.run(Promise.all([one.begin(related, changes), later]));
    for (const clone of [one, two, one, two]) await clone.publish(related, changes);
    expect(one.countRows()).toBe(3);
    const id = (title: string) => one.rows().get(title)?.["id"];
    expect(cellOf(one.rows().get("A"), "Blocks")).toEqual([id("B")]);
    expect(cellOf(one.rows().get("B"), "Blocks")).toEqual([id("A"), id("C")]);
    for (const clone of [one, two]) expect((await clone.publish(related, changes)).requests).toEqual([]);
  });

  test.each([0, 30, 60, 90])("%d ms apart: each file ends in one row", async (delay) => {
    const one = await rehearseRows(TASKS, { latency: [20, 60] });
    const two = await rehearseWith(one.sandbox, one.clock);
    const changes = { source: { to: one.source } };
    const later = one.clock.sleep(delay).then(() => two.begin(files, changes));
    const results = await one.clock.run(Promise.all([one.begin(files, changes), later]));
    for (const { report } of results) expect(report.stop).toBeNull();
    await one.publish(files, changes);
    await two.publish(files, changes);
    expect(one.countRows()).toBe(2);
    const changed = { ...files, "b.md": files["b.md"].replace("Done", "In progress") };
    await two.publish(changed, changes);
    expect(cellOf(one.rows().get("B"), "Status")).toBe("In progress");
    expect((await two.publish(changed, changes)).requests).toEqual([]);
    expect((await one.publish(files, changes)).requests).toEqual([]);
  });
});

test("without a target, pages and databases that could be one are named, rows are not", async () => {
  const { database, publish, publishRows, sandbox } = await rehearseRows();
  await publishRows({ "a.md": "# A" });
  const { report } = await publish({ "a.md": "# A" }, { source: { to: null } });
  const [source = ""] = database.sourceIds;
  const lines = (report.stop !== null && "fix" in report.stop ? report.stop.fix : "").split("\n").slice(1);
  expect(lines).toEqual([
    `  mdnotion publish --to ${sandbox.rootPageId.replaceAll("-", "")}   # Sandbox`,
    `  mdnotion publish --to ${source.replaceAll("-", "")}   # Tasks (database)`,
  ]);
});
