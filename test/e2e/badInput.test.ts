import { readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { folderWith } from "../commands/folder.ts";
import { type Ran, runCommand } from "../commands/harness.ts";
import { createVirtualClock } from "../support/virtualClock.ts";

/** The program on a folder, with a local Notion in place of the network. */
interface Place {
  readonly cwd: string;
  readonly sandbox: Sandbox;
  publish(more?: { readonly token?: string | null; readonly to?: string }): Promise<Ran>;
  /** Titles and texts under the shared page. */
  content(): string;
}

async function placeWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<Place> {
  const clock = createVirtualClock();
  const sandbox = createSandbox({ clock });
  const cwd = await folderWith(files);
  return {
    cwd,
    sandbox,
    publish: async ({ token = sandbox.token, to = sandbox.rootPageId } = {}) => {
      const world = { cwd, token, fetch: sandbox.fetch, now: clock.now, sleep: clock.sleep };
      const ran = await clock.run(runCommand(["publish", "--to", to], world));
      const output = ran.stdout + ran.stderr;
      expect(output).not.toMatch(/^\s+at /m);
      if (token !== null && token.trim() !== "") expect(output).not.toContain(token.trim());
      return ran;
    },
    content: () => JSON.stringify(sandbox.tree(sandbox.rootPageId).map(({ id }) => sandbox.tree(id))),
  };
}

const bytes = (...parts: readonly number[]): Uint8Array => Uint8Array.from(parts);

describe("what concerns the run is said in one place, with 3, and nothing is written", () => {
  const wrong = "ntn_wrong00000000000000000000000000000000000000000";
  test.each<[string, (one: Sandbox) => { token?: string | null; to?: string }, RegExp]>([
    ["no token", () => ({ token: null }), /NOTION_TOKEN is not set/],
    ["a blank token", () => ({ token: "   " }), /NOTION_TOKEN is not set or is blank/],
    ["a token in quotation marks", () => ({ token: `"${wrong}"` }), /quotation marks/],
    ["a wrong token", () => ({ token: wrong }), /does not accept the token/],
    ["a token of another kind", () => ({ token: "sk-0123456789" }), /begin with `ntn_` or `secret_`/],
    ["a page that is not shared", (one) => ({ to: one.unsharedPageId }), /not shared with the connection/],
    ["a page in the trash", (one) => ({ to: one.trashedPageId }), /in Notion's trash/],
    ["an id of nothing", () => ({ to: "00000000000040008000000000000001" }), /does not exist/],
    ["no id at all", () => ({ to: "handbook" }), /neither the id nor the URL/],
    ["an address elsewhere", () => ({ to: "https://example.org/a" }), /neither the id nor the URL/],
  ])("%s", async (_name, change, words) => {
    const { publish, sandbox } = await placeWith({ "a.md": "A" });
    const { code, stderr } = await publish(change(sandbox));
    expect(code).toBe(3);
    expect(stderr).toMatch(words);
    expect(stderr).toMatch(/^→ .+/m);
    expect(sandbox.requests.list().filter(({ method }) => method !== "GET")).toEqual([]);
  });
});

describe("a file that cannot be used fails alone, with 1, its place and what to do", () => {
  test.each<[string, string, string | Uint8Array, RegExp]>([
    ["binary", "bad.md", bytes(0x89, 0x50, 0x4e, 0x47, 0, 0, 1), /file-binary.+\n\s+bad\.md/],
    ["not UTF-8", "bad.md", bytes(0x63, 0x61, 0x66, 0xe9, 10), /file-encoding.+\n\s+bad\.md:1:4/],
    [
      "with broken YAML",
      "bad.md",
      "---\ntitle: [\n---\nText\n",
      /front-matter-broken.+\n\s+bad\.md:2:\d+ .+YAML/,
    ],
    ["with broken TOML", "bad.md", "+++\na =\n+++\nText\n", /front-matter-broken.+\n\s+bad\.md:2:\d+ .+TOML/],
    [
      "with broken JSON",
      "bad.md",
      ";;;\n{ a: }\n;;;\nText\n",
      /front-matter-broken.+\n\s+bad\.md:\d+:\d+ .+JSON/,
    ],
    [
      "with a program in front",
      "bad.md",
      "---js\nprocess.exit(7)\n---\nText\n",
      /front-matter-script.+\n\s+bad\.md:1:1/,
    ],
    ["in conflict", "bad.md", "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", /merge-conflict.+\n\s+bad\.md:1:1/],
    [
      "of 20 MB",
      "bad.md",
      new Uint8Array(20_000_000).fill(97),
      /file-too-large.+\n\s+bad\.md .+20,000,000 bytes/,
    ],
  ])("%s", async (_name, path, content, words) => {
    const { publish, sandbox } = await placeWith({ [path]: content, "good.md": "# Good\n" });
    const { code, stderr, stdout } = await publish();
    expect(code).toBe(1);
    expect(stderr).toMatch(words);
    expect(stdout).toMatch(/^failed {5}bad\.md/m);
    expect(stdout).toMatch(/^created {4}good\.md/m);
    expect(sandbox.tree(sandbox.rootPageId)).toHaveLength(1);
  });

  test("and what it said when it was in order stays in Notion", async () => {
    const { content, cwd, publish } = await placeWith({ "a.md": "# A\n\nKeep me.\n", "b.md": "# B\n" });
    await publish();
    const before = content();
    expect(before).toContain("Keep me.");
    for (const bad of ["---\ntitle: [\n---\nLost?\n", bytes(0, 1, 2), bytes(0xff, 0x41)]) {
      await writeFile(join(cwd, "a.md"), bad);
      expect((await publish()).code).toBe(1);
      expect(content()).toBe(before);
    }
  });
});

describe("what is odd and harmless is published or said", () => {
  test("an empty file becomes an empty page", async () => {
    const { publish, sandbox } = await placeWith({ "a.md": "" });
    expect(await publish()).toMatchObject({ code: 0 });
    const [page] = sandbox.tree(sandbox.rootPageId);
    expect(sandbox.tree(page?.id ?? "")).toEqual([]);
  });

  test("an empty folder is said to be empty, and nothing is asked", async () => {
    const { publish, sandbox } = await placeWith({});
    const { code, stderr } = await publish();
    expect(code).toBe(0);
    expect(stderr).toMatch(/source-empty · 1 warning/);
    expect(sandbox.requests.list()).toEqual([]);
  });

  test("a file emptied by accident empties no page of what others wrote", async () => {
    const { content, cwd, publish, sandbox } = await placeWith({ "a.md": "# A\n\nOurs.\n" });
    await publish();
    const [page] = sandbox.tree(sandbox.rootPageId);
    const response = await sandbox.fetch(`https://api.notion.com/v1/blocks/${page?.id}/children`, {
      method: "PATCH",
      headers: {
        authorization: `Bearer ${sandbox.personToken}`,
        "notion-version": "2026-03-11",
        "content-type": "application/json",
      },
      body: JSON.stringify({ children: [{ paragraph: { rich_text: [{ text: { content: "Theirs." } }] } }] }),
    });
    expect(response.status).toBe(200);
    await writeFile(join(cwd, "a.md"), "# A\n");
    await publish();
    expect(content()).toContain("Theirs.");
    expect(content()).not.toContain("Ours.");
  });

  test("names that clash become pages of their own, with a word", async () => {
    const { publish, sandbox } = await placeWith({
      "a.md": "1",
      "a/index.md": "2",
      "B.md": "3",
      "b.md": "4",
      "c.md": "5",
      "c.mdx": "6",
    });
    const { code, stderr } = await publish();
    expect(code).toBe(0);
    expect(stderr).toMatch(/folder-text-twice · 1 warning\n\s+a\.md/);
    expect(stderr).toMatch(/file-name-clash · 1 warning\n\s+b\.md/);
    expect(stderr).toMatch(/page-title-twice · 3 warnings/);
    expect(sandbox.tree(sandbox.rootPageId)).toHaveLength(6);
  });

  test("links out of the root are not followed, and it is said", async () => {
    const outside = await folderWith({ "secret.md": "Secret." });
    const { content, cwd, publish } = await placeWith({ "a.md": "![x](s.md) [y](s.md)" });
    await symlink(join(outside, "secret.md"), join(cwd, "s.md"));
    await symlink(outside, join(cwd, "folder"));
    const { code, stderr } = await publish();
    expect(code).toBe(0);
    expect(stderr).toMatch(/file-link-outside · \d warnings?\n(?:\s+.+\n)*\s+s\.md/);
    expect(content()).not.toContain("Secret.");
  });
});

describe("a damaged memory loses nothing", () => {
  const files = { "a.md": "# A\n\nText.\n", "b.md": "# B\n\nText.\n" };
  const lockfileIn = (cwd: string): string => join(cwd, "mdnotion.lock.json");

  async function published(): Promise<Place> {
    const place = await placeWith(files);
    expect(await place.publish()).toMatchObject({ code: 0 });
    return place;
  }

  test("a line in conflict is looked up again, and the file is whole afterwards", async () => {
    const { content, cwd, publish } = await published();
    const before = content();
    const text = await readFile(lockfileIn(cwd), "utf8");
    const [line = ""] = text.split("\n").filter((one) => one.includes('"a.md"'));
    const torn = `<<<<<<< ours\n${line.slice(0, 40)}\n=======\n${line.slice(9)}\n>>>>>>> theirs`;
    await writeFile(
      lockfileIn(cwd),
      text.replace(line, () => torn),
    );
    const { code, stderr, stdout } = await publish();
    expect(code).toBe(0);
    expect(stderr).toMatch(/lockfile-damaged/);
    expect(stdout).toMatch(/1 adopted · 1 unchanged/);
    expect(content()).toBe(before);
    expect(await publish()).toMatchObject({ code: 0, stderr: "" });
  });

  test.each([
    ["gone", null],
    ["nonsense", "nonsense"],
    ["cut short", '{"version":1,"entries":['],
  ])("a lockfile that is %s costs reads", async (_name, text) => {
    const { content, cwd, publish, sandbox } = await published();
    const before = content();
    const sent = sandbox.requests.list().length;
    await writeFile(lockfileIn(cwd), text ?? "");
    expect((await publish()).stdout).toMatch(/2 pages · 2 adopted/);
    expect(content()).toBe(before);
    const asked = sandbox.requests.list().slice(sent);
    expect(asked.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  test("one of a newer version is left as it is, with 3", async () => {
    const { cwd, publish } = await published();
    const newer = (await readFile(lockfileIn(cwd), "utf8")).replace('"version":1', '"version":99');
    await writeFile(lockfileIn(cwd), newer);
    const { code, stderr } = await publish();
    expect(code).toBe(3);
    expect(stderr).toMatch(/lockfile-newer.+Update mdnotion/);
    expect(await readFile(lockfileIn(cwd), "utf8")).toBe(newer);
  });

  test("a damaged journal is told, and its pages are checked", async () => {
    const { content, cwd, publish } = await published();
    const before = content();
    await writeFile(join(cwd, ".mdnotion", "journal.jsonl"), "nonsense\n{}\n");
    const { code, stderr } = await publish();
    expect(code).toBe(0);
    expect(stderr).toMatch(/journal-damaged.+\n.+\(2\)/);
    expect(content()).toBe(before);
  });
});
