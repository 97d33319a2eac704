/** The options of select, multi-select and status properties, and the groups of the latter. */
import { type JsonObject, objectsAt, stringAt } from "../json.ts";
import { invalid } from "../refusal.ts";
import { shown } from "../validate/index.ts";
import { newOption } from "../values/select.ts";
import type { ConfigRule, Place } from "./rule.ts";

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

export const select: ConfigRule = {
  store: (sent, before, place) => ({ options: changeOptions(sent, before, place, true) }),
};

const STATUSES = [
  { name: "Not started", color: "default", group: "To-do" },
  { name: "In progress", color: "blue", group: "In progress" },
  { name: "Done", color: "green", group: "Complete" },
] as const;
const GROUP_COLORS = { "To-do": "gray", "In progress": "blue", Complete: "green" } as const;

/** New options come into the first group, whatever is sent. */
export const status: ConfigRule = {
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
