import { PRESETS, type PresetFacts } from "../../facts/presets.ts";
import { type Message, message, type Place } from "../../model/message.ts";
import { nearest } from "../../model/near.ts";
import type { PropertySchema, PropertyType, PropertyValue, SchemaChange } from "../../model/property.ts";
import type { Context } from "../context.ts";
import { meant } from "../link.ts";
import type { Entry } from "./entries.ts";
import { type Field, type RowRules, shown } from "./field.ts";
import { folded, meantBy, namesIn } from "./match.ts";
import { suggestedType } from "./suggest.ts";
import { coerce, isWritable } from "./table.ts";

/** The values of a row as far as they are found. */
export interface Work {
  readonly context: Context;
  readonly rules: RowRules;
  /** File that messages are about; null: there is none. */
  readonly path: string | null;
  /** The title is one of the values; else it comes from elsewhere. */
  readonly withTitle: boolean;
  readonly messages: Message[];
  readonly changes: SchemaChange[];
  readonly places: Map<string, Place | null>;
  readonly values: Map<string, PropertyValue>;
  /** Keys by the property they went to. */
  readonly taken: Map<string, string>;
}

export function newWork(start: Pick<Work, "context" | "rules" | "path" | "withTitle">): Work {
  return {
    ...start,
    messages: [],
    changes: [],
    places: new Map(),
    values: new Map(),
    taken: new Map(),
  };
}

/** Each type in a sentence. */
const TYPE_NAMES: { readonly [T in PropertyType]: string } = {
  title: "the title",
  rich_text: "a text",
  number: "a number",
  url: "an address",
  email: "an e-mail address",
  phone_number: "a phone number",
  checkbox: "a checkbox",
  date: "a date",
  select: "a select",
  status: "a status",
  multi_select: "a multi-select",
  people: "a property for people",
  relation: "a relation",
  files: "a property for files",
  place: "a place",
  verification: "a verification",
};

function fieldOf({ key, place }: Entry, property: PropertySchema, type: PropertyType, work: Work): Field {
  const { context, rules, messages, changes, path } = work;
  const report: Field["report"] = (id, values) => {
    messages.push(message(id, values, path, place));
    return undefined;
  };
  return {
    key,
    property,
    place,
    context,
    rules,
    report,
    pass: (list) => messages.push(...list),
    refuse: (value, expected) =>
      report("property-value", {
        key,
        value: shown(value),
        property: property.name,
        type: TYPE_NAMES[type],
        expected,
      }),
    change: (change) => changes.push(change),
  };
}

/** The property that an entry goes to; null: there is none, which was reported. */
function propertyFor(entry: Entry, work: Work): PropertySchema | null {
  const { properties } = work.rules.schema;
  const names = namesIn(properties);
  const wanted = entry.to ?? entry.key;
  const found = meantBy(wanted, names);
  const [name] = found;
  if (found.length > 1) {
    const listed = found.map((one) => `\`${one}\``).join(", ");
    work.messages.push(
      message("property-ambiguous", { key: entry.key, names: listed }, work.path, entry.place),
    );
    return null;
  }
  if (name !== undefined) return properties[name] ?? null;
  if (work.withTitle && folded(wanted) === "title") {
    return Object.values(properties).find(({ type }) => type === "title") ?? null;
  }
  return missing(entry, names, work);
}

/** A property that is not there: added where that is allowed, else reported. */
function missing(entry: Entry, names: readonly string[], work: Work): PropertySchema | null {
  const { context, messages, changes, path } = work;
  const { preset, properties } = context.options;
  const { createProperties } = properties;
  const name = entry.to ?? entry.key;
  const { own }: PresetFacts = PRESETS[preset];
  if (entry.to === null && !work.withTitle && own.includes(entry.key)) return null;
  const type = createProperties ? suggestedType(entry.value) : null;
  if (type !== null) {
    changes.push({ kind: "property", name, type });
    return { id: "", name, type, options: [], format: null, relatesTo: null };
  }
  if (!createProperties) {
    const hint = meant(nearest(name, names));
    messages.push(message("property-unknown", { key: entry.key, hint }, path, entry.place));
  } else if (!isEmpty(entry.value)) {
    messages.push(message("property-untyped", { key: entry.key }, path, entry.place));
  }
  return null;
}

/** An empty value of a property that is not there asks for nothing. */
function isEmpty(value: unknown): boolean {
  if (typeof value === "string") return value.trim() === "";
  return value === null || (Array.isArray(value) && value.length === 0);
}

function isTaken(entry: Entry, { name }: PropertySchema, { taken, messages, path }: Work): boolean {
  const other = taken.get(name);
  if (other === undefined) return false;
  // A default gives way to what the file says.
  if (!entry.isDefault) {
    messages.push(message("property-twice", { key: entry.key, other, property: name }, path, entry.place));
  }
  return true;
}

/** Finds the property an entry goes to and makes its value; what does not fit is reported. */
export function put(entry: Entry, work: Work): void {
  const property = propertyFor(entry, work);
  if (property === null || isTaken(entry, property, work)) return;
  const { name, type } = property;
  const { messages, path, taken, values, places, withTitle } = work;
  const { key, place, value } = entry;
  taken.set(name, key);
  if (!isWritable(type)) {
    const told = { key, property: name, type: type.replaceAll("_", " ") };
    messages.push(message("property-read-only", told, path, place));
  } else if (type === "title" && !withTitle) {
    messages.push(message("property-title", { key }, path, place));
  } else {
    const made = coerce(type, value, fieldOf(entry, property, type, work));
    if (made === undefined) return;
    values.set(name, made);
    places.set(name, place);
  }
}
