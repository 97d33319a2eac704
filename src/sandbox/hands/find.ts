/** Finding what a hand reaches for, and what it writes. */
import type { JsonObject } from "../json.ts";
import type { Node } from "../store/nodes.ts";
import type { World } from "../world.ts";

/** @throws Error when there is no such page, block, database or data source */
export function reach(id: string, world: World): Node {
  const node = world.store.nodes.get(id);
  if (node === undefined) {
    throw new Error(`The sandbox has no page or block ${id}.`);
  }
  return node;
}

/** A run of plain text, as a request sends it. */
export const plainRun = (content: string): JsonObject => ({ text: { content } });
