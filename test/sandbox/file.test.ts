import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "@notionhq/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSandbox, SANDBOX_TOKEN } from "../../src/sandbox/index.ts";
import { createSaver } from "../../src/sandbox/store/file.ts";
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

test("the file is JSON with one record a line and no other file stays beside it", async () => {
  const file = join(folder, "sandbox.json");
  const { sandbox, notion } = setUp({ file });
  await notion.blocks.children.append({
    block_id: sandbox.rootPageId,
    children: ["a", "b", "c", "d"].map(paragraph),
  });
  const before = (await readFile(file, "utf8")).split("\n");
  await notion.blocks.update({
    block_id: sandbox.tree(sandbox.rootPageId)[0]?.id ?? "",
    paragraph: { rich_text: [text("changed")] },
  });
  const after = await readFile(file, "utf8");
  const changed = after.split("\n").filter((line) => !before.includes(line));
  // The block, and its page, whose edit time follows.
  expect(changed.length).toBeLessThanOrEqual(2);
  expect(changed.join()).toContain("changed");
  expect(JSON.parse(after)).toMatchObject({ version: 1, nodes: expect.any(Array) });
  expect(await readdir(folder)).toEqual(["sandbox.json"]);
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
  const file = join(folder, "sandbox.json");
  let state = "old";
  let later: Promise<void> | null = null;
  const save = createSaver(file, () => {
    const taken = state;
    if (later === null) {
      state = "new";
      later = save();
    }
    return taken;
  });
  await save();
  await later;
  expect(await readFile(file, "utf8")).toBe("new");
});

test("a file that is not a sandbox's is refused and left alone", async () => {
  const file = join(folder, "package.json");
  for (const content of ["{}", "not json", '{"version":99}']) {
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
