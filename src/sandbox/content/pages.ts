/** Pages as the API answers them, and the values of their properties. */
import { minuteOf } from "../clock.ts";
import { arrayAt, isObject, type Json, type JsonObject, objectsAt, stringAt } from "../json.ts";
import { invalid } from "../refusal.ts";
import type { Node, PageFields } from "../store/nodes.ts";
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
 * Merges sent property values into a page's. A page under a page has a title and nothing else.
 *
 * @throws Refusal for a property the page does not have
 */
export function storeProperties(stored: JsonObject, sent: JsonObject, world: World): JsonObject {
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
    parent: answerParent(node.parent),
    in_trash: saysTrashed(node, world),
    is_archived: page.archived,
    is_locked: page.locked,
    properties: answerProperties(page.properties, world, only),
    url: pageUrl(title, node.id, world),
    public_url: null,
  };
}

function answerProperties(properties: JsonObject, world: World, only: readonly Json[] | null): JsonObject {
  const entries = Object.entries(properties)
    .filter(
      ([name, value]) =>
        only === null || only.includes(name) || (isObject(value) && only.includes(stringAt(value, "id"))),
    )
    .map(([name, value]): [string, Json] => [
      name,
      isObject(value) && "title" in value
        ? { ...value, title: answerRuns(objectsAt(value, "title"), world) }
        : value,
    ]);
  return Object.fromEntries(entries);
}

/** @throws Error when the node is no page */
export function fieldsOf(node: Node): PageFields {
  if (node.page === null) {
    throw new Error(`The node ${node.id} is no page.`);
  }
  return node.page;
}
