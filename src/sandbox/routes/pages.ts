/** Pages: create, read, change, move. */
import { addBlocks, countAgainstQuota, newNode, refTo, saveEdited } from "../content/blocks.ts";
import { storeCover, storeIcon } from "../content/icons.ts";
import { answerPage, fieldsOf, storeProperties, titleProperty } from "../content/pages.ts";
import { checkEditable, trash } from "../content/trash.ts";
import { visibleNode } from "../content/visible.ts";
import { dashed } from "../ids.ts";
import { arrayAt, booleanAt, type Json, type JsonObject, objectAt, objectsAt, stringAt } from "../json.ts";
import { archived, invalid, invalidBody } from "../refusal.ts";
import type { Node } from "../store/nodes.ts";
import { ancestorsOf, childrenOf, insertChildren, removeChild } from "../store/store.ts";
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

/** The page a new or moved page goes under. */
function parentFor(parent: JsonObject, world: World): Node {
  const given = stringAt(parent, "page_id");
  if (given === null) {
    const other = Object.keys(parent).find((key) => key !== "type") ?? "workspace";
    throw other === "workspace"
      ? invalid(
          "Provided `parent.workspace` is not supported for this connection. Use a page shared with it as parent.",
        )
      : invalid(`The sandbox does not have pages under a \`${other}\`. Try this on a real workspace.`);
  }
  return visibleNode(dashed(given) ?? given, "page", world);
}

function create(call: Call): Answer {
  const { body, world } = call;
  refuseKeys(body, ["markdown", "allow_async", "template", "content"]);
  const parent = parentFor(objectAt(body, "parent"), world);
  checkEditable(parent, world);
  const place = placeOf(objectAt(body, "position"), parent, world);
  const children = objectsAt(body, "children");
  const page: Node["page"] = {
    properties: storeProperties({ title: titleProperty([]) }, objectAt(body, "properties"), world),
    icon: storeIcon(body["icon"], world),
    cover: storeCover(body["cover"], world),
    locked: false,
    archived: false,
    shared: false,
  };
  countAgainstQuota(1, world);
  const own = { id: world.random.uuid(), type: "child_page", parent: refTo(parent), payload: {}, page };
  const node = newNode({ ...own, children: [] }, world);
  checkNewChildren(children, node);
  world.store.nodes.set(node.id, node);
  insertChildren(world.store, parent.id, [node.id], place, world.now);
  addBlocks(node, children, "end", world);
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
  refuseKeys(body, ["template"]);
  const node = pageIn(call);
  const inTrash = booleanAt(body, "in_trash");
  if (node.inTrash && inTrash !== false) {
    throw archived();
  }
  checkEditable({ ...node, inTrash: false }, world);
  const fields = fieldsOf(node);
  const page: Node["page"] = {
    ...fields,
    properties: storeProperties(fields.properties, objectAt(body, "properties"), world),
    icon: "icon" in body ? storeIcon(body["icon"], world) : fields.icon,
    cover: "cover" in body ? storeCover(body["cover"], world) : fields.cover,
    locked: booleanAt(body, "is_locked") ?? fields.locked,
    archived: booleanAt(body, "is_archived") ?? fields.archived,
  };
  if (body["erase_content"] === true) {
    erase(node, world);
  }
  const edited = saveEdited({ ...current(node, world), page, inTrash: false }, world);
  const shown = inTrash === true ? trash(edited, world) : edited;
  return { body: answerPage(shown, world, only(call)) };
}

function erase(node: Node, world: World): void {
  for (const child of childrenOf(world.store, node)) {
    if (child.page === null || world.answers.eraseContent === "all") {
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
  const moved = saveEdited({ ...node, parent: refTo(target) }, world);
  insertChildren(world.store, target.id, [node.id], "end", world.now);
  return { body: answerPage(moved, world) };
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
} as const satisfies Record<string, Route>;
