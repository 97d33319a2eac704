/** The workspace as tests and previews look at it: without requests. */
import { answerBlock } from "./content/blocks.ts";
import { answerSource } from "./content/databases.ts";
import { answerPage } from "./content/pages.ts";
import { isObject, type JsonObject } from "./json.ts";
import { childrenOf } from "./store/store.ts";
import type { World } from "./world.ts";

/** A block as the API answers it, with its children. */
export interface TreeNode {
  readonly id: string;
  readonly type: string;
  /** What stands under the block's type. */
  readonly payload: JsonObject;
  /** The whole answer. */
  readonly block: JsonObject;
  readonly children: readonly TreeNode[];
}

/**
 * The blocks under a page or block, those in the trash left out. A child page or database is a leaf.
 *
 * @throws Error when there is no such page or block
 */
export function treeOf(id: string, world: World): readonly TreeNode[] {
  const node = world.store.nodes.get(id);
  if (node === undefined) {
    throw new Error(`The sandbox has no page or block ${id}.`);
  }
  return childrenOf(world.store, node).map((child) => {
    const block = answerBlock(child, world);
    const payload = block[child.type];
    return {
      id: child.id,
      type: child.type,
      payload: isObject(payload) ? payload : {},
      block,
      children: child.page === null && child.database === undefined ? treeOf(child.id, world) : [],
    };
  });
}

/** Every page, as the API answers it, oldest first; those in the trash too. */
export function pagesOf(world: World): readonly JsonObject[] {
  return [...world.store.nodes.values()]
    .filter((node) => node.page !== null)
    .map((node) => answerPage(node, world));
}

/** Every data source, likewise. */
export function sourcesOf(world: World): readonly JsonObject[] {
  return [...world.store.nodes.values()]
    .filter((node) => node.source !== undefined)
    .map((node) => answerSource(node, world));
}
