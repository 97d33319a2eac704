import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { CommandContext, ExitCode } from "../../src/commands/context.ts";
import { run } from "../../src/commands/run.ts";
import { folderWith } from "./folder.ts";
import { capture, testContext } from "./harness.ts";

interface Started {
  readonly stdout: () => string;
  readonly stderr: () => string;
  press(key: string): void;
  readonly browsed: readonly string[];
  /** Resolves once the output holds these words. */
  until(words: string | RegExp): Promise<void>;
  end(): Promise<ExitCode>;
}

/** Starts a command that watches, as at a terminal or without one. */
function start(argv: readonly string[], cwd: string, isTerminal: boolean): Started {
  const controller = new AbortController();
  const [stdout, stderr] = [capture(), capture(isTerminal)];
  const browsed: string[] = [];
  let onKey: (key: string) => void = () => undefined;
  const keys: CommandContext["keys"] = (listen) => {
    onKey = listen;
    return () => {
      onKey = () => undefined;
    };
  };
  let over = false;
  const code = run(
    argv,
    testContext({
      cwd,
      stdout,
      stderr,
      keys: isTerminal ? keys : null,
      browse: async (url) => {
        browsed.push(url);
      },
      now: () => Date.now(),
      sleep: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }),
      signal: controller.signal,
    }),
  ).finally(() => {
    over = true;
  });
  return {
    stdout: stdout.text,
    stderr: stderr.text,
    press: (key) => onKey(key),
    browsed,
    async until(words) {
      const has = (text: string): boolean =>
        typeof words === "string" ? text.includes(words) : words.test(text);
      while (!has(`${stdout.text()}${stderr.text()}`)) {
        if (over) throw new Error(`It ended: ${stdout.text()}${stderr.text()}`);
        await wait(10);
      }
    },
    end: () => {
      controller.abort();
      return code;
    },
  };
}

const FOLDER = { "docs/a.md": "# A\n\nA.\n", "docs/guide/b.md": "# B\n\nB.\n" };

describe("mdnotion watch", () => {
  test("prints a line for each page it publishes, and ends with 0", async () => {
    const cwd = await folderWith(FOLDER);
    const watching = start(["watch", "docs", "--sandbox"], cwd, false);
    await watching.until("3 created");
    writeFileSync(join(cwd, "docs/a.md"), "# A\n\nAnother text.\n");
    await watching.until("1 updated");
    expect(await watching.end()).toBe(0);
    expect(
      watching
        .stdout()
        .replace(/\d\d:\d\d:\d\d/g, "now")
        .replace(/ · [\d.]+ m?s$/gm, ""),
    ).toBe(
      [
        "created    docs/a.md",
        "created    guide/",
        "created    docs/guide/b.md",
        "now  3 created · 7 requests · 5 new blocks",
        "updated    docs/a.md",
        "now  1 updated · 2 requests",
        "",
      ].join("\n"),
    );
    expect(watching.stderr()).toBe(
      "Watching docs: a file is published 200 ms after it was last saved, 2 s after its first change at the latest. Ctrl-C ends it.\n",
    );
    expect(readFileSync(join(cwd, "docs/.mdnotion/sandbox.lock.json"), "utf8")).toContain(
      '"page":"guide/b.md"',
    );
  });

  test("tells of an error with its place, and not again with every save of another file", async () => {
    const cwd = await folderWith({ ...FOLDER, "docs/c.md": "---\ntitle: [\n---\nC.\n" });
    const watching = start(["watch", "docs", "--sandbox"], cwd, false);
    await watching.until("docs/c.md:2:");
    writeFileSync(join(cwd, "docs/a.md"), "# A\n\nAnother text.\n");
    await watching.until("1 updated");
    writeFileSync(join(cwd, "docs/c.md"), "---\ntitle: [[\n---\nC.\n");
    await watching.until(/docs\/c\.md:2:[\s\S]*docs\/c\.md:2:/);
    expect(await watching.end()).toBe(0);
    expect(watching.stderr().match(/docs\/c\.md:2:/g)).toHaveLength(2);
  });

  test("tells programs a line of JSON for each event", async () => {
    const cwd = await folderWith(FOLDER);
    const watching = start(["watch", "docs", "--sandbox", "--reporter", "json"], cwd, false);
    await watching.until('"event":"published"');
    writeFileSync(join(cwd, "docs/a.md"), "# A\n\nAnother text.\n");
    await watching.until(/"event":"published"[\s\S]*"event":"published"/);
    expect(await watching.end()).toBe(0);
    const lines = watching
      .stdout()
      .trim()
      .split("\n")
      .map((line): Record<string, unknown> => JSON.parse(line));
    const events = lines.map(({ event }) => event);
    expect(events.filter((event) => event !== "touched")).toEqual([
      "watching",
      "round",
      "published",
      "round",
      "published",
    ]);
    expect(lines.every(({ version }) => version === 1)).toBe(true);
    expect(lines.at(-1)).toMatchObject({
      pages: [{ key: "a.md", path: "a.md", status: "updated" }],
      requests: { total: 2 },
      stop: null,
    });
    expect(watching.stderr()).toBe("");
  });

  test("obeys keys at a terminal", async () => {
    const cwd = await folderWith(FOLDER);
    const watching = start(["watch", "docs", "--sandbox"], cwd, true);
    await watching.until("watching · ? for keys");
    watching.press("?");
    await watching.until("p  publish now");
    watching.press(" ");
    await watching.until("Paused. Nothing is published.");
    writeFileSync(join(cwd, "docs/a.md"), "# A\n\nAnother text.\n");
    await watching.until("docs/a.md changed");
    watching.press("p");
    await watching.until("1 updated");
    watching.press("o");
    await watching.until("No page was published yet that a browser could show.");
    watching.press("q");
    expect(await watching.end()).toBe(0);
  });

  test("says what keeps it from beginning, and exits as publish does", async () => {
    const cwd = await folderWith(FOLDER);
    const watching = start(["watch", "docs", "--to", "1".repeat(32)], cwd, false);
    await watching.until("→");
    expect(await watching.end()).toBe(3);
    expect(watching.stderr()).toContain("NOTION_TOKEN");
  });
});

describe("mdnotion dev", () => {
  test("shows in the browser what is saved", async () => {
    const config = { sources: [{ path: "docs", to: "2".repeat(32) }] };
    const cwd = await folderWith({ ...FOLDER, "mdnotion.config.json": JSON.stringify(config) });
    const watching = start(["dev", "--port", "0"], cwd, true);
    await watching.until("watching · ? for keys");
    const [, url = ""] = /^Preview {2}(\S+)$/m.exec(watching.stdout()) ?? [];
    expect(watching.browsed).toEqual([url]);
    expect(await (await fetch(url)).text()).toContain("<title>A</title>");
    writeFileSync(join(cwd, "docs/guide/b.md"), "# B\n\nSeen at once.\n");
    await watching.until("1 updated");
    watching.press("o");
    const [, page = ""] = watching.browsed;
    expect(await (await fetch(page)).text()).toContain("Seen at once.");
    expect(await watching.end()).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });
});
