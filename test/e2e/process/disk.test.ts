import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Contents } from "../support/rehearsal.ts";
import { folderOf, write } from "./program.ts";
import { nothingIsLeft, publishedWell, type Served, serve } from "./published.ts";

const open: Served[] = [];
afterAll(() => Promise.all(open.map((served) => served.close())));

async function served(): Promise<Served> {
  const one = await serve();
  open.push(one);
  return one;
}

/** Runs a program that can write no file larger than so many blocks of 512 bytes, as on a full disk. */
function withFiles(blocks: number): readonly [string, ...string[]] {
  return ["sh", "-c", `ulimit -f ${blocks}; exec "$@"`, "sh"];
}

function pages(count: number, text: string): Contents {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`page-${index}.md`, `# Page ${index}\n\n${text}\n`]),
  );
}

test("a lockfile that cannot be written is left as it was, and the next run writes it without a request", async () => {
  const notion = await served();
  const cwd = await folderOf(pages(30, "Text."));
  await publishedWell(notion, cwd);
  const before = await readFile(join(cwd, "mdnotion.lock.json"), "utf8");
  expect(before.length).toBeGreaterThan(8 * 512);

  await write(cwd, { "page-7.md": "# Page 7\n\nText.\n\nMore.\n" });
  const { code, stderr, stdout } = await notion.publish(cwd, [], { under: withFiles(8) }).ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/lockfile-not-written · 1 error/);
  expect(stderr).toContain("the file may not become that large");
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stdout).toMatch(/^updated {4}page-7\.md/m);
  expect(await readFile(join(cwd, "mdnotion.lock.json"), "utf8")).toBe(before);

  await nothingIsLeft(notion, cwd);
  expect(await readFile(join(cwd, "mdnotion.lock.json"), "utf8")).not.toBe(before);
});

test("where the journal cannot be written, nothing further is sent; the next run makes up for it", async () => {
  const notion = await served();
  const files = pages(30, "Text.");
  const cwd = await folderOf(files);
  const { code, stderr } = await notion.publish(cwd, [], { under: withFiles(8) }).ended;
  expect(code).toBe(3);
  expect(stderr).toContain("journal-not-written");
  expect(stderr).not.toMatch(/^\s+at /m);
  const made = notion.sandbox.tree(notion.sandbox.rootPageId).length;
  expect(made).toBeGreaterThan(0);
  expect(made).toBeLessThan(30);

  await publishedWell(notion, cwd);
  expect(notion.sandbox.tree(notion.sandbox.rootPageId)).toHaveLength(30);
  await nothingIsLeft(notion, cwd);
});
