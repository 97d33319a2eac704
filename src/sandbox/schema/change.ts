/** Making and changing the properties of a data source. */
import { plainText } from "../content/richText.ts";
import { isObject, type JsonObject, objectAt, stringAt } from "../json.ts";
import { invalid } from "../refusal.ts";
import type { Node, PropertyConfig } from "../store/nodes.ts";
import { placedIn } from "../store/store.ts";
import { numberRow } from "../values/rows.ts";
import type { World } from "../world.ts";
import { CONFIGS, configType } from "./configs.ts";
import type { Place } from "./rule.ts";
import { findProperty, replaceConfig, saveSource, sourceFields } from "./source.ts";

const ID_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ:;<=>?@[\\]^_`{|}~";
const ID_LENGTH = 4;
/** Bytes of a schema; larger ones are refused. */
const MAX_SCHEMA_BYTES = 50_000;

function newId(beside: readonly PropertyConfig[], world: World): string {
  const draw = (): string => ID_CHARACTERS[Math.floor(world.random.next() * ID_CHARACTERS.length)] ?? "a";
  const id = Array.from({ length: ID_LENGTH }, draw).join("");
  return beside.some((one) => one.id === id) ? newId(beside, world) : id;
}

function fieldsNow(sourceId: string, world: World): ReturnType<typeof sourceFields> {
  return sourceFields(world.store.nodes.get(sourceId));
}

function placeOf(sourceId: string, name: string, world: World): Place {
  const { properties, wiki } = fieldsNow(sourceId, world);
  return { world, sourceId, wiki, name, beside: properties };
}

function setProperties(sourceId: string, properties: readonly PropertyConfig[], world: World): void {
  const node = world.store.nodes.get(sourceId);
  if (node !== undefined) {
    saveSource(node, { ...sourceFields(node), properties }, world);
  }
}

/**
 * Gives a new data source its first properties.
 *
 * @throws Refusal when there is no title among them, or two
 */
export function createProperties(sourceId: string, sent: JsonObject, world: World): void {
  const all: JsonObject = Object.keys(sent).length === 0 ? { Name: { title: {} } } : sent;
  const titles = Object.values(all).filter((one) => isObject(one) && "title" in one);
  if (titles.length !== 1) {
    throw invalid(
      titles.length === 0 ? "Title is not provided" : "Cannot have more than one title property.",
    );
  }
  // A rollup names its relation, whatever the order they are sent in.
  const entries = Object.entries(all).toSorted(
    ([, left], [, right]) => Number(isRollup(left)) - Number(isRollup(right)),
  );
  for (const [name, config] of entries) {
    addProperty(sourceId, name, isObject(config) ? config : {}, world);
  }
  checkSize(sourceId, world);
}

const isRollup = (config: unknown): boolean => isObject(config) && "rollup" in config;

function addProperty(sourceId: string, name: string, sent: JsonObject, world: World): void {
  const type = configType(sent);
  const rule = type === null ? undefined : CONFIGS[type];
  if (type === null || rule === undefined) {
    throw invalid(`${name} is not a property that exists.`);
  }
  const { properties } = fieldsNow(sourceId, world);
  const id = type === "title" ? "title" : newId(properties, world);
  const place = placeOf(sourceId, name, world);
  const config = rule.store(objectAt(sent, type), null, place);
  const added: PropertyConfig = { id, name, description: stringAt(sent, "description"), type, config };
  // A config that made options or properties elsewhere has not touched this list.
  setProperties(sourceId, [...properties, added], world);
  afterwards(sourceId, added, world);
}

/** What a new type of property does beyond its own record. */
function afterwards(sourceId: string, property: PropertyConfig, world: World): void {
  if (property.type === "relation") {
    linkBack(sourceId, property, world);
  }
  if (property.type === "unique_id") {
    for (const row of placedIn(world.store, sourceId)) {
      if (row.page !== null) {
        const properties = numberRow(row.page.properties, sourceId, world);
        world.store.nodes.set(row.id, { ...row, page: { ...row.page, properties } });
      }
    }
  }
}

/** Makes the property in the related data source by which a relation shows there too. */
function linkBack(sourceId: string, property: PropertyConfig, world: World): void {
  const { config } = property;
  const dual = objectAt(config, "dual_property");
  const target = stringAt(config, "data_source_id");
  if (!("dual_property" in config) || target === null) {
    return;
  }
  const { properties } = fieldsNow(target, world);
  const given = stringAt(dual, "synced_property_id");
  const known = given === null ? undefined : findProperty(properties, given);
  if (known !== undefined && known.type === "relation") {
    replaceConfig(target, known.id, back(sourceId, property.id), world);
    replaceConfig(
      sourceId,
      property.id,
      { ...config, dual_property: { synced_property_id: known.id } },
      world,
    );
    return;
  }
  const id = newId(properties, world);
  const own = plainText(fieldsNow(sourceId, world).title.filter(isObject), world);
  const name = stringAt(dual, "synced_property_name") ?? `Related to ${own} (${property.name})`;
  const other = { id, name: freeName(name, properties), description: null, type: "relation" };
  replaceConfig(sourceId, property.id, { ...config, dual_property: { synced_property_id: id } }, world);
  const now = fieldsNow(target, world).properties;
  setProperties(target, [...now, { ...other, config: back(sourceId, property.id) }], world);
}

const back = (sourceId: string, propertyId: string): JsonObject => ({
  data_source_id: sourceId,
  dual_property: { synced_property_id: propertyId },
});

function freeName(name: string, properties: readonly PropertyConfig[]): string {
  return properties.some((one) => one.name === name) ? freeName(`${name} 1`, properties) : name;
}

/**
 * Changes properties: null takes one away, `{name}` renames it, a configuration adds or changes one.
 *
 * @throws Refusal for what cannot be changed so
 */
export function changeProperties(source: Node, sent: JsonObject, world: World): void {
  for (const [key, change] of Object.entries(sent)) {
    const known = findProperty(fieldsNow(source.id, world).properties, key);
    if (change === null) {
      removeProperty(source.id, key, known, world);
    } else if (isObject(change)) {
      changeProperty(source.id, key, known, change, world);
    }
  }
  checkSize(source.id, world);
}

function removeProperty(
  sourceId: string,
  key: string,
  known: PropertyConfig | undefined,
  world: World,
): void {
  if (known === undefined) {
    throw invalid(`${key} is not a property that exists.`);
  }
  if (known.type === "title") {
    throw invalid("Cannot delete the title property.");
  }
  unlink(known, world);
  const rest = fieldsNow(sourceId, world).properties.filter(({ id }) => id !== known.id);
  setProperties(sourceId, rest, world);
}

/** The other side of a relation stays, on its own. */
function unlink({ type, config }: PropertyConfig, world: World): void {
  const other = stringAt(objectAt(config, "dual_property"), "synced_property_id");
  const target = stringAt(config, "data_source_id");
  if (type === "relation" && other !== null && target !== null) {
    const { dual_property: _, ...rest } =
      fieldsNow(target, world).properties.find(({ id }) => id === other)?.config ?? {};
    replaceConfig(target, other, { ...rest, single_property: {} }, world);
  }
}

function changeProperty(
  sourceId: string,
  key: string,
  known: PropertyConfig | undefined,
  change: JsonObject,
  world: World,
): void {
  if (known === undefined) {
    // A name alone renames, and there is nothing to rename.
    addProperty(
      sourceId,
      configType(change) === null ? key : (stringAt(change, "name") ?? key),
      change,
      world,
    );
    return;
  }
  const changed = { ...retyped(sourceId, known, change, world), ...described(change) };
  const properties = fieldsNow(sourceId, world).properties;
  if (properties.some(({ id, name }) => id !== known.id && name === changed.name)) {
    throw invalid(`A property with the name ${changed.name} exists already.`);
  }
  setProperties(
    sourceId,
    properties.map((one) => (one.id === known.id ? changed : one)),
    world,
  );
  if (changed.config !== known.config) {
    afterwards(sourceId, changed, world);
  }
}

function described(change: JsonObject): Partial<PropertyConfig> {
  const name = stringAt(change, "name");
  return {
    ...(name === null ? {} : { name }),
    ...("description" in change ? { description: stringAt(change, "description") } : {}),
  };
}

function retyped(sourceId: string, known: PropertyConfig, change: JsonObject, world: World): PropertyConfig {
  const type = configType(change);
  const rule = type === null ? undefined : CONFIGS[type];
  if (type === null || rule === undefined) {
    return known;
  }
  if ((type === "title") !== (known.type === "title")) {
    throw invalid("Cannot change the type of the title property, or make another property the title.");
  }
  if (type !== known.type) {
    unlink(known, world);
  }
  const before = type === known.type ? known.config : null;
  return {
    ...known,
    type,
    config: rule.store(objectAt(change, type), before, placeOf(sourceId, known.name, world)),
  };
}

function checkSize(sourceId: string, world: World): void {
  const size = new TextEncoder().encode(JSON.stringify(fieldsNow(sourceId, world).properties)).length;
  if (size > MAX_SCHEMA_BYTES) {
    throw invalid(
      `The schema of the data source is too large: ${size} bytes, where ${MAX_SCHEMA_BYTES} are allowed.`,
    );
  }
}
