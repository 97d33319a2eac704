import type { Document } from "../../model/document.ts";
import { type Message, message, type Place } from "../../model/message.ts";
import { nearest } from "../../model/near.ts";
import type { PropertySchema, PropertyValue, SchemaChange } from "../../model/property.ts";
import type { Context } from "../context.ts";
import { meant } from "../link.ts";
import { defaultsOf, type Entry, entriesOf } from "./entries.ts";
import { type Field, type RowRules, shown } from "./field.ts";
import { meantBy } from "./match.ts";
import { suggestedType } from "./suggest.ts";
import { coerce, isWritable } from "./table.ts";

export type { RowRules } from "./field.ts";
export { type RowReferences, rowReferences } from "./references.ts";

/** The properties that a row is to have. */
export interface RowProperties {
  /** By the property's own name. */
  readonly properties: Readonly<Record<string, PropertyValue>>;
  /** Where the file says so, by the property's name; null: nowhere in it. */
  readonly places: Readonly<Record<string, Place | null>>;
  /** What the data source lacks. */
  readonly changes: readonly SchemaChange[];
  readonly messages: readonly Message[];
}

interface Work {
  readonly context: Context;
  readonly rules: RowRules;
  readonly messages: Message[];
  readonly changes: SchemaChange[];
  readonly places: Map<string, Place | null>;
  readonly values: Map<string, PropertyValue>;
  /** Keys by the property they went to. */
  readonly taken: Map<string, string>;
}

const FITS: Readonly<Record<string, string>> = {
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

function fieldOf({ key, place }: Entry, property: PropertySchema, work: Work): Field {
  const { context, rules, messages, changes } = work;
  const { path } = context.document;
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
    refuse: (value, expected) => {
      const type = FITS[property.type] ?? property.type;
      return report("property-value", { key, value: shown(value), property: property.name, type, expected });
    },
    change: (change) => changes.push(change),
  };
}

/** The property that an entry goes to; null: there is none, which was reported. */
function propertyFor(entry: Entry, work: Work): PropertySchema | null {
  const { rules, context, messages } = work;
  const names = Object.keys(rules.schema.properties);
  const found = meantBy(entry.to ?? entry.key, names);
  const [name] = found;
  const { path } = context.document;
  if (found.length > 1) {
    const listed = found.map((one) => `\`${one}\``).join(", ");
    messages.push(message("property-ambiguous", { key: entry.key, names: listed }, path, entry.place));
    return null;
  }
  if (name !== undefined) return rules.schema.properties[name] ?? null;
  return created(entry, names, work);
}

/** A property that is not there: added where that is allowed, else reported. */
function created(entry: Entry, names: readonly string[], work: Work): PropertySchema | null {
  const { context, messages, changes } = work;
  const mapping = context.options.properties;
  const name = entry.to ?? entry.key;
  const type = mapping.createProperties ? suggestedType(entry.value) : null;
  if (type !== null) {
    changes.push({ kind: "property", name, type });
    return { id: "", name, type, options: [], format: null, relatesTo: null };
  }
  // What says nothing is missed by nobody.
  if (mapping.createProperties && (entry.value === null || entry.value === "")) return null;
  const hint = meant(nearest(name, names));
  messages.push(message("property-unknown", { key: entry.key, hint }, context.document.path, entry.place));
  return null;
}

function put(entry: Entry, work: Work): void {
  const { values, places, taken, messages, context } = work;
  const property = propertyFor(entry, work);
  if (property === null) return;
  const { name, type } = property;
  const other = taken.get(name);
  if (other !== undefined) {
    // A default gives way to what the file says.
    if (!entry.isDefault) {
      const told = { key: entry.key, other, property: name };
      messages.push(message("property-twice", told, context.document.path, entry.place));
    }
    return;
  }
  taken.set(name, entry.key);
  const field = fieldOf(entry, property, work);
  if (!isWritable(type)) {
    field.report("property-read-only", { key: entry.key, property: name, type: type.replaceAll("_", " ") });
    return;
  }
  if (type === "title") {
    field.report("property-title", { key: entry.key });
    return;
  }
  const value = coerce(type, entry.value, field);
  if (value === undefined) return;
  values.set(name, value);
  places.set(name, entry.place);
}

/**
 * What front matter says, as the properties of a row of a data source.
 *
 * @returns values by property; a value that does not fit is left out with a message of severity `error`, and so
 *   nothing of the file must be written
 */
export function rowProperties(document: Document, rules: RowRules, context: Context): RowProperties {
  const work: Work = {
    context,
    rules,
    messages: [],
    changes: [],
    places: new Map(),
    values: new Map(),
    taken: new Map(),
  };
  const mapping = context.options.properties;
  for (const entry of entriesOf(document.frontMatter, mapping)) put(entry, work);
  for (const entry of defaultsOf(mapping)) put(entry, work);
  return {
    properties: Object.fromEntries(work.values),
    places: Object.fromEntries(work.places),
    changes: work.changes,
    messages: work.messages,
  };
}
