import { LIMITS } from "../../facts/limits.ts";
import { nearest } from "../../model/near.ts";
import { meant } from "../link.ts";
import { bounded, type Coerce, each, type Field, itemsOf, oneOf, shown, textOf } from "./field.ts";
import { alike } from "./match.ts";

/** The option a text names: by its letters, else whatever their case, with spaces and dashes equal; null: none. */
function known(name: string, options: readonly string[]): string | null {
  return alike(name, options)[0] ?? null;
}

/** The name of one option; commas Notion cannot hold. */
function nameOf(value: unknown, field: Field): string | undefined {
  const name = textOf(value)?.trim() ?? "";
  if (name === "") return field.refuse(value, "the name of one option");
  if (!name.includes(",")) return name;
  return field.report("property-option-comma", { key: field.key, value: shown(name) });
}

const SHOWN_OPTIONS = 12;

function listed(options: readonly string[]): string {
  if (options.length === 0) return "no options";
  const names = options.slice(0, SHOWN_OPTIONS).map((name) => `\`${name}\``);
  const more = options.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}

/** An option; one that is not there yet Notion makes. */
function selected(value: unknown, field: Field): string | undefined {
  const name = nameOf(value, field);
  if (name === undefined) return undefined;
  const { key, property, report } = field;
  const found = known(name, property.options);
  if (found !== null) return found;
  // A list without options has just been made, or is to grow as files ask for them.
  if (property.options.length > 0) {
    const hint = meant(nearest(name, property.options));
    report("property-option-new", { key, value: shown(name), hint, options: listed(property.options) });
  }
  return name;
}

export const select: Coerce<string> = selected;

/** An option that is there; others only where they may be added. */
export const status: Coerce<string> = (value, field) => {
  const name = nameOf(value, field);
  if (name === undefined) return undefined;
  const { key, property, context, report, change } = field;
  const found = known(name, property.options);
  if (found !== null) return found;
  if (context.options.properties.createOptions) {
    change({ kind: "options", property: property.name, add: [name] });
    return name;
  }
  const hint = meant(nearest(name, property.options));
  return report("property-option-unknown", {
    key,
    value: shown(name),
    hint,
    options: property.options.length === 0 ? "none yet" : oneOf(property.options),
  });
};

/** A list, or names with commas between. */
export const multiSelect: Coerce<readonly string[]> = (value, field) => {
  const items =
    typeof value === "string" ? value.split(",").filter((part) => part.trim() !== "") : itemsOf(value);
  const names = each(items, field, (item) => {
    const name = selected(item, field);
    return name === undefined ? undefined : [name];
  });
  return bounded(names && [...new Set(names)], LIMITS.multiSelect, "options", field);
};
