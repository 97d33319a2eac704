import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Journal, openJournal, parseJournal } from "../../src/files/journal.ts";
import type { Effect, Intent } from "../../src/model/memory.ts";
import { anyEffect, anyIntent } from "../support/memories.ts";
import { folderWith } from "./tree.ts";

const intent: Omit<Intent, "n"> = {
  key: "a.md",
  kind: "append",
  parent: "page",
  container: null,
  position: "end",
  sentAt: 1,
  blocks: [{ id: null, type: "paragraph", hash: "h", children: [] }],
  title: null,
  base: null,
};

const started: Effect = { kind: "started", key: "a.md" };
const finished: Effect = { kind: "finished", key: "b.md", inputs: { file: "1" } };

function pathIn(root: string): string {
  return join(root, ".mdnotion/journal.jsonl");
}

/** What the next run finds. */
function reopen(path: string): Pick<Journal, "effects" | "intents" | "damaged"> {
  const { effects, intents, damaged } = openJournal(path, "");
  return { effects, intents, damaged };
}

describe("openJournal", () => {
  it("writes nothing before there is something to write", () => {
    const root = folderWith();
    openJournal(pathIn(root), "").close();
    expect(existsSync(join(root, ".mdnotion"))).toBe(false);
  });

  it("keeps its folder out of git", async () => {
    const root = folderWith();
    await openJournal(pathIn(root), "").record([started]);
    expect(readFileSync(join(root, ".mdnotion/.gitignore"), "utf8")).toBe("*\n");
  });

  it("tells the next run what was confirmed and which sends are open", async () => {
    const path = pathIn(folderWith());
    const journal = openJournal(path, "");
    const [first, second] = [await journal.intend(intent), await journal.intend({ ...intent, key: "b.md" })];
    expect(reopen(path).intents.map(({ n }) => n)).toEqual([first, second]);
    await journal.settle(first, [started]);
    await journal.record([finished]);
    expect(reopen(path)).toEqual({
      effects: [started, finished],
      intents: [{ ...intent, key: "b.md", n: second }],
      damaged: 0,
    });
    const next = openJournal(path, "");
    await next.settle(second, []);
    expect(await next.intend(intent)).toBe(second + 1);
    expect(reopen(path).intents.map(({ n }) => n)).toEqual([second + 1]);
  });

  it("gives back whatever was written to it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyEffect, { maxLength: 3 }), { maxLength: 4 }),
        fc.array(anyIntent, { maxLength: 3 }),
        async (batches, intents) => {
          const path = pathIn(folderWith());
          const journal = openJournal(path, "");
          const numbered: Intent[] = [];
          for (const sent of intents) numbered.push({ ...sent, n: await journal.intend(sent) });
          for (const effects of batches) await journal.record(effects);
          journal.close();
          // JSON has no objects without a prototype, which is all that may differ.
          expect(reopen(path)).toEqual(
            structuredClone({ effects: batches.flat(), intents: numbered, damaged: 0 }),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it("leaves open sends when it is cleared, and goes on counting", async () => {
    const path = pathIn(folderWith());
    const journal = openJournal(path, "");
    const done = await journal.intend(intent);
    const open = await journal.intend({ ...intent, key: "b.md" });
    await journal.settle(done, [started]);
    journal.clear();
    expect(reopen(path)).toEqual({ effects: [], intents: [{ ...intent, key: "b.md", n: open }], damaged: 0 });
    await journal.record([finished]);
    expect(reopen(path).effects).toEqual([finished]);
  });

  it("drops a last line that was cut short, at any byte, and writes on after it", async () => {
    const root = folderWith();
    const path = pathIn(root);
    const journal = openJournal(path, "");
    await journal.record([started]);
    const kept = readFileSync(path).length;
    await journal.record([finished]);
    const text = readFileSync(path);
    for (let length = kept; length < text.length; length++) {
      writeFileSync(path, text.subarray(0, length));
      const next = openJournal(path, "");
      expect(next).toMatchObject({ effects: [started], damaged: 0 });
      await next.record([finished]);
      next.close();
      expect(readFileSync(path)).toEqual(text);
    }
  });

  it("says why it cannot be read or written, so that nothing is sent", async () => {
    const root = folderWith({ ".mdnotion/journal.jsonl/folder": "" });
    expect(() => openJournal(pathIn(root), "")).toThrow("it is a folder");
    const other = folderWith();
    const journal = openJournal(pathIn(other), "");
    writeFileSync(join(other, ".mdnotion"), "");
    await expect(journal.intend(intent)).rejects.toMatchObject({ report: { id: "journal-not-written" } });
    rmSync(join(other, ".mdnotion"));
    expect(await journal.intend(intent)).toBe(2);
    expect(reopen(pathIn(other)).intents).toHaveLength(1);
  });
});

describe("parseJournal", () => {
  it("never throws and never loses another line, whichever byte is damaged", async () => {
    const path = pathIn(folderWith());
    const journal = openJournal(path, "");
    const keys = ["a.md", "b.md", "c.md", "d.md"];
    for (const key of keys) await journal.record([{ kind: "forgotten", key }]);
    const bytes = readFileSync(path);
    for (const [at] of bytes.entries()) {
      for (const wrong of [0x00, 0x22, 0x0a, 0x7d]) {
        if (bytes[at] === wrong) continue;
        const damaged = Buffer.from(bytes);
        damaged[at] = wrong;
        const before = bytes.subarray(0, at).toString().split("\n").length - 1;
        const isEnd = bytes[at] === 0x0a;
        const spared = keys.filter((_, line) => line !== before && !(isEnd && line === before + 1));
        const found = parseJournal(damaged.toString(), "").effects;
        expect(found).toEqual(expect.arrayContaining(spared.map((key) => ({ kind: "forgotten", key }))));
      }
    }
  });

  it("takes no page for being in step when a line in its midst is gone", async () => {
    const path = pathIn(folderWith());
    const journal = openJournal(path, "");
    for (const key of ["a.md", "b.md"]) await journal.record([{ kind: "finished", key, inputs: {} }]);
    const [, second = ""] = readFileSync(path, "utf8").split("\n");
    const { effects, damaged } = parseJournal(`{"kind":"eff\n${second}\n`, "");
    expect(damaged).toBe(1);
    expect(effects).toEqual([
      { kind: "finished", key: "b.md", inputs: {} },
      { kind: "started", key: "b.md" },
    ]);
  });

  it("leaves out what the memory file holds already, but not sends without an answer", async () => {
    const path = pathIn(folderWith());
    const journal = openJournal(path, "");
    await journal.record([started]);
    const n = await journal.intend(intent);
    journal.mark("digest");
    await journal.record([finished]);
    const text = readFileSync(path, "utf8");
    expect(parseJournal(text, "digest")).toMatchObject({ effects: [finished], intents: [{ n }] });
    expect(parseJournal(text, "another")).toMatchObject({ effects: [started, finished], intents: [{ n }] });
  });
});
