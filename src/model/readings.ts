/** What is read of properties, as values to write again and as plain data. */
import { type AnyPropertyType, PROPERTY_TYPES } from "../facts/properties.ts";
import { isPending } from "./pending.ts";
import type {
  DateValue,
  PersonReading,
  PropertyReading,
  PropertyReadings,
  PropertyType,
  PropertyValue,
} from "./property.ts";
import { plainText } from "./text.ts";

/** A person as plain data. */
export type PlainPerson = Pick<PersonReading, "id" | "name" | "email">;

/** A date or date-time in ISO 8601; a range, or one with a zone, says so. */
export type PlainDate =
  | string
  | { readonly start: string; readonly end: string | null; readonly time_zone?: string };

/** A property's value as plain data. */
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | { readonly [key: string]: PlainValue | undefined }
  | readonly PlainValue[];

type WritableReading = PropertyReading<PropertyType>;

function isWritable(reading: PropertyReading): reading is WritableReading {
  return PROPERTY_TYPES[reading.type] === "writable";
}

/** What a reading comes to as a value that can be written; null for types that are read-only. */
export function writableValue(reading: PropertyReading): PropertyValue | null {
  if (!isWritable(reading)) return null;
  if (reading.type === "people") {
    return { type: "people", value: reading.value.map(({ id }) => ({ id })) };
  }
  if (reading.type === "verification") {
    const { state, date } = reading.value;
    const value = state === "verified" ? { state, date } : { state: "unverified" as const, date: null };
    return { type: "verification", value };
  }
  return reading;
}

function date(value: DateValue | null): PlainDate | null {
  if (value === null) return null;
  const { start, end, time_zone } = value;
  if (end === null && time_zone === null) return start;
  return { start, end, ...(time_zone !== null && { time_zone }) };
}

const person = ({ id, name, email }: PersonReading): PlainPerson => ({ id, name, email });
const named = (value: { readonly name: string } | null): string | null => value?.name ?? null;
const same = <T>(value: T): T => value;

function formula({ value, type }: PropertyReadings["formula"]): PlainValue {
  return type === "date" ? date(value) : value;
}

function rollup(reading: PropertyReadings["rollup"]): PlainValue {
  if (reading.type === "date") return date(reading.value);
  return reading.type === "array" ? reading.value.map(plainValue) : reading.value;
}

const file = (value: PropertyReadings["files"][number]): PlainValue => {
  const { name } = value;
  if ("external" in value) return { name, url: value.external.url };
  if ("file" in value) return { name, url: value.file.url };
  const { id } = value.file_upload;
  return { name, url: isPending(id) ? id.otherwise : id };
};

const PLAIN_VALUE: { readonly [T in AnyPropertyType]: (value: PropertyReadings[T]) => PlainValue } = {
  title: plainText,
  rich_text: plainText,
  number: same,
  url: same,
  email: same,
  phone_number: same,
  checkbox: same,
  date,
  select: named,
  status: named,
  multi_select: (value) => value.map(({ name }) => name),
  people: (value) => value.map(person),
  relation: (value) => value.map(({ id }) => (isPending(id) ? id.otherwise : id)),
  files: (value) => value.map(file),
  place: (value) => (value === null ? null : { ...value }),
  verification: ({ state, date: on, by }) => ({
    state,
    date: date(on),
    by: by === null ? null : person(by),
  }),
  created_time: same,
  created_by: person,
  last_edited_time: same,
  last_edited_by: person,
  formula,
  rollup,
  unique_id: ({ prefix, number }) => {
    if (number === null) return null;
    return prefix === null || prefix === "" ? String(number) : `${prefix}-${number}`;
  },
  button: () => null,
};

function plainOf<T extends AnyPropertyType>(type: T, value: PropertyReadings[T]): PlainValue {
  return PLAIN_VALUE[type](value);
}

/**
 * A property's value as plain data, which front matter and `values` take again for every type that can be written.
 *
 * An empty number is `null`, never 0; text is without its formatting, a select is its option's name, a date is
 * ISO 8601 text, or `{start, end, time_zone}` where it is a range or has a zone; people are `{id, name, email}`,
 * relations are page ids, files `{name, url}`, a `unique_id` is `PRE-12`; formulas and rollups are what they
 * came to, `null` where the API cannot tell; a button is `null`.
 */
export function plainValue({ type, value }: PropertyReading): PlainValue {
  return plainOf(type, value);
}

/** Values of properties by name, as plain data; one that is empty is there too. */
export function plainValues(
  readings: Readonly<Record<string, PropertyReading>>,
): Readonly<Record<string, PlainValue>> {
  return Object.fromEntries(Object.entries(readings).map(([name, reading]) => [name, plainValue(reading)]));
}
