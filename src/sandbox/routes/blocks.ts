/** Blocks: one at a time, and the children of one. */

import { isCreatable } from "../../facts/blocks.ts";
import { LIMITS } from "../../facts/limits.ts";
import { addBlocks, answerBlock, payloadKey, saveEdited } from "../content/blocks.ts";
import { PAYLOADS } from "../content/payloads.ts";
import { checkEditable, checkReadable, trash } from "../content/trash.ts";
import { visibleNode } from "../content/visible.ts";
import { dashed } from "../ids.ts";
import { booleanAt, type JsonObject, numberAt, objectAt, objectsAt, stringAt } from "../json.ts";
import { archived, invalid, invalidBody, notFound } from "../refusal.ts";
import { checkBlockCount } from "../rules/sizes.ts";
import { asParent, checkRowWidth, checkRowWidths, structureViolations } from "../rules/structure.ts";
import type { Node } from "../store/nodes.ts";
import { childrenOf, type Place, parentOf } from "../store/store.ts";
import { describe } from "../validate/index.ts";
import type { World } from "../world.ts";
import { listPage } from "./list.ts";
import { type Answer, type Call, idIn, type Route } from "./route.ts";

function blockOf(call: Call): Node {
  return visibleNode(idIn(call, "block_id"), "block", call.world);
}

function retrieve(call: Call): Answer {
  return { body: answerBlock(blockOf(call), call.world) };
}

function update(call: Call): Answer {
  const { body, world } = call;
  const node = blockOf(call);
  const inTrash = booleanAt(body, "in_trash");
  if (node.inTrash && inTrash !== false) {
    throw archived();
  }
  checkEditable({ ...node, inTrash: false }, world);
  const payload = newPayload(node, body, world);
  const edited = saveEdited({ ...node, payload, inTrash: inTrash ?? node.inTrash }, world);
  return { body: answerBlock(edited, world) };
}

function newPayload(node: Node, body: JsonObject, world: World): JsonObject {
  const key = payloadKey(body);
  const type = stringAt(body, "type");
  if (key === null && type === null) {
    return node.payload;
  }
  if (key !== node.type || !isCreatable(node.type) || (type !== null && type !== node.type)) {
    throw invalidBody(`${node.type} should be defined, instead was \`undefined\``);
  }
  const input = objectAt(body, key);
  checkUpdate(node, input, world);
  return PAYLOADS[node.type].update(node.payload, input, world);
}

function checkUpdate(node: Node, input: JsonObject, world: World): void {
  const parent = parentOf(world.store, node);
  if (input["is_toggleable"] === false && childrenOf(world.store, node).length > 0) {
    throw invalidBody(`${node.type}.is_toggleable should be \`true\` while the heading has children`);
  }
  if (node.type === "paragraph" && "icon" in input && parent?.type !== "tab") {
    throw invalidBody("paragraph.icon should be not present, the paragraph is not the label of a tab");
  }
  if (node.type === "table_row") {
    checkRowWidth(input, parent === null ? null : numberAt(parent.payload, "table_width"));
  }
  if (node.type === "synced_block" || node.type === "template") {
    throw invalid(`Updating a ${node.type} is not supported.`);
  }
}

function remove(call: Call): Answer {
  const { world } = call;
  const node = blockOf(call);
  if (node.inTrash && world.answers.secondDelete === "accept") {
    return { body: answerBlock(node, world) };
  }
  checkEditable(node, world);
  return { body: answerBlock(trash(node, world), world) };
}

function listChildren(call: Call): Answer {
  const { world } = call;
  const node = blockOf(call);
  checkReadable(node, world);
  const settled = world.now - node.childrenChanged >= world.consistency.childrenMs;
  // A database has data sources, which are no blocks.
  const children = settled && node.database === undefined ? childrenOf(world.store, node) : [];
  return { body: listPage("block", children, call.query, (child) => answerBlock(child, world)) };
}

function append(call: Call): Answer {
  const { body, world } = call;
  const parent = blockOf(call);
  checkEditable(parent, world);
  const children = objectsAt(body, "children");
  checkNewChildren(children, parent);
  const place = placeOf(objectAt(body, "position"), parent, world);
  const made = addBlocks(parent, children, place, world);
  const ids = made.map((node) => node.id);
  const after = world.store.nodes.get(parent.id);
  const siblings = after === undefined ? [] : childrenOf(world.store, after);
  const from = siblings.findIndex((child) => child.id === ids[0]);
  const shown = world.answers.appendResults === "new" ? made : from < 0 ? [] : siblings.slice(from);
  return {
    body: listPage("block", shown, { page_size: LIMITS.pageSize }, (node) => answerBlock(node, world)),
    committed: { resource: parent.id, children: ids },
  };
}

/** @throws Refusal when blocks cannot be created as children of a node */
export function checkNewChildren(children: readonly JsonObject[], parent: Node): void {
  checkBlockCount(children);
  const violations = structureViolations(children, asParent(parent), "body.children");
  if (violations.length > 0) {
    throw invalid(describe(violations));
  }
  checkRowWidths(children, numberAt(parent.payload, "table_width"));
}

/**
 * Where a request wants new children, in the words of blocks (`start`, `end`) or of pages (`page_start`, `page_end`).
 *
 * @throws Refusal when the block to stand after is not among the parent's children
 */
export function placeOf(position: JsonObject, parent: Node, world: World): Place {
  const type = stringAt(position, "type");
  if (type !== "after_block") {
    return type === "start" || type === "page_start" ? "start" : "end";
  }
  const given = stringAt(objectAt(position, "after_block"), "id") ?? "";
  const id = dashed(given) ?? given;
  const anchor = world.store.nodes.get(id);
  if (anchor === undefined) {
    throw notFound("block", id);
  }
  if (anchor.inTrash || !parent.children.includes(id)) {
    throw invalid(`Block with ID ${id} is not a child of the block with ID ${parent.id}.`);
  }
  return { after: id };
}

export const blockRoutes = {
  getBlock: { method: "get", path: "blocks/{block_id}", query: null, body: null, handle: retrieve },
  updateBlock: {
    method: "patch",
    path: "blocks/{block_id}",
    query: null,
    body: "UpdateBlockBodyParameters",
    handle: update,
  },
  deleteBlock: { method: "delete", path: "blocks/{block_id}", query: null, body: null, handle: remove },
  listBlockChildren: {
    method: "get",
    path: "blocks/{block_id}/children",
    query: "ListBlockChildrenQueryParameters",
    body: null,
    handle: listChildren,
  },
  appendBlockChildren: {
    method: "patch",
    path: "blocks/{block_id}/children",
    query: null,
    body: "AppendBlockChildrenBodyParameters",
    handle: append,
  },
} as const satisfies Record<string, Route>;
