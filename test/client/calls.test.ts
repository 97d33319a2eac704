import { APIResponseError } from "@notionhq/client";
import { describe, expect, test } from "vitest";
import { createClient } from "../../src/client/index.ts";
import { image } from "../../src/model/builders/blocks.ts";
import { and, checkbox, descending, number, select } from "../../src/model/builders/query.ts";
import { WhereError } from "../../src/model/query/where/index.ts";
import { NotionError } from "../../src/notion/errors.ts";
import { MOST, naiveQuery } from "./naiveQuery.ts";
import { clientWorld, collected, runs, shown } from "./support.ts";

const options = (...names: readonly string[]) => ({ options: names.map((name) => ({ name })) });
const task = (name: string, priority: string, done: boolean, due: string | null) => ({
  values: {
    Name: { title: runs(name) },
    Priority: { select: { name: priority } },
    Done: { checkbox: done },
    Due: { date: due === null ? null : { start: due } },
  },
});

function tasks() {
  const world = clientWorld();
  const database = world.sandbox.seedDatabase({
    title: "Tasks",
    properties: {
      Name: { title: {} },
      Priority: { select: options("High", "Low") },
      Done: { checkbox: {} },
      Due: { date: {} },
    },
    rows: [
      task("late", "High", false, "2026-03-01"),
      task("soon", "High", false, "2026-01-02"),
      task("done", "High", true, "2026-01-01"),
      task("low", "Low", false, "2026-01-01"),
    ],
  });
  const titles = async (
    ...[asked]: Parameters<typeof world.client.query> extends [string, (infer O)?] ? [O?] : never
  ) => (await world.clock.run(collected(world.client.query(database.id, asked)))).map(({ title }) => title);
  return { ...world, database, titles };
}

describe("a query", () => {
  test("takes where, filter, sort and limit", async () => {
    const { titles } = tasks();
    expect((await titles()).sort()).toEqual(["done", "late", "low", "soon"]);
    expect(await titles({ where: "Priority = High and not Done", sort: "Due" })).toEqual(["soon", "late"]);
    expect(
      await titles({ filter: select("Priority").equals("High"), sort: [descending("Due"), "Name"] }),
    ).toEqual(["late", "soon", "done"]);
    expect(
      await titles({
        where: "Due < 2026-02-01",
        filter: and(checkbox("Done").equals(false)),
        sort: "Due:desc",
      }),
    ).toEqual(["soon", "low"]);
    expect(await titles({ limit: 1, sort: "created:desc" })).toHaveLength(1);
    expect(await titles({ limit: 0 })).toEqual([]);
  });

  test("that cannot be asked is refused before a query is sent", async () => {
    const { client, clock, database, sent } = tasks();
    const run = (where: string) => clock.run(collected(client.query(database.id, { where })));
    await expect(run("Priority = Hihg")).rejects.toThrow(WhereError);
    await expect(run("Prioriti = High")).rejects.toMatchObject({ fix: "Did you mean `Priority`?" });
    const wrong = client.query(database.id, { filter: number("Priority").equals(1) });
    await expect(clock.run(collected(wrong))).rejects.toThrow(NotionError);
    expect(sent().filter((one) => one.endsWith("/query"))).toHaveLength(1);
  });

  test("takes a request per 100 rows, and no more than are wanted", async () => {
    const { client, clock, sandbox, sent } = clientWorld();
    const rows = Array.from({ length: 250 }, (_, index) => ({
      values: { Name: { title: runs(`${index}`) } },
    }));
    const { sourceId } = sandbox.seedDatabase({ title: "Many", rows });
    const asked = () => sent().filter((one) => one.endsWith("/query")).length;
    expect(await clock.run(collected(client.query(sourceId)))).toHaveLength(250);
    expect(asked()).toBe(3);
    const some = async () => {
      for await (const row of client.query(sourceId)) if (row.title !== "") break;
    };
    await clock.run(some());
    expect(asked()).toBe(1);
  });

  test("marks data sources among the rows of a wiki, which are no rows", async () => {
    const { client, clock, sandbox } = clientWorld();
    const wiki = sandbox.seedDatabase({
      title: "Wiki",
      wiki: true,
      rows: [{ values: { Name: { title: runs("page") } } }],
    });
    const inner = sandbox.seedDatabase({ title: "Inner", parent: wiki.sourceId });
    const marked: string[] = [];
    const onDataSource = ({ id, title }: { id: string; title: string }) => void marked.push(`${title} ${id}`);
    const rows = await clock.run(collected(client.query(wiki.sourceId, { onDataSource })));
    expect(rows.map(({ title }) => title)).toEqual(["page"]);
    expect(marked).toEqual([`Inner ${inner.sourceId}`]);
  });

  test.each([25, 26, 60])("gives %i pages of a relation whole where that is asked for", async (count) => {
    const { client, clock, sandbox } = clientWorld();
    const others = sandbox.seedDatabase({
      title: "Others",
      rows: Array.from({ length: count }, (_, index) => ({ values: { Name: { title: runs(`${index}`) } } })),
    });
    const { sourceId, rowIds } = sandbox.seedDatabase({
      title: "Main",
      properties: {
        Name: { title: {} },
        Others: { relation: { data_source_id: others.sourceId, single_property: {} } },
      },
      rows: [
        {
          values: { Name: { title: runs("one") }, Others: { relation: others.rowIds.map((id) => ({ id })) } },
        },
      ],
    });
    const of = async (whole: boolean) =>
      (await clock.run(collected(client.query(sourceId, { whole })))).map(({ values }) => values["Others"]);
    expect(await of(true)).toEqual([others.rowIds]);
    expect(await of(false)).toEqual([others.rowIds.slice(0, 25)]);
    expect((await clock.run(client.getPage(rowIds[0] ?? ""))).values["Others"]).toEqual(others.rowIds);
  });
});

describe("a query of more rows than one tells", () => {
  const clientOf = (rows: number, perMinute: number) => {
    const { fetch, source, queries } = naiveQuery(rows, perMinute);
    const client = createClient({
      token: "ntn_x",
      fetch,
      now: () => 0,
      sleep: () => new Promise<void>(() => undefined),
      requestsPerMinute: 100_000,
    });
    return { client, source, queries };
  };

  test.each(["", "created:desc"])("gives each row once, in order, sorted by %j", async (sort) => {
    const { client, source, queries } = clientOf(3_234, 70);
    const ids = new Set<string>();
    const times: string[] = [];
    for await (const row of client.query(source, sort === "" ? {} : { sort })) {
      ids.add(row.id);
      times.push(row.createdTime);
    }
    expect(ids.size).toBe(3_234);
    expect(times).toHaveLength(3_234);
    expect(times).toEqual(sort === "" ? times.toSorted() : times.toSorted().reverse());
    // The rows of the minute at which one query ends are asked for twice.
    expect(queries()).toBeLessThan(33 + 3 * 3);
  });

  test.each([
    ["in another order", MOST + 1, 70, "Name"],
    ["all made in one minute", MOST + 1, 2 * MOST, ""],
  ])("%s ends with an error, not with a part of them", async (_name, rows, perMinute, sort) => {
    const { client, source } = clientOf(rows, perMinute);
    let count = 0;
    const all = async () => {
      for await (const _ of client.query(source, sort === "" ? {} : { sort })) count += 1;
    };
    await expect(all()).rejects.toMatchObject({ code: "query_limit" });
    expect(count).toBe(MOST);
  });
});

describe("the other calls", () => {
  test("a search finds pages and data sources by their titles", async () => {
    const { client, clock, sandbox } = clientWorld();
    const page = sandbox.seed({ title: "Tea house" });
    const { sourceId } = sandbox.seedDatabase({ title: "Tea list" });
    const found = async (...args: Parameters<typeof client.search>) =>
      (await clock.run(collected(client.search(...args))))
        .map(({ id, kind, title }) => `${kind} ${title} ${id}`)
        .sort();
    expect(await found("tea")).toEqual([`dataSource Tea list ${sourceId}`, `page Tea house ${page}`]);
    expect(await found("tea", { type: "page" })).toEqual([`page Tea house ${page}`]);
    expect(await found("tea", { type: "dataSource", sort: "edited" })).toEqual([
      `dataSource Tea list ${sourceId}`,
    ]);
    expect(await found("tea", { limit: 1 })).toHaveLength(1);
  });

  test("a file is uploaded and shown", async () => {
    const world = clientWorld();
    const { client, clock, sandbox, sent } = world;
    const { id, contentType } = await clock.run(
      client.uploadFile({ name: "dot.png", content: new Uint8Array([1, 2, 3]) }),
    );
    expect(contentType).toBe("image/png");
    expect(sent()).toEqual(["POST file_uploads", "POST file_uploads/*/send"]);
    await clock.run(client.appendBlocks(sandbox.rootPageId, { blocks: [image({ file_upload: { id } })] }));
    expect(await shown(world, sandbox.rootPageId)).toContain("image");
  });

  test.each([
    [{ name: "a.exe", content: new Uint8Array([1]) }, "takes no files like"],
    [{ name: "a.png", content: new Uint8Array() }, "is empty"],
    [{ path: "/nowhere/a.png" }, "cannot be read"],
  ])("%j is not uploaded", async (file, says) => {
    const { client, clock, sent } = clientWorld();
    await expect(clock.run(client.uploadFile(file))).rejects.toMatchObject({
      code: "invalid_file",
      message: expect.stringContaining(says),
    });
    expect(sent()).toEqual([]);
  });

  test("pages, blocks and databases go to the trash and come back", async () => {
    const { client, clock, sandbox } = clientWorld();
    const page = sandbox.seed({ title: "Page" });
    const { ids } = await clock.run(client.appendBlocks(page, { markdown: "text" }));
    const [block = ""] = ids;
    const database = sandbox.seedDatabase({ title: "List" });
    await clock.run(client.trash(block));
    expect(await clock.run(client.listBlocks(page))).toEqual([]);
    await clock.run(client.restore(block));
    expect(await clock.run(client.listBlocks(page))).toHaveLength(1);
    await clock.run(client.trash(page));
    expect(await clock.run(client.getPage(page))).toMatchObject({ inTrash: true });
    await clock.run(client.restore(page));
    expect(await clock.run(client.getPage(page))).toMatchObject({ inTrash: false });
    await clock.run(client.trash(database.id));
    await expect(clock.run(collected(client.query(database.sourceId)))).rejects.toThrow();
    await clock.run(client.restore(database.id));
    expect(await clock.run(collected(client.query(database.sourceId)))).toEqual([]);
  });

  test("the official client is paced, and counts with the rest", async () => {
    const { client, clock, sandbox } = clientWorld({ rateLimit: 180 });
    const started = clock.now();
    const page_id = sandbox.rootPageId;
    await clock.run(Promise.all(Array.from({ length: 200 }, () => client.sdk.pages.retrieve({ page_id }))));
    expect(clock.now() - started).toBeGreaterThanOrEqual(60_000);
    expect(sandbox.requests.list().every(({ status }) => status === 200)).toBe(true);
  });
});

describe("repeating", () => {
  const create = (client: ReturnType<typeof clientWorld>["client"], page_id: string) => () =>
    client.sdk.pages.create({ parent: { page_id }, properties: { title: { title: [] } } });

  test.each([429, 529])("after %i everything is sent again", async (status) => {
    const { client, clock, sandbox, sent } = clientWorld({
      faults: [{ at: { method: "POST" }, fault: { kind: "status", status, when: "before" } }],
    });
    await clock.run(client.withRetry(create(client, sandbox.rootPageId)));
    expect(sent()).toEqual(["POST pages", "POST pages"]);
  });

  test("after a lost answer only what is said to be repeatable", async () => {
    const lost = { at: { path: "pages" }, fault: { kind: "reset", when: "before" } } as const;
    const one = clientWorld({ faults: [lost] });
    await expect(
      one.clock.run(one.client.withRetry(create(one.client, one.sandbox.rootPageId))),
    ).rejects.toMatchObject({
      outcome: "unknown",
    });
    expect(one.sent()).toHaveLength(1);
    const two = clientWorld({ faults: [lost] });
    const page_id = two.sandbox.rootPageId;
    await two.clock.run(
      two.client.withRetry(() => two.client.sdk.pages.retrieve({ page_id }), { repeatable: true }),
    );
    expect(two.sent()).toHaveLength(2);
  });

  test("other errors are handed on at once", async () => {
    const { client, clock } = clientWorld();
    const failure = new Error("mine");
    await expect(clock.run(client.withRetry(() => Promise.reject(failure)))).rejects.toBe(failure);
    const missing = client.sdk.pages.retrieve({ page_id: "00000000-0000-4000-8000-000000000000" });
    const error = await clock.run(missing.catch((one: unknown) => one));
    expect(error).toBeInstanceOf(NotionError);
    expect(error).not.toBeInstanceOf(APIResponseError);
    expect(error).toMatchObject({ code: "object_not_found", status: 404 });
  });

  test("a page that may have been made or not is told with what it may be", async () => {
    const world = clientWorld({
      faults: [
        { at: { method: "POST", path: "/pages" }, fault: { kind: "reset", when: "after" } },
        // The look whether it is there fails as well.
        {
          at: ({ method, n, path }) => method === "GET" && path.includes("/children") && n < 40,
          fault: { kind: "status", status: 400, when: "before", code: "invalid_request" },
          times: 1,
        },
      ],
    });
    const { client, clock, sandbox } = world;
    const failure = await clock.run(
      client.createPage({ in: sandbox.rootPageId, title: "Perhaps" }).catch((error: unknown) => error),
    );
    const made = sandbox
      .pages()
      .flatMap((page) => (JSON.stringify(page).includes("Perhaps") ? [page["id"]] : []));
    expect(made).toHaveLength(1);
    expect(failure).toMatchObject({ code: "unsettled", candidates: [{ id: made[0], title: "Perhaps" }] });
  });
});

test.each(["2025-09-03", "2026-03-11"] as const)(
  "everything works in the API's version %s",
  async (apiVersion) => {
    const world = clientWorld({}, { apiVersion });
    const { client, clock, sandbox } = world;
    const { id } = sandbox.seedDatabase({
      title: "List",
      properties: { Name: { title: {} }, Points: { number: {} } },
    });
    const row = { in: id, key: "Name", values: { Name: "One", Points: 0 }, markdown: "Text." };
    const made = await clock.run(client.upsertRow(row));
    expect(await clock.run(client.upsertRow(row))).toMatchObject({ action: "unchanged" });
    const { ids } = await clock.run(client.appendBlocks(made.id, { markdown: "first", position: "start" }));
    await clock.run(client.appendBlocks(made.id, { markdown: "second", position: { after: ids[0] ?? "" } }));
    await clock.run(client.syncBlocks(made.id, { markdown: "first\n\nthird" }));
    expect(await shown(world, made.id)).toBe('paragraph "first"\nparagraph "third"\n');
    const rows = await clock.run(collected(client.query(id, { where: "Points = 0" })));
    expect(rows.map(({ values }) => values)).toEqual([{ Name: "One", Points: 0 }]);
    await clock.run(client.trash(made.id));
    await clock.run(client.restore(made.id));
    expect(await clock.run(collected(client.search("One")))).toHaveLength(1);
    expect(new Set(sandbox.requests.list().map(({ status }) => status))).toEqual(new Set([200]));
  },
);
