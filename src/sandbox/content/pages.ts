/** Pages as the API answers them, and the values of their properties. */
import { minuteOf } from "../clock.ts";
import { arrayAt, isObject, type Json, type JsonObject } from "../json.ts";
import { invalid } from "../refusal.ts";
import { sourceOfRow } from "../schema/source.ts";
import type { Node, PageFields, ParentRef } from "../store/nodes.ts";
import { answerRowProperties, storeRowProperties } from "../values/rows.ts";
import type { World } from "../world.ts";
import { answerParent, saysTrashed } from "./blocks.ts";
import { answerCover, answerIcon } from "./icons.ts";
import { pageUrl } from "./links.ts";
import { answerRuns, plainText, storeRuns, titleRuns } from "./richText.ts";

/** The title property of a page that is not a row. */
export function titleProperty(runs: readonly JsonObject[]): JsonObject {
  return { id: "title", type: "title", title: runs };
}

/**
 * Merges sent property values into a page's: by the schema of its data source, or, under a page, its title alone.
 *
 * @param page the page itself and what it is under
 * @throws Refusal for a property the page does not have, or a value that is not taken
 */
export function storeProperties(
  stored: JsonObject,
  sent: JsonObject,
  page: { readonly id: string; readonly parent: ParentRef },
  world: World,
): JsonObject {
  if (page.parent.type === "data_source_id") {
    return storeRowProperties(stored, sent, { id: page.id, sourceId: page.parent.id }, world);
  }
  const changed: Record<string, Json> = { ...stored };
  for (const [name, value] of Object.entries(sent)) {
    if (name !== "title" || !isObject(value) || !("title" in value)) {
      throw invalid(`${name} is not a property that exists.`);
    }
    changed["title"] = titleProperty(storeRuns(arrayAt(value, "title"), world));
  }
  return changed;
}

/**
 * A page as the API answers it.
 *
 * @param only ids or names of the properties to answer; null for all
 * @throws Error when the node is no page
 */
export function answerPage(node: Node, world: World, only: readonly Json[] | null = null): JsonObject {
  const page = fieldsOf(node);
  const title = plainText(titleRuns(page.properties), world);
  return {
    object: "page",
    id: node.id,
    created_time: minuteOf(node.created),
    last_edited_time: minuteOf(node.edited),
    created_by: { object: "user", id: node.createdBy },
    last_edited_by: { object: "user", id: node.editedBy },
    cover: answerCover(page.cover, world),
    icon: answerIcon(page.icon, world),
    parent: answerParent(node.parent, world),
    in_trash: saysTrashed(node, world),
    is_archived: page.archived,
    is_locked: page.locked,
    properties: answerProperties(node, world, only),
    url: pageUrl(title, node.id, world),
    public_url: null,
  };
}

function answerProperties(node: Node, world: World, only: readonly Json[] | null): JsonObject {
  const source = sourceOfRow(node, world);
  const all = source === null ? answerTitle(node, world) : answerRowProperties(node, source, world);
  const asked = ([name, { id }]: [string, JsonObject]): boolean =>
    only === null ||
    [name, id, decodeURIComponent(String(id))].some((one) => one !== undefined && only.includes(one));
  return Object.fromEntries(Object.entries(all).filter(asked));
}

function answerTitle(node: Node, world: World): Readonly<Record<string, JsonObject>> {
  const runs = answerRuns(titleRuns(fieldsOf(node).properties), world);
  return { title: { id: "title", type: "title", title: runs } };
}

/** @throws Error when the node is no page */
export function fieldsOf(node: Node): PageFields {
  if (node.page === null) {
    throw new Error(`The node ${node.id} is no page.`);
  }
  return node.page;
}
