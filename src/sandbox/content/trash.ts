/** The trash: what lies in it cannot be written, and only pages and blocks themselves can still be read. */
import { archived, archivedAncestor, invalid, notFound } from "../refusal.ts";
import type { Node } from "../store/nodes.ts";
import { hasTrashedAncestor } from "../store/store.ts";
import type { World } from "../world.ts";
import { saveEdited } from "./blocks.ts";

/** @throws Refusal when a node, or what it stands in, is in the trash */
export function checkEditable(node: Node, world: World): void {
  if (node.inTrash) {
    throw archived();
  }
  if (hasTrashedAncestor(world.store, node)) {
    throw archivedAncestor();
  }
}

/** @throws Refusal 404 when the children of a node cannot be listed, since it is in the trash */
export function checkReadable(node: Node, world: World): void {
  if (node.inTrash || hasTrashedAncestor(world.store, node)) {
    throw notFound("block", node.id);
  }
}

/**
 * Puts a node in the trash; its subtree goes with it.
 *
 * @throws Refusal for a page at the top of the workspace
 */
export function trash(node: Node, world: World): Node {
  if (node.parent.type === "workspace") {
    throw invalid("Archiving workspace level pages via API not supported.");
  }
  return saveEdited({ ...node, inTrash: true }, world);
}
