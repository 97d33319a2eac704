import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { publish } from "../../src/publish.ts";
import { createSandbox } from "../../src/sandbox/index.ts";
import { folderWith, put } from "../files/tree.ts";
import { createVault } from "../support/memoryVault.ts";
import { createVirtualClock } from "../support/virtualClock.ts";
import { publishedTree } from "./publishedTree.ts";

const SITES = join(import.meta.dirname, "../../fixtures/sites");

/** A copy of a site, a sandbox and a memory. */
function begin(site: string) {
  const clock = createVirtualClock();
  const sandbox = createSandbox({ clock });
  const vault = createVault();
  const folder = folderWith();
  cpSync(join(SITES, site, "site"), folder, { recursive: true });

  /** Publishes the folder as a user would who names no preset. */
  async function run() {
    const { config, messages } = await loadConfig({
      cwd: folder,
      paths: [],
      flags: new Map(),
      environment: {},
    });
    if (config === null) throw new Error(messages.map(({ says }) => says).join("\n"));
    const before = sandbox.requests.list().length;
    const result = await clock.run(
      publish({
        config: {
          ...config,
          sources: config.sources.map((source) => ({ ...source, to: sandbox.rootPageId })),
        },
        select: [],
        token: sandbox.token,
        sandbox: false,
        dryRun: false,
        world: {
          fetch: sandbox.fetch,
          now: clock.now,
          sleep: clock.sleep,
          random: () => 0.5,
          signal: new AbortController().signal,
          process: { pid: 1, isAlive: () => true },
        },
        store: vault.open(),
        onEvent: () => undefined,
        confirm: async () => true,
      }),
    );
    const { report } = result;
    const said = [...messages, ...report.messages].map(
      ({ id, path, place }) => `${path ?? "-"}:${place?.line ?? "-"} ${id}`,
    );
    return { report, said, requests: sandbox.requests.list().length - before };
  }
  return { run, folder, tree: () => publishedTree(sandbox, sandbox.rootPageId) };
}

function wanted(site: string, actual: string): string {
  const file = join(SITES, site, "published.txt");
  if (process.env["UPDATE"] === "1" || !existsSync(file)) writeFileSync(file, actual);
  return readFileSync(file, "utf8");
}

describe.each(readdirSync(SITES))("a site of %s", (site) => {
  it("is published as its author means it, and then is in step", async () => {
    const { run, folder, tree } = begin(site);
    const first = await run();
    expect(first.report.stop).toBeNull();
    expect(first.report.pages.filter(({ status }) => status !== "created")).toEqual([]);
    const said = first.said.map((one) => `! ${one}\n`).join("");
    const published = tree();
    const actual = `${published}\n${said}\n${first.requests} requests\n`;
    expect(actual).toBe(wanted(site, actual));

    const second = await run();
    expect(second.requests).toBe(0);
    expect(second.report.pages.filter(({ status }) => status !== "unchanged")).toEqual([]);

    // A text elsewhere that no page refers to changes nothing.
    put(folder, "_unused.md", "# Unused\n");
    expect((await run()).requests).toBe(0);
    expect(tree()).toBe(published);
  });
});
