/**
 * The property types of the API, and whether a page's value of it can be written.
 * Source: SDK types `PageObjectResponse["properties"]`, `CreatePageBodyParameters["properties"]`.
 */
export const PROPERTY_TYPES = {
  title: "writable",
  rich_text: "writable",
  number: "writable",
  url: "writable",
  email: "writable",
  phone_number: "writable",
  checkbox: "writable",
  date: "writable",
  select: "writable",
  status: "writable",
  multi_select: "writable",
  people: "writable",
  relation: "writable",
  files: "writable",
  place: "writable",
  verification: "writable",
  created_time: "readOnly",
  created_by: "readOnly",
  last_edited_time: "readOnly",
  last_edited_by: "readOnly",
  formula: "readOnly",
  rollup: "readOnly",
  unique_id: "readOnly",
  button: "readOnly",
} as const satisfies Record<string, "writable" | "readOnly">;

/** Any of the 24 property types. */
export type AnyPropertyType = keyof typeof PROPERTY_TYPES;

/** Tells whether a name is one of the 24 types; the API may add others. */
export function isPropertyType(name: string): name is AnyPropertyType {
  return Object.hasOwn(PROPERTY_TYPES, name);
}

/** Items of a title, text, people or relation that a page object tells at most; the rest is asked for. */
export const REFERENCES_IN_PAGE = 25;
