import { describe, expect, test } from "vitest";
import type { Stop } from "../../src/model/report.ts";
import { reportJson } from "../../src/report/json.ts";
import { PLAIN_PALETTE } from "../../src/report/palette.ts";
import { formatReport, formatStop } from "../../src/report/reportText.ts";
import { formatSummary } from "../../src/report/summary.ts";
import { aboutMinutes, duration } from "../../src/report/words.ts";
import { complaint, MARKED, pageReport, place, report } from "./samples.ts";

const short = { palette: PLAIN_PALETTE, verbose: false };

describe("a report", () => {
  const run = report({
    pages: [
      pageReport("guide/", "created", { path: null, url: "https://www.notion.so/1" }),
      pageReport("a.md", "unchanged", { url: "https://www.notion.so/2" }),
      pageReport("b.md", "failed", { reason: "Notion says no" }),
      pageReport("old.md", "withdrawn"),
    ],
    requests: { run: 1, read: 2, plan: 3, repeated: 1 },
    newBlocks: 12,
  });

  test("lists pages that are not as they were with their links, what was withdrawn first, then counts", () => {
    expect(formatReport(run, short)).toBe(
      `
withdrawn  old.md
failed     b.md  (Notion says no)
created    guide/  https://www.notion.so/1
4 pages · 1 withdrawn · 1 created · 1 failed · 1 unchanged
7 requests (1 repeated) · 12 new blocks · 1.2 s`.trimStart(),
    );
  });

  test("shows unchanged pages when asked for more", () => {
    expect(formatReport(run, { ...short, verbose: true })).toContain(
      "unchanged  a.md  https://www.notion.so/2",
    );
  });

  test("says when there was nothing to do", () => {
    expect(formatReport(report({ pages: [pageReport("a.md", "unchanged")] }), short)).toBe(
      "1 page · 1 unchanged\nno request · 1.2 s",
    );
  });

  test("as JSON has a version, totals and sorted messages", () => {
    const messages = [complaint("b.md", place(2)), complaint("a.md", place(1))];
    const read: unknown = JSON.parse(reportJson({ ...run, messages }));
    expect(read).toMatchObject({
      version: 1,
      kind: "report",
      pages: [{ key: "guide/", status: "created" }, {}, {}, {}],
      messages: [{ path: "a.md" }, { path: "b.md" }],
      requests: { total: 7, run: 1, read: 2, plan: 3, repeated: 1 },
      newBlocks: 12,
      stop: null,
    });
  });
});

test.each<[Stop, string]>([
  [{ kind: "usage", says: "No token.", fix: "Set one." }, "R<No token.>\n→ Set one."],
  [{ kind: "away", says: "Notion is away.", fix: "" }, "R<Notion is away.>"],
  [
    { kind: "refused", code: "restricted_resource", says: "May not.", fix: "Allow it." },
    "R<Notion refused to go on (restricted_resource): May not.>\n→ Allow it.",
  ],
  [
    { kind: "interrupted" },
    "Y<Interrupted.>\n→ What was confirmed is remembered; run the same command again to do the rest.",
  ],
])("a run that ended early says why: %o", (stop, text) => {
  expect(formatStop(stop, MARKED)).toBe(text);
});

test("before it writes, a run says where, what, and what it costs", () => {
  const summary = {
    workspace: "Acme",
    target: "Handbook",
    creates: 24,
    updates: 1,
    adopts: 0,
    trashes: 0,
    unchanged: 3,
    requests: 30,
    newBlocks: 1,
    minutes: 1,
  };
  expect(formatSummary(summary, PLAIN_PALETTE)).toBe(
    "Target: Handbook in Acme\nPages: 24 to create · 1 to update · 3 unchanged · 30 requests · 1 new block · about 1 minute",
  );
  const none = { ...summary, creates: 0, updates: 0, requests: 0 };
  expect(formatSummary(none, PLAIN_PALETTE)).toContain("Pages: 3 unchanged · nothing to send");
});

test.each([
  [40, "40 ms"],
  [999.6, "1 s"],
  [1500, "1.5 s"],
  [59_400, "59.4 s"],
  [60_000, "1 min"],
  [250_000, "4 min 10 s"],
])("%d milliseconds are %s", (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words);
});

test("minutes are rounded up", () => {
  expect([0, 0.5, 1, 1.2].map(aboutMinutes)).toEqual([
    "less than a minute",
    "less than a minute",
    "about 1 minute",
    "about 2 minutes",
  ]);
});
