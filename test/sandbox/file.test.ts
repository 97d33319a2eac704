import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "@notionhq/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSandbox, SANDBOX_TOKEN } from "../../src/sandbox/index.ts";
import { createSaver } from "../../src/sandbox/store/keeper.ts";
import { clientOf, paragraph, setUp, text } from "./client.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sandbox-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("a sandbox read from its file is the same, down to the next id it gives", async () => {
  const file = join(folder, "deep", "sandbox.json");
  const { sandbox, notion, person } = setUp({ file });
  const page = await notion.pages.create({
    parent: { page_id: sandbox.rootPageId },
    properties: { title: { title: [text("Kept")] } },
    icon: { emoji: "📘" },
    children: [{ toggle: { rich_text: [text("a")], children: [paragraph("b")] } }, paragraph("c")],
  });
  const [, last] = sandbox.tree(page.id);
  await notion.blocks.delete({ block_id: last?.id ?? "" });
  await person.comments.create({ parent: { page_id: page.id }, rich_text: [text("hm")] });
  const upload = await notion.fileUploads.create({ filename: "a.txt" });
  const data = new Blob(["hello"], { type: "text/plain" });
  await notion.fileUploads.send({ file_upload_id: upload.id, file: { data } });

  const again = createSandbox({ file });
  const reader = clientOf(again);
  expect(again.rootPageId).toBe(sandbox.rootPageId);
  expect(again.tree(page.id)).toEqual(sandbox.tree(page.id));
  expect(again.pages()).toEqual(sandbox.pages());
  expect((await reader.comments.list({ block_id: page.id })).results).toHaveLength(1);
  expect(await reader.fileUploads.retrieve({ file_upload_id: upload.id })).toMatchObject({
    status: "uploaded",
  });
  await reader.blocks.update({ block_id: last?.id ?? "", in_trash: false });
  expect(again.tree(page.id).map((node) => node.id)).toContain(last?.id);
  const next = await reader.pages.create({ parent: { page_id: again.rootPageId } });
  const mine = await notion.pages.create({ parent: { page_id: sandbox.rootPageId } });
  expect(next.id).toBe(mine.id);
});

/** The records of a file, the last of each, and how many lines there are. */
async function linesOf(file: string): Promise<readonly string[]> {
  return (await readFile(file, "utf8")).trimEnd().split("\n");
}

test("a save appends what has changed, a record a line, and no other file stays beside it", async () => {
  const file = join(folder, "sandbox.json");
  const { sandbox, notion } = setUp({ file });
  await notion.blocks.children.append({
    block_id: sandbox.rootPageId,
    children: ["a", "b", "c", "d"].map(paragraph),
  });
  const before = await linesOf(file);
  await notion.blocks.update({
    block_id: sandbox.tree(sandbox.rootPageId)[0]?.id ?? "",
    paragraph: { rich_text: [text("changed")] },
  });
  const after = await linesOf(file);
  expect(after.slice(0, before.length)).toEqual(before);
  // The block, its page, whose edit time follows, and the end of the save.
  expect(after.length - before.length).toBe(3);
  expect(after[before.length]).toContain("changed");
  for (const line of after) {
    expect(() => JSON.parse(line)).not.toThrow();
  }
  expect(await readdir(folder)).toEqual(["sandbox.json"]);
});

test("a save that was cut off is as if it had not been, wherever it was cut", async () => {
  const file = join(folder, "sandbox.json");
  const { sandbox, notion } = setUp({ file });
  const id = sandbox.rootPageId;
  await notion.blocks.children.append({ block_id: id, children: [paragraph("kept")] });
  const kept = await readFile(file, "utf8");
  const tree = sandbox.tree(id);
  await notion.blocks.children.append({ block_id: id, children: [paragraph("lost"), paragraph("lost")] });
  const all = await readFile(file, "utf8");
  for (const end of [kept.length + 1, Math.floor((kept.length + all.length) / 2), all.length - 2]) {
    await writeFile(file, all.slice(0, end));
    const again = createSandbox({ file });
    expect(again.tree(id)).toEqual(tree);
    await clientOf(again).blocks.children.append({ block_id: id, children: [paragraph("new")] });
    expect(createSandbox({ file }).tree(id)).toEqual(again.tree(id));
  }
});

test("what was overwritten is dropped when the file is opened again", async () => {
  const file = join(folder, "sandbox.json");
  const { sandbox, notion } = setUp({ file });
  const { results } = await notion.blocks.children.append({
    block_id: sandbox.rootPageId,
    children: [paragraph("0")],
  });
  const block_id = results[0]?.id ?? "";
  const write = (one: typeof notion, content: string) =>
    one.blocks.update({ block_id, paragraph: { rich_text: [text(content)] } });
  for (let count = 1; count < 30; count += 1) {
    await write(notion, String(count));
  }
  const again = createSandbox({ file });
  await write(clientOf(again), "last");
  expect((await linesOf(file)).length).toBeLessThan(15);
  expect(createSandbox({ file }).tree(sandbox.rootPageId)).toEqual(again.tree(sandbox.rootPageId));
});

test("a file of the first version, one JSON object, is read and written anew", async () => {
  const file = join(folder, "sandbox.json");
  const { sandbox, notion } = setUp({ file });
  await notion.blocks.children.append({ block_id: sandbox.rootPageId, children: [paragraph("kept")] });
  const lines = (await linesOf(file)).map((line): Record<string, unknown> => JSON.parse(line));
  const records = (name: string) => {
    const found = lines.filter((line) => name in line).map((line) => line[name]);
    return [...new Map(found.map((one) => [JSON.stringify(one).slice(0, 43), one])).values()];
  };
  const tables = ["users", "emojis", "nodes", "uploads", "comments"];
  const head = { ...lines[0], version: 1, random: 7, numbers: { blocksCreated: 1 } };
  await writeFile(
    file,
    JSON.stringify({ ...head, ...Object.fromEntries(tables.map((name) => [name, records(name)])) }),
  );
  const again = createSandbox({ file });
  expect(again.tree(sandbox.rootPageId)).toEqual(sandbox.tree(sandbox.rootPageId));
  await clientOf(again).blocks.children.append({
    block_id: sandbox.rootPageId,
    children: [paragraph("new")],
  });
  expect(JSON.parse((await linesOf(file))[0] ?? "")).toMatchObject({ version: 2 });
  expect(createSandbox({ file }).tree(sandbox.rootPageId)).toEqual(again.tree(sandbox.rootPageId));
});

test("a file that went away is written anew, whole", async () => {
  const file = join(folder, "sandbox.json");
  const { sandbox, notion } = setUp({ file });
  const append = (content: string) =>
    notion.blocks.children.append({ block_id: sandbox.rootPageId, children: [paragraph(content)] });
  await append("a");
  await rm(file);
  await append("b");
  expect(createSandbox({ file }).tree(sandbox.rootPageId)).toEqual(sandbox.tree(sandbox.rootPageId));
});

test("databases, their rows and templates are kept", async () => {
  const file = join(folder, "sandbox.json");
  const { sandbox } = setUp({ file });
  const name = (title: string) => ({ Name: { title: [text(title)] } });
  const { id, sourceId } = sandbox.seedDatabase({
    title: "Tasks",
    properties: { Name: { title: {} }, No: { unique_id: {} }, State: { status: {} } },
    rows: [{ values: { ...name("one"), State: { status: { name: "Done" } } } }, { values: name("two") }],
    templates: [{ values: name("template"), isDefault: true }],
  });
  await sandbox.settled();
  const again = createSandbox({ file });
  const [old, reader] = [clientOf(sandbox), clientOf(again)];
  const view = async (one: typeof old) => [
    await one.databases.retrieve({ database_id: id }),
    await one.dataSources.retrieve({ data_source_id: sourceId }),
    await one.dataSources.query({ data_source_id: sourceId }),
    await one.dataSources.listTemplates({ data_source_id: sourceId }),
  ];
  const plain = (answers: readonly object[]) => answers.map((answer) => ({ ...answer, request_id: null }));
  expect(plain(await view(reader))).toEqual(plain(await view(old)));
  const third = await reader.pages.create({
    parent: { data_source_id: sourceId },
    properties: name("three"),
  });
  expect(third).toMatchObject({ properties: { No: { unique_id: { number: 3 } } } });
});

test("writes that arrive together are all saved before they are answered", async () => {
  const file = join(folder, "sandbox.json");
  const { sandbox, notion } = setUp({ file });
  const titles = Array.from({ length: 20 }, (_, index) => `Page ${index}`);
  await Promise.all(
    titles.map(async (title) => {
      const parent = { page_id: sandbox.rootPageId };
      const page = await notion.pages.create({ parent, properties: { title: { title: [text(title)] } } });
      expect(await readFile(file, "utf8")).toContain(page.id);
    }),
  );
});

test("a change that comes while an older state is being written is written too, before its save resolves", async () => {
  const written: string[] = [];
  let state = "old";
  let later: Promise<void> | null = null;
  const save = createSaver(async () => {
    const taken = state;
    await Promise.resolve();
    if (later === null) {
      state = "new";
      later = save();
    }
    written.push(taken);
  });
  await save();
  await later;
  expect(written).toEqual(["old", "new"]);
});

test("a file that is not a sandbox's is refused and left alone", async () => {
  const file = join(folder, "package.json");
  for (const content of ["", "{}", "not json", '{"version":99}', '{"version":2}']) {
    await writeFile(file, content);
    expect(() => createSandbox({ file })).toThrow(/is not a file this version of the sandbox wrote/);
    expect(await readFile(file, "utf8")).toBe(content);
  }
});

const SERVER = `
import { createSandbox } from ${JSON.stringify(new URL("../../src/sandbox/index.ts", import.meta.url).href)};
const sandbox = createSandbox({ file: process.argv[1] });
const { url } = await sandbox.listen({ port: 0 });
console.log(JSON.stringify({ url, root: sandbox.rootPageId }));
`;

/** A sandbox in a process of its own. */
async function spawnSandbox(file: string): Promise<{ child: ChildProcess; url: string; root: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", SERVER, file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { stdout } = child;
  if (stdout === null) {
    throw new Error("The process has no output.");
  }
  const [line] = await once(createInterface(stdout), "line");
  const said: unknown = JSON.parse(String(line));
  if (typeof said !== "object" || said === null || !("url" in said && "root" in said)) {
    throw new Error(`The process said ${line}.`);
  }
  return { child, url: String(said.url), root: String(said.root) };
}

test("kill -9 loses no write that was answered", async () => {
  const file = join(folder, "sandbox.json");
  const { child, url, root } = await spawnSandbox(file);
  const notion = new Client({ auth: SANDBOX_TOKEN, notionVersion: "2026-03-11", baseUrl: url, retry: false });
  const answered: string[] = [];
  const writing = (async () => {
    for (;;) {
      const { results } = await notion.blocks.children.append({ block_id: root, children: [paragraph("x")] });
      answered.push(results[0]?.id ?? "");
      if (answered.length === 15) {
        child.kill("SIGKILL");
      }
    }
  })();
  await expect(writing).rejects.toThrow();
  const ids = createSandbox({ file })
    .tree(root)
    .map((node) => node.id);
  expect(answered.length).toBeGreaterThanOrEqual(15);
  expect(ids.filter((id) => answered.includes(id))).toEqual(answered);
});
