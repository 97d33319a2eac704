/** Property values of an answer in canonical form. Types of the SDK only. */
import type { PageObjectResponse } from "@notionhq/client";
import type { PropertyType, PropertyValue, PropertyValues } from "../model/property.ts";
import type { RichText } from "../model/richText.ts";
import { dateOf, fileOf, fromRichText, idOf } from "./responseParts.ts";

type PropertyResponse = PageObjectResponse["properties"][string];
type ResponseOf<T extends PropertyType> = Extract<PropertyResponse, { type: T }>;
type WritableResponse = ResponseOf<PropertyType>;
type Read<T extends PropertyType> = (property: ResponseOf<T>) => PropertyValue<T>;

const option = (value: { readonly name: string } | null) => (value === null ? null : { name: value.name });
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => ({ id: idOf(id) }));

function place(value: ResponseOf<"place">["place"]): PropertyValues["place"] {
  if (value === null) return null;
  const { lat, lon, name, address } = value;
  return { lat, lon, name: name ?? null, address: address ?? null };
}

function verification(value: ResponseOf<"verification">["verification"]): PropertyValues["verification"] {
  if (value?.state !== "verified") return { state: "unverified", date: null };
  return { state: "verified", date: value.date === null ? null : dateOf(value.date) };
}

const READ: { readonly [T in PropertyType]: Read<T> } = {
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
  people: ({ type, people }) => ({ type, value: ids(people) }),
  relation: ({ type, relation }) => ({ type, value: ids(relation) }),
  files: ({ type, files }) => ({
    type,
    value: files.map((file) => ({ ...fileOf(file), name: file.name })),
  }),
  place: ({ type, place: value }) => ({ type, value: place(value) }),
  verification: ({ type, verification: value }) => ({ type, value: verification(value) }),
};

function read<T extends PropertyType>(type: T, property: ResponseOf<T>): PropertyValue<T> {
  return READ[type](property);
}

function isWritable(property: PropertyResponse): property is WritableResponse {
  return Object.hasOwn(READ, property.type);
}

/** The title, and the other writable properties by name. Long values may have been cut by the API. */
export function fromProperties(properties: PageObjectResponse["properties"]): {
  readonly title: readonly RichText[];
  readonly properties: Readonly<Record<string, PropertyValue>>;
} {
  const values = Object.entries(properties).flatMap(([name, property]): [string, PropertyValue][] =>
    isWritable(property) ? [[name, read(property.type, property)]] : [],
  );
  const title = values.flatMap(([, { type, value }]) => (type === "title" ? value : []));
  return { title, properties: Object.fromEntries(values.filter(([, { type }]) => type !== "title")) };
}
