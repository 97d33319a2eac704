import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../src/files/index.ts";
import type { Effect } from "../src/model/memory.ts";
import { createSandbox } from "../src/sandbox/index.ts";
import { paragraph } from "../test/support/blocks.ts";
import { draftOf, PlanWorld } from "../test/support/planWorld.ts";
import { writtenFiles } from "./corpus.ts";
import { atMost, type Line, median, milliseconds, type Section } from "./lines.ts";
import { folderOf, publish } from "./program.ts";

const BLOCKS = 5000;
const PAGES = 10_000;
const RUNS = 3;

/** Milliseconds of processor time so far: other programs at work do not count. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function timed(runs: number, work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const started = spent();
    await work();
    times.push(spent() - started);
  }
  return median(times);
}

async function planLine(): Promise<Line> {
  const before = Array.from({ length: BLOCKS }, (_, index) => paragraph(`text ${index}`));
  const after = before.map((block, index) => (index % 10 === 3 ? paragraph(`edited ${index}`) : block));
  const world = new PlanWorld();
  world.publish([draftOf("a", before)]);
  const time = await timed(RUNS, () => {
    const { plan } = world.plan([draftOf("a", after)]);
    if (plan.operations.length !== BLOCKS / 10) throw new Error("The plan is not what it should be.");
  });
  return atMost("planning 5,000 blocks with 500 edits, all rounds", time, 1000, milliseconds);
}

/** What a run over a large folder remembers of each page. */
function effects(): readonly Effect[] {
  return Array.from({ length: PAGES }, (_, index) => ({
    kind: "page",
    key: `folder-${index % 100}/page-${index}.md`,
    page: {
      id: `00000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`,
      title: `Page ${index}`,
      inputs: { file: "0".repeat(64), converter: "1", options: "0".repeat(64), parent: "", title: "" },
      base: { title: "0123456789abcdef" },
      blocks: Array.from({ length: 24 }, () => ({
        id: "00000000-0000-4000-8000-000000000000",
        type: "paragraph" as const,
        hash: "0123456789abcdef",
        children: [],
      })),
    },
  }));
}

async function memoryLines(): Promise<readonly Line[]> {
  const folder = mkdtempSync(join(tmpdir(), "mdnotion-bench-"));
  const known = effects();
  try {
    const recording: number[] = [];
    const saving = await timed(RUNS, async () => {
      const run = join(folder, String(recording.length));
      const store = openStore({ lockfile: join(run, "lock.json"), journal: join(run, "journal.jsonl") });
      const started = spent();
      await store.log.record(known);
      recording.push(spent() - started);
      const { memory } = openStore({ lockfile: join(run, "lock.json"), journal: join(run, "journal.jsonl") });
      const saved = spent();
      await store.save(memory);
      recording.push(spent() - saved);
    });
    const journal = median(recording.filter((_, index) => index % 2 === 0));
    const lockfile = median(recording.filter((_, index) => index % 2 === 1));
    return [
      atMost("journal of 10,000 pages with 24 blocks each, written", journal, 1000, milliseconds),
      atMost("lockfile of the same, written", lockfile, 1000, milliseconds),
      atMost("both, with reading the journal between", saving, 5000, milliseconds),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function folderLine(): Promise<Line> {
  const folder = folderOf(writtenFiles(PAGES, 2), { requestsPerMinute: 100_000 });
  const sandbox = createSandbox();
  try {
    await publish(folder, sandbox);
    const time = await timed(RUNS, async () => {
      const { requests } = await publish(folder, sandbox);
      if (requests.run + requests.read + requests.plan > 0) throw new Error("Something was asked.");
    });
    return atMost("10,000 files of which none changed, a whole run", time, 5000, milliseconds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const planning: Section = {
  name: "planning",
  title: "Deciding",
  about: "Processor time, the median of three runs, in this process.",
  run: async () => [await planLine(), ...(await memoryLines()), await folderLine()],
};
