import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { ROOT } from "./pages.ts";

const run = promisify(execFile);

// The process is the point: it is what a newcomer starts first. It ends with 1 when anything is not as expected.
test("the demo publishes the handbook, and everything is as it should be", async () => {
  const env = { ...process.env, NO_COLOR: "1" };
  const { stdout } = await run(process.execPath, ["scripts/demo.mjs"], { cwd: ROOT, env });
  expect(stdout).toContain("Fernway handbook");
  expect(stdout).toContain("✓ the second run makes no request");
  expect(stdout).not.toContain("✗");
});
