import { afterAll, expect, test } from "vitest";
import { wanted } from "../support/convergence.ts";
import { folderOf } from "./program.ts";
import { nothingIsLeft, publishedWell, type Served, serve } from "./published.ts";

const files = Object.fromEntries(
  Array.from({ length: 20 }, (_, index) => [`page-${index}.md`, `# Page ${index}\n\nText.\n`]),
);

const open: Served[] = [];
afterAll(() => Promise.all(open.map((served) => served.close())));

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends a run cleanly: 130, what was done, and what to do",
  async (name) => {
    const served = await serve();
    open.push(served);
    const cwd = await folderOf(files);
    const program = served.publish(cwd);
    served.sandbox.faults.add({
      at: ({ n }) => {
        if (n === 12) program.child.kill(name);
        return false;
      },
      fault: { kind: "reset", when: "before" },
    });
    const { code, stderr, stdout } = await program.ended;
    expect(code).toBe(130);
    expect(stderr).toMatch(/^Interrupted\.\n→ .+run the same command again/m);
    expect(stdout).toMatch(/^20 pages · \d+ created/m);
    expect(stdout).toMatch(/\d+ skipped/);
    served.sandbox.faults.clear();

    await publishedWell(served, cwd);
    expect(served.tree()).toEqual((await wanted(files)).tree);
    await nothingIsLeft(served, cwd);
  },
);
