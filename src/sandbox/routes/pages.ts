/** Pages: create, read, change, move. */
import { addBlocks, countAgainstQuota, newNode, refTo, saveEdited } from "../content/blocks.ts";
import { storeCover, storeIcon } from "../content/icons.ts";
import { answerPage, fieldsOf, storeProperties, titleProperty } from "../content/pages.ts";
import { fillFromTemplate, templateFor } from "../content/templates.ts";
import { checkEditable, trash } from "../content/trash.ts";
import { visibleNode } from "../content/visible.ts";
import { arrayAt, booleanAt, type Json, type JsonObject, objectAt, objectsAt, stringAt } from "../json.ts";
import { archived, invalid, invalidBody } from "../refusal.ts";
import { canonical, onlySource, sourceOfRow } from "../schema/source.ts";
import type { Node } from "../store/nodes.ts";
import { ancestorsOf, childrenOf, insertChildren, type Place, place, removeChild } from "../store/store.ts";
import { answerItem } from "../values/items.ts";
import { numberRow } from "../values/rows.ts";
import type { World } from "../world.ts";
import { checkNewChildren, placeOf } from "./blocks.ts";
import { type Answer, type Call, idIn, type Route } from "./route.ts";

/** Keys of a body the sandbox does not act on; it says so, and does not pretend. */
function refuseKeys(body: JsonObject, keys: readonly string[]): void {
  const key = keys.find((one) => one in body);
  if (key !== undefined) {
    throw invalid(`The sandbox does not have \`${key}\`. Try this request on a real workspace.`);
  }
}

function only(call: Call): readonly Json[] | null {
  return "filter_properties" in call.query ? arrayAt(call.query, "filter_properties") : null;
}

/** The page or data source a new or moved page goes under. */
function parentFor(parent: JsonObject, world: World): Node {
  const page = stringAt(parent, "page_id");
  const source = stringAt(parent, "data_source_id");
  const database = stringAt(parent, "database_id");
  if (page !== null) {
    return visibleNode(canonical(page), "page", world);
  }
  if (source !== null) {
    return visibleNode(canonical(source), "data_source", world);
  }
  if (database !== null) {
    return onlySource(visibleNode(canonical(database), "database", world), world);
  }
  throw invalid(
    "Provided `parent.workspace` is not supported for this connection. Use a page shared with it as parent.",
  );
}

/** Puts a page that is in the store under its parent: a row has no place among others. */
function putUnder(parent: Node, id: string, where: Place, world: World): void {
  if (parent.source === undefined) {
    insertChildren(world.store, parent.id, [id], where, world.now);
  }
}

function create(call: Call): Answer {
  const { body, world } = call;
  refuseKeys(body, ["markdown", "allow_async", "content"]);
  const parent = parentFor(objectAt(body, "parent"), world);
  checkEditable(parent, world);
  if (parent.source !== undefined && "position" in body) {
    throw invalidBody("position should be not present, the parent is no page");
  }
  const where = placeOf(objectAt(body, "position"), parent, world);
  const children = objectsAt(body, "children");
  const template = templateFor(body, parent, world);
  const id = world.random.uuid();
  const sent = objectAt(body, "properties");
  const properties = storeProperties(
    { title: titleProperty([]) },
    sent,
    { id, parent: refTo(parent) },
    world,
  );
  const page: Node["page"] = {
    properties: parent.source === undefined ? properties : numberRow(properties, parent.id, world),
    icon: storeIcon(body["icon"], world),
    cover: storeCover(body["cover"], world),
    locked: false,
    archived: false,
    shared: false,
  };
  countAgainstQuota(1, world);
  const own = { id, type: "child_page", parent: refTo(parent), payload: {}, page };
  const node = newNode({ ...own, children: [] }, world);
  checkNewChildren(children, node);
  place(world.store, node);
  putUnder(parent, node.id, where, world);
  addBlocks(node, children, "end", world);
  if (template !== null) {
    fillFromTemplate(node.id, template.id, Object.keys(sent), world);
  }
  return {
    body: answerPage(current(node, world), world, only(call)),
    committed: { resource: node.id, children: null },
  };
}

/** The record as it is now, after writes that replaced it. */
function current(node: Node, world: World): Node {
  return world.store.nodes.get(node.id) ?? node;
}

function pageIn(call: Call): Node {
  return visibleNode(idIn(call, "page_id"), "page", call.world);
}

function retrieve(call: Call): Answer {
  return { body: answerPage(pageIn(call), call.world, only(call)) };
}

function update(call: Call): Answer {
  const { body, world } = call;
  const node = pageIn(call);
  const inTrash = booleanAt(body, "in_trash");
  if (node.inTrash && inTrash !== false) {
    throw archived();
  }
  checkEditable({ ...node, inTrash: false }, world);
  const fields = fieldsOf(node);
  const page: Node["page"] = {
    ...fields,
    properties: storeProperties(fields.properties, objectAt(body, "properties"), node, world),
    icon: "icon" in body ? storeIcon(body["icon"], world) : fields.icon,
    cover: "cover" in body ? storeCover(body["cover"], world) : fields.cover,
    locked: booleanAt(body, "is_locked") ?? fields.locked,
    archived: booleanAt(body, "is_archived") ?? fields.archived,
  };
  if (body["erase_content"] === true) {
    erase(node, world);
  }
  const edited = saveEdited({ ...current(node, world), page, inTrash: false }, world);
  const source = sourceOfRow(node, world);
  const template = source === null ? null : templateFor(body, source, world);
  if (template !== null) {
    fillFromTemplate(node.id, template.id, Object.keys(objectAt(body, "properties")), world);
  }
  const shown = inTrash === true ? trash(edited, world) : edited;
  return { body: answerPage(shown, world, only(call)) };
}

function erase(node: Node, world: World): void {
  for (const child of childrenOf(world.store, node)) {
    const isBlock = child.page === null && child.database === undefined;
    if (isBlock || world.answers.eraseContent === "all") {
      world.store.nodes.set(child.id, { ...child, inTrash: true });
    }
  }
}

function move(call: Call): Answer {
  const { body, world } = call;
  const node = pageIn(call);
  checkEditable(node, world);
  const target = parentFor(objectAt(body, "parent"), world);
  checkEditable(target, world);
  if (target.id === node.id || ancestorsOf(world.store, target).some((one) => one.id === node.id)) {
    throw invalidBody("parent should not be the page itself or a page under it");
  }
  if (node.parent.type !== "workspace") {
    removeChild(world.store, node.parent.id, node.id, world.now);
  }
  const page = fieldsOf(node);
  const properties =
    target.source === undefined ? page.properties : numberRow(page.properties, target.id, world);
  const moved = saveEdited({ ...node, parent: refTo(target), page: { ...page, properties } }, world);
  place(world.store, moved);
  putUnder(target, node.id, "end", world);
  return { body: answerPage(moved, world) };
}

function retrieveProperty(call: Call): Answer {
  return { body: answerItem(pageIn(call), idIn(call, "property_id"), call.query, call.world) };
}

export const pageRoutes = {
  createPage: {
    method: "post",
    path: "pages",
    query: "CreatePageQueryParameters",
    body: "CreatePageBodyParameters",
    handle: create,
  },
  getPage: {
    method: "get",
    path: "pages/{page_id}",
    query: "GetPageQueryParameters",
    body: null,
    handle: retrieve,
  },
  updatePage: {
    method: "patch",
    path: "pages/{page_id}",
    query: "UpdatePageQueryParameters",
    body: "UpdatePageBodyParameters",
    handle: update,
  },
  movePage: {
    method: "post",
    path: "pages/{page_id}/move",
    query: null,
    body: "MovePageBodyParameters",
    handle: move,
  },
  getPageProperty: {
    method: "get",
    path: "pages/{page_id}/properties/{property_id}",
    query: "GetPagePropertyQueryParameters",
    body: null,
    handle: retrieveProperty,
  },
} as const satisfies Record<string, Route>;
