import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatLockfile, parseLockfile, readLockfile } from "../../src/files/lockfile.ts";
import { emptyMemory, fold } from "../../src/model/fold.ts";
import type { Memory, PageMemory } from "../../src/model/memory.ts";
import { anyMemory } from "../support/memories.ts";
import { folderWith, git, put } from "./tree.ts";

const FILE = "mdnotion.lock.json";

function page(id: string, hash = "h"): PageMemory {
  return {
    id,
    title: `Title of ${id}`,
    inputs: { file: "f", options: "o" },
    base: { title: "t", properties: { Status: "s" } },
    blocks: [
      { id: `${id}-1`, type: "paragraph", hash, children: [] },
      { id: null, type: "toggle", hash: "k", children: [], fields: ["rich_text"], doomed: true },
    ],
  };
}

function memoryOf(pages: Readonly<Record<string, PageMemory>>): Memory {
  return fold(emptyMemory(), [
    { kind: "target", source: "", target: { kind: "page", id: "root", title: "Root" } },
    ...Object.entries(pages).map(([key, content]) => ({ kind: "page" as const, key, page: content })),
    { kind: "uploaded", account: "workspace/bot", digest: "d1", id: "u1" },
  ]);
}

const three = memoryOf({ "a.md": page("a"), "b.md": page("b"), "c/": page("c") });

/** Everything a memory says, one text a thing. */
function sayings({ targets, pages, uploads }: Memory): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(targets).map(([name, value]) => [`target ${name}`, JSON.stringify(value)] as const),
    ...[...pages].map(([key, value]) => [`page ${key}`, JSON.stringify(value)] as const),
    ...Object.entries(uploads).map(
      ([account, value]) => [`uploads ${account}`, JSON.stringify(value)] as const,
    ),
  ]);
}

describe("formatLockfile", () => {
  it("writes JSON with the version first and one thing a line, sorted", () => {
    const text = formatLockfile(three);
    expect(Object.keys(JSON.parse(text))[0]).toBe("version");
    const subjects = text
      .split("\n")
      .slice(1, -2)
      .map((line) => Object.entries(JSON.parse(line.replace(/,$/, "")))[0]);
    expect(subjects).toEqual([
      ["target", ""],
      ["page", "a.md"],
      ["page", "b.md"],
      ["page", "c/"],
      ["upload", "d1"],
    ]);
  });

  it("gives any memory back", () => {
    fc.assert(
      fc.property(anyMemory, (memory) => {
        expect(parseLockfile(formatLockfile(memory), FILE)).toEqual({ memory, messages: [] });
      }),
    );
  });

  it("writes equal memories alike, in whatever order they were learned", () => {
    fc.assert(
      fc.property(anyMemory, (memory) => {
        const turned = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
          Object.fromEntries(Object.entries(record).reverse());
        const other: Memory = {
          targets: turned(memory.targets),
          pages: new Map(
            [...memory.pages]
              .reverse()
              .map(([key, value]) => [key, { ...value, inputs: value.inputs && turned(value.inputs) }]),
          ),
          uploads: turned(memory.uploads),
        };
        expect(formatLockfile(other)).toBe(formatLockfile(memory));
      }),
    );
  });
});

describe("parseLockfile", () => {
  it("loses nothing but the line that was cut or changed, and never throws", () => {
    const text = formatLockfile(three);
    const bytes = Buffer.from(text);
    const whole = sayings(three);
    // A line ends with its line end, which belongs to the next one as well.
    const touched = (at: number): readonly number[] =>
      [at, at + 1].map((byte) => bytes.subarray(0, byte).toString().split("\n").length - 2);
    const subjects = [...whole.keys()];
    for (const [at] of bytes.entries()) {
      for (const wrong of [0x22, 0x0a, 0x39]) {
        const damaged = Buffer.from(bytes);
        damaged[at] = wrong;
        const { memory } = parseLockfile(damaged.toString(), FILE);
        if (memory === null) continue;
        const said = sayings(memory);
        for (const [subject, words] of said) expect(words).toBe(whole.get(subject));
        const spared = subjects.filter((_, line) => !touched(at).includes(line));
        expect([...said.keys()], `byte ${at} made ${wrong}`).toEqual(expect.arrayContaining(spared));
      }
    }
  });

  it("keeps every whole line of a file that was cut short", () => {
    const text = formatLockfile(three);
    for (let length = 0; length <= text.length; length++) {
      const { memory } = parseLockfile(text.slice(0, length), FILE);
      const lines = text.slice(0, length).split("\n").length - 2;
      expect(sayings(memory ?? emptyMemory()).size).toBeGreaterThanOrEqual(
        Math.min(lines, sayings(three).size),
      );
    }
  });

  it("says how many lines it could not read", () => {
    const text = formatLockfile(three).replace("Title of b", "Title of B");
    const { memory, messages } = parseLockfile(text, FILE);
    expect([...(memory?.pages.keys() ?? [])]).toEqual(["a.md", "c/"]);
    expect(messages).toMatchObject([{ id: "lockfile-damaged" }]);
    expect(messages[0]?.says).toContain("lines that could not be read (1)");
  });

  it("refuses a newer form instead of forgetting what it holds", () => {
    const text = formatLockfile(three).replace('"version":1', '"version":2');
    expect(parseLockfile(text, FILE)).toMatchObject({ memory: null, messages: [{ id: "lockfile-newer" }] });
  });

  it("reads what a formatter has laid out anew", () => {
    const pretty = JSON.stringify(JSON.parse(formatLockfile(three)), null, 2);
    expect(parseLockfile(pretty, FILE)).toEqual({ memory: three, messages: [] });
  });

  it("takes nothing for a memory that is none", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { memory } = parseLockfile(text, FILE);
        expect(sayings(memory ?? emptyMemory()).size).toBe(0);
      }),
    );
  });
});

describe("readLockfile", () => {
  it("is an empty memory where there is no file, and takes line ends of Windows", () => {
    const root = folderWith();
    expect(readLockfile(join(root, FILE))).toEqual({ memory: emptyMemory(), messages: [], text: "" });
    writeFileSync(join(root, FILE), formatLockfile(three).replaceAll("\n", "\r\n"));
    expect(readLockfile(join(root, FILE))).toEqual({
      memory: three,
      messages: [],
      text: formatLockfile(three),
    });
  });

  it("says so when it is there and cannot be read", () => {
    const root = folderWith({ [`${FILE}/x`]: "" });
    expect(readLockfile(join(root, FILE))).toMatchObject({
      memory: null,
      messages: [{ id: "lockfile-unreadable" }],
    });
  });
});

describe("a lockfile in git", () => {
  /** Commits two memories on two branches that begin with a third, and merges them. */
  function merge(
    base: Memory,
    ours: Memory,
    theirs: Memory,
  ): { readonly clean: boolean; readonly text: string } {
    const root = folderWith();
    const commit = (memory: Memory): void => {
      put(root, FILE, formatLockfile(memory));
      git(root, "add", ".");
      git(root, "commit", "-m", "publish");
    };
    git(root, "init");
    commit(base);
    git(root, "checkout", "-b", "theirs");
    commit(theirs);
    git(root, "checkout", "main");
    commit(ours);
    let clean = true;
    try {
      git(root, "merge", "theirs");
    } catch (error) {
      expect(error).toMatchObject({ status: 1 });
      clean = false;
    }
    return { clean, text: readFileSync(join(root, FILE), "utf8") };
  }

  const start = { "a.md": page("a"), "b.md": page("b"), "c.md": page("c"), "d.md": page("d") };

  it("merges what happened to different pages", () => {
    const ours = memoryOf({ ...start, "a.md": page("a", "ours") });
    const theirs = memoryOf({ ...start, "d.md": page("d", "theirs"), "e.md": page("e") });
    const { clean, text } = merge(memoryOf(start), ours, theirs);
    expect(clean).toBe(true);
    const wanted = { ...start, "a.md": page("a", "ours"), "d.md": page("d", "theirs"), "e.md": page("e") };
    expect(parseLockfile(text, FILE)).toEqual({ memory: memoryOf(wanted), messages: [] });
    expect(text).toBe(formatLockfile(memoryOf(wanted)));
  });

  it("keeps the pages of both branches when both added one at the same line", () => {
    const ours = memoryOf({ ...start, "x.md": page("x") });
    const theirs = memoryOf({ ...start, "y.md": page("y") });
    const { clean, text } = merge(memoryOf(start), ours, theirs);
    expect(clean).toBe(false);
    const { memory, messages } = parseLockfile(text, FILE);
    expect(memory).toEqual(memoryOf({ ...start, "x.md": page("x"), "y.md": page("y") }));
    expect(messages.map(({ id }) => id)).toEqual(["lockfile-damaged"]);
  });

  it("takes our line of a page both branches changed, but not for being in step", () => {
    const ours = memoryOf({ ...start, "b.md": page("b", "ours") });
    const theirs = memoryOf({ ...start, "b.md": page("b", "theirs") });
    const { text } = merge(memoryOf(start), ours, theirs);
    const { memory, messages } = parseLockfile(text, FILE);
    expect(memory?.pages.get("b.md")).toEqual({ ...page("b", "ours"), inputs: null });
    expect(memory?.pages.get("a.md")).toEqual(page("a"));
    expect(messages.map(({ id }) => id)).toEqual(["lockfile-damaged", "lockfile-twice"]);
  });

  it("is readable by other programs", () => {
    const root = folderWith({ [FILE]: formatLockfile(three) });
    const script = "import json,sys; print(len(json.load(open(sys.argv[1]))['entries']))";
    const out = execFileSync("python3", ["-c", script, join(root, FILE)], { encoding: "utf8" });
    expect(out.trim()).toBe("6");
  });
});
