import type { PropertyType, PropertyValue } from "./property.ts";

const EMPTY: { readonly [T in PropertyType]: PropertyValue<T> } = {
  title: { type: "title", value: [] },
  rich_text: { type: "rich_text", value: [] },
  number: { type: "number", value: null },
  url: { type: "url", value: null },
  email: { type: "email", value: null },
  phone_number: { type: "phone_number", value: null },
  checkbox: { type: "checkbox", value: false },
  date: { type: "date", value: null },
  select: { type: "select", value: null },
  status: { type: "status", value: null },
  multi_select: { type: "multi_select", value: [] },
  people: { type: "people", value: [] },
  relation: { type: "relation", value: [] },
  files: { type: "files", value: [] },
  place: { type: "place", value: null },
  verification: { type: "verification", value: { state: "unverified", date: null } },
};

/** The value that a property is cleared by. A checkbox is always on or off, and so is a verification: off. */
export function emptyProperty<T extends PropertyType>(type: T): PropertyValue<T> {
  return EMPTY[type];
}

/** The empty values of all types. */
export const EMPTY_PROPERTIES: readonly PropertyValue[] = Object.values(EMPTY);

/** Tells whether a value is an empty one. */
export function isEmptyProperty({ type, value }: PropertyValue): boolean {
  return JSON.stringify(value) === JSON.stringify(EMPTY[type].value);
}
