/** Finding what a request names, as the connection sees it. */
import { notFound } from "../refusal.ts";
import type { Node } from "../store/nodes.ts";
import { isShared } from "../store/store.ts";
import type { World } from "../world.ts";

/**
 * The page or block with this id.
 *
 * @throws Refusal 404 when it does not exist, is not shared, is a block where a page is asked for, or is too new
 */
export function visibleNode(id: string, kind: "page" | "block", world: World): Node {
  const node = world.store.nodes.get(id);
  const fits = node !== undefined && (kind === "block" || node.page !== null);
  const settled = node !== undefined && world.now - node.created >= world.consistency.newIdMs;
  if (!fits || !settled || !(world.seesAll || isShared(world.store, node))) {
    throw notFound(kind, id);
  }
  return node;
}
