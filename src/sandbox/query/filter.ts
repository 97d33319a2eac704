/** Filters of a query: which rows fit. */
import { minuteOf } from "../clock.ts";
import { isObject, type JsonObject, objectsAt, stringAt } from "../json.ts";
import { invalid } from "../refusal.ts";
import { findProperty, sourceFields } from "../schema/source.ts";
import type { Node, PropertyConfig } from "../store/nodes.ts";
import { rowValue } from "../values/rows.ts";
import { optionsOf } from "../values/select.ts";
import type { World } from "../world.ts";
import { CONDITIONS, isCondition, operation } from "./conditions.ts";

type Test = (row: Node) => boolean;

/**
 * The rows a filter lets through.
 *
 * @throws Refusal for a property or option there is not, and for a condition of another type than the property's
 */
export function filterRows(
  rows: readonly Node[],
  filter: JsonObject,
  source: Node,
  world: World,
): readonly Node[] {
  const { properties } = sourceFields(source);
  return rows.filter(testOf(filter, properties, world));
}

function testOf(filter: JsonObject, properties: readonly PropertyConfig[], world: World): Test {
  const tests = (key: string): readonly Test[] =>
    objectsAt(filter, key).map((one) => testOf(one, properties, world));
  if ("and" in filter) {
    const all = tests("and");
    return (row) => all.every((test) => test(row));
  }
  if ("or" in filter) {
    const any = tests("or");
    return (row) => any.length === 0 || any.some((test) => test(row));
  }
  if ("timestamp" in filter) {
    return timestampTest(filter, world);
  }
  return "property" in filter ? propertyTest(filter, properties, world) : () => true;
}

function timestampTest(filter: JsonObject, world: World): Test {
  const name = filter["timestamp"] === "created_time" ? "created_time" : "last_edited_time";
  const condition = filter[name];
  return (row) =>
    isObject(condition) &&
    CONDITIONS[name](minuteOf(name === "created_time" ? row.created : row.edited), condition, world);
}

function propertyTest(filter: JsonObject, properties: readonly PropertyConfig[], world: World): Test {
  const asked = stringAt(filter, "property") ?? "";
  const property = findProperty(properties, asked);
  if (property === undefined) {
    throw invalid(`Could not find property with name or id: ${asked}`);
  }
  const kind = Object.keys(filter).find((key) => key !== "property" && isCondition(key)) ?? "";
  const condition = filter[kind];
  if (kind !== property.type || !isCondition(kind) || !isObject(condition)) {
    throw invalid(`database property ${property.type} does not match filter ${kind}`);
  }
  checkOptions(property, condition);
  const matches = CONDITIONS[kind];
  // A wiki's databases have no properties; none of their values fits or fails to fit.
  return (row) => row.page !== null && matches(rowValue(row, property, world), condition, world);
}

const HAVE_OPTIONS: readonly string[] = ["select", "status", "multi_select"];

function checkOptions(property: PropertyConfig, condition: JsonObject): void {
  if (!HAVE_OPTIONS.includes(property.type)) {
    return;
  }
  const [operator, argument] = operation(condition);
  const names = optionsOf(property).map((one) => stringAt(one, "name"));
  const sought = operator.startsWith("is_") ? [] : Array.isArray(argument) ? argument : [argument];
  const missing = sought.find((one) => typeof one === "string" && !names.includes(one));
  if (missing !== undefined) {
    const known = names.map((name) => `"${name}"`).join(", ");
    throw invalid(
      `${property.type} option "${missing}" not found for property "${property.name}". Available options: ${known}.`,
    );
  }
}
