import { expect, test } from "vitest";
import type { ExitCode } from "../../src/commands/context.ts";
import { exitCode, type Outcome } from "../../src/commands/exit.ts";
import type { PageAction, Plan } from "../../src/model/plan.ts";
import type { Stop } from "../../src/model/report.ts";
import { complaint, pageReport, report } from "../report/samples.ts";

function planWith(...actions: readonly PageAction[]): Plan {
  const pages = actions.map((action) => ({
    key: action,
    path: null,
    title: "",
    action,
    reason: "",
    page: null,
    changes: [],
    operations: [],
    effects: [],
    inputs: null,
    messages: [],
  }));
  return { version: 1, pages, operations: [], needs: [], messages: [] };
}

const fine: Outcome = {
  report: report(),
  plan: planWith("create", "none"),
  messages: [],
  changesCount: false,
};
const stopped = (stop: Stop): Outcome => ({ ...fine, report: report({ stop }) });
const about = { says: "s", fix: "f" };

test.each<[string, Outcome, ExitCode]>([
  ["done", fine, 0],
  ["done with warnings", { ...fine, messages: [complaint("a", null)] }, 0],
  ["a document has an error", { ...fine, messages: [complaint("a", null, { severity: "error" })] }, 1],
  ["a page failed", { ...fine, report: report({ pages: [pageReport("a", "failed")] }) }, 1],
  ["a page was skipped", { ...fine, report: report({ pages: [pageReport("a", "skipped")] }) }, 0],
  ["a page is refused", { ...fine, plan: planWith("refuse") }, 1],
  ["there are changes, and they count", { ...fine, changesCount: true }, 2],
  [
    "there are none, and they would count",
    { ...fine, plan: planWith("none", "skip"), changesCount: true },
    0,
  ],
  [
    "there are changes, and an error counts more",
    { ...fine, plan: planWith("create", "refuse"), changesCount: true },
    1,
  ],
  ["nothing could be attempted", stopped({ kind: "usage", ...about }), 3],
  ["Notion is away", stopped({ kind: "away", ...about }), 4],
  ["Notion refuses", stopped({ kind: "refused", code: "c", ...about }), 4],
  ["the token is refused at once", stopped({ kind: "refused", code: "unauthorized", ...about }), 3],
  [
    "the token is refused in the middle of a run",
    {
      ...fine,
      report: report({
        requests: { run: 1, read: 0, plan: 3, repeated: 0 },
        stop: { kind: "refused", code: "unauthorized", ...about },
      }),
    },
    4,
  ],
  ["interrupted", stopped({ kind: "interrupted" }), 130],
  [
    "interrupted after a page failed",
    { ...fine, report: report({ pages: [pageReport("a", "failed")], stop: { kind: "interrupted" } }) },
    130,
  ],
  ["neither plan nor report", { ...fine, plan: null, report: null }, 0],
])("%s: %#", (_name, outcome, code) => {
  expect(exitCode(outcome)).toBe(code);
});
