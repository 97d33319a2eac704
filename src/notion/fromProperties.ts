/** Property values of an answer in canonical form. Types of the SDK only. */
import type { PageObjectResponse } from "@notionhq/client";
import { type AnyPropertyType, isPropertyType, REFERENCES_IN_PAGE } from "../facts/properties.ts";
import type { PropertyReading, PropertyReadings, PropertyValue, PropertyValues } from "../model/property.ts";
import { writableValue } from "../model/readings.ts";
import type { RichText } from "../model/richText.ts";
import { dateOf, fileOf, fromRichText, idOf, personOf } from "./responseParts.ts";

type PropertiesResponse = PageObjectResponse["properties"];
type Rollup = Extract<PropertiesResponse[string], { type: "rollup" }>["rollup"];
/** A property inside a rollup has no id. */
type PropertyBody =
  | Extract<Rollup, { type: "array" }>["array"][number]
  | { readonly type: "rollup"; readonly rollup: Rollup };
type BodyOf<T extends AnyPropertyType> = Extract<PropertyBody, { type: T }>;
type Read<T extends AnyPropertyType> = (property: BodyOf<T>) => PropertyReading<T>;

const option = (value: { readonly name: string } | null) => (value === null ? null : { name: value.name });

function place(value: BodyOf<"place">["place"]): PropertyValues["place"] {
  if (value === null) return null;
  const { lat, lon, name, address } = value;
  return { lat, lon, name: name ?? null, address: address ?? null };
}

function verification(value: BodyOf<"verification">["verification"]): PropertyReadings["verification"] {
  if (value === null || value.state === "unverified") return { state: "unverified", date: null, by: null };
  return {
    state: value.state,
    date: value.date === null ? null : dateOf(value.date),
    by: value.verified_by === null ? null : personOf(value.verified_by),
  };
}

function formula(value: BodyOf<"formula">["formula"]): PropertyReadings["formula"] {
  if (value.type === "string") return { type: "string", value: value.string };
  if (value.type === "number") return { type: "number", value: value.number };
  if (value.type === "boolean") return { type: "boolean", value: value.boolean };
  if (value.type === "date") return { type: "date", value: value.date === null ? null : dateOf(value.date) };
  return { type: "unsupported", value: null };
}

function rollup(value: Rollup): PropertyReadings["rollup"] {
  const rolled = { function: value.function };
  if (value.type === "number") return { ...rolled, type: "number", value: value.number };
  if (value.type === "date") {
    return { ...rolled, type: "date", value: value.date === null ? null : dateOf(value.date) };
  }
  if (value.type === "array") {
    return { ...rolled, type: "array", value: value.array.flatMap((item) => readingOf(item) ?? []) };
  }
  return { ...rolled, type: "unsupported", value: null };
}

const READ: { readonly [T in AnyPropertyType]: Read<T> } = {
  title: ({ type, title }) => ({ type, value: fromRichText(title) }),
  rich_text: ({ type, rich_text }) => ({ type, value: fromRichText(rich_text) }),
  number: ({ type, number }) => ({ type, value: number }),
  url: ({ type, url }) => ({ type, value: url }),
  email: ({ type, email }) => ({ type, value: email }),
  phone_number: ({ type, phone_number }) => ({ type, value: phone_number }),
  checkbox: ({ type, checkbox }) => ({ type, value: checkbox }),
  date: ({ type, date }) => ({ type, value: date === null ? null : dateOf(date) }),
  select: ({ type, select }) => ({ type, value: option(select) }),
  status: ({ type, status }) => ({ type, value: option(status) }),
  multi_select: ({ type, multi_select }) => ({ type, value: multi_select.map(({ name }) => ({ name })) }),
  people: ({ type, people }) => ({ type, value: people.map(personOf) }),
  relation: ({ type, relation }) => ({ type, value: relation.map(({ id }) => ({ id: idOf(id) })) }),
  files: ({ type, files }) => ({
    type,
    value: files.map((file) => ({ ...fileOf(file), name: file.name })),
  }),
  place: ({ type, place: value }) => ({ type, value: place(value) }),
  verification: ({ type, verification: value }) => ({ type, value: verification(value) }),
  created_time: ({ type, created_time }) => ({ type, value: created_time }),
  created_by: ({ type, created_by }) => ({ type, value: personOf(created_by) }),
  last_edited_time: ({ type, last_edited_time }) => ({ type, value: last_edited_time }),
  last_edited_by: ({ type, last_edited_by }) => ({ type, value: personOf(last_edited_by) }),
  formula: ({ type, formula: value }) => ({ type, value: formula(value) }),
  rollup: ({ type, rollup: value }) => ({ type, value: rollup(value) }),
  unique_id: ({ type, unique_id: { prefix, number } }) => ({ type, value: { prefix, number } }),
  button: ({ type }) => ({ type, value: null }),
};

function read<T extends AnyPropertyType>(type: T, property: BodyOf<T>): PropertyReading<T> {
  return READ[type](property);
}

function readingOf(property: PropertyBody): PropertyReading | null {
  return isPropertyType(property.type) ? read(property.type, property) : null;
}

/**
 * Every property of a page by name, those that cannot be written too; types the API has added since are left out.
 * Long values may have been cut by the API: `cutProperties` names them.
 */
export function readProperties(properties: PropertiesResponse): Readonly<Record<string, PropertyReading>> {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]): [string, PropertyReading][] => {
      const reading = readingOf(property);
      return reading === null ? [] : [[name, reading]];
    }),
  );
}

const CUT: { readonly [T in AnyPropertyType]?: (property: BodyOf<T>) => number } = {
  title: ({ title }) => title.length,
  rich_text: ({ rich_text }) => rich_text.length,
  people: ({ people }) => people.length,
  relation: ({ relation }) => relation.length,
};

function lengthOf<T extends AnyPropertyType>(type: T, property: BodyOf<T>): number {
  return CUT[type]?.(property) ?? 0;
}

/** Properties whose value the page object may hold only the beginning of. Source: "Retrieve a page". */
export function cutProperties(
  properties: PropertiesResponse,
): readonly { readonly name: string; readonly id: string }[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const saysSo = "has_more" in property && property.has_more === true;
    const isFull = lengthOf(property.type, property) >= REFERENCES_IN_PAGE;
    return saysSo || isFull ? [{ name, id: property.id }] : [];
  });
}

/** The title, and the other writable properties by name. Long values may have been cut by the API. */
export function fromProperties(properties: PropertiesResponse): {
  readonly title: readonly RichText[];
  readonly properties: Readonly<Record<string, PropertyValue>>;
} {
  const values = Object.entries(readProperties(properties)).flatMap(
    ([name, reading]): [string, PropertyValue][] => {
      const value = writableValue(reading);
      return value === null ? [] : [[name, value]];
    },
  );
  const title = values.flatMap(([, { type, value }]) => (type === "title" ? value : []));
  return { title, properties: Object.fromEntries(values.filter(([, { type }]) => type !== "title")) };
}
