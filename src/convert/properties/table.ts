import { type AnyPropertyType, isPropertyType, PROPERTY_TYPES } from "../../facts/properties.ts";
import * as build from "../../model/builders/properties.ts";
import { emptyProperty } from "../../model/emptyProperty.ts";
import type { PropertyType, PropertyValue } from "../../model/property.ts";
import { checkbox } from "./checkbox.ts";
import { email, phoneNumber, url } from "./contact.ts";
import { date } from "./date.ts";
import type { Coerce, Field } from "./field.ts";
import { files } from "./files.ts";
import { number } from "./number.ts";
import { multiSelect, select, status } from "./option.ts";
import { people } from "./people.ts";
import { place } from "./place.ts";
import { relation } from "./relation.ts";
import { richText } from "./text.ts";
import { verification } from "./verification.ts";

type Make<T extends PropertyType> = (value: unknown, field: Field) => PropertyValue<T> | undefined;

/** What fits is built as a program builds it. */
function made<T extends PropertyType, V>(fitting: Coerce<V>, build: (value: V) => PropertyValue<T>): Make<T> {
  return (value, field) => {
    const fits = fitting(value, field);
    return fits === undefined ? undefined : build(fits);
  };
}

const MAKE: { readonly [T in PropertyType]: Make<T> } = {
  title: made(richText, build.title),
  rich_text: made(richText, build.richText),
  number: made(number, build.number),
  url: made(url, build.url),
  email: made(email, build.email),
  phone_number: made(phoneNumber, build.phoneNumber),
  checkbox: made(checkbox, build.checkbox),
  date: made(date, ({ start, end }) => build.date(start, { end })),
  select: made(select, build.select),
  status: made(status, build.status),
  multi_select: made(multiSelect, build.multiSelect),
  people: made(people, build.people),
  relation: made(relation, build.relation),
  files: made(files, build.files),
  place: made(place, build.place),
  verification: made(verification, ({ state, date: when }) =>
    build.verification(state, when?.start, { end: when?.end ?? null }),
  ),
};

/** Tells whether a page's value of a type can be written. */
export function isWritable(type: string): type is PropertyType {
  const known: AnyPropertyType | null = isPropertyType(type) ? type : null;
  return known !== null && PROPERTY_TYPES[known] === "writable";
}

/** Types that have no empty value, so that blank text cannot mean it. */
const NEVER_BLANK: readonly PropertyType[] = ["checkbox", "verification"];

function clears(type: PropertyType, value: unknown): boolean {
  if (value === null) return true;
  if (typeof value === "string") return value.trim() === "" && !NEVER_BLANK.includes(type);
  return Array.isArray(value) && value.length === 0 && Array.isArray(emptyProperty(type).value);
}

/**
 * The value of a property that front matter asks for: `null`, blank text and an empty list clear it.
 *
 * @returns undefined where the value does not fit, which was reported
 */
export function coerce(type: PropertyType, value: unknown, field: Field): PropertyValue | undefined {
  return clears(type, value) ? emptyProperty(type) : MAKE[type](value, field);
}
