/** Options of select, multi-select and status properties: those there are, and those a write makes. */
import { type Json, type JsonObject, objectsAt, stringAt } from "../json.ts";
import { invalid } from "../refusal.ts";
import { replaceConfig } from "../schema/source.ts";
import type { PropertyConfig } from "../store/nodes.ts";
import type { World } from "../world.ts";
import type { Spot } from "./rule.ts";

const COLORS = ["gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red"] as const;

/** @throws Refusal for a name with a comma, which would be two options */
function checkOptionName(name: string): void {
  if (name.includes(",")) {
    throw invalid(`Invalid select option, commas not allowed: ${name}`);
  }
  if (name === "") {
    throw invalid("Invalid select option, the name is empty.");
  }
}

/** A new option; the server chooses a colour where none is asked for. */
export function newOption(sent: JsonObject, index: number, world: World): JsonObject {
  const name = stringAt(sent, "name") ?? "";
  checkOptionName(name);
  return {
    id: world.random.uuid(),
    name,
    color: stringAt(sent, "color") ?? COLORS[index % COLORS.length] ?? "default",
    description: stringAt(sent, "description"),
  };
}

export function optionsOf(property: PropertyConfig): readonly JsonObject[] {
  return objectsAt(property.config, "options");
}

/** The id of the option a value names. A select makes what it does not have, a status does not. */
export function optionId(sent: JsonObject, spot: Spot): string {
  const property = spot.property();
  const options = optionsOf(property);
  const id = stringAt(sent, "id");
  const name = stringAt(sent, "name");
  const found = options.find((one) => (id === null ? one["name"] === name : one["id"] === id));
  if (found === undefined) {
    return missing(sent, property, spot);
  }
  const color = stringAt(sent, "color");
  if (color !== null && color !== found["color"]) {
    throw invalid(`Select option color doesn't match existing for ${found["id"]}.`);
  }
  return stringAt(found, "id") ?? "";
}

function missing(sent: JsonObject, property: PropertyConfig, spot: Spot): string {
  const named = stringAt(sent, "id") ?? stringAt(sent, "name") ?? "";
  if (property.type === "status") {
    // The stray quotation mark is the server's.
    throw invalid(`Invalid status option. Status option "${named}" does not exist".`);
  }
  if (stringAt(sent, "id") !== null) {
    throw invalid(`${spot.key} is an invalid select option "${named}".`);
  }
  const options = optionsOf(property);
  const made = newOption(sent, options.length, spot.world);
  replaceConfig(spot.sourceId, property.id, { ...property.config, options: [...options, made] }, spot.world);
  return stringAt(made, "id") ?? "";
}

/** A kept option as the API answers it; null when it was taken out of the schema since. */
export function answerOption(id: Json, property: PropertyConfig): JsonObject | null {
  const found = optionsOf(property).find((one) => one["id"] === id);
  return found === undefined
    ? null
    : { id: found["id"] ?? "", name: found["name"] ?? "", color: found["color"] ?? "default" };
}
