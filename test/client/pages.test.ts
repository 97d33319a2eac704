import { describe, expect, test } from "vitest";
import { ClientError } from "../../src/client/index.ts";
import { bulletedListItem, heading2, paragraph } from "../../src/model/builders/blocks.ts";
import { richText } from "../../src/model/builders/properties.ts";
import { NotionError } from "../../src/notion/errors.ts";
import { outline } from "../../src/report/outline.ts";
import type { Fault } from "../../src/sandbox/index.ts";
import { clientWorld, collected, runs, shown } from "./support.ts";

const options = (...names: readonly string[]) => ({ options: names.map((name) => ({ name })) });

function tasks() {
  const world = clientWorld({ people: [{ name: "Grace Example", email: "grace@example.com" }] });
  const epics = world.sandbox.seedDatabase({
    title: "Epics",
    rows: ["Launch", "Twice", "Twice"].map((title) => ({ values: { Name: { title: runs(title) } } })),
  });
  const database = world.sandbox.seedDatabase({
    title: "Tasks",
    properties: {
      Name: { title: {} },
      Notes: { rich_text: {} },
      Points: { number: {} },
      Share: { number: { format: "percent" } },
      Done: { checkbox: {} },
      Priority: { select: options("High", "Low") },
      Status: { status: options("Open", "Closed") },
      Tags: { multi_select: options("docs", "api") },
      Due: { date: {} },
      Site: { url: {} },
      Owner: { people: {} },
      Epic: { relation: { data_source_id: epics.sourceId, single_property: {} } },
      Made: { created_time: {} },
      Icon: { rich_text: {} },
    },
  });
  return { ...world, database, epics };
}

const VALUES = {
  Name: "Write **docs**",
  Notes: "with *emphasis*",
  Points: 0,
  share: "50 %",
  Done: "yes",
  Priority: "High",
  Status: "Open",
  Tags: ["docs", "api"],
  Due: "2026-02-01/2026-02-03",
  Site: "https://example.com",
  Owner: "grace@example.com",
  Epic: "Launch",
  Icon: "no icon, a property",
};

describe("a row", () => {
  test("is made of plain values and Markdown, and read as plain values", async () => {
    const world = tasks();
    const { client, clock, database, epics, sent } = world;
    const made = await clock.run(
      client.createPage({ in: database.id, values: VALUES, markdown: "# A heading\n\nText.\n" }),
    );
    expect(sent()).toEqual([
      "GET blocks/*", // What `in` is: a database with one data source.
      "GET databases/*",
      "GET data_sources/*",
      "POST data_sources/*/query", // Which page the title belongs to,
      "GET users", // and whom the e-mail address.
      "GET users/me",
      "POST pages",
    ]);
    expect(made.messages).toEqual([]);
    const page = await clock.run(client.getPage(made.url));
    expect(page.title).toBe("Write **docs**");
    expect(page.values).toMatchObject({
      Notes: "with emphasis",
      Points: 0,
      Share: 0.5,
      Done: true,
      Priority: "High",
      Status: "Open",
      Tags: ["docs", "api"],
      Due: { start: "2026-02-01", end: "2026-02-03" },
      Site: "https://example.com",
      Owner: [{ name: "Grace Example", email: "grace@example.com" }],
      Epic: [epics.rowIds[0]],
      Icon: "no icon, a property",
    });
    expect(page.parent).toEqual({ kind: "dataSource", id: database.sourceId });
    expect(page.raw.object).toBe("page");
    expect(await shown(world, made.id)).toBe('heading_1 "A heading"\nparagraph "Text."\n');
  });

  test("what is empty is there all the same, and null is not 0", async () => {
    const world = tasks();
    const { client, clock, database } = world;
    const { id } = await clock.run(client.createPage({ in: database.sourceId, title: "Empty" }));
    expect((await clock.run(client.getPage(id))).values).toMatchObject({
      Name: "Empty",
      Notes: "",
      Points: null,
      Done: false,
      Priority: null,
      Tags: [],
      Due: null,
      Owner: [],
      Epic: [],
    });
  });

  test("takes its title from the Markdown where nothing else gives one", async () => {
    const world = tasks();
    const { client, clock, database } = world;
    const { id } = await clock.run(
      client.createPage({ in: database.sourceId, markdown: "# Title\n\nText.\n" }),
    );
    expect((await clock.run(client.getPage(id))).title).toBe("Title");
    expect(await shown(world, id)).toBe('paragraph "Text."\n');
  });

  test("is changed by plain values and built ones; null clears", async () => {
    const world = tasks();
    const { client, clock, database, sent } = world;
    const { id } = await clock.run(client.createPage({ in: database.sourceId, values: VALUES }));
    sent();
    await clock.run(
      client.updatePage(id, {
        icon: { emoji: "🍵" },
        values: { Points: -42, Priority: null, Tags: [], Notes: richText("**plain**"), Name: "New" },
      }),
    );
    expect(sent()).toEqual(["GET pages/*", "PATCH pages/*"]);
    const page = await clock.run(client.getPage(id));
    expect(page.values).toMatchObject({
      Points: -42,
      Priority: null,
      Tags: [],
      Notes: "**plain**",
      Done: true,
    });
    expect(page).toMatchObject({ title: "New", icon: { emoji: "🍵" } });
    sent();
    await clock.run(client.updatePage(id, {}));
    expect(sent()).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, RegExp]>([
    ["a property there is not", { Ponts: 1 }, /Ponts.*Points/],
    ["one that cannot be written", { Made: "2026-01-01" }, /Made/],
    ["a value of another type", { Points: "many" }, /Points.*number/],
    ["a status there is not", { Status: "Opne" }, /Opne.*Open/],
    ["a person nobody knows", { Owner: "nobody@example.com" }, /nobody@example.com/],
    ["a page nobody knows", { Epic: "Nothing" }, /Nothing/],
    ["a title that two pages have", { Epic: "Twice" }, /Twice.*2 rows/],
    ["a date there is not", { Due: "2026-02-30" }, /2026-02-30/],
  ])("%s is refused before anything is written", async (_name, values, says) => {
    const world = tasks();
    const { client, clock, database, sent } = world;
    const failure = await clock.run(
      client
        .createPage({ in: database.id, values: { Name: "x", ...values } })
        .catch((error: unknown) => error),
    );
    expect(failure).toBeInstanceOf(ClientError);
    expect(failure).toMatchObject({ code: "invalid_values", message: expect.stringMatching(says) });
    expect(sent().filter((one) => !one.startsWith("GET") && !one.endsWith("/query"))).toEqual([]);
  });

  test("is put by its key: made, left alone, changed", async () => {
    const world = tasks();
    const { client, clock, database, sent } = world;
    const put = (values: Record<string, unknown>, markdown = "One.\n\nTwo.\n") =>
      clock.run(
        client.upsertRow({
          in: database.id,
          key: "Site",
          values: { Name: "A", Site: "https://a.example", ...values },
          markdown,
        }),
      );
    const first = await put({ Points: 1 });
    expect(first.action).toBe("created");
    sent();
    expect(await put({ Points: 1 })).toMatchObject({ id: first.id, action: "unchanged" });
    expect(sent()).toEqual(["POST data_sources/*/query", "GET blocks/*/children"]);
    expect(await put({ Points: 2 })).toMatchObject({ id: first.id, action: "updated" });
    expect(sent()).toEqual(["POST data_sources/*/query", "PATCH pages/*", "GET blocks/*/children"]);
    expect(await put({}, "One.\n\nTwo and more.\n")).toMatchObject({ id: first.id, action: "updated" });
    expect(sent()).toEqual(["POST data_sources/*/query", "GET blocks/*/children", "PATCH blocks/*"]);
    expect(await shown(world, first.id)).toBe('paragraph "One."\nparagraph "Two and more."\n');
    expect((await clock.run(client.getPage(first.id))).values).toMatchObject({ Points: 2 });
    expect(await clock.run(collected(client.query(database.id)))).toHaveLength(1);
  });

  test("whose key two rows have is not guessed", async () => {
    const world = tasks();
    const { client, clock, database } = world;
    const row = { in: database.id, title: "A", values: { Site: "https://a.example" } };
    const ids = [await clock.run(client.createPage(row)), await clock.run(client.createPage(row))].map(
      ({ id }) => id,
    );
    const failure = await clock.run(
      client.upsertRow({ in: database.id, key: "Site", values: row.values }).catch((error: unknown) => error),
    );
    expect(failure).toMatchObject({ code: "several_rows" });
    expect(failure instanceof ClientError ? failure.candidates.map(({ id }) => id).sort() : []).toEqual(
      ids.sort(),
    );
  });

  test("without a value for its key is refused", async () => {
    const world = tasks();
    const { client, clock, database } = world;
    await expect(
      clock.run(client.upsertRow({ in: database.id, key: "Site", values: { Name: "A" } })),
    ).rejects.toMatchObject({ code: "invalid_values" });
  });
});

describe("targets", () => {
  test("a database with several data sources is refused, and they are named", async () => {
    const { client, clock, sandbox } = clientWorld();
    const { id, sourceIds } = sandbox.seedDatabase({ title: "Two", further: [{ title: "Second" }] });
    const failure = await clock.run(
      client.createPage({ in: id, title: "x" }).catch((error: unknown) => error),
    );
    expect(failure).toMatchObject({ code: "unusable_target" });
    for (const one of sourceIds) expect(String(failure)).toContain(one.replaceAll("-", ""));
  });

  test.each([
    ["what is no id", "handbook", "invalid_id"],
    ["what is not there", "00000000-0000-4000-8000-000000000000", "unusable_target"],
  ])("%s is refused", async (_name, given, code) => {
    const { client, clock } = clientWorld();
    await expect(clock.run(client.createPage({ in: given, title: "x" }))).rejects.toMatchObject({ code });
  });

  test("what is not shared is refused, and what to do is said", async () => {
    const { client, clock, sandbox } = clientWorld();
    const failure = await clock.run(client.getPage(sandbox.unsharedPageId).catch((error: unknown) => error));
    expect(failure).toBeInstanceOf(NotionError);
    expect(failure).toMatchObject({ code: "object_not_found", fix: expect.stringContaining("Connections") });
  });

  test("a page has no rows", async () => {
    const { client, clock, sandbox } = clientWorld();
    await expect(clock.run(collected(client.query(sandbox.rootPageId)))).rejects.toMatchObject({
      code: "unusable_target",
      message: expect.stringContaining("is a page, and has no rows"),
    });
  });
});

describe("the token", () => {
  test("tells whom it speaks for", async () => {
    const { client, clock, sandbox, sent } = clientWorld();
    expect(await clock.run(client.validateToken())).toMatchObject({ botId: sandbox.botId, personal: false });
    await clock.run(client.validateToken());
    expect(sent()).toEqual(["GET users/me", "GET users/me"]);
  });

  test("that Notion does not know is refused with what to do", async () => {
    const { client, clock } = clientWorld({}, { token: "ntn_wrong" });
    await expect(clock.run(client.validateToken())).rejects.toMatchObject({
      code: "unauthorized",
      status: 401,
    });
  });

  test("that can be none is refused at once", () => {
    expect(() => clientWorld({}, { token: "Bearer ntn_x" })).toThrow(ClientError);
  });
});

describe("content", () => {
  test("of any depth and number is appended once, in order", async () => {
    const world = clientWorld();
    const { client, clock, sandbox, sent } = world;
    const deep = [1, 2, 3, 4, 5].reduceRight(
      (children, level) => [bulletedListItem(`level ${level}`, { children })],
      [bulletedListItem("level 6")],
    );
    const blocks = [
      heading2("Many"),
      ...Array.from({ length: 250 }, (_, index) => paragraph(`${index}`)),
      ...deep,
    ];
    const { ids } = await clock.run(client.appendBlocks(sandbox.rootPageId, { blocks }));
    expect(ids).toHaveLength(252);
    expect(sent().filter((one) => one === "PATCH blocks/*/children").length).toBe(6);
    expect(await shown(world, sandbox.rootPageId)).toBe(outline(blocks));
    const [first = "", second = ""] = ids;
    await clock.run(
      client.appendBlocks(sandbox.rootPageId, { markdown: "between", position: { after: first } }),
    );
    const tree = await clock.run(client.listBlocks(sandbox.rootPageId));
    const at = tree.findIndex(({ id }) => id === first);
    expect(tree[at + 2]?.id).toBe(second);
    expect(tree.at(-1)?.children?.[0]?.children?.[0]?.type).toBe("bulleted_list_item");
  });

  test.each<[string, Fault]>([
    ["lost", { kind: "reset", when: "after" }],
    ["lost before it was done", { kind: "hang", apply: false }],
    ["late", { kind: "lateCommit", resetAfterMs: 10, commitAfterMs: 50_000 }],
    ["a 503 that admits it", { kind: "committed503" }],
  ])("whose answer is %s is there once", async (_name, fault) => {
    const world = clientWorld({ faults: [{ at: { method: "PATCH", path: "/children" }, fault }] });
    const { client, clock, sandbox } = world;
    const { ids } = await clock.run(
      client.appendBlocks(sandbox.rootPageId, { markdown: "Once.\n\nTwice?\n" }),
    );
    await clock.run(sandbox.settled());
    expect(await shown(world, sandbox.rootPageId)).toBe('paragraph "Once."\nparagraph "Twice?"\n');
    expect(ids).toEqual(
      (await clock.run(client.listBlocks(sandbox.rootPageId))).slice(-2).map(({ id }) => id),
    );
  });

  test("of one page is written by one call at a time", async () => {
    const world = clientWorld({ conflicts: true });
    const { client, clock, sandbox } = world;
    const texts = Array.from({ length: 8 }, (_, index) => `${index}`);
    await clock.run(
      Promise.all(texts.map((markdown) => client.appendBlocks(sandbox.rootPageId, { markdown }))),
    );
    expect(await shown(world, sandbox.rootPageId)).toBe(
      texts.map((text) => `paragraph "${text}"\n`).join(""),
    );
  });
});

test("what a schema came to allow since it was asked for is allowed", async () => {
  const { client, clock, database, sandbox, sent } = tasks();
  const make = (values: Record<string, unknown>) =>
    clock.run(client.createPage({ in: database.id, values: { Name: "x", ...values } }));
  await make({ Priority: "Urgent" });
  const rows = await clock.run(collected(client.query(database.id, { where: "Priority = Urgent" })));
  expect(rows).toHaveLength(1);
  sandbox.hands.changeSchema(database.sourceId, { Later: { number: {} } });
  sent();
  await make({ Later: 1 });
  expect(sent().filter((one) => one.startsWith("GET data_sources"))).toHaveLength(1);
});
