import fc from "fast-check";
import { convertBlocks, NO_SITE } from "../src/convert/index.ts";
import { parseDocument } from "../src/markdown/index.ts";
import { parser } from "../src/markdown/syntax.ts";
import { DEFAULT_CONVERT_OPTIONS, type Preset } from "../src/model/options.ts";
import { anyShape, write } from "../test/convert/words/document.ts";
import { ALL_PRESETS } from "../test/convert/words/grammar.ts";
import { writtenFiles } from "./corpus.ts";
import { atMost, fact, type Line, median, type Section, times } from "./lines.ts";

const ROUNDS = 5;
const WARM_UP = 1;
const DOCUMENTS = 30;
const PATH = "dialect.md";

/** The middle of the ratios of conversion to parsing alone, with the same extensions, turn by turn. */
function ratio(texts: readonly string[], preset: Preset): number {
  const options = { ...DEFAULT_CONVERT_OPTIONS, preset, path: PATH };
  const parse = parser(options, true);
  const spent = (work: (text: string) => void): number => {
    const start = performance.now();
    for (const text of texts) work(text);
    return performance.now() - start;
  };
  const ratios: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const alone = spent((text) => parse(text));
    const whole = spent((text) => convertBlocks(parseDocument(text, PATH, options), NO_SITE, options));
    if (round >= 0) ratios.push(whole / alone);
  }
  return median(ratios);
}

function lines(preset: Preset): Line[] {
  const shapes = fc.sample(anyShape(), { numRuns: DOCUMENTS, seed: 1 });
  const dense = shapes.map((shape) => write(shape, preset).markdown);
  const plain = writtenFiles(4, 20).map(({ text }) => text);
  return [
    atMost(`${preset}: written files`, ratio(plain, preset), 1.5, times),
    fact(`${preset}: all constructs in each other`, times(ratio(dense, preset))),
  ];
}

export const dialects: Section = {
  name: "dialects",
  title: "Conversion under each preset",
  about: `Text to blocks, over parsing alone with the same extensions: medians of ${ROUNDS} rounds. No one writes as densely as the generated documents, whose HTML is parsed after Markdown.`,
  run: async () => ALL_PRESETS.flatMap(lines),
};
