import { rmSync } from "node:fs";
import { createSandbox } from "../src/sandbox/index.ts";
import { fact, type Line, type Section } from "./lines.ts";
import { folderOf, publish } from "./program.ts";

const repeat = (count: number, part: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => part(index));

interface Shape {
  readonly what: string;
  readonly text: string;
  /** Fewest requests the API can do it with, and why. */
  readonly least: number;
  readonly because: string;
}

const paragraphs = (count: number): string => repeat(count, (index) => `Paragraph ${index}.`).join("\n\n");

/** What the API's limits make of each shape, counted by hand. An array holds 100, a request nests three levels. */
const SHAPES: readonly Shape[] = [
  { what: "60 blocks", text: paragraphs(60), least: 1, because: "the page's creation holds 100" },
  { what: "250 blocks", text: paragraphs(250), least: 3, because: "100 + 100 + 50" },
  { what: "1,500 blocks", text: paragraphs(1500), least: 15, because: "15 × 100" },
  {
    what: "a list of 5 levels",
    text: repeat(5, (level) => `${"  ".repeat(level)}- Level ${level + 1}`).join("\n"),
    least: 4,
    because: "the page; levels 1 and 2 one by one, each telling its id; the other 3 together",
  },
  {
    what: "a table of 250 rows",
    text: ["| Row | Square |", "| --- | --- |", ...repeat(249, (row) => `| ${row} | ${row * row} |`)].join(
      "\n",
    ),
    least: 4,
    because: "the page; the table with 100 rows, which tells its id; 100; 50",
  },
  {
    what: "a paragraph of 300 links",
    text: repeat(300, (index) => `[link ${index}](https://example.org/${index})`).join(" "),
    least: 1,
    because: "several blocks of 100 runs, in the page's creation",
  },
  {
    what: "a line of 10,000 characters",
    text: "all work and no play ".repeat(500).trim().slice(0, 10_000),
    least: 1,
    because: "5 runs of 2,000",
  },
  {
    what: "code of 250,000 characters",
    text: `\`\`\`js\n${"const answer = 42; // all work and no play\n".repeat(6000).slice(0, 250_000)}\n\`\`\``,
    least: 1,
    because: "two blocks, 250 KB of 500",
  },
];

async function measure({ what, text, least, because }: Shape): Promise<Line> {
  const folder = folderOf([{ path: "page.md", text: `# The page\n\n${text}\n` }], {
    requestsPerMinute: 100_000,
  });
  try {
    const { requests } = await publish(folder, createSandbox());
    const spent = requests.plan + requests.read + requests.repeated;
    const value = `${spent} of at least ${least}`;
    return { what, value, aim: `≤ ${least + 1}  (${because})`, ok: spent <= least + 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const shapes: Section = {
  name: "requests",
  title: "Requests by shape of page",
  about: "New pages, published to the sandbox; the run's own calls (who am I, the target, twins) are apart.",
  run: async () => {
    const lines: Line[] = [];
    for (const shape of SHAPES) lines.push(await measure(shape));
    const folder = folderOf([{ path: "page.md", text: `# The page\n\n${paragraphs(60)}\n` }], {});
    try {
      const sandbox = createSandbox();
      const first = await publish(folder, sandbox);
      const again = await publish(folder, sandbox);
      const total = (counts: typeof first.requests): number =>
        counts.run + counts.read + counts.plan + counts.repeated;
      lines.push(fact("the run's own calls at a first publish", String(first.requests.run)), {
        what: "a second run without changes",
        value: String(total(again.requests)),
        aim: "≤ 0",
        ok: total(again.requests) === 0,
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    return lines;
  },
};
