import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/index.ts";
import { folderWith, put, startWatch } from "./support.ts";

function git(folder: string, ...args: readonly string[]): void {
  const who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...who, ...args], { cwd: folder, stdio: "ignore" });
}

function repositoryWith(files: Readonly<Record<string, string>>): string {
  const folder = folderWith({ ".gitignore": ".mdnotion/\n", ...files });
  git(folder, "init", "-q", "-b", "main");
  git(folder, "add", ".");
  git(folder, "commit", "-q", "-m", "first");
  git(folder, "switch", "-q", "-c", "draft");
  put(folder, "a.md", "# A\n\nA draft.\n");
  git(folder, "commit", "-q", "-a", "-m", "draft");
  git(folder, "switch", "-q", "main");
  return folder;
}

describe("when git checks something out", () => {
  test("it pauses and says so, publishes nothing, and goes on when it is back", async () => {
    const folder = repositoryWith({ "a.md": "# A\n\nMain.\n" });
    const watched = await startWatch(folder);
    git(folder, "switch", "-q", "draft");
    const paused = await watched.next("paused");
    expect(paused).toMatchObject({
      why: "head",
      says: "Git has checked out branch draft in place of branch main.",
    });
    await watched.next("touched");
    git(folder, "switch", "-q", "main");
    expect((await watched.next("resumed")).says).toBe("Git is back on branch main.");
    await watched.next("published");
    const changed = watched.events.flatMap((event) =>
      event.kind === "published"
        ? event.result.report.pages.filter(({ status }) => status === "updated")
        : [],
    );
    expect(changed).toEqual([]);
    expect(watched.pageText("a.md")).toBe("Main.");
    await watched.stop();
  });

  test("in a worktree, too; a key lets it go on there", async () => {
    const main = repositoryWith({ "a.md": "# A\n\nMain.\n" });
    const folder = join(folderWith({}), "tree");
    git(main, "worktree", "add", "-q", "--detach", folder);
    const watched = await startWatch(folder);
    git(folder, "switch", "-q", "draft");
    expect((await watched.next("paused")).says).toMatch(
      /^Git has checked out branch draft in place of commit [0-9a-f]{8}\.$/,
    );
    watched.watching.togglePause();
    await watched.next("published");
    expect(watched.pageText("a.md")).toBe("A draft.");
    await watched.stop();
  });

  test("a commit on the same branch is no reason to pause", async () => {
    const folder = repositoryWith({ "a.md": "# A\n\nMain.\n" });
    const watched = await startWatch(folder);
    put(folder, "a.md", "# A\n\nCommitted.\n");
    git(folder, "commit", "-q", "-a", "-m", "second");
    await watched.next("published");
    expect(watched.pageText("a.md")).toBe("Committed.");
    expect(watched.events.filter(({ kind }) => kind === "paused")).toEqual([]);
    await watched.stop();
  });

  test("where nobody can press a key it goes on after some quiet", async () => {
    const folder = repositoryWith({ "a.md": "# A\n\nMain.\n" });
    // Time that is hurried on: the quiet of 30 s is over in 0.3.
    const begin = Date.now();
    const now = (): number => begin + (Date.now() - begin) * 100;
    const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
      wait(ms / 100, undefined, signal === undefined ? {} : { signal });
    const flags = { quietFor: 20 };
    const watched = await startWatch(folder, { hasKeys: false, flags, world: { now, sleep } });
    git(folder, "switch", "-q", "draft");
    await watched.next("paused");
    expect((await watched.next("resumed")).says).toBe("Nothing has changed for 30 seconds.");
    await watched.next("published", () => watched.pageText("a.md") === "A draft.");
    await watched.stop();
  });

  test("what may not be published from there stays owed", async () => {
    const folder = repositoryWith({ "a.md": "# A\n\nMain.\n" });
    let isBarred = false;
    const barrier = async () => (isBarred ? { says: "Not from here.", fix: "Go elsewhere." } : null);
    const watched = await startWatch(folder, { more: { barrier } });
    isBarred = true;
    put(folder, "a.md", "# A\n\nBarred.\n");
    expect(await watched.next("paused")).toMatchObject({ says: "Not from here." });
    expect(await watched.next("owed")).toMatchObject({ owed: "held", retryAt: null });
    isBarred = false;
    watched.watching.publishNow();
    await watched.next("published");
    expect(watched.pageText("a.md")).toBe("Barred.");
    await watched.stop();
  });
});

test("a pause holds saves back, also the second that follows", async () => {
  const folder = folderWith({ "a.md": "# A\n\n0\n" });
  const watched = await startWatch(folder);
  watched.watching.togglePause();
  put(folder, "a.md", "# A\n\n1\n");
  await watched.next("touched");
  await wait(400);
  expect(watched.pageText("a.md")).toBe("0");
  watched.watching.togglePause();
  await watched.next("published");
  expect(watched.pageText("a.md")).toBe("1");
  await watched.stop();
});

/** A watch whose Notion is a sandbox in this process, in hurried time. */
async function watchSandbox(folder: string) {
  const sandbox = createSandbox();
  const state = { isAway: false };
  const begin = Date.now();
  const now = (): number => begin + (Date.now() - begin) * 100;
  const watched = await startWatch(folder, {
    flags: { to: sandbox.rootPageId, quietFor: 20 },
    more: { sandbox: false, token: sandbox.token },
    world: {
      now,
      sleep: (ms, signal) => wait(ms / 100, undefined, signal === undefined ? {} : { signal }),
      fetch: async (input, init) => {
        if (!state.isAway) return sandbox.fetch(input, { ...init, body: bodyOf(init.body) });
        throw new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code: "ENOTFOUND" }) });
      },
    },
  });
  return { sandbox, state, watched };
}

function bodyOf(body: unknown): string | FormData | null {
  return typeof body === "string" || body instanceof FormData ? body : null;
}

const textIn = (sandbox: ReturnType<typeof createSandbox>, id: string | null): string =>
  JSON.stringify(id === null ? null : sandbox.tree(id).map(({ payload }) => payload["rich_text"]));

describe("when Notion", () => {
  test("is away: what is owed is kept, said once, and published once it is back", async () => {
    const folder = folderWith({ "a.md": "# A\n\nBefore.\n", "b.md": "# B\n\nBefore.\n" });
    const { sandbox, state, watched } = await watchSandbox(folder);
    state.isAway = true;
    put(folder, "a.md", "# A\n\nWritten offline.\n");
    const { result } = await watched.next("published");
    expect(result.report.stop).toMatchObject({ kind: "away" });
    expect(await watched.next("owed")).toMatchObject({ owed: "run" });
    put(folder, "b.md", "# B\n\nAlso offline.\n");
    await watched.next("touched", ({ path }) => path === "b.md");
    state.isAway = false;
    await watched.next("settled");
    expect(textIn(sandbox, watched.pageId("a.md"))).toContain("Written offline.");
    await watched.next("published", () => textIn(sandbox, watched.pageId("b.md")).includes("Also offline."));
    expect(await watched.stop()).toEqual({ kind: "interrupted", isOwing: false });
  });

  test.each([
    ["fails before it does something", { kind: "status", status: 500, when: "before" }],
    ["fails after it did it", { kind: "status", status: 502, when: "after" }],
    ["limits the rate", { kind: "status", status: 429, when: "before", retryAfter: 2 }],
    ["drops the connection afterwards", { kind: "reset", when: "after" }],
  ] as const)("%s: it is settled in the round or the next", async (_, fault) => {
    const folder = folderWith({ "a.md": "# A\n\nBefore.\n" });
    const { sandbox, watched } = await watchSandbox(folder);
    sandbox.faults.add({ at: sandbox.requests.list().length + 1, fault, times: 2 });
    put(folder, "a.md", "# A\n\nAfter.\n\nAnd more.\n");
    await watched.next("published", () => textIn(sandbox, watched.pageId("a.md")).includes("And more."));
    const id = watched.pageId("a.md") ?? "";
    expect(sandbox.tree(id)).toHaveLength(2);
    expect(await watched.stop()).toEqual({ kind: "interrupted", isOwing: false });
  });

  test("refuses the token at the start, it ends and says why", async () => {
    const folder = folderWith({ "a.md": "# A\n" });
    const start = startWatch(folder, {
      flags: { to: "1".repeat(32) },
      more: { sandbox: false, token: `ntn_${"a".repeat(43)}` },
      world: { fetch: (input, init) => createSandbox().fetch(input, { ...init, body: bodyOf(init.body) }) },
    });
    await expect(start).rejects.toMatchObject({
      kind: "stopped",
      result: { report: { stop: { kind: "refused", code: "unauthorized" } } },
    });
  });
});

describe("an end", () => {
  test("in the midst of a round finishes what is under way; the next watch does the rest, nothing twice", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`page-${index}.md`, `# Page ${index}\n\nText ${index}.\n`]),
    );
    const folder = folderWith({ "a.md": "# A\n\nA.\n" });
    const first = await startWatch(folder);
    for (const [path, text] of Object.entries(files)) put(folder, path, text);
    await first.next("round", ({ paths }) => (paths?.length ?? 0) > 0);
    const end = await first.stop();
    expect(end.kind).toBe("interrupted");
    const journal = join(folder, ".mdnotion/sandbox.journal.jsonl");
    expect(existsSync(journal) ? readFileSync(journal, "utf8") : "").toBe("");

    const second = await startWatch(folder);
    const titles = second
      .sandbox()
      .pages()
      .filter((page) => page["in_trash"] === false)
      .map((page) => JSON.stringify(page["properties"]).match(/"plain_text":"([^"]*)"/)?.[1]);
    for (let index = 0; index < 30; index += 1)
      expect(titles.filter((title) => title === `Page ${index}`)).toEqual([`Page ${index}`]);
    expect(second.pageText("page-7.md")).toBe("Text 7.");
    await second.stop();
  });
});
