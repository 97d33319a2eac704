/** What people do with blocks. */
import { isCreatable } from "../../facts/blocks.ts";
import { addBlocks, newNode, refTo, saveEdited } from "../content/blocks.ts";
import { copyNode } from "../content/copy.ts";
import { PAYLOADS } from "../content/payloads.ts";
import { plainText } from "../content/richText.ts";
import { isObject, type JsonObject, objectAt, objectsAt, stringAt } from "../json.ts";
import { checkNewChildren } from "../routes/blocks.ts";
import { asParent } from "../rules/structure.ts";
import type { Node } from "../store/nodes.ts";
import { insertChildren, type Place, parentOf, place as put, removeChild } from "../store/store.ts";
import type { World } from "../world.ts";
import { plainRun, reach } from "./find.ts";

/** Whatever a test has at hand; what is no block is left out. */
type Sent = readonly unknown[];

export function blockActs(now: () => World) {
  return {
    /** Writes new blocks; gives their ids, those of nested ones not among them. */
    add: (parentId: string, blocks: Sent, place: Place = "end"): readonly string[] =>
      add(parentId, blocks, place, now()),
    /** Puts a block of a type no request can create, such as `unsupported`, among a parent's children; gives its id. */
    insert: (parentId: string, type: string, payload: JsonObject, place: Place = "end"): string => {
      const world = now();
      return make(reach(parentId, world), type, payload, place, world).id;
    },
    /** Changes what a payload names of a block, as `{rich_text}` or `{checked}`. */
    edit: (blockId: string, payload: JsonObject): void => edit(blockId, payload, now()),
    /** Writes plain text in place of a block's text. */
    write: (blockId: string, text: string): void => edit(blockId, { rich_text: [plainRun(text)] }, now()),
    /** Presses Enter after `at` UTF-16 units of a block's text: what follows becomes a new block; gives its id. */
    split: (blockId: string, at: number): string => split(reach(blockId, now()), at, now()),
    /** Turns a block into one of another type that has text; id, text and children stay. */
    turnInto: (blockId: string, type: string): void => turnInto(reach(blockId, now()), type, now()),
    /** Makes a copy of a block or page with all that is in it, right behind it; gives the copy's id. */
    duplicate: (id: string): string => {
      const world = now();
      const node = reach(id, world);
      const copy = copyNode(node, node.parent, world);
      if (node.parent.type === "page_id" || node.parent.type === "block_id") {
        insertChildren(world.store, node.parent.id, [copy], { after: id }, world.now);
      }
      return copy;
    },
    /** Drags a block or page to another place; it keeps its id. */
    move: (id: string, parentId: string, place: Place = "end"): void => {
      const world = now();
      move(reach(id, world), parentId, place, world);
    },
    /** Puts a new block, such as a toggle, in the place of the first of some siblings, and them into it; gives its id. */
    wrap: (ids: readonly string[], block: JsonObject): string => {
      const world = now();
      const [wrapper = ""] = add(parentIdOf(ids[0], world), [block], before(ids[0], world), world);
      // Refuses a block that cannot hold others.
      asParent(reach(wrapper, world));
      for (const id of ids) {
        move(reach(id, world), wrapper, "end", world);
      }
      return wrapper;
    },
    /** Drags blocks side by side: each group becomes a column, where the first block stood; gives the list's id. */
    columns: (...groups: readonly (readonly string[])[]): string => {
      const world = now();
      const first = groups[0]?.[0];
      const parent = reach(parentIdOf(first, world), world);
      const list = make(parent, "column_list", {}, before(first, world), world);
      for (const group of groups) {
        const column = make(reach(list.id, world), "column", {}, "end", world);
        for (const id of group) {
          move(reach(id, world), column.id, "end", world);
        }
      }
      return list.id;
    },
    /** Puts a block, page, database or data source in the trash, with all that is in it. */
    trash: (id: string): void => {
      const world = now();
      saveEdited({ ...reach(id, world), inTrash: true }, world);
    },
    /** Takes it out again. */
    restore: (id: string): void => {
      const world = now();
      saveEdited({ ...reach(id, world), inTrash: false }, world);
    },
  };
}

function add(parentId: string, blocks: Sent, place: Place, world: World): readonly string[] {
  const parent = reach(parentId, world);
  const children = blocks.filter(isObject);
  checkNewChildren(children, parent);
  return addBlocks(parent, children, place, world).map(({ id }) => id);
}

function make(parent: Node, type: string, payload: JsonObject, place: Place, world: World): Node {
  const own = { id: world.random.uuid(), type, parent: refTo(parent), payload, page: null, children: [] };
  const node = newNode(own, world);
  world.store.nodes.set(node.id, node);
  insertChildren(world.store, parent.id, [node.id], place, world.now);
  return node;
}

function edit(blockId: string, payload: JsonObject, world: World): void {
  const node = reach(blockId, world);
  if (!isCreatable(node.type)) {
    throw new Error(`A block of type ${node.type} cannot be edited here.`);
  }
  saveEdited({ ...node, payload: PAYLOADS[node.type].update(node.payload, payload, world) }, world);
}

function move(node: Node, parentId: string, place: Place, world: World): void {
  if (node.parent.type !== "workspace") {
    removeChild(world.store, node.parent.id, node.id, world.now);
  }
  const parent = reach(parentId, world);
  put(world.store, saveEdited({ ...node, parent: refTo(parent) }, world));
  if (parent.source === undefined) {
    insertChildren(world.store, parentId, [node.id], place, world.now);
  }
}

/** @throws Error when there is no block, or it is on no page */
function parentIdOf(id: string | undefined, world: World): string {
  const parent = id === undefined ? null : parentOf(world.store, reach(id, world));
  if (parent === null) {
    throw new Error("There is no block to begin with.");
  }
  return parent.id;
}

/** The place a block stands in. */
function before(id: string | undefined, world: World): Place {
  const siblings = reach(parentIdOf(id, world), world).children;
  const index = id === undefined ? -1 : siblings.indexOf(id);
  const previous = siblings[index - 1];
  return previous === undefined ? "start" : { after: previous };
}

function turnInto(node: Node, type: string, world: World): void {
  if (!isCreatable(type)) {
    throw new Error(`There is no type of block called ${type}.`);
  }
  const text = { rich_text: node.payload["rich_text"] ?? [], language: "plain text" };
  saveEdited({ ...node, type, payload: PAYLOADS[type].create(text, world) }, world);
}

function split(node: Node, at: number, world: World): string {
  const runs = objectsAt(node.payload, "rich_text");
  const parent = reach(parentIdOf(node.id, world), world);
  saveEdited({ ...node, payload: { ...node.payload, rich_text: cut(runs, 0, at, world) } }, world);
  const rest = { ...node.payload, rich_text: cut(runs, at, Number.POSITIVE_INFINITY, world) };
  return make(parent, node.type, rest, { after: node.id }, world).id;
}

/** The runs of a part of a text; a mention or equation belongs to the part it begins in. */
function cut(runs: readonly JsonObject[], from: number, until: number, world: World): readonly JsonObject[] {
  let position = 0;
  return runs.flatMap((run) => {
    const text = plainText([run], world);
    const [start, end] = [position, position + text.length];
    position = end;
    if (run["type"] !== "text") {
      return start >= from && start < until ? [run] : [];
    }
    const own = objectAt(run, "text");
    const content = (stringAt(own, "content") ?? "").slice(
      Math.max(0, from - start),
      Math.max(0, until - start),
    );
    return content === "" ? [] : [{ ...run, text: { ...own, content } }];
  });
}
