import { describe, expect, it } from "vitest";
import { convertDocument } from "../../src/convert/index.ts";
import { parseDocument } from "../../src/markdown/index.ts";
import type { Block } from "../../src/model/block.ts";
import type { Preset } from "../../src/model/options.ts";
import { violationsOf } from "../support/requests.ts";
import { wordsOfBlocks } from "../support/visible.ts";
import { EXCEPTIONS } from "./fixtureExceptions.ts";
import { FIXTURES, inputOf, isMade, settingOf } from "./fixtures.ts";
import { ALL_PRESETS } from "./words/grammar.ts";

/**
 * What a dialect does not mean it gives back as it was written. So the words that a fixture shows under its own
 * preset, which somebody has read in its `blocks.txt`, are shown under every other one too, in that order. A word is
 * letters and digits, of any case; it may come in pieces, as `H2O` does in `H~2~O`, or joined with a neighbour.
 */

/** Those that are about size mean the same in every dialect. */
const WRITTEN = FIXTURES.filter((folder) => !isMade(folder));

function wordsIn(text: string): readonly string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

async function blocksUnder(folder: string, preset: Preset | null): Promise<readonly Block[]> {
  const { options, site, path } = settingOf(folder);
  const used = preset === null ? options : { ...options, preset };
  return convertDocument(parseDocument(await inputOf(folder), path, used), site, null, used).content.blocks;
}

const shownIn = (blocks: readonly Block[]): readonly string[] => wordsIn(wordsOfBlocks(blocks).join(" "));

/** Words that do not come, or not in their order. */
function missing(wanted: readonly string[], found: readonly string[]): readonly string[] {
  const text = found.join("");
  const bounds = new Set([0]);
  let length = 0;
  for (const word of found) {
    length += word.length;
    bounds.add(length);
  }
  const placeOf = (word: string, from: number): number => {
    const next = text.indexOf(word, from);
    if (next === -1 || bounds.has(next) || bounds.has(next + word.length)) return next;
    return placeOf(word, next + 1);
  };
  let at = 0;
  return wanted.filter((word) => {
    const next = placeOf(word, at);
    if (next !== -1) at = next + word.length;
    return next === -1;
  });
}

/** All before and all after the first place of `phrase`; null where it is not found. */
function around(words: readonly string[], phrase: string): readonly (readonly string[])[] | null {
  const part = wordsIn(phrase);
  const at = words.findIndex((_, index) => part.every((word, step) => words[index + step] === word));
  return at === -1 ? null : [words.slice(0, at), words.slice(at + part.length)];
}

/** Words without these phrases, each looked for after the one before it. */
function without(words: readonly string[], phrases: readonly string[]): readonly string[] {
  const [phrase, ...others] = phrases;
  if (phrase === undefined) return words;
  const found = around(words, phrase);
  if (found === null) throw new Error(`no ${JSON.stringify(phrase)} in ${words.join(" ")}`);
  const [before = [], after = []] = found;
  return [...before, ...without(after, others)];
}

describe.each(WRITTEN)("%s", (folder) => {
  it("shows its words, in their order, under every preset", async () => {
    const own = shownIn(await blocksUnder(folder, null));
    for (const preset of ALL_PRESETS) {
      const blocks = await blocksUnder(folder, preset);
      const found = shownIn(blocks);
      const exceptions = EXCEPTIONS.filter(
        ({ fixture, presets }) => fixture === folder && presets.has(preset),
      );
      const wanted = exceptions.reduce((words, one) => without(words, one.without), own);
      const elsewhere = exceptions.flatMap((one) => one.elsewhere ?? []);
      expect({ preset, missing: missing(wanted, found) }).toEqual({ preset, missing: [] });
      expect(elsewhere.filter((phrase) => around(found, phrase) === null)).toEqual([]);
      if (exceptions.length > 0) expect(missing(own, found)).not.toEqual([]);
      expect(violationsOf(blocks)).toEqual([]);
    }
  });
});

it("has exceptions of fixtures that are there", () => {
  const names = new Set(WRITTEN);
  expect(EXCEPTIONS.filter(({ fixture }) => !names.has(fixture))).toEqual([]);
});
