import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, LogLevel } from "@notionhq/client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Output } from "../../src/commands/context.ts";
import { run } from "../../src/commands/run.ts";
import { capture, runCommand, testContext } from "./harness.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mdnotion-sandbox-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Starts the command, uses what it printed, and interrupts it. */
async function withSandbox(
  flags: readonly string[],
  use: (printed: Readonly<Record<string, string>>, text: string) => Promise<void>,
): Promise<number> {
  const controller = new AbortController();
  const stdout = capture();
  let announce: () => void = () => {};
  const announced = new Promise<void>((resolve) => {
    announce = resolve;
  });
  const listening: Output = {
    ...stdout,
    write: (text) => {
      stdout.write(text);
      announce();
    },
  };
  const code = run(
    ["sandbox", "--port", "0", ...flags],
    testContext({ cwd: folder, stdout: listening, signal: controller.signal, now: () => Date.now() }),
  );
  await Promise.race([announced, code]);
  const lines = stdout.text().matchAll(/^(\w+) +(\S+)$/gm);
  try {
    await use(
      Object.fromEntries([...lines].map(([, name = "", value = ""]) => [name, value])),
      stdout.text(),
    );
  } finally {
    controller.abort();
    await code;
  }
  return code;
}

function clientFor(printed: Readonly<Record<string, string>>): Client {
  const { Address = "", Token = "" } = printed;
  return new Client({
    auth: Token,
    baseUrl: Address,
    notionVersion: "2026-03-11",
    logLevel: LogLevel.ERROR,
    retry: false,
  });
}

describe("mdnotion sandbox", () => {
  test("prints where it is and how to publish to it, serves until it is interrupted, and ends with 0", async () => {
    const code = await withSandbox([], async (printed, text) => {
      const { Address = "", Page = "", Token = "" } = printed;
      expect(Address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(text).toContain(
        `NOTION_BASE_URL=${Address} NOTION_TOKEN=${Token} mdnotion publish <folder> --to ${Page}\n`,
      );
      expect(await clientFor(printed).pages.retrieve({ page_id: Page })).toMatchObject({
        object: "page",
        id: Page,
      });
    });
    expect(code).toBe(0);
  });

  test("keeps its pages in a file", async () => {
    const flags = ["--file", "notion.json"];
    let made = "";
    await withSandbox(flags, async (printed) => {
      const { Page = "" } = printed;
      const page = await clientFor(printed).pages.create({
        parent: { type: "page_id", page_id: Page },
        properties: { title: { title: [{ text: { content: "Kept" } }] } },
      });
      made = page.id;
    });
    expect(await readFile(join(folder, "notion.json"), "utf8")).toContain("Kept");
    await withSandbox(flags, async (printed) => {
      expect(await clientFor(printed).pages.retrieve({ page_id: made })).toMatchObject({ id: made });
    });
  });

  test("lets requests go wrong as told, from a file or from the command line", async () => {
    const rules = [{ at: 1, fault: { kind: "status", status: 502, when: "before" } }];
    await writeFile(join(folder, "faults.json"), JSON.stringify(rules));
    for (const faults of ["faults.json", JSON.stringify(rules)]) {
      await withSandbox(["--faults", faults], async (printed) => {
        await expect(clientFor(printed).users.me({})).rejects.toMatchObject({ status: 502 });
        await expect(clientFor(printed).users.me({})).resolves.toMatchObject({ object: "user" });
      });
    }
  });
});

describe("what it cannot do is refused", () => {
  test.each([
    [["--faults", "[{]"], "error: --faults is no JSON: "],
    [["--faults", "none.json"], "error: --faults names the file `none.json`, which cannot be read: "],
    [["--faults", '[{"at": 1, "fault": {"kind": "flood"}}]'], "error: --faults holds what is no fault: "],
    [["--faults", '[{"at": 1, "fault": {"kind": "reset", "when": "after"}, "often": 2}]'], "often"],
    [["--latency", "soon"], "error: --latency wants milliseconds, got `soon`."],
    [["--latency", "400-100"], "error: --latency wants milliseconds, got `400-100`."],
    [["--file", "broken.json"], "error: The sandbox cannot be opened: "],
  ])("%j", async (flags, words) => {
    await writeFile(join(folder, "broken.json"), "{");
    const { code, stderr, stdout } = await runCommand(["sandbox", ...flags], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(words);
  });
});
