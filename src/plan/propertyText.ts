/** A property's value as the plan shows it. */
import { isPending, type Reference } from "../model/pending.ts";
import type { DateValue, PropertyType, PropertyValue, PropertyValues } from "../model/property.ts";
import { plainText } from "../model/text.ts";

const shown = (reference: Reference): string => (isPending(reference) ? reference.otherwise : reference);

const listed = (items: readonly { readonly id: Reference }[]): string =>
  items.map(({ id }) => shown(id)).join(", ");

function range({ start, end, time_zone }: DateValue): string {
  return `${start}${end === null ? "" : ` → ${end}`}${time_zone === null ? "" : ` (${time_zone})`}`;
}

const named = (value: { readonly name: string } | null): string => value?.name ?? "";
const same = (value: string | number | boolean | null): string => (value === null ? "" : String(value));

const TEXT: { readonly [T in PropertyType]: (value: PropertyValues[T]) => string } = {
  title: plainText,
  rich_text: plainText,
  number: same,
  url: same,
  email: same,
  phone_number: same,
  checkbox: same,
  date: (value) => (value === null ? "" : range(value)),
  select: named,
  status: named,
  multi_select: (value) => value.map(({ name }) => name).join(", "),
  people: listed,
  relation: listed,
  files: (value) => value.map(({ name }) => name).join(", "),
  place: (value) => (value === null ? "" : (value.name ?? value.address ?? `${value.lat}, ${value.lon}`)),
  verification: ({ state }) => state,
};

function textOf<T extends PropertyType>(type: T, value: PropertyValues[T]): string {
  return TEXT[type](value);
}

/** One line for a property's value; empty for an empty one. */
export function propertyText({ type, value }: PropertyValue): string {
  return textOf(type, value);
}
