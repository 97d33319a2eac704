/** Rows by a key of their own: made where they are missing, changed where they differ. */
import { type Filter, number, type PropertyFilter } from "../model/builders/query.ts";
import { hashProperty } from "../model/line.ts";
import type { PropertyType, PropertyValue, Schema } from "../model/property.ts";
import { writableValue } from "../model/readings.ts";
import { plainText } from "../model/text.ts";
import { ClientError } from "./errors.ts";
import type { ClientPage } from "./pages.ts";
import { sha256 } from "./session.ts";
import type { ReadyValues } from "./values.ts";

type Find<T extends PropertyType> = (name: string, value: PropertyValue<T>["value"]) => Filter | null;

const text = (equals: string | null): { equals: string } | null =>
  equals === null || equals === "" ? null : { equals };

function textFilter(type: "title" | "rich_text" | "url" | "email" | "phone_number") {
  return (name: string, value: string | null): Filter | null => {
    const condition = text(value);
    if (condition === null) return null;
    const filters: { readonly [K in typeof type]: PropertyFilter } = {
      title: { property: name, title: condition },
      rich_text: { property: name, rich_text: condition },
      url: { property: name, url: condition },
      email: { property: name, email: condition },
      phone_number: { property: name, phone_number: condition },
    };
    return filters[type];
  };
}

const byOption = (value: { readonly name: string } | null): { equals: string } | null =>
  text(value?.name ?? null);

/** Types of which a value can tell one row from all others; null for an empty one. */
const FIND: { readonly [T in PropertyType]?: Find<T> } = {
  title: (name, value) => textFilter("title")(name, plainText(value)),
  rich_text: (name, value) => textFilter("rich_text")(name, plainText(value)),
  url: textFilter("url"),
  email: textFilter("email"),
  phone_number: textFilter("phone_number"),
  number: (name, value) => (value === null ? null : number(name).equals(value)),
  select: (name, value) => {
    const condition = byOption(value);
    return condition === null ? null : { property: name, select: condition };
  },
  status: (name, value) => {
    const condition = byOption(value);
    return condition === null ? null : { property: name, status: condition };
  },
};

function find<T extends PropertyType>(
  type: T,
  name: string,
  value: PropertyValue<T>["value"],
): Filter | null {
  return FIND[type]?.(name, value) ?? null;
}

/**
 * What finds the row of a key.
 *
 * @param key - name of a property that the values give
 * @throws ClientError where the key has no value, or none that rows can be found by
 */
export function filterByKey(key: string, values: ReadyValues, schema: Schema): Filter {
  const property = Object.values(schema.properties).find(
    ({ name }) => name.toLowerCase() === key.toLowerCase(),
  );
  const name = property?.name ?? key;
  const isTitle = property?.type === "title";
  const value = values.properties[name];
  const filter = isTitle
    ? textFilter("title")(name, values.title ?? null)
    : value === undefined
      ? null
      : find(value.type, name, value.value);
  if (filter !== null) return filter;
  throw new ClientError({
    code: "invalid_values",
    says: `\`${key}\` is to tell the row from all others, and the values give it none that rows can be found by.`,
    fix: `Give \`${key}\` a value; it must be the title, a text, a number, an address, a select or a status.`,
  });
}

/** What of the values a row does not have yet. */
export function differing(values: ReadyValues, row: ClientPage): ReadyValues {
  const properties = Object.entries(values.properties).filter(([name, value]) => {
    const reading = row.properties[name];
    const now = reading === undefined ? null : writableValue(reading);
    return now === null || hashProperty(now, sha256) !== hashProperty(value, sha256);
  });
  const title = values.title === row.title ? undefined : values.title;
  return { title, properties: Object.fromEntries(properties) };
}
