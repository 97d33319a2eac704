import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diskFiles, ignoredAmong, selector, warmFiles } from "../../src/files/index.ts";

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "mdnotion-warm-")));
  made.push(folder);
  return folder;
}

function put(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const ENTERS = [
  ["", selector({ folder: "", include: [], exclude: ["out/**"] }).enter],
  ["docs", selector({ folder: "docs", include: [], exclude: [] }).enter],
] as const;

const NAMES = [
  "a.md",
  "b.md",
  "docs/a.md",
  "docs/b.md",
  "docs/deep/er/c.md",
  "out/x.md",
  "docs/_h/d.md",
  "ignored.md",
];

type Step =
  | { readonly kind: "write"; readonly path: string; readonly text: string }
  | { readonly kind: "remove" | "move"; readonly path: string; readonly to: string };

const path = fc.constantFrom(...NAMES);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("write" as const), path, text: fc.constantFrom("1", "2", "3") }),
  fc.record({ kind: fc.constantFrom("remove" as const, "move" as const), path, to: path }),
);

/** Does a step, where it can be done. @returns files that were touched */
function take(folder: string, one: Step): readonly string[] {
  if (one.kind === "write") {
    put(folder, one.path, one.text);
    return [one.path];
  }
  try {
    if (one.kind === "remove") rmSync(join(folder, one.path));
    else {
      mkdirSync(dirname(join(folder, one.to)), { recursive: true });
      renameSync(join(folder, one.path), join(folder, one.to));
    }
  } catch {
    return [];
  }
  return [one.path, one.to];
}

const filesOf = <E extends { readonly path: string }>(entries: readonly E[]): readonly E[] =>
  entries.filter(({ path }) => !path.endsWith("/"));

describe("files that are kept warm", () => {
  let folder = "";
  beforeAll(() => {
    folder = newFolder();
    execFileSync("git", ["init", "-q"], { cwd: folder });
    put(folder, ".gitignore", "ignored.md\n");
    put(folder, "docs/kept.md", "k");
    symlinkSync("kept.md", join(folder, "docs/link.md"));
  });

  test("are what they are on disk, whatever happened, once they are told of it", async () => {
    const warm = warmFiles(diskFiles(folder), (paths) => ignoredAmong(folder, paths));
    const rounds = fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(rounds, async (all) => {
        for (const steps of all) {
          const touched = new Set(steps.flatMap((one) => take(folder, one)));
          await warm.refresh(touched);
          const cold = diskFiles(folder);
          // Folders that are not entered are listed for those who ask why: that may wait.
          for (const [from, enter] of ENTERS)
            expect(filesOf(await warm.list(from, enter))).toEqual(filesOf(await cold.list(from, enter)));
          for (const name of NAMES) {
            expect(await warm.stat(name)).toEqual(await cold.stat(name));
            expect(await warm.digest(name).catch(() => null)).toBe(await cold.digest(name).catch(() => null));
          }
        }
      }),
      { numRuns: 15, seed: 1 },
    );
  });

  test("are not looked at again before that", async () => {
    put(folder, "docs/a.md", "before");
    const warm = warmFiles(diskFiles(folder), (paths) => ignoredAmong(folder, paths));
    const [, [from, enter]] = ENTERS;
    const [listed, digest] = [await warm.list(from, enter), await warm.digest("docs/a.md")];
    put(folder, "docs/a.md", "after");
    expect(await warm.list(from, enter)).toBe(listed);
    expect(await warm.digest("docs/a.md")).toBe(digest);
    await warm.refresh(["docs/a.md"]);
    expect(await warm.list(from, enter)).toBe(listed);
    expect(await warm.digest("docs/a.md")).not.toBe(digest);
  });

  test("through a link a file has its new content, too", async () => {
    const warm = warmFiles(diskFiles(folder), (paths) => ignoredAmong(folder, paths));
    const [, [from, enter]] = ENTERS;
    await warm.list(from, enter);
    const before = await warm.digest("docs/link.md");
    put(folder, "docs/kept.md", "another");
    await warm.refresh(["docs/kept.md"]);
    expect(await warm.digest("docs/link.md")).not.toBe(before);
  });

  test("a text's digest is that of what was read", async () => {
    const warm = warmFiles(diskFiles(folder), (paths) => ignoredAmong(folder, paths));
    put(folder, "a.md", "read");
    await warm.read("a.md");
    put(folder, "a.md", "written meanwhile");
    const cold = diskFiles(folder);
    expect(await warm.digest("a.md")).not.toBe(await cold.digest("a.md"));
    await warm.refresh(["a.md"]);
    expect(await warm.digest("a.md")).toBe(await cold.digest("a.md"));
  });

  test("tell who was asked for", async () => {
    const warm = warmFiles(diskFiles(folder), (paths) => ignoredAmong(folder, paths));
    await warm.stat("nowhere.png");
    expect([warm.wasAsked("nowhere.png"), warm.wasAsked("b.md")]).toEqual([true, false]);
  });
});
