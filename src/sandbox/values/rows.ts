/** The properties of rows: written by the schema of their data source, read with what is computed. */
import { minuteOf } from "../clock.ts";
import { answerUser } from "../content/users.ts";
import { isObject, type Json, type JsonObject, objectAt, stringAt } from "../json.ts";
import { invalid } from "../refusal.ts";
import { encodedId, findProperty, sourceFields } from "../schema/source.ts";
import type { Node, PropertyConfig } from "../store/nodes.ts";
import type { World } from "../world.ts";
import { computeFormula } from "./formula.ts";
import { type Item, rollUp } from "./rollup.ts";
import { isWritable, VALUES } from "./table.ts";

/** References and runs of text a page's answer has at most of one property. */
const ITEMS_IN_PAGE = 25;

const propertiesOf = (sourceId: string, world: World): readonly PropertyConfig[] =>
  sourceFields(world.store.nodes.get(sourceId)).properties;

/**
 * Merges sent values into a row's, in the words of its data source.
 *
 * @param stored what the row has, by id of the property
 * @throws Refusal for a property there is not, a value of another type, or one that is not taken
 */
export function storeRowProperties(
  stored: JsonObject,
  sent: JsonObject,
  row: { readonly id: string; readonly sourceId: string },
  world: World,
): JsonObject {
  const known = Object.entries(sent).map(([key, value]) => {
    const property = findProperty(propertiesOf(row.sourceId, world), key);
    if (property === undefined) {
      throw invalid(`${key} is not a property that exists.`);
    }
    return { key, value, property };
  });
  const misfits = known.filter(({ value, property }) => !isObject(value) || !(property.type in value));
  if (misfits.length > 0) {
    throw invalid(misfits.map(({ key, property }) => `${key} is expected to be ${property.type}.`).join(" "));
  }
  const changed: Record<string, Json> = { ...stored };
  for (const { key, value, property } of known) {
    const { id, type } = property;
    if (!isWritable(type)) {
      throw invalid(`${key} is expected to be ${type}.`);
    }
    const before = changed[id];
    changed[id] = {
      type,
      [type]: VALUES[type].store(isObject(value) ? (value[type] ?? null) : null, {
        world,
        sourceId: row.sourceId,
        rowId: row.id,
        key,
        path: `properties.${key}.${type}`,
        before: isObject(before) ? (before[type] ?? null) : null,
        property: () => propertiesOf(row.sourceId, world).find((one) => one.id === id) ?? property,
      }),
    };
  }
  return changed;
}

type Computed = (row: Node, property: PropertyConfig, world: World) => Json;

const userIn = (id: string, world: World): Json => {
  const user = world.store.users.get(id);
  return user === undefined ? { object: "user", id } : answerUser(user, world);
};

const COMPUTED: Readonly<Record<string, Computed>> = {
  created_time: (row) => minuteOf(row.created),
  created_by: (row, _property, world) => userIn(row.createdBy, world),
  last_edited_time: (row) => minuteOf(row.edited),
  last_edited_by: (row, _property, world) => userIn(row.editedBy, world),
  button: () => ({}),
  last_visited_time: () => null,
  location: () => null,
  unique_id: (row, { id, config }) => ({
    prefix: config["prefix"] ?? null,
    number: objectAt(row.page?.properties ?? {}, id)["unique_id"] ?? null,
  }),
  formula: (row, { id, config }, world) => {
    const constant = objectAt(row.page?.properties ?? {}, id)["formula"];
    return isObject(constant)
      ? constant
      : computeFormula(stringAt(config, "expression") ?? "", (name) => sibling(row, name, world), world);
  },
  rollup: (row, { config }, world) =>
    rollUp(stringAt(config, "function") ?? "", relatedItems(row, config, world)),
};

/** Another property of the row; text as it is stored, a formula or rollup as nothing. */
function sibling(
  row: Node,
  name: string,
  world: World,
): { readonly type: string; readonly value: Json } | null {
  const sourceId = row.parent.type === "data_source_id" ? row.parent.id : "";
  const property = propertiesOf(sourceId, world).find((one) => one.name === name);
  if (property === undefined || property.type === "formula" || property.type === "rollup") {
    return null;
  }
  const text = property.type === "title" || property.type === "rich_text";
  const stored = objectAt(row.page?.properties ?? {}, property.id)[property.type] ?? [];
  return { type: property.type, value: text ? stored : rowValue(row, property, world) };
}

/** What the related rows have under the property a rollup looks at. */
export function relatedItems(row: Node, config: JsonObject, world: World): readonly Item[] {
  const sourceId = row.parent.type === "data_source_id" ? row.parent.id : "";
  const relation = propertiesOf(sourceId, world).find((one) => one.id === config["relation_property_id"]);
  const target = stringAt(relation?.config ?? {}, "data_source_id");
  const source = target === null ? undefined : world.store.nodes.get(target);
  const property = source?.source?.properties.find((one) => one.id === config["rollup_property_id"]);
  if (relation === undefined || property === undefined || property.type === "rollup") {
    return [];
  }
  const related = rowValue(row, relation, world);
  return (Array.isArray(related) ? related : [])
    .map((one) => world.store.nodes.get(isObject(one) ? (stringAt(one, "id") ?? "") : ""))
    .filter((node) => node !== undefined)
    .map((node) => ({ type: property.type, value: rowValue(node, property, world) }));
}

/** The whole value of a row's property, as it is answered under its type. */
export function rowValue(row: Node, property: PropertyConfig, world: World): Json {
  const { id, type } = property;
  const stored = objectAt(row.page?.properties ?? {}, id);
  if (isWritable(type)) {
    const rule = VALUES[type];
    // A value written before the property got another type does not count.
    return rule.answer(stored["type"] === type ? (stored[type] ?? rule.empty) : rule.empty, property, world);
  }
  return COMPUTED[type]?.(row, property, world) ?? null;
}

const CUT: readonly string[] = ["title", "rich_text", "people", "relation"];

/** A row's properties as a page's answer has them: long lists are cut. */
export function answerRowProperties(
  row: Node,
  source: Node,
  world: World,
): Readonly<Record<string, JsonObject>> {
  const entries = sourceFields(source).properties.map((property): [string, JsonObject] => {
    const { id, name, type } = property;
    const value = rowValue(row, property, world);
    const list = CUT.includes(type) && Array.isArray(value) ? value : null;
    const more = list !== null && list.length > ITEMS_IN_PAGE;
    return [
      name,
      {
        id: encodedId(id),
        type,
        [type]: list === null ? value : list.slice(0, ITEMS_IN_PAGE),
        ...(type === "relation" ? { has_more: more } : {}),
      },
    ];
  });
  return Object.fromEntries(entries);
}

/** Numbers a new row under each property that counts rows. */
export function numberRow(stored: JsonObject, sourceId: string, world: World): JsonObject {
  const counted = propertiesOf(sourceId, world).filter(({ type }) => type === "unique_id");
  const numbered = counted
    .filter(({ id }) => !(id in stored))
    .map(({ id }): [string, Json] => {
      const key = `unique:${sourceId}:${id}`;
      const next = (world.store.numbers.get(key) ?? 0) + 1;
      world.store.numbers.set(key, next);
      return [id, { type: "unique_id", unique_id: next }];
    });
  return { ...stored, ...Object.fromEntries(numbered) };
}
