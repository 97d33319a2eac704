/** The workspace in memory. */
import type { Comment, CustomEmoji, Node, Upload, User } from "./nodes.ts";
import { createTable, type Table } from "./table.ts";

/** Where new children go among a parent's children. */
export type Place = "start" | "end" | { readonly after: string };

export interface Store {
  readonly workspace: { readonly id: string; readonly name: string };
  readonly nodes: Table<Node>;
  readonly users: Table<User>;
  readonly emojis: Table<CustomEmoji>;
  readonly uploads: Table<Upload>;
  readonly comments: Table<Comment>;
  /** `blocksCreated`: blocks ever created, the number a free workspace is limited by. */
  readonly numbers: Table<number>;
  /** Whatever was put into a data source once, by the data source; whether it still is there, the record says. */
  readonly placed: Map<string, Set<string>>;
}

export function createStore(workspace: Store["workspace"]): Store {
  return {
    workspace,
    nodes: createTable(),
    users: createTable(),
    emojis: createTable(),
    uploads: createTable(),
    comments: createTable(),
    numbers: createTable(),
    placed: new Map(),
  };
}

/**
 * Runs one request's work: all of it happens or, when it throws, none.
 *
 * @returns its result, and whether it changed anything
 */
export function transaction<T>(
  store: Store,
  work: () => T,
): { readonly result: T; readonly changed: boolean } {
  const tables = [store.nodes, store.users, store.emojis, store.uploads, store.comments, store.numbers];
  for (const table of tables) {
    table.begin();
  }
  try {
    const result = work();
    const changes = tables.map((table) => table.commit());
    return { result, changed: changes.includes(true) };
  } catch (error) {
    for (const table of tables) {
      table.rollback();
    }
    throw error;
  }
}

/** The node a node stands in, or null at the workspace. */
export function parentOf(store: Store, node: Node): Node | null {
  return node.parent.type === "workspace" ? null : (store.nodes.get(node.parent.id) ?? null);
}

/** A node's ancestors, the nearest first. */
export function ancestorsOf(store: Store, node: Node): readonly Node[] {
  const found: Node[] = [];
  for (let at = parentOf(store, node); at !== null; at = parentOf(store, at)) {
    found.push(at);
  }
  return found;
}

/** The connection sees it: it or an ancestor is shared, and the connection was not taken off one further down. */
export function isShared(store: Store, node: Node): boolean {
  const nearest = [node, ...ancestorsOf(store, node)]
    .map((one) => one.page ?? one.database)
    .find((one) => one?.shared === true || one?.withdrawn === true);
  return nearest?.shared === true;
}

/** Keeps a record that is new or was moved. */
export function place(store: Store, node: Node): void {
  store.nodes.set(node.id, node);
  if (node.parent.type === "data_source_id") {
    const { id } = node.parent;
    store.placed.set(id, (store.placed.get(id) ?? new Set()).add(node.id));
  }
}

/** What is in a data source, in the order in which it came: rows and templates, and databases where it is a wiki. */
export function placedIn(store: Store, sourceId: string): readonly Node[] {
  return [...(store.placed.get(sourceId) ?? [])]
    .map((id) => store.nodes.get(id))
    .filter((node) => node !== undefined)
    .filter(({ parent }) => parent.type === "data_source_id" && parent.id === sourceId);
}

export function hasTrashedAncestor(store: Store, node: Node): boolean {
  return ancestorsOf(store, node).some((one) => one.inTrash);
}

/** The page a block is on; a page is on itself. */
export function pageOf(store: Store, node: Node): Node {
  return [node, ...ancestorsOf(store, node)].find((one) => one.page !== null) ?? node;
}

/** A node's children that are not in the trash. */
export function childrenOf(store: Store, node: Node): readonly Node[] {
  return node.children
    .map((id) => store.nodes.get(id))
    .filter((child) => child !== undefined)
    .filter((child) => !child.inTrash);
}

/** Puts children, which are in the store, among those of a parent. */
export function insertChildren(
  store: Store,
  parentId: string,
  ids: readonly string[],
  place: Place,
  now: number,
): void {
  const parent = store.nodes.get(parentId);
  if (parent === undefined) {
    throw new Error(`The sandbox lost the node ${parentId}.`);
  }
  const before = indexOf(parent, place);
  const children = [...parent.children.slice(0, before), ...ids, ...parent.children.slice(before)];
  store.nodes.set(parentId, { ...parent, children, childrenChanged: now });
}

function indexOf(parent: Node, place: Place): number {
  if (place === "start") {
    return 0;
  }
  return place === "end" ? parent.children.length : parent.children.indexOf(place.after) + 1;
}

/** Takes a child out of its parent, as a page that moves is. */
export function removeChild(store: Store, parentId: string, id: string, now: number): void {
  const parent = store.nodes.get(parentId);
  if (parent !== undefined) {
    const children = parent.children.filter((child) => child !== id);
    store.nodes.set(parentId, { ...parent, children, childrenChanged: now });
  }
}
