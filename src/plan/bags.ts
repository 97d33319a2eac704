/** Things counted by their keys, to tell how much two collections have in common. */
import type { BlockMemory } from "../model/memory.ts";

/** How often each key occurs. */
export type Bag = ReadonlyMap<string, number>;

/** Counts keys. */
export function bagOf(keys: Iterable<string>): Bag {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** How many members are in both. */
export function common(a: Bag, b: Bag): number {
  let both = 0;
  for (const [key, times] of a) both += Math.min(times, b.get(key) ?? 0);
  return both;
}

function size(bag: Bag): number {
  let all = 0;
  for (const times of bag.values()) all += times;
  return all;
}

/** Share of members two bags have in common: 0 nothing, 1 all. */
export function overlap(a: Bag, b: Bag): number {
  const all = size(a) + size(b);
  return all === 0 ? 1 : (2 * common(a, b)) / all;
}

/** The words of a text and the signs between them, in any case. */
export function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];
}

function* keysOf(lines: readonly BlockMemory[]): Generator<string> {
  for (const { type, hash, children } of lines) {
    yield `${type} ${hash}`;
    yield* keysOf(children);
  }
}

/** Remembered blocks of any depth by type and content. */
export function blockBag(lines: readonly BlockMemory[]): Bag {
  return bagOf(keysOf(lines));
}
