/** Which remembered block each block of a draft is. */
import type { DraftBlock, SnapshotBlock } from "../model/block.ts";
import { type Digest, lineOf } from "../model/line.ts";
import type { BlockMemory } from "../model/memory.ts";
import { type Lookup, resolveBlock } from "../model/resolve.ts";
import { align, type Gap, gapsBetween, type Match, middleOf, pairByLikeness } from "./align.ts";
import { type Candidate, createLikeness } from "./likeness.ts";

/** A block of a draft with its references resolved as far as they are known. */
export interface Wanted extends Candidate {
  readonly draft: DraftBlock;
  readonly children: readonly Wanted[];
}

/** Resolves a draft's blocks and hashes them. */
export function wantedOf(drafts: readonly DraftBlock[], lookup: Lookup, digest: Digest): readonly Wanted[] {
  const zip = (draft: DraftBlock, candidate: Candidate): Wanted => ({
    ...candidate,
    draft,
    children: draft.children.flatMap((child, index) => {
      const block = candidate.block.children[index];
      const line = candidate.line.children[index];
      return block === undefined || line === undefined ? [] : [zip(child, { block, line })];
    }),
  });
  return drafts.map((draft) => {
    const block = resolveBlock(draft, lookup);
    return zip(draft, { block, line: lineOf(block, digest) });
  });
}

/** Gives equal subtrees the same number. */
export type TreeKey = (line: BlockMemory) => number;

/** Makes numbers for subtrees. */
export function createTreeKeys(): TreeKey {
  const numbers = new Map<string, number>();
  const known = new Map<BlockMemory, number>();
  const keyOf = (line: BlockMemory): number => {
    const found = known.get(line);
    if (found !== undefined) return found;
    const text = `${line.type} ${line.hash} ${line.children.map(keyOf).join(",")}`;
    const key = numbers.get(text) ?? numbers.size;
    numbers.set(text, key);
    known.set(line, key);
    return key;
  };
  return keyOf;
}

/** Pairs the blocks of a draft with remembered siblings. */
export type Matcher = (wanted: readonly Wanted[], base: readonly BlockMemory[]) => readonly Match[];

/** More than any likeness: equal subtrees come before all. */
const EQUAL = 1000;
/** Pairs of siblings that are weighed each against each at once; of more, the equal ones are paired first. */
const WEIGHED = 10_000;

/**
 * Makes a matcher: equal subtrees first, as many as can be in order; the others are paired by likeness within
 * their type.
 *
 * @param live - what has been read of a remembered block
 */
export function createMatcher(
  keyOf: TreeKey,
  live: (line: BlockMemory) => SnapshotBlock | null | undefined,
): Matcher {
  const likeness = createLikeness();
  return (wanted, base) => {
    const mine = wanted.map((one) => keyOf(one.line));
    const theirs = base.map(keyOf);
    const like = (a: number, b: number): number => {
      const [one, line] = [wanted[a], base[b]];
      return one === undefined || line === undefined ? 0 : likeness(one, line, live(line));
    };
    const middle = middleOf(mine, theirs);
    const ends = wanted.length - middle.a.length;
    if (middle.a.length * middle.b.length <= WEIGHED) {
      const from = middle.a[0] ?? middle.b[0] ?? ends;
      const after = Array.from({ length: ends }, (_, index): Match => {
        if (index < from) return [index, index];
        return [index + middle.a.length, index + middle.b.length];
      });
      const inside = pairWanted(middle, (a, b) => (mine[a] === theirs[b] ? EQUAL : like(a, b)));
      return [...after, ...inside].sort((a, b) => a[0] - b[0]);
    }
    const equal = align(mine, theirs);
    const alike = gapsBetween(equal, wanted.length, base.length).flatMap((gap) => pairWanted(gap, like));
    return [...equal, ...alike].sort((a, b) => a[0] - b[0]);
  };
}

/** Pairs wanted siblings with remembered ones. Those without a partner are new: the fewer runs of them the better. */
function pairWanted({ a, b }: Gap, like: (a: number, b: number) => number): readonly Match[] {
  const turned = pairByLikeness({ a: b, b: a }, (line, one) => like(one, line));
  return turned.map(([line, one]): Match => [one, line]);
}
