import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { codeIn, docPage, ROOT } from "./pages.ts";

const run = promisify(execFile);

const EXAMPLES = ["README.md", "docs/library.md"].flatMap((path) =>
  codeIn(docPage(path), "js").map(({ line, text }) => ({ path, line, text })),
);

/** What an example says that its lines print: `console.log(…); // this`. */
function promised(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => /^console\.log\(.*\); \/\/ (.*)$/.exec(line)?.[1] ?? []);
}

test("there are examples, and each says what it prints", () => {
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(6);
  for (const { text } of EXAMPLES) expect(promised(text)).not.toEqual([]);
});

// As a reader's own program would: a process of its own, which imports the built package by its name.
test.for(EXAMPLES)("$path:$line runs and prints what it says", async ({ text }) => {
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", text], { cwd: ROOT });
  const printed = stdout.split("\n");
  expect(printed.filter((line) => promised(text).includes(line))).toEqual(promised(text));
});
