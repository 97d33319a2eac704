import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A Markdown file, its path relative to its folder. */
export interface BenchFile {
  readonly path: string;
  readonly text: string;
}

const SITE = fileURLToPath(new URL("../fixtures/site/", import.meta.url));

/** The Markdown files of the site that the demo publishes. */
export function siteFiles(): readonly BenchFile[] {
  return readdirSync(SITE, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(SITE, path), "utf8") }));
}

const WORDS =
  "the gateway keeps readings for hours and sends them on when its uplink returns while every sensor sleeps between two samples so that a battery lasts for years which matters more than speed where nobody comes by to change it".split(
    " ",
  );

const CODE = `export function average(samples: readonly number[]): number {
  if (samples.length === 0) return Number.NaN;
  return samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
}`;

/** The same numbers from the same seed, 0 to 1. Source: mulberry32, public domain. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Pen {
  words(count: number): string;
  below(limit: number): number;
}

function penOf(next: () => number): Pen {
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    words: (count) => Array.from({ length: count }, () => WORDS[below(WORDS.length)]).join(" "),
  };
}

/** A sentence with the markup that prose has: one mark in about ten words. */
function sentence({ words, below }: Pen): string {
  const marked = [
    () => `**${words(2)}**`,
    () => `*${words(1)}*`,
    () => `\`${words(1)}()\``,
    () => `[${words(3)}](https://example.org/${words(1)}/${below(1000)})`,
    () => `~~${words(1)}~~`,
  ];
  const mark = marked[below(marked.length)]?.() ?? "";
  return `${words(5 + below(6))} ${mark} ${words(4 + below(8))}.`;
}

const paragraph = (pen: Pen): string =>
  Array.from({ length: 2 + pen.below(4) }, () => sentence(pen)).join(pen.below(2) === 0 ? " " : "\n");

function table(pen: Pen): string {
  const row = (): string => `| ${pen.words(2)} | \`${pen.words(1)}\` | ${pen.below(10_000)} |`;
  return [
    "| Name | Key | Value |",
    "| --- | :-: | --: |",
    ...Array.from({ length: 4 + pen.below(10) }, row),
  ].join("\n");
}

function list(pen: Pen): string {
  const item = (): string => `${pen.below(3) === 0 ? "  - " : "- "}${sentence(pen)}`;
  return [`- ${sentence(pen)}`, ...Array.from({ length: 3 + pen.below(6) }, item)].join("\n");
}

/** What documentation is made of, about as often as it is: prose mostly. */
const PARTS: readonly ((pen: Pen) => string)[] = [
  paragraph,
  paragraph,
  paragraph,
  paragraph,
  list,
  list,
  (pen) => `### ${pen.words(3)}`,
  (pen) => `1. ${sentence(pen)}\n2. ${sentence(pen)}\n3. ${sentence(pen)}`,
  (pen) => `- [x] ${pen.words(5)}\n- [ ] ${pen.words(6)}`,
  () => `\`\`\`ts\n${CODE}\n\`\`\``,
  table,
  (pen) => `> [!NOTE]\n> ${sentence(pen)}`,
  (pen) => `> ${paragraph(pen).replaceAll("\n", "\n> ")}`,
];

/**
 * Files like those of real documentation, the same ones every time.
 *
 * @param count - how many
 * @param parts - blocks in each, about
 */
export function writtenFiles(count: number, parts: number): readonly BenchFile[] {
  return Array.from({ length: count }, (_, index) => {
    const pen = penOf(chance(index + 1));
    const body = Array.from({ length: parts }, (_each, at) =>
      at % 12 === 0 ? `## ${pen.words(4)}` : (PARTS[pen.below(PARTS.length)]?.(pen) ?? ""),
    );
    const folder = `part-${String(index % 16).padStart(2, "0")}`;
    const path = `${folder}/page-${String(index).padStart(4, "0")}.md`;
    return { path, text: `# Page ${index}\n\n${body.join("\n\n")}\n` };
  });
}
