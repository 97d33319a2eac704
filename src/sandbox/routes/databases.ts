/** Databases: containers of data sources. */
import { countAgainstQuota, newNode, refTo, saveEdited } from "../content/blocks.ts";
import { answerDatabase, databaseFields } from "../content/databases.ts";
import { storeCover, storeIcon } from "../content/icons.ts";
import { storeRuns } from "../content/richText.ts";
import { checkEditable, trash } from "../content/trash.ts";
import { visibleNode } from "../content/visible.ts";
import { arrayAt, booleanAt, type Json, type JsonObject, objectAt, stringAt } from "../json.ts";
import { archived, invalid } from "../refusal.ts";
import { createProperties } from "../schema/change.ts";
import { canonical } from "../schema/source.ts";
import type { DatabaseFields, Node } from "../store/nodes.ts";
import { insertChildren, place, removeChild } from "../store/store.ts";
import type { World } from "../world.ts";
import { type Answer, type Call, idIn, type Route } from "./route.ts";

/** The page a new or moved database goes under. */
function parentFor(parent: JsonObject, world: World): Node {
  const id = stringAt(parent, "page_id");
  if (id === null) {
    throw invalid(
      "Provided `parent.workspace` is not supported for this connection. Use a page shared with it as parent.",
    );
  }
  return visibleNode(canonical(id), "page", world);
}

function create(call: Call): Answer {
  const { body, world } = call;
  const parent = parentFor(objectAt(body, "parent"), world);
  checkEditable(parent, world);
  const database: DatabaseFields = {
    title: storeRuns(arrayAt(body, "title"), world),
    description: storeRuns(arrayAt(body, "description"), world),
    inline: booleanAt(body, "is_inline") ?? false,
    icon: storeIcon(body["icon"], world),
    cover: storeCover(body["cover"], world),
    locked: false,
    shared: false,
  };
  countAgainstQuota(1, world);
  const node = addDatabase({ database, parent }, world);
  const { title, icon } = database;
  addSource(
    node,
    { title, icon, wiki: false },
    objectAt(objectAt(body, "initial_data_source"), "properties"),
    world,
  );
  const made = world.store.nodes.get(node.id) ?? node;
  return { body: answerDatabase(made, world), committed: { resource: node.id, children: null } };
}

/** Puts a database at the end of a page, or into a wiki. */
export function addDatabase(
  own: { readonly database: DatabaseFields; readonly parent: Node },
  world: World,
): Node {
  const { database, parent } = own;
  const fresh = {
    id: world.random.uuid(),
    type: "child_database",
    parent: refTo(parent),
    payload: {},
    page: null,
  };
  const node: Node = { ...newNode({ ...fresh, children: [] }, world), database };
  place(world.store, node);
  // A wiki's databases are among its rows, which are in no order.
  if (parent.source === undefined) {
    insertChildren(world.store, parent.id, [node.id], "end", world.now);
  }
  return node;
}

/** Puts a data source with these properties into a database. */
export function addSource(
  database: Node,
  own: { readonly title: readonly Json[]; readonly icon: Json; readonly wiki: boolean },
  properties: JsonObject,
  world: World,
): Node {
  const parent = { type: "database_id", id: database.id } as const;
  const fresh = {
    id: world.random.uuid(),
    type: "data_source",
    parent,
    payload: {},
    page: null,
    children: [],
  };
  world.store.nodes.set(fresh.id, { ...newNode(fresh, world), source: { ...own, properties: [] } });
  insertChildren(world.store, database.id, [fresh.id], "end", world.now);
  createProperties(fresh.id, properties, world);
  const made = world.store.nodes.get(fresh.id);
  if (made === undefined) {
    throw new Error("The sandbox lost the data source it made.");
  }
  return made;
}

const databaseIn = (call: Call): Node => visibleNode(idIn(call, "database_id"), "database", call.world);

function retrieve(call: Call): Answer {
  return { body: answerDatabase(databaseIn(call), call.world) };
}

function update(call: Call): Answer {
  const { body, world } = call;
  const node = databaseIn(call);
  const inTrash = booleanAt(body, "in_trash");
  if (node.inTrash && inTrash !== false) {
    throw archived();
  }
  checkEditable({ ...node, inTrash: false }, world);
  const before = databaseFields(node);
  const database: DatabaseFields = {
    ...before,
    title: "title" in body ? storeRuns(arrayAt(body, "title"), world) : before.title,
    description: "description" in body ? storeRuns(arrayAt(body, "description"), world) : before.description,
    inline: booleanAt(body, "is_inline") ?? before.inline,
    icon: "icon" in body ? storeIcon(body["icon"], world) : before.icon,
    cover: "cover" in body ? storeCover(body["cover"], world) : before.cover,
    locked: booleanAt(body, "is_locked") ?? before.locked,
  };
  const edited = saveEdited({ ...node, database, inTrash: false }, world);
  const moved = "parent" in body ? move(edited, parentFor(objectAt(body, "parent"), world), world) : edited;
  const shown = inTrash === true ? trash(moved, world) : moved;
  return { body: answerDatabase(shown, world) };
}

function move(node: Node, target: Node, world: World): Node {
  checkEditable(target, world);
  if (node.parent.type !== "workspace") {
    removeChild(world.store, node.parent.id, node.id, world.now);
  }
  const moved = { ...node, parent: refTo(target) };
  place(world.store, moved);
  insertChildren(world.store, target.id, [node.id], "end", world.now);
  return moved;
}

export const databaseRoutes = {
  createDatabase: {
    method: "post",
    path: "databases",
    query: null,
    body: "CreateDatabaseBodyParameters",
    handle: create,
  },
  getDatabase: { method: "get", path: "databases/{database_id}", query: null, body: null, handle: retrieve },
  updateDatabase: {
    method: "patch",
    path: "databases/{database_id}",
    query: null,
    body: "UpdateDatabaseBodyParameters",
    handle: update,
  },
} as const satisfies Record<string, Route>;
