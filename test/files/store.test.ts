import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatLockfile } from "../../src/files/lockfile.ts";
import { type MemoryStore, openStore, type StorePaths } from "../../src/files/store.ts";
import { emptyMemory, fold } from "../../src/model/fold.ts";
import type { Effect, Memory } from "../../src/model/memory.ts";
import { anyEffect } from "../support/memories.ts";
import { folderWith } from "./tree.ts";

function pathsIn(root: string): StorePaths {
  return { lockfile: join(root, "mdnotion.lock.json"), journal: join(root, ".mdnotion/journal.jsonl") };
}

const page: Effect = {
  kind: "page",
  key: "a.md",
  page: { id: "p", title: "A", inputs: { file: "1" }, base: {}, blocks: [] },
};

const appended: Effect = {
  kind: "inserted",
  key: "a.md",
  parent: null,
  position: "end",
  blocks: [{ id: null, type: "paragraph", hash: "h", children: [] }],
};

async function record(store: MemoryStore, effects: readonly Effect[]): Promise<Memory> {
  await store.log.record(effects);
  return fold(store.memory, effects);
}

describe("openStore", () => {
  it("tells a memory that a run here left from one that was checked out, merged or copied", async () => {
    const paths = pathsIn(folderWith());
    const first = openStore(paths);
    expect(first.isFromElsewhere).toBe(false);
    await first.save(await record(first, [page]));
    expect(openStore(paths).isFromElsewhere).toBe(false);
    writeFileSync(paths.lockfile, formatLockfile(fold(emptyMemory(), [page, appended])));
    const checkedOut = openStore(paths);
    expect(checkedOut.isFromElsewhere).toBe(true);
    await checkedOut.save(await record(checkedOut, [{ ...page, key: "b.md" }]));
    expect(openStore(paths).isFromElsewhere).toBe(false);
  });

  it("finds after a kill what the journal tells, and writes it into the memory file", async () => {
    const paths = pathsIn(folderWith());
    const killed = openStore(paths);
    const memory = await record(killed, [page, appended]);
    expect(existsSync(paths.lockfile)).toBe(false);
    const next = openStore(paths);
    expect(next.memory).toEqual(memory);
    expect(await next.save(next.memory)).toEqual([]);
    expect(readFileSync(paths.lockfile, "utf8")).toBe(formatLockfile(memory));
    expect(readFileSync(paths.journal, "utf8")).toBe("");
    expect(openStore(paths).memory).toEqual(memory);
  });

  it("folds nothing twice when the end comes between the memory file and the journal", async () => {
    const paths = pathsIn(folderWith());
    const store = openStore(paths);
    const memory = await record(store, [page, appended]);
    // A memory file that cannot be renamed into place leaves the journal as it is at that moment.
    mkdirSync(paths.lockfile);
    expect(await store.save(memory)).toMatchObject([{ id: "lockfile-not-written" }]);
    rmSync(paths.lockfile, { recursive: true });
    expect(openStore(paths).memory).toEqual(memory);
    writeFileSync(paths.lockfile, formatLockfile(memory));
    expect(openStore(paths).memory).toEqual(memory);
    // Without knowing that file, the block without an id would be there twice.
    expect(fold(memory, [appended]).pages.get("a.md")?.blocks).toHaveLength(2);
  });

  it("gives the same memory whether or not a run ends between any two steps", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.array(anyEffect, { maxLength: 3 }), fc.constantFrom("go on", "kill", "save")), {
          maxLength: 6,
        }),
        async (steps) => {
          const paths = pathsIn(folderWith());
          let store = openStore(paths);
          let memory = store.memory;
          for (const [effects, then] of steps) {
            await store.log.record(effects);
            memory = fold(memory, effects);
            if (then === "save") expect(await store.save(memory)).toEqual([]);
            if (then !== "go on") store = openStore(paths);
          }
          expect(openStore(paths).memory).toEqual(memory);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("writes no file where nothing is known, and none that would be the same", async () => {
    const root = folderWith();
    const paths = pathsIn(root);
    const store = openStore(paths);
    await store.save(emptyMemory());
    expect(readdirSync(root)).toEqual([]);
    writeFileSync(paths.lockfile, formatLockfile(fold(emptyMemory(), [page])));
    chmodSync(paths.lockfile, 0o444);
    const same = openStore(paths);
    expect(await same.save(same.memory)).toEqual([]);
    expect(readdirSync(root)).toEqual(["mdnotion.lock.json"]);
  });

  it("loses nothing when the memory file cannot be written, and says where everything is", async () => {
    const root = folderWith();
    const paths = { ...pathsIn(root), lockfile: join(root, "folder/mdnotion.lock.json") };
    const store = openStore(paths);
    const memory = await record(store, [page]);
    mkdirSync(join(root, "folder/mdnotion.lock.json.new"), { recursive: true });
    const [problem] = await store.save(memory);
    expect(problem).toMatchObject({ id: "lockfile-not-written", severity: "error" });
    expect(problem?.says).toContain(paths.journal);
    rmSync(join(root, "folder"), { recursive: true });
    const next = openStore(paths);
    expect(next.memory).toEqual(memory);
    expect(await next.save(next.memory)).toEqual([]);
    expect(openStore(paths).memory).toEqual(memory);
  });

  it("refuses to start anew over a memory it cannot read", () => {
    const root = folderWith({ "mdnotion.lock.json": '{"version":9,"entries":[\nnull]}\n' });
    expect(() => openStore(pathsIn(root))).toThrow("newer mdnotion");
  });
});
