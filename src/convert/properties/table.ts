import { type AnyPropertyType, isPropertyType, PROPERTY_TYPES } from "../../facts/properties.ts";
import { emptyProperty } from "../../model/emptyProperty.ts";
import type { PropertyType, PropertyValue, PropertyValues } from "../../model/property.ts";
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

function made<T extends PropertyType>(type: T, coerce: Coerce<PropertyValues[T]>) {
  return (value: unknown, field: Field) => {
    const coerced = coerce(value, field);
    return coerced === undefined ? undefined : { type, value: coerced };
  };
}

const MAKE: { readonly [T in PropertyType]: Make<T> } = {
  title: made("title", richText),
  rich_text: made("rich_text", richText),
  number: made("number", number),
  url: made("url", url),
  email: made("email", email),
  phone_number: made("phone_number", phoneNumber),
  checkbox: made("checkbox", checkbox),
  date: made("date", date),
  select: made("select", select),
  status: made("status", status),
  multi_select: made("multi_select", multiSelect),
  people: made("people", people),
  relation: made("relation", relation),
  files: made("files", files),
  place: made("place", place),
  verification: made("verification", verification),
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
