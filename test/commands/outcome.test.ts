import { describe, expect, test } from "vitest";
import { hereFrom } from "../../src/commands/here.ts";
import { type Telling, tellOutcome } from "../../src/commands/outcome.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { Report } from "../../src/model/report.ts";
import type { PublishResult } from "../../src/publish/types.ts";
import { complaint, pageReport, place, report } from "../report/samples.ts";
import { capture } from "./harness.ts";

const human: Telling = { reporter: "human", quiet: false, verbose: false };
const here = hereFrom("/root/docs", "/root");

const plan: Plan = {
  version: 1,
  operations: [],
  needs: [],
  messages: [complaint("a.md", place(2))],
  pages: [
    {
      key: "a.md",
      path: "a.md",
      title: "A",
      action: "create",
      reason: "",
      page: null,
      changes: [],
      operations: [],
      effects: [],
      inputs: null,
      messages: [complaint("a.md", place(2)), complaint("a.md", place(1, 1, { path: "part.md" }))],
    },
    {
      key: "guide/",
      path: null,
      title: "Guide",
      action: "none",
      reason: "",
      page: null,
      changes: [],
      operations: [],
      effects: [],
      inputs: null,
      messages: [],
    },
  ],
};

const created: Report = report({
  pages: [pageReport("a.md", "created", { url: "https://www.notion.so/1" })],
  messages: [complaint(null, null, { severity: "error", id: "config-syntax" })],
});

function told(result: PublishResult, dryRun: boolean, telling: Telling = human) {
  const stdout = capture();
  const stderr = capture();
  tellOutcome(result, dryRun, here, { stdout, stderr }, telling);
  return { stdout: stdout.text(), stderr: stderr.text() };
}

describe("a run that wrote", () => {
  test("tells its report, each message once, files as seen from here", () => {
    expect(told({ plan, report: created }, false)).toEqual({
      stdout: "created    docs/a.md  https://www.notion.so/1\n1 page · 1 created\nno request · 1.2 s\n",
      stderr: `
config-syntax · 1 error
  The link leads nowhere.
  → Correct the path.

link-not-found · 2 warnings
  docs/a.md:2:1  The link leads nowhere.
  docs/part.md:1:1  The link leads nowhere.
  → Correct the path.

1 error · 2 warnings
`.trimStart(),
    });
  });

  test("tells errors only when it shall be quiet", () => {
    const { stderr } = told({ plan, report: created }, false, { ...human, quiet: true });
    expect(stderr).toBe(
      "config-syntax · 1 error\n  The link leads nowhere.\n  → Correct the path.\n\n1 error\n",
    );
  });

  test("as JSON has all messages in the report, files relative to the root, and nothing beside it", () => {
    const { stderr, stdout } = told({ plan, report: created }, false, { ...human, reporter: "json" });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({
      kind: "report",
      pages: [{ path: "a.md" }],
      messages: [{ id: "config-syntax" }, { path: "a.md" }, { place: { path: "part.md" } }],
    });
  });

  test("in a workflow annotates, then tells its report", () => {
    const { stderr, stdout } = told({ plan, report: created }, false, { ...human, reporter: "github" });
    expect(stderr).toBe("");
    expect(stdout.split("\n").map((line) => line.slice(0, 24))).toEqual([
      "::error title=config-syn",
      "::warning file=docs/a.md",
      "::warning file=docs/part",
      "created    docs/a.md  ht",
      "1 page · 1 created",
      "no request · 1.2 s",
      "",
    ]);
  });
});

describe("a run that only planned", () => {
  test("tells the plan", () => {
    expect(told({ plan, report: report() }, true).stdout).toBe(
      "+ docs/a.md  “A”  create\nPlan: 1 to create · 1 unchanged · nothing to send\n",
    );
  });

  test("as JSON is the plan itself", () => {
    const { stdout } = told({ plan, report: report() }, true, { ...human, reporter: "json" });
    expect(JSON.parse(stdout)).toEqual(plan);
  });
});

describe("a run that ended before it began", () => {
  const stopped = report({ stop: { kind: "usage", says: "No token.", fix: "Set NOTION_TOKEN." } });

  test("says why, on stderr, and has no result", () => {
    expect(told({ plan: null, report: stopped }, true)).toEqual({
      stdout: "",
      stderr: "No token.\n→ Set NOTION_TOKEN.\n",
    });
  });

  test("has its reason in the JSON as well", () => {
    const { stdout } = told({ plan: null, report: stopped }, true, { ...human, reporter: "json" });
    expect(JSON.parse(stdout)).toMatchObject({ kind: "report", stop: { kind: "usage", says: "No token." } });
  });
});

test.each([
  ["/a", "/a", "x/y.md", "x/y.md"],
  ["/a", "/a/x", "x/y.md", "y.md"],
  ["/a", "/a/z", "x/y.md", "../x/y.md"],
  ["/a/docs", "/a", "guide/", "docs/guide/"],
  ["/a/docs", "/a/docs", "", "."],
])("under %s, seen from %s, %j is %j", (root, cwd, path, seen) => {
  expect(hereFrom(root, cwd)(path)).toBe(seen);
});
