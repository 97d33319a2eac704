/** One property of a page, whole: lists a page of items at a time. */
import { answerRuns, titleRuns } from "../content/richText.ts";
import { isArray, isObject, type Json, type JsonObject, numberAt, stringAt } from "../json.ts";
import { invalid } from "../refusal.ts";
import { encodedId, sourceFields, sourceOfRow } from "../schema/source.ts";
import type { Node } from "../store/nodes.ts";
import type { World } from "../world.ts";
import { relatedItems, rowValue } from "./rows.ts";

const LISTS: readonly string[] = ["title", "rich_text", "people", "relation"];

interface Found {
  readonly id: string;
  readonly type: string;
  readonly value: Json;
  /** What a rollup was made of. */
  readonly items: readonly { readonly type: string; readonly value: Json }[];
}

function find(page: Node, asked: string, world: World): Found {
  const source = sourceOfRow(page, world);
  if (source === null && asked === "title") {
    const value = answerRuns(titleRuns(page.page?.properties ?? {}), world);
    return { id: "title", type: "title", value, items: [] };
  }
  const properties = source === null ? [] : sourceFields(source).properties;
  const property = properties.find(({ id }) => id === asked || encodedId(id) === asked);
  if (property === undefined) {
    throw invalid(`Could not find property with name or id: ${asked}`);
  }
  const value = rowValue(page, property, world);
  const items = property.type === "rollup" ? relatedItems(page, property.config, world) : [];
  return { id: encodedId(property.id), type: property.type, value, items };
}

/**
 * A property as its own request answers it.
 *
 * @param asked the property's id, encoded or not
 * @param query `page_size` (1 to 100) and `start_cursor`
 * @throws Refusal for a property the page does not have
 */
export function answerItem(page: Node, asked: string, query: JsonObject, world: World): JsonObject {
  const { id, type, value, items } = find(page, asked, world);
  const item = (of: string, one: Json): JsonObject => ({ object: "property_item", id, type: of, [of]: one });
  if (type === "rollup") {
    const all = items.flatMap((one) =>
      LISTS.includes(one.type) && isArray(one.value)
        ? one.value.map((part) => item(one.type, part))
        : [item(one.type, one.value)],
    );
    return listOf(all, { id, type, rollup: isObject(value) ? emptied(value) : {} }, page, query);
  }
  if (LISTS.includes(type) && isArray(value)) {
    return listOf(
      value.map((one) => item(type, one)),
      { id, type, [type]: {} },
      page,
      query,
    );
  }
  return item(type, value);
}

/** The items of a rollup are the list's; what it came to stands beside them. */
function emptied(rollup: JsonObject): JsonObject {
  return rollup["type"] === "array" ? { ...rollup, array: [] } : rollup;
}

function listOf(all: readonly JsonObject[], about: JsonObject, page: Node, query: JsonObject): JsonObject {
  const size = numberAt(query, "page_size") ?? 100;
  const cursor = stringAt(query, "start_cursor");
  const start = cursor === null ? 0 : Number(/^item-(\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
  if (!Number.isInteger(start) || start > all.length) {
    throw invalid(`The start_cursor provided is invalid: ${cursor}.`);
  }
  if (!Number.isInteger(size) || size < 1 || size > 100) {
    const bound = size < 1 ? "≥ `1`" : "≤ `100`";
    throw invalid(`query failed validation: query.page_size should be ${bound}, instead was \`${size}\`.`);
  }
  const next = start + size < all.length ? `item-${start + size}` : null;
  const path = `https://api.notion.com/v1/pages/${page.id}/properties/${stringAt(about, "id")}`;
  const next_url = next === null ? null : `${path}?start_cursor=${next}&page_size=${size}`;
  return {
    object: "list",
    results: all.slice(start, start + size),
    next_cursor: next,
    has_more: next !== null,
    type: "property_item",
    property_item: { ...about, next_url },
  };
}
