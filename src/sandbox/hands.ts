/** What people do in Notion and the API cannot: resolve, share, drag. */
import { newNode, refTo, saveEdited } from "./content/blocks.ts";
import type { JsonObject } from "./json.ts";
import type { Node } from "./store/nodes.ts";
import { insertChildren, type Place, removeChild } from "./store/store.ts";
import type { World } from "./world.ts";

export interface Hands {
  /** Resolves a discussion: its comments are no longer listed. */
  resolve(discussionId: string): void;
  /** Shares a page at the top of the workspace with the connection, or no longer. */
  share(pageId: string, shared: boolean): void;
  /** Drags a block or page to another place; it keeps its id. */
  move(id: string, parentId: string, place?: Place): void;
  /** Puts a block of a type no request can create, such as `unsupported`, among a parent's children; gives its id. */
  insert(parentId: string, type: string, payload: JsonObject, place?: Place): string;
}

export function createHands(worldNow: () => World): Hands {
  const nodeWith = (id: string, world: World): Node => {
    const node = world.store.nodes.get(id);
    if (node === undefined) {
      throw new Error(`The sandbox has no page or block ${id}.`);
    }
    return node;
  };
  return {
    resolve: (discussionId) => {
      const { comments } = worldNow().store;
      for (const comment of [...comments.values()]) {
        if (comment.discussion === discussionId) {
          comments.set(comment.id, { ...comment, resolved: true });
        }
      }
    },
    share: (pageId, shared) => {
      const world = worldNow();
      const node = nodeWith(pageId, world);
      if (node.page === null) {
        throw new Error(`${pageId} is a block; only a page can be shared.`);
      }
      world.store.nodes.set(pageId, { ...node, page: { ...node.page, shared } });
    },
    move: (id, parentId, place = "end") => {
      const world = worldNow();
      const node = nodeWith(id, world);
      if (node.parent.type !== "workspace") {
        removeChild(world.store, node.parent.id, id, world.now);
      }
      insertChildren(world.store, parentId, [id], place, world.now);
      saveEdited({ ...node, parent: refTo(nodeWith(parentId, world)) }, world);
    },
    insert: (parentId, type, payload, place = "end") => {
      const world = worldNow();
      const id = world.random.uuid();
      const parent = refTo(nodeWith(parentId, world));
      world.store.nodes.set(id, newNode({ id, type, parent, payload, page: null, children: [] }, world));
      insertChildren(world.store, parentId, [id], place, world.now);
      return id;
    },
  };
}
