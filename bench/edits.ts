import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSandbox, type Sandbox } from "../src/sandbox/index.ts";
import { createVirtualClock } from "../test/support/virtualClock.ts";
import { fact, type Line, type Section } from "./lines.ts";
import { folderOf, publish } from "./program.ts";

/** Paragraphs, among them a table and a list. */
function blocks(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `Paragraph ${index}, of which there is one.`)
    .with(5, "| a | b |\n| - | - |\n| c | d |\n| e | f |")
    .with(7, "- one\n  - two\n  - three");
}

type Edit = (page: readonly string[]) => readonly string[];

const edited = (page: readonly string[], step: number): readonly string[] =>
  page.map((block, index) => (index % step === 3 ? `${block} Edited.` : block));

/** An edit, and the most requests it may take on a page of 60, 250 and 1,000 blocks. */
const EDITS: readonly (readonly [what: string, edit: Edit, aims: readonly [number, number, number]])[] = [
  ["nothing changed", (page) => page, [0, 0, 0]],
  ["a paragraph edited", (page) => page.with(11, "Another text."), [2, 2, 2]],
  ["a cell edited", (page) => page.with(5, `${page[5]}`.replace("| d |", "| D |")), [2, 2, 2]],
  ["a nested item edited", (page) => page.with(7, `${page[7]}`.replace("two", "2")), [2, 2, 2]],
  ["a block deleted", (page) => page.toSpliced(20, 1), [2, 2, 2]],
  ["a block added on top", (page) => ["New.", ...page], [1, 1, 1]],
  ["ten blocks edited", (page) => edited(page, page.length / 10), [11, 13, 20]],
  [
    "30 blocks moved",
    (page) => [...page.slice(0, 10), ...page.slice(40), ...page.slice(10, 40)],
    [32, 34, 41],
  ],
];

/** What others take, as counted with local servers in 2026; the first publish is not among it. */
const OTHERS: readonly (readonly [name: string, counts: string])[] = [
  ["@vrerv/md-to-notion 1.1", "60 blocks: unchanged 5, edited 7, on top 7, deleted 6; 250: 7, edited 9"],
  ["mk-notes 3.2", "60 blocks: unchanged 136, edited 134, on top 135, deleted 133; 250: 218, edited 218"],
  ["@samfung/md-to-notion", "60 blocks: unchanged 0, edited 62, on top 62, deleted 62; 250: 0, edited 256"],
  [
    "cvscarlos/markdown-to-notion-action",
    "60 blocks: unchanged 0, edited 4, on top 76, deleted 36; 250: 0, edited 6",
  ],
  [
    "parcelLab/markdown-to-notion-action 3.1",
    "60 blocks: unchanged 2, edited 9, on top 81, deleted 41; 250: 2, edited 11",
  ],
  ["push-md-to-notion", "60 blocks: unchanged 63, edited 63, on top 63, deleted 63; 250: 257, edited 257"],
  ["notionify 0.2", "60 blocks: unchanged 65, edited 65, on top 65, deleted 65; 250: 261, edited 261"],
];

/** Reads and writes of one publish; `users.me`, once a run, is beside them. */
async function cost(
  folder: string,
  sandbox: Sandbox,
  clock: ReturnType<typeof createVirtualClock>,
): Promise<number> {
  const { requests } = await clock.run(publish(folder, sandbox, clock));
  return requests.read + requests.plan + requests.repeated;
}

async function measure(count: number, column: 0 | 1 | 2): Promise<readonly Line[]> {
  const clock = createVirtualClock();
  const sandbox = createSandbox({ clock });
  const folder = folderOf([{ path: "page.md", text: "" }], {
    comments: "ignore",
    requestsPerMinute: 100_000,
  });
  const write = (page: readonly string[]): void =>
    writeFileSync(join(folder, "docs", "page.md"), `# The page\n\n${page.join("\n\n")}\n`);
  const page = blocks(count);
  const lines: Line[] = [];
  try {
    // Ids that creation did not tell are learnt by edits that need them.
    const learning = page.with(5, `${page[5]}\n| x | y |`).with(7, `${page[7]}\n  - four`);
    for (const text of [page, [...learning, "The end."], page]) {
      write(text);
      await cost(folder, sandbox, clock);
    }
    for (const [what, edit, aims] of EDITS) {
      write(edit(page));
      const value = await cost(folder, sandbox, clock);
      const aim = aims[column];
      lines.push({
        what: `${count} blocks: ${what}`,
        value: String(value),
        aim: `≤ ${aim}`,
        ok: value <= aim,
      });
      write(page);
      await cost(folder, sandbox, clock);
    }
    return lines;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const edits: Section = {
  name: "edits",
  title: "Requests by edit",
  about:
    "A page published before, to the sandbox, with `comments: ignore`; reads included. Below, what others take, as counted in 2026.",
  run: async () => [
    ...(await measure(60, 0)),
    ...(await measure(250, 1)),
    ...(await measure(1000, 2)),
    ...OTHERS.map(([name, counts]) => fact(name, counts)),
  ],
};
