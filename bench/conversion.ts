import { markdownToBlocks as martian } from "@tryfabric/martian";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { convert, markdownToBlocks } from "../src/remark.ts";
import { type BenchFile, siteFiles, writtenFiles } from "./corpus.ts";
import { atMost, fact, type Line, median, milliseconds, type Section, times } from "./lines.ts";

const ROUNDS = 15;
const WARM_UP = 3;

const bare = unified().use(remarkParse).use(remarkGfm).freeze();

/** Each takes the same texts; what comes out is dropped. */
const CONTENDERS = {
  bare: (text: string) => bare.parse(text),
  convert: (text: string) => convert(text),
  markdownToBlocks: (text: string) => markdownToBlocks(text),
  martian: (text: string) => martian(text),
} as const satisfies Record<string, (text: string) => unknown>;

type Name = keyof typeof CONTENDERS;

/** A round that is too short measures the collector of garbage. */
const ROUND_BYTES = 150_000;

/** Milliseconds for all files, per contender and round. Turns are taken within a round, each time in another order. */
function race(files: readonly BenchFile[], passes: number): Readonly<Record<Name, readonly number[]>> {
  const samples: Record<Name, number[]> = { bare: [], convert: [], markdownToBlocks: [], martian: [] };
  const names: readonly Name[] = ["bare", "convert", "markdownToBlocks", "martian"];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const turn = Math.abs(round) % names.length;
    for (const name of [...names.slice(turn), ...names.slice(0, turn)]) {
      const contender = CONTENDERS[name];
      const start = performance.now();
      for (let pass = 0; pass < passes; pass += 1) for (const { text } of files) contender(text);
      const took = (performance.now() - start) / passes;
      if (round >= 0) samples[name].push(took);
    }
  }
  return samples;
}

/** The middle of the ratios within each round, so that a slow moment of the machine hits both alike. */
function ratio(over: readonly number[], under: readonly number[]): number {
  return median(over.map((value, round) => value / (under[round] ?? Number.NaN)));
}

function linesFor(name: string, files: readonly BenchFile[]): Line[] {
  const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const samples = race(files, Math.ceil(ROUND_BYTES / bytes));
  return [
    fact(`${name}: ${files.length} files, ${Math.round(bytes / 1000)} KB`, ""),
    fact("  bare remark-parse + remark-gfm", milliseconds(median(samples.bare))),
    fact("  mdnotion markdownToBlocks", milliseconds(median(samples.markdownToBlocks))),
    fact("  @tryfabric/martian", milliseconds(median(samples.martian))),
    atMost("  mdnotion convert / bare", ratio(samples.convert, samples.bare), 1.25, times),
    atMost("  mdnotion markdownToBlocks / bare", ratio(samples.markdownToBlocks, samples.bare), 1.25, times),
    fact("  martian / bare", times(ratio(samples.martian, samples.bare))),
  ];
}

export const conversion: Section = {
  name: "conversion",
  title: "Conversion",
  about: `Text to blocks, side by side on the same files, turn by turn: medians of ${ROUNDS} rounds.`,
  run: async () => [
    ...linesFor("the demo's site", siteFiles()),
    ...linesFor("written files", writtenFiles(12, 40)),
  ],
};
