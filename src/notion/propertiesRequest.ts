/** Property values as requests hold them. Types of the SDK only. */
import type { CreatePageParameters } from "@notionhq/client";
import type { DateValue, PropertyType, PropertyValue, PropertyValues } from "../model/property.ts";
import { settled, toFileRequest, toRichTextRequest } from "./requestParts.ts";

export type PropertiesRequest = NonNullable<CreatePageParameters["properties"]>;
type PropertyRequest = PropertiesRequest[string];
type RequestOf<T extends PropertyType> = Extract<PropertyRequest, Record<T, unknown>>;

function dateRequest({ start, end, time_zone }: DateValue) {
  return { start, ...(end !== null && { end }), ...(time_zone !== null && { time_zone }) };
}

const ids = (list: PropertyValues["people"]) => list.map(({ id }) => ({ id: settled(id) }));
const option = (value: { readonly name: string } | null) => (value === null ? null : { name: value.name });

const WRITE: { readonly [T in PropertyType]: (value: PropertyValues[T]) => RequestOf<T> } = {
  title: (value) => ({ title: toRichTextRequest(value) }),
  rich_text: (value) => ({ rich_text: toRichTextRequest(value) }),
  number: (number) => ({ number }),
  url: (url) => ({ url }),
  email: (email) => ({ email }),
  phone_number: (phone_number) => ({ phone_number }),
  checkbox: (checkbox) => ({ checkbox }),
  date: (value) => ({ date: value === null ? null : dateRequest(value) }),
  select: (value) => ({ select: option(value) }),
  status: (value) => ({ status: option(value) }),
  multi_select: (value) => ({ multi_select: value.map(({ name }) => ({ name })) }),
  people: (value) => ({ people: ids(value) }),
  relation: (value) => ({ relation: ids(value) }),
  files: (value) => ({ files: value.map((file) => ({ ...toFileRequest(file), name: file.name })) }),
  place: (value) => ({ place: value === null ? null : { ...value } }),
  verification: ({ state, date }) => ({
    verification:
      state === "unverified" ? { state } : { state, ...(date !== null && { date: dateRequest(date) }) },
  }),
};

function write<T extends PropertyType>(type: T, value: PropertyValues[T]): RequestOf<T> {
  return WRITE[type](value);
}

/**
 * Property values by name, as requests hold them.
 *
 * @throws InternalError when a reference in them has not been resolved, or a file in them cannot be written
 */
export function toPropertiesRequest(values: Readonly<Record<string, PropertyValue>>): PropertiesRequest {
  return Object.fromEntries(
    Object.entries(values).map(([name, { type, value }]): [string, PropertyRequest] => [
      name,
      write(type, value),
    ]),
  );
}
