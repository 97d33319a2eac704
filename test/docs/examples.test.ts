import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { codeIn, docPage, ROOT } from "./pages.ts";

const run = promisify(execFile);

const PAGES = ["README.md", "docs/library.md", "docs/filters.md", "docs/pagination.md", "docs/api-limits.md"];

const EXAMPLES = PAGES.flatMap((path) =>
  codeIn(docPage(path), "js").map(({ line, text }) => ({ path, line, text })),
);

/** Where the examples make their folders. */
const scratch = mkdtempSync(join(tmpdir(), "mdnotion-examples-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What an example says that its lines print: `console.log(…); // this`. */
function promised(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => /^ *console\.log\(.*\); \/\/ (.*)$/.exec(line)?.[1] ?? []);
}

test("there are examples, and each says what it prints", () => {
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(6);
  for (const { text } of EXAMPLES) expect(promised(text)).not.toEqual([]);
});

// As a reader's own program would: a process of its own, which imports the built package by its name.
test.for(EXAMPLES)("$path:$line runs and prints what it says", async ({ text }) => {
  const env = { ...process.env, TMPDIR: scratch };
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", text], { cwd: ROOT, env });
  const printed = stdout.split("\n");
  expect(printed.filter((line) => promised(text).includes(line))).toEqual(promised(text));
});
