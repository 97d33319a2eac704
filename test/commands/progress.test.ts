import { describe, expect, test } from "vitest";
import { confirmRun } from "../../src/commands/confirm.ts";
import { createProgress, drawBar } from "../../src/commands/progress.ts";
import type { PublishEvent } from "../../src/publish/types.ts";
import { complaint } from "../report/samples.ts";
import { capture } from "./harness.ts";

const loud = { quiet: false, verbose: false };

function step(name: "convert" | "apply" | "done", done: number, total: number): PublishEvent {
  return { kind: "step", step: name, done, total };
}

function page(key: string, status: "created" | "unchanged"): PublishEvent {
  return { kind: "page", key, title: key, status };
}

/** What is told of events that come this many milliseconds apart. */
function told(events: readonly PublishEvent[], isTTY: boolean, options = loud, apart = 100): string {
  const stderr = capture(isTTY, 60);
  let time = 0;
  const progress = createProgress(
    {
      stderr,
      now: () => {
        time += apart;
        return time;
      },
    },
    options,
  );
  for (const event of events) {
    progress.event(event);
  }
  progress.clear();
  return stderr.text();
}

describe("without a terminal", () => {
  test("each page that changes and every 50 of anything else has its line", () => {
    const events = [
      ...Array.from({ length: 120 }, (_, n) => step("convert", n + 1, 120)),
      page("a.md", "created"),
      page("b.md", "unchanged"),
      { kind: "wait", milliseconds: 61_000, why: "rateLimit" } as const,
      { kind: "wait", milliseconds: 500, why: "pacing" } as const,
      step("done", 1, 1),
    ];
    expect(told(events, false)).toBe(
      "Converting: 50 of 120\nConverting: 100 of 120\ncreated    a.md\nWaiting 1 min 1 s: Notion's rate limit\n",
    );
  });

  test("unchanged pages are told when asked for more", () => {
    expect(told([page("b.md", "unchanged")], false, { quiet: false, verbose: true })).toBe(
      "unchanged  b.md\n",
    );
  });
});

describe("on a terminal", () => {
  const clear = "\r\u001b[K";

  test("one bar is drawn over itself and taken away at the end", () => {
    const text = told([step("apply", 0, 4), step("apply", 1, 4), page("a.md", "created")], true);
    expect(text.split(clear)).toEqual([
      "",
      "Publishing ──────────────────────── 0/4",
      "Publishing ██████────────────────── 1/4",
      "Publishing ██████────────────────── 1/4  created a.md",
      "",
    ]);
  });

  test("waits and messages show in it and above it", () => {
    const events = [
      step("apply", 1, 4),
      { kind: "wait", milliseconds: 3000, why: "retry" } as const,
      { kind: "message", message: complaint("a.md", null) } as const,
      step("done", 1, 1),
    ];
    expect(told(events, true).split(clear)).toEqual([
      "",
      "Publishing ██████────────────────── 1/4",
      "Publishing ██████────────────────── 1/4  waiting 3 s: a req",
      "a.md: warning link-not-found: The link leads nowhere. Correct the path.\n",
    ]);
  });

  test("it is not drawn more often than the eye can see", () => {
    const events = Array.from({ length: 1000 }, (_, n) => step("apply", n, 1000));
    expect(told(events, true, loud, 1).split(clear).length - 2).toBeLessThanOrEqual(1000 / 80 + 1);
  });

  test("it never is wider than the terminal", () => {
    expect(drawBar("Publishing", 3, 0, "x".repeat(500), 60).length).toBe(59);
    expect(drawBar("P", 9, 3, "a\nb", 60)).toBe(`P ${"█".repeat(24)} 9/3  a b`);
  });
});

test("quiet tells nothing", () => {
  expect(told([step("apply", 1, 2), page("a.md", "created")], true, { quiet: true, verbose: false })).toBe(
    "",
  );
});

describe("before the first write", () => {
  const summary = {
    workspace: "Acme",
    target: "Handbook",
    creates: 21,
    updates: 0,
    adopts: 0,
    trashes: 0,
    unchanged: 0,
    requests: 21,
    newBlocks: 100,
    minutes: 1,
  };
  const none = { quiet: false, yes: false };

  test.each([
    ["y", true],
    [" YES ", true],
    ["", false],
    ["n", false],
    ["yesterday", false],
  ])("many pages want a yes: %j", async (answer, agreed) => {
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      return answer;
    };
    const stderr = capture(true);
    expect(await confirmRun(summary, { ask, stderr }, none)).toBe(agreed);
    expect(asked).toEqual(["Create 21 pages? [y/N] "]);
    expect(stderr.text()).toContain("Target: Handbook in Acme");
  });

  const mustNotAsk = () => Promise.reject(new Error("asked"));

  test("few pages, --yes, and no terminal want none", async () => {
    const stderr = capture();
    expect(await confirmRun({ ...summary, creates: 20 }, { ask: mustNotAsk, stderr }, none)).toBe(true);
    expect(await confirmRun(summary, { ask: mustNotAsk, stderr }, { ...none, yes: true })).toBe(true);
    expect(await confirmRun(summary, { ask: null, stderr }, none)).toBe(true);
    expect(stderr.text().match(/^Target:/gm)).toHaveLength(3);
  });

  test("quiet says nothing unless there is a question", async () => {
    const silent = capture();
    await confirmRun(
      { ...summary, creates: 1 },
      { ask: mustNotAsk, stderr: silent },
      { quiet: true, yes: false },
    );
    expect(silent.text()).toBe("");
    const asking = capture();
    await confirmRun(summary, { ask: async () => "y", stderr: asking }, { quiet: true, yes: false });
    expect(asking.text()).toContain("21 to create");
  });
});
