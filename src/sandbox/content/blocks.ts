/** Making blocks from what a request sends, and answers from what is kept. */
import { isCreatable } from "../../facts/blocks.ts";
import { minuteOf } from "../clock.ts";
import { isObject, type JsonObject, objectAt, objectsAt } from "../json.ts";
import { blockQuota } from "../refusal.ts";
import { countBlocks } from "../rules/sizes.ts";
import { typeOf } from "../rules/structure.ts";
import type { Node, ParentRef } from "../store/nodes.ts";
import {
  childrenOf,
  hasTrashedAncestor,
  insertChildren,
  type Place,
  pageOf,
  parentOf,
} from "../store/store.ts";
import type { World } from "../world.ts";
import { PAYLOADS } from "./payloads.ts";
import { plainText, titleRuns } from "./richText.ts";

/** How a child names its parent. */
export function refTo(parent: Node): ParentRef {
  const { id } = parent;
  if (parent.source !== undefined) {
    return { type: "data_source_id", id };
  }
  return parent.page === null ? { type: "block_id", id } : { type: "page_id", id };
}

/**
 * Creates blocks, with what is nested in them, and puts them among a parent's children.
 *
 * @returns the new children of the parent, in the order they were sent
 * @throws Refusal when the workspace may not create so many
 */
export function addBlocks(
  parent: Node,
  blocks: readonly JsonObject[],
  place: Place,
  world: World,
): readonly Node[] {
  countAgainstQuota(countBlocks(blocks), world);
  const made = makeBlocks(refTo(parent), blocks, world);
  insertChildren(
    world.store,
    parent.id,
    made.map((node) => node.id),
    place,
    world.now,
  );
  touchPage(parent, world);
  return made;
}

/** @throws Refusal when the workspace may not create so many */
export function countAgainstQuota(count: number, world: World): void {
  const total = (world.store.numbers.get("blocksCreated") ?? 0) + count;
  if (world.blockQuota !== null && total > world.blockQuota) {
    throw blockQuota(world.blockQuota);
  }
  world.store.numbers.set("blocksCreated", total);
}

function makeBlocks(parent: ParentRef, blocks: readonly JsonObject[], world: World): readonly Node[] {
  return blocks.map((block) => {
    const type = typeOf(block);
    const input = objectAt(block, type);
    const id = world.random.uuid();
    const payload = PAYLOADS[type].create(input, world);
    const children = makeBlocks({ type: "block_id", id }, objectsAt(input, "children"), world);
    const node = newNode({ id, type, parent, payload, page: null, children: children.map(idOf) }, world);
    world.store.nodes.set(id, node);
    return node;
  });
}

const idOf = (node: Node): string => node.id;

/** A record that is created now, by the one who asks. */
export function newNode(
  own: Pick<Node, "id" | "type" | "parent" | "payload" | "page" | "children">,
  world: World,
): Node {
  const { now, actor } = world;
  return {
    ...own,
    created: now,
    edited: now,
    childrenChanged: now,
    createdBy: actor,
    editedBy: actor,
    inTrash: false,
  };
}

/** Keeps a changed record as edited now, by the one who asks; its page counts as edited too. */
export function saveEdited(node: Node, world: World): Node {
  const edited = { ...node, edited: world.now, editedBy: world.actor };
  world.store.nodes.set(node.id, edited);
  touchPage(edited, world);
  return edited;
}

function touchPage(node: Node, world: World): void {
  const page = world.store.nodes.get(pageOf(world.store, node).id);
  if (world.answers.pageTimes === "bump" && page !== undefined) {
    world.store.nodes.set(page.id, { ...page, edited: world.now, editedBy: world.actor });
  }
}

/** A parent as the API answers it. */
export function answerParent(parent: ParentRef, world: World): JsonObject {
  if (parent.type === "workspace") {
    return { type: "workspace", workspace: true };
  }
  const own = { type: parent.type, [parent.type]: parent.id };
  const source = parent.type === "data_source_id" ? world.store.nodes.get(parent.id) : undefined;
  const database = source === undefined ? null : parentOf(world.store, source);
  return database === null ? own : { ...own, database_id: database.id };
}

/** Whether an answer says that something is in the trash. */
export function saysTrashed(node: Node, world: World): boolean {
  const below = world.answers.trashedSubtree === "says" && hasTrashedAncestor(world.store, node);
  return node.inTrash || below;
}

/** A block as the API answers it: never with its children. */
export function answerBlock(node: Node, world: World): JsonObject {
  return {
    object: "block",
    id: node.id,
    parent: answerParent(node.parent, world),
    created_time: minuteOf(node.created),
    last_edited_time: minuteOf(node.edited),
    created_by: { object: "user", id: node.createdBy },
    last_edited_by: { object: "user", id: node.editedBy },
    has_children: node.database === undefined && childrenOf(world.store, node).length > 0,
    in_trash: saysTrashed(node, world),
    type: node.type,
    [node.type]: answerPayload(node, world),
  };
}

function answerPayload(node: Node, world: World): JsonObject {
  if (node.page !== null) {
    return { title: plainText(titleRuns(node.page.properties), world) };
  }
  if (node.database !== undefined) {
    return { title: plainText(node.database.title.filter(isObject), world) };
  }
  if (!isCreatable(node.type)) {
    return node.payload;
  }
  return { ...filledIn(node, world), ...PAYLOADS[node.type].answer(node.payload, world) };
}

/** What the server adds of its own where the answers say so. */
function filledIn(node: Node, world: World): JsonObject {
  const list = node.type === "column" ? parentOf(world.store, node) : null;
  return list === null || world.answers.columnRatios === "sent"
    ? {}
    : { width_ratio: 1 / Math.max(1, childrenOf(world.store, list).length) };
}

/** Whether a stored block holds a payload under one of the keys of an update. */
export function payloadKey(body: JsonObject): string | null {
  return Object.keys(body).find((key) => isCreatable(key) && isObject(body[key])) ?? null;
}
