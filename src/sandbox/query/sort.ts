/** The order of a query's rows. */
import { isArray, isObject, type Json, type JsonObject, stringAt } from "../json.ts";
import { invalid } from "../refusal.ts";
import { findProperty, sourceFields } from "../schema/source.ts";
import type { Node, PropertyConfig } from "../store/nodes.ts";
import { rowValue } from "../values/rows.ts";
import { optionsOf } from "../values/select.ts";
import type { World } from "../world.ts";

/** What rows are compared by; null stands last in either direction. */
type Key = number | string | null;

const COLLATOR = new Intl.Collator("en", { sensitivity: "base", numeric: true });

/**
 * Sorts rows, the first sort having precedence; rows that are alike keep their order.
 *
 * @throws Refusal for a property there is not
 */
export function sortRows(
  rows: readonly Node[],
  sorts: readonly JsonObject[],
  source: Node,
  world: World,
): readonly Node[] {
  if (sorts.length === 0) {
    return rows;
  }
  const { properties } = sourceFields(source);
  const criteria = sorts.map((sort) => ({
    key: keyOf(sort, properties, world),
    sign: sort["direction"] === "descending" ? -1 : 1,
  }));
  const keyed = rows.map((row) => ({ row, keys: criteria.map(({ key }) => key(row)) }));
  return keyed
    .toSorted((left, right) => {
      for (const [index, { sign }] of criteria.entries()) {
        const order = compare(left.keys[index] ?? null, right.keys[index] ?? null, sign);
        if (order !== 0) {
          return order;
        }
      }
      return 0;
    })
    .map(({ row }) => row);
}

function compare(left: Key, right: Key, sign: number): number {
  if (left === null || right === null) {
    return Number(left === null) - Number(right === null);
  }
  const order =
    typeof left === "number" && typeof right === "number"
      ? left - right
      : COLLATOR.compare(String(left), String(right));
  return sign * order;
}

function keyOf(sort: JsonObject, properties: readonly PropertyConfig[], world: World): (row: Node) => Key {
  if ("timestamp" in sort) {
    return sort["timestamp"] === "created_time" ? (row) => row.created : (row) => row.edited;
  }
  const asked = stringAt(sort, "property") ?? "";
  const property = findProperty(properties, asked);
  if (property === undefined) {
    throw invalid(`Could not find sort property with name or id: ${asked}`);
  }
  return (row) => (row.page === null ? null : sortKey(rowValue(row, property, world), property));
}

/** Options are in the order of the schema, all else by its value. */
function sortKey(value: Json, property: PropertyConfig): Key {
  if (property.type === "select" || property.type === "status") {
    const index = optionsOf(property).findIndex((one) => isObject(value) && one["id"] === value["id"]);
    return index < 0 ? null : index;
  }
  if (property.type === "formula" || property.type === "rollup") {
    return isObject(value) ? plainKey(value[stringAt(value, "type") ?? ""] ?? null) : null;
  }
  return plainKey(value);
}

function plainKey(value: Json): Key {
  if (isArray(value)) {
    const text = value
      .filter(isObject)
      .map((one) => stringAt(one, "plain_text") ?? stringAt(one, "name") ?? stringAt(one, "id") ?? "")
      .join("");
    return text === "" ? null : text;
  }
  if (isObject(value)) {
    const number = value["number"];
    const start = stringAt(value, "start");
    return typeof number === "number" ? number : start === null ? stringAt(value, "name") : Date.parse(start);
  }
  return typeof value === "boolean" ? Number(value) : value === "" ? null : value;
}
