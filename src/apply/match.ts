import type { SnapshotBlock } from "../model/block.ts";
import { sameAsRemembered } from "../model/line.ts";
import type { BlockMemory } from "../model/memory.ts";

type Digest = (text: string) => string;

/**
 * Finds remembered blocks among what a listing shows: those with an id by it, the others in order by content.
 *
 * @returns one entry per remembered block: its id, or null where the listing has no such block
 */
export function matchRemembered(
  remembered: readonly BlockMemory[],
  listed: readonly SnapshotBlock[],
  digest: Digest,
): readonly (string | null)[] {
  const named = new Set(remembered.flatMap((line) => line.id ?? []));
  const present = new Set(listed.map((block) => block.id));
  let next = 0;
  return remembered.map((line) => {
    if (line.id !== null) return present.has(line.id) ? line.id : null;
    for (let index = next; index < listed.length; index += 1) {
      const block = listed[index];
      if (block === undefined || named.has(block.id) || !sameAsRemembered(block, line, digest)) continue;
      next = index + 1;
      return block.id;
    }
    return null;
  });
}

/**
 * Finds blocks that were sent as one run among the listed ones, next to each other and in order.
 *
 * @param sent - what was sent
 * @param listed - all children of the parent, in order
 * @param mayBeOurs - whether a listed block can stem from that request
 * @returns their ids in order, or null where they are not there
 */
export function findRun(
  sent: readonly BlockMemory[],
  listed: readonly SnapshotBlock[],
  mayBeOurs: (block: SnapshotBlock) => boolean,
  digest: Digest,
): readonly string[] | null {
  for (let start = 0; start + sent.length <= listed.length; start += 1) {
    const run = listed.slice(start, start + sent.length);
    const found = run.every((block, index) => {
      const line = sent[index];
      return line !== undefined && mayBeOurs(block) && sameAsRemembered(block, line, digest);
    });
    if (found) return run.map((block) => block.id);
  }
  return null;
}
