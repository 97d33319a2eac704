/** Data sources: their schema, their rows, their templates. */
import { answerSource, databaseFields } from "../content/databases.ts";
import { storeIcon } from "../content/icons.ts";
import { answerPage, fieldsOf } from "../content/pages.ts";
import { plainText, storeRuns, titleRuns } from "../content/richText.ts";
import { templatesOf } from "../content/templates.ts";
import { checkEditable } from "../content/trash.ts";
import { visibleNode } from "../content/visible.ts";
import { arrayAt, booleanAt, type Json, type JsonObject, objectAt, objectsAt, stringAt } from "../json.ts";
import { filterRows } from "../query/filter.ts";
import { sortRows } from "../query/sort.ts";
import { archived, invalid, notFound } from "../refusal.ts";
import { changeProperties } from "../schema/change.ts";
import { canonical, saveSource, sourceFields, sourcesOf } from "../schema/source.ts";
import type { Node } from "../store/nodes.ts";
import { hasTrashedAncestor, insertChildren, placedIn, removeChild, type Store } from "../store/store.ts";
import type { World } from "../world.ts";
import { addSource } from "./databases.ts";
import { listPage } from "./list.ts";
import { type Answer, type Call, idIn, type Route } from "./route.ts";

const sourceIn = (call: Call): Node => visibleNode(idIn(call, "data_source_id"), "data_source", call.world);

function databaseNamed(parent: JsonObject, world: World): Node {
  const database = visibleNode(canonical(stringAt(parent, "database_id") ?? ""), "database", world);
  checkEditable(database, world);
  return database;
}

function create(call: Call): Answer {
  const { body, world } = call;
  const database = databaseNamed(objectAt(body, "parent"), world);
  const title = "title" in body ? storeRuns(arrayAt(body, "title"), world) : databaseFields(database).title;
  const own = { title, icon: storeIcon(body["icon"], world), wiki: false };
  const node = addSource(database, own, objectAt(body, "properties"), world);
  return { body: answerSource(node, world), committed: { resource: node.id, children: null } };
}

function retrieve(call: Call): Answer {
  return { body: answerSource(sourceIn(call), call.world) };
}

function update(call: Call): Answer {
  const { body, world } = call;
  const node = sourceIn(call);
  const inTrash = booleanAt(body, "in_trash");
  if (hasTrashedAncestor(world.store, node)) {
    // The server blames the sharing.
    throw notFound("data_source", node.id);
  }
  if (node.inTrash && inTrash !== false) {
    throw archived();
  }
  changeProperties(node, objectAt(body, "properties"), world);
  const now = world.store.nodes.get(node.id) ?? node;
  const fields = sourceFields(now);
  const title = "title" in body ? storeRuns(arrayAt(body, "title"), world) : fields.title;
  const icon = "icon" in body ? storeIcon(body["icon"], world) : fields.icon;
  const trashed = { ...now, inTrash: inTrash ?? now.inTrash };
  const saved = saveSource(trashed, { ...fields, title, icon }, world);
  const moved = "parent" in body ? move(saved, databaseNamed(objectAt(body, "parent"), world), world) : saved;
  return { body: answerSource(moved, world) };
}

function move(node: Node, database: Node, world: World): Node {
  if (node.parent.type !== "workspace") {
    removeChild(world.store, node.parent.id, node.id, world.now);
  }
  const moved: Node = { ...node, parent: { type: "database_id", id: database.id } };
  world.store.nodes.set(node.id, moved);
  insertChildren(world.store, database.id, [node.id], "end", world.now);
  return moved;
}

/** What a query answers of something in a data source: a page, or the data sources of a wiki's database. */
function results(node: Node, world: World): readonly Node[] {
  return node.database === undefined ? [node] : sourcesOf(node, world);
}

/** What a query finds: rows, and in a wiki data sources, in order. */
function find(source: Node, body: JsonObject, world: World): readonly Node[] {
  const trashed = body["in_trash"] === true;
  const asked = stringAt(body, "result_type");
  const rows = placedIn(world.store, source.id)
    .filter((node) => node.inTrash === trashed && node.page?.template === undefined)
    .filter((node) => world.now - node.created >= world.consistency.queryMs);
  const ordered = world.answers.rowOrder === "oldest" ? rows : rows.toReversed();
  const filtered = filterRows(ordered, objectAt(body, "filter"), source, world);
  return sortRows(filtered, objectsAt(body, "sorts"), source, world)
    .flatMap((node) => results(node, world))
    .filter((node) => asked === null || asked === (node.page === null ? "data_source" : "page"));
}

interface Found {
  readonly asked: string;
  readonly writes: number;
  readonly nodes: readonly Node[];
}

/** The last query of each workspace: its further pages need no second search while nothing was written. */
const lastFound = new WeakMap<Store, Found>();

function findOrContinue(source: Node, body: JsonObject, world: World): readonly Node[] {
  const { start_cursor, page_size: _, ...rest } = body;
  const asked = JSON.stringify([source.id, world.actor, rest]);
  const { writes } = world.store.nodes;
  const last = lastFound.get(world.store);
  if (typeof start_cursor === "string" && last?.asked === asked && last.writes === writes) {
    return last.nodes;
  }
  const nodes = find(source, body, world);
  lastFound.set(world.store, { asked, writes, nodes });
  return nodes;
}

function query(call: Call): Answer {
  const { body, world } = call;
  const source = sourceIn(call);
  if (source.inTrash || hasTrashedAncestor(world.store, source)) {
    throw notFound("data_source", source.id);
  }
  const found = findOrContinue(source, body, world);
  const reachable = found.slice(0, world.queryRows);
  const only = "filter_properties" in call.query ? arrayAt(call.query, "filter_properties") : null;
  const list = listPage("page_or_data_source", reachable, body, (node) => answerResult(node, world, only));
  const cut = found.length > reachable.length && list["has_more"] === false;
  return {
    body: {
      ...list,
      request_status: cut
        ? { type: "incomplete", incomplete_reason: "query_result_limit_reached" }
        : { type: "complete" },
    },
  };
}

function answerResult(node: Node, world: World, only: readonly Json[] | null): JsonObject {
  return node.page === null ? answerSource(node, world) : answerPage(node, world, only);
}

function listTemplates(call: Call): Answer {
  const { world } = call;
  const source = sourceIn(call);
  const name = stringAt(call.query, "name")?.toLowerCase() ?? "";
  const nameOf = (node: Node): string => plainText(titleRuns(fieldsOf(node).properties), world);
  const named = templatesOf(source.id, world).filter((one) => nameOf(one).toLowerCase().includes(name));
  const {
    results: templates,
    has_more,
    next_cursor,
  } = listPage("template", named, call.query, (one) => ({
    id: one.id,
    name: nameOf(one),
    is_default: one.page?.template === "default",
  }));
  if (templates === undefined || has_more === undefined || next_cursor === undefined) {
    throw invalid("The list has no results.");
  }
  return { body: { templates, has_more, next_cursor } };
}

export const dataSourceRoutes = {
  createDataSource: {
    method: "post",
    path: "data_sources",
    query: null,
    body: "CreateDataSourceBodyParameters",
    handle: create,
  },
  getDataSource: {
    method: "get",
    path: "data_sources/{data_source_id}",
    query: null,
    body: null,
    handle: retrieve,
  },
  updateDataSource: {
    method: "patch",
    path: "data_sources/{data_source_id}",
    query: null,
    body: "UpdateDataSourceBodyParameters",
    handle: update,
  },
  queryDataSource: {
    method: "post",
    path: "data_sources/{data_source_id}/query",
    query: "QueryDataSourceQueryParameters",
    body: "QueryDataSourceBodyParameters",
    handle: query,
  },
  listDataSourceTemplates: {
    method: "get",
    path: "data_sources/{data_source_id}/templates",
    query: "ListDataSourceTemplatesQueryParameters",
    body: null,
    handle: listTemplates,
  },
} as const satisfies Record<string, Route>;
