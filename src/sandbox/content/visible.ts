/** Finding what a request names, as the connection sees it. */
import { notFound } from "../refusal.ts";
import type { Node } from "../store/nodes.ts";
import { isShared } from "../store/store.ts";
import type { World } from "../world.ts";

type NodeKind = "page" | "block" | "database" | "data_source";

const IS: Readonly<Record<NodeKind, (node: Node) => boolean>> = {
  page: (node) => node.page !== null,
  // Pages and databases are blocks too; a data source is none.
  block: (node) => node.source === undefined,
  database: (node) => node.database !== undefined,
  data_source: (node) => node.source !== undefined,
};

/**
 * The page, block, database or data source with this id.
 *
 * @throws Refusal 404 when it does not exist, is not shared, is of another kind, or is too new
 */
export function visibleNode(id: string, kind: NodeKind, world: World): Node {
  const node = world.store.nodes.get(id);
  const { newIdMs } = world.consistency;
  const settled = node !== undefined && (newIdMs === 0 || world.now - node.created >= newIdMs);
  if (!settled || !IS[kind](node) || !(world.seesAll || isShared(world.store, node))) {
    throw notFound(kind, id);
  }
  return node;
}
