/** The configuration of each type of property: from what is sent to what is kept, and to what is answered. */
import { visibleNode } from "../content/visible.ts";
import { type JsonObject, objectAt, objectsAt, stringAt } from "../json.ts";
import { invalid, invalidBody } from "../refusal.ts";
import type { PropertyConfig } from "../store/nodes.ts";
import { parentOf } from "../store/store.ts";
import { shown } from "../validate/index.ts";
import { newOption } from "../values/select.ts";
import type { World } from "../world.ts";
import { NUMBER_FORMATS } from "./formats.ts";
import { canonical, findProperty, sourceFields } from "./source.ts";

/** The property being made or changed, and those beside it. */
export interface Place {
  readonly world: World;
  readonly sourceId: string;
  readonly wiki: boolean;
  readonly name: string;
  readonly beside: readonly PropertyConfig[];
}

interface ConfigRule {
  /** @param before the configuration so far, or null for a new property and for one of another type */
  readonly store: (sent: JsonObject, before: JsonObject | null, place: Place) => JsonObject;
  readonly answer?: (config: JsonObject, beside: readonly PropertyConfig[], world: World) => JsonObject;
}

const empty: ConfigRule = { store: () => ({}) };

const number: ConfigRule = {
  store: (sent, before, { name }) => {
    const format =
      stringAt(sent, "format") ?? (before === null ? "number" : (stringAt(before, "format") ?? "number"));
    if (!NUMBER_FORMATS.includes(format)) {
      throw invalidBody(
        `properties.${name}.number.format should be ${NUMBER_FORMATS.map(shown).join(", ")}, instead was ${shown(format)}`,
      );
    }
    return { format };
  },
};

/** What is known of an option, with what is sent of it. A status cannot be renamed: the server keeps silent. */
function changeOption(known: JsonObject, sent: JsonObject, renames: boolean): JsonObject {
  const color = stringAt(sent, "color");
  if (color !== null && color !== known["color"]) {
    throw invalid(
      `Cannot update color of select with ${"id" in sent ? `id: ${sent["id"]}` : `name: ${sent["name"]}`}`,
    );
  }
  return {
    ...known,
    ...(renames && "name" in sent ? { name: sent["name"] ?? "" } : {}),
    ...("description" in sent ? { description: sent["description"] ?? null } : {}),
  };
}

function changeOptions(
  sent: JsonObject,
  before: JsonObject | null,
  { world }: Place,
  renames: boolean,
): readonly JsonObject[] {
  const known = before === null ? [] : objectsAt(before, "options");
  if (!("options" in sent)) {
    return known;
  }
  const changed = objectsAt(sent, "options").map((one, index) => {
    const found = known.find((option) =>
      "id" in one ? option["id"] === one["id"] : option["name"] === one["name"],
    );
    if (found === undefined && !("name" in one)) {
      throw invalid(`Select option with id ${stringAt(one, "id")} does not exist.`);
    }
    return found === undefined ? newOption(one, index, world) : changeOption(found, one, renames);
  });
  const names = changed.map((one) => one["name"]);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw invalid(`Select options must have unique names, ${shown(twice)} is there twice.`);
  }
  const rest = known.filter((option) => !changed.some((one) => one["id"] === option["id"]));
  return world.answers.missingOptions === "deleted" ? changed : [...rest, ...changed];
}

const select: ConfigRule = {
  store: (sent, before, place) => ({ options: changeOptions(sent, before, place, true) }),
};

const STATUSES = [
  { name: "Not started", color: "default", group: "To-do" },
  { name: "In progress", color: "blue", group: "In progress" },
  { name: "Done", color: "green", group: "Complete" },
] as const;
const GROUP_COLORS = { "To-do": "gray", "In progress": "blue", Complete: "green" } as const;

/** New options come into the first group, whatever is sent. */
const status: ConfigRule = {
  store: (sent, before, place) => {
    if (before === null && !("options" in sent)) {
      const options = STATUSES.map(({ name, color }, index) =>
        newOption({ name, color }, index, place.world),
      );
      const groups = STATUSES.map(({ group }, index) => ({
        id: place.world.random.uuid(),
        name: group,
        color: GROUP_COLORS[group],
        option_ids: options.slice(index, index + 1).map((one) => one["id"] ?? ""),
      }));
      return { options, groups };
    }
    const options = changeOptions(sent, before, place, false);
    const groups =
      before === null
        ? STATUSES.map(({ group }) => ({
            id: place.world.random.uuid(),
            name: group,
            color: GROUP_COLORS[group],
            option_ids: [],
          }))
        : objectsAt(before, "groups");
    return {
      options,
      groups: regroup(
        groups,
        options.map((one) => stringAt(one, "id") ?? ""),
      ),
    };
  },
};

function regroup(groups: readonly JsonObject[], ids: readonly string[]): readonly JsonObject[] {
  const idsOf = (group: JsonObject): readonly string[] => {
    const list = group["option_ids"];
    return Array.isArray(list) ? list.filter((id) => typeof id === "string") : [];
  };
  const grouped = groups.flatMap(idsOf);
  const added = ids.filter((id) => !grouped.includes(id));
  return groups.map((group, index) => ({
    ...group,
    option_ids: [...idsOf(group).filter((id) => ids.includes(id)), ...(index === 0 ? added : [])],
  }));
}

/** The other side of a relation that shows on both is made by the caller, who alone may change the other schema. */
const relation: ConfigRule = {
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
      dual_property: { synced_property_id: encodeURIComponent(other), synced_property_name: name },
    };
  },
};

const either = (sent: JsonObject, key: string): string =>
  stringAt(sent, `${key}_property_id`) ?? stringAt(sent, `${key}_property_name`) ?? "";

const rollup: ConfigRule = {
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
      rollup_property_id: encodeURIComponent(rolled?.id ?? ""),
      relation_property_id: encodeURIComponent(by?.id ?? ""),
    };
  },
};

const verification: ConfigRule = {
  store: (_sent, _before, { wiki, name }) => {
    if (!wiki) {
      throw invalid(`${name} cannot be a verification: only pages of a wiki can be verified.`);
    }
    return {};
  },
};

export const CONFIGS: Readonly<Record<string, ConfigRule>> = {
  title: empty,
  rich_text: empty,
  number,
  url: empty,
  email: empty,
  phone_number: empty,
  checkbox: empty,
  date: empty,
  select,
  multi_select: select,
  status,
  people: empty,
  files: empty,
  relation,
  rollup,
  formula: {
    store: (sent, before) => ({ expression: stringAt(sent, "expression") ?? before?.["expression"] ?? "" }),
  },
  unique_id: {
    store: (sent, before) => ({
      prefix: "prefix" in sent ? (sent["prefix"] ?? null) : (before?.["prefix"] ?? null),
    }),
  },
  place: empty,
  location: empty,
  verification,
  button: empty,
  created_time: empty,
  created_by: empty,
  last_edited_time: empty,
  last_edited_by: empty,
  last_visited_time: empty,
};

/** The type a sent configuration is of: its one key that names a type. */
export function configType(sent: JsonObject): string | null {
  return Object.keys(sent).find((key) => Object.hasOwn(CONFIGS, key)) ?? null;
}
