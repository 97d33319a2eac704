/** Relations: their targets, and the other side of those that have two. */
import { visibleNode } from "../content/visible.ts";
import { arrayAt, isArray, isObject, type Json, objectAt, stringAt } from "../json.ts";
import { invalid } from "../refusal.ts";
import { canonical } from "../schema/source.ts";
import type { Node } from "../store/nodes.ts";
import type { World } from "../world.ts";
import type { Spot, ValueRule } from "./rule.ts";

const strings = (value: Json): readonly string[] =>
  isArray(value) ? value.filter((one) => typeof one === "string") : [];

/** The ids a row keeps under a relation. */
function storedIds(row: Node, propertyId: string): readonly string[] {
  return strings(arrayAt(objectAt(row.page?.properties ?? {}, propertyId), "relation"));
}

function setIds(rowId: string, propertyId: string, ids: readonly string[], world: World): void {
  const row = world.store.nodes.get(rowId);
  if (row?.page !== null && row !== undefined) {
    const properties = { ...row.page.properties, [propertyId]: { type: "relation", relation: ids } };
    world.store.nodes.set(rowId, { ...row, page: { ...row.page, properties } });
  }
}

function targets(sent: Json, spot: Spot): readonly string[] {
  const { config, name } = spot.property();
  const target = stringAt(config, "data_source_id") ?? "";
  const given = isArray(sent) ? sent.filter(isObject).map((one) => canonical(stringAt(one, "id") ?? "")) : [];
  const ids = [...new Set(given)];
  for (const id of ids) {
    // A row may relate to itself, which is not kept yet while it is created.
    if (id === spot.rowId && target === spot.sourceId) {
      continue;
    }
    const page = visibleNode(id, "page", spot.world);
    if (page.parent.type !== "data_source_id" || page.parent.id !== target) {
      throw invalid(`${name} relates to the data source ${target}, and the page ${id} is not in it.`);
    }
  }
  return ids;
}

/** Writes the other side of a relation that shows on both. */
function mirror(ids: readonly string[], spot: Spot): void {
  const other = stringAt(objectAt(spot.property().config, "dual_property"), "synced_property_id");
  if (other === null) {
    return;
  }
  const { world, rowId } = spot;
  const before = strings(spot.before);
  for (const id of new Set([...before, ...ids])) {
    const row = world.store.nodes.get(id);
    if (row !== undefined && id !== rowId) {
      const rest = storedIds(row, other).filter((one) => one !== rowId);
      setIds(id, other, ids.includes(id) ? [...rest, rowId] : rest, world);
    }
  }
}

export const relation: ValueRule = {
  empty: [],
  store: (sent, spot) => {
    const ids = targets(sent, spot);
    mirror(ids, spot);
    return ids;
  },
  // What is in the trash is not answered.
  answer: (stored, _property, world) =>
    strings(stored)
      .filter((id) => world.store.nodes.get(id)?.inTrash === false)
      .map((id) => ({ id })),
};
