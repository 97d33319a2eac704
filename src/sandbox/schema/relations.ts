/** Relations to other data sources, and what is rolled up along them. */
import { visibleNode } from "../content/visible.ts";
import { type JsonObject, objectAt, stringAt } from "../json.ts";
import { invalid } from "../refusal.ts";
import { parentOf } from "../store/store.ts";
import type { ConfigRule } from "./rule.ts";
import { canonical, encodedId, findProperty, sourceFields } from "./source.ts";

/** The other side of a relation that shows on both is made by the caller, who alone may change the other schema. */
export const relation: ConfigRule = {
  store: (sent, before, { world }) => {
    const id = stringAt(sent, "data_source_id") ?? "";
    const target = visibleNode(canonical(id), "data_source", world);
    const dual = "dual_property" in sent;
    const kept = before?.["data_source_id"] === target.id ? objectAt(before, "dual_property") : {};
    return {
      data_source_id: target.id,
      ...(dual
        ? { dual_property: { ...kept, ...objectAt(sent, "dual_property") } }
        : { single_property: {} }),
    };
  },
  answer: (config, _beside, world) => {
    const target = world.store.nodes.get(stringAt(config, "data_source_id") ?? "");
    const database = target === undefined ? null : parentOf(world.store, target);
    const common = { database_id: database?.id ?? "", data_source_id: target?.id ?? "" };
    const other = stringAt(objectAt(config, "dual_property"), "synced_property_id");
    if (other === null) {
      return { ...common, type: "single_property", single_property: {} };
    }
    const name = target?.source?.properties.find(({ id }) => id === other)?.name ?? "";
    return {
      ...common,
      type: "dual_property",
      dual_property: { synced_property_id: encodedId(other), synced_property_name: name },
    };
  },
};

const either = (sent: JsonObject, key: string): string =>
  stringAt(sent, `${key}_property_id`) ?? stringAt(sent, `${key}_property_name`) ?? "";

export const rollup: ConfigRule = {
  store: (sent, _before, { beside, world, name }) => {
    const by = findProperty(beside, either(sent, "relation"));
    if (by?.type !== "relation") {
      throw invalid(
        `${name} rolls up along \`${either(sent, "relation")}\`, which is not a relation that exists.`,
      );
    }
    const target = world.store.nodes.get(stringAt(by.config, "data_source_id") ?? "");
    const rolled = findProperty(sourceFields(target).properties, either(sent, "rollup"));
    if (rolled === undefined) {
      throw invalid(`${name} rolls up \`${either(sent, "rollup")}\`, which is not a property that exists.`);
    }
    return {
      function: sent["function"] ?? "",
      relation_property_id: by.id,
      rollup_property_id: rolled.id,
    };
  },
  answer: (config, beside, world) => {
    const by = beside.find(({ id }) => id === config["relation_property_id"]);
    const target = world.store.nodes.get(stringAt(by?.config ?? {}, "data_source_id") ?? "");
    const rolled = target?.source?.properties.find(({ id }) => id === config["rollup_property_id"]);
    return {
      function: config["function"] ?? "",
      rollup_property_name: rolled?.name ?? "",
      relation_property_name: by?.name ?? "",
      rollup_property_id: encodedId(rolled?.id ?? ""),
      relation_property_id: encodedId(by?.id ?? ""),
    };
  },
};
