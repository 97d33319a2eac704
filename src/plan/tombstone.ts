/**
 * Blocks that somebody deleted before their ids were told. They stay in the memory, since the file still has them
 * and they are not to come back; in place of an id they have a name that no request may hold.
 */
import type { BlockMemory } from "../model/memory.ts";

const MARK = "gone-";

/** Tells whether a line is of a block that is gone and never had an id. */
export function isTombstone({ id }: Pick<BlockMemory, "id">): boolean {
  return id?.startsWith(MARK) === true;
}

/** The line with a name of its own. @param isNamed - whether the page's memory has a name */
export function tombstone(line: BlockMemory, isNamed: (id: string) => boolean): BlockMemory {
  let number = 1;
  while (isNamed(`${MARK}${number}`)) number += 1;
  return { ...line, id: `${MARK}${number}` };
}
