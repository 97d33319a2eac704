/** Copies of blocks and pages, with what is in them. */
import type { JsonObject } from "../json.ts";
import type { Node, ParentRef } from "../store/nodes.ts";
import { childrenOf, place } from "../store/store.ts";
import { numberRow } from "../values/rows.ts";
import type { World } from "../world.ts";
import { newNode } from "./blocks.ts";

/**
 * Makes a copy; where it stands among its parent's children is the caller's matter.
 *
 * @param parent what the copy is in
 * @returns the copy's id
 * @throws Error for a database
 */
export function copyNode(node: Node, parent: ParentRef, world: World): string {
  if (node.database !== undefined || node.source !== undefined) {
    throw new Error("The sandbox does not copy databases.");
  }
  const { type, payload } = node;
  const id = world.random.uuid();
  const inside: ParentRef = node.page === null ? { type: "block_id", id } : { type: "page_id", id };
  const children = childrenOf(world.store, node).map((child) => copyNode(child, inside, world));
  const page =
    node.page === null ? null : { ...node.page, properties: renumbered(node.page.properties, parent, world) };
  place(world.store, newNode({ id, type, parent, payload, page, children }, world));
  return id;
}

/** A row's number is its own. */
function renumbered(properties: JsonObject, parent: ParentRef, world: World): JsonObject {
  if (parent.type !== "data_source_id") {
    return properties;
  }
  const others = Object.entries(properties).filter(
    ([, value]) => !JSON.stringify(value).startsWith('{"type":"unique_id"'),
  );
  return numberRow(Object.fromEntries(others), parent.id, world);
}
