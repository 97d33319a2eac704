/** A data source's record: its properties found and replaced. */
import { dashed } from "../ids.ts";
import type { JsonObject } from "../json.ts";
import { invalid } from "../refusal.ts";
import type { Node, PropertyConfig, SourceFields } from "../store/nodes.ts";
import type { World } from "../world.ts";

/** @throws Error when the record is no data source's */
export function sourceFields(node: Node | undefined): SourceFields {
  if (node?.source === undefined) {
    throw new Error(`The node ${node?.id} is no data source.`);
  }
  return node.source;
}

/** The data source a page is a row of, or null. */
export function sourceOfRow(row: Node, world: World): Node | null {
  return row.parent.type === "data_source_id" ? (world.store.nodes.get(row.parent.id) ?? null) : null;
}

/** An id of a property as answers and addresses have it. */
export const encodedId = (id: string): string => encodeURIComponent(id);

/** A property by its name or its id, encoded or not. */
export function findProperty(
  properties: readonly PropertyConfig[],
  nameOrId: string,
): PropertyConfig | undefined {
  return (
    properties.find(({ name }) => name === nameOrId) ??
    properties.find(({ id }) => id === nameOrId || encodedId(id) === nameOrId)
  );
}

export function saveSource(node: Node, fields: SourceFields, world: World): Node {
  const saved = { ...node, source: fields, edited: world.now, editedBy: world.actor };
  world.store.nodes.set(node.id, saved);
  return saved;
}

/** Gives a property another configuration. */
export function replaceConfig(sourceId: string, id: string, config: JsonObject, world: World): void {
  const node = world.store.nodes.get(sourceId);
  const fields = sourceFields(node);
  if (node !== undefined) {
    const properties = fields.properties.map((one) => (one.id === id ? { ...one, config } : one));
    saveSource(node, { ...fields, properties }, world);
  }
}

/** The data source of a database that has one only. */
export function onlySource(database: Node, world: World): Node {
  const sources = sourcesOf(database, world);
  const [first] = sources;
  if (first === undefined || sources.length > 1) {
    throw invalid("Databases with multiple data sources are not supported in this API version.", {
      error_type: "multiple_data_sources_for_database",
      database_id: database.id,
      child_data_source_ids: sources.map(({ id }) => id),
      minimum_api_version: "2025-09-03",
    });
  }
  return first;
}

/** The data sources of a database that are not in the trash. */
export function sourcesOf(database: Node, world: World): readonly Node[] {
  return database.children
    .map((id) => world.store.nodes.get(id))
    .filter((node) => node !== undefined)
    .filter((node) => node.source !== undefined && !node.inTrash);
}

/** An id as the store has it. */
export const canonical = (id: string): string => dashed(id) ?? id;
