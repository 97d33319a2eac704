/** Properties as the API answers them, and as they are read. */
import type { PageObjectResponse } from "@notionhq/client";
import type { AnyPropertyType } from "../../src/facts/properties.ts";
import type { PropertyReading, PropertyValue } from "../../src/model/property.ts";

export type Answer = PageObjectResponse["properties"];

export const USER = "0123abcd-0123-4abc-8abc-0123456789ab";
const ada = {
  object: "user",
  id: USER,
  name: "Ada",
  avatar_url: null,
  type: "person",
  person: { email: "ada@example.org" },
} as const;
export const option = { id: "x", name: "One", color: "red" } as const;
const run = {
  type: "text",
  text: { content: "Hello", link: null },
  annotations: {
    bold: true,
    italic: false,
    strikethrough: false,
    underline: false,
    code: false,
    color: "default",
  },
  plain_text: "Hello",
  href: null,
} as const;

/** One of each of the 24 types, as the API answers it. */
const ANSWER = {
  title: { id: "a", type: "title", title: [run] },
  rich_text: { id: "a", type: "rich_text", rich_text: [run] },
  number: { id: "a", type: "number", number: null },
  url: { id: "a", type: "url", url: "https://example.org" },
  email: { id: "a", type: "email", email: null },
  phone_number: { id: "a", type: "phone_number", phone_number: "+44" },
  checkbox: { id: "a", type: "checkbox", checkbox: false },
  date: { id: "a", type: "date", date: { start: "2026-01-31", end: "2026-02-01", time_zone: null } },
  select: { id: "a", type: "select", select: option },
  status: { id: "a", type: "status", status: null },
  multi_select: { id: "a", type: "multi_select", multi_select: [option] },
  people: { id: "a", type: "people", people: [ada, { object: "user", id: USER }] },
  relation: { id: "a", type: "relation", relation: [{ id: USER.replaceAll("-", "") }] },
  files: {
    id: "a",
    type: "files",
    files: [
      { name: "web", type: "external", external: { url: "https://example.org/a.pdf" } },
      { name: "own", type: "file", file: { url: "https://signed", expiry_time: "2026-01-31T00:00:00.000Z" } },
    ],
  },
  place: { id: "a", type: "place", place: { lat: 1, lon: 2, name: "Here" } },
  verification: {
    id: "a",
    type: "verification",
    verification: { state: "expired", date: null, verified_by: ada },
  },
  created_time: { id: "a", type: "created_time", created_time: "2026-01-31T09:00:00.000Z" },
  created_by: { id: "a", type: "created_by", created_by: ada },
  last_edited_time: { id: "a", type: "last_edited_time", last_edited_time: "2026-01-31T09:00:00.000Z" },
  last_edited_by: { id: "a", type: "last_edited_by", last_edited_by: { object: "user", id: USER } },
  formula: { id: "a", type: "formula", formula: { type: "number", number: null } },
  rollup: {
    id: "a",
    type: "rollup",
    rollup: {
      type: "array",
      function: "show_original",
      array: [
        { type: "number", number: 0 },
        { type: "title", title: [run] },
      ],
    },
  },
  unique_id: { id: "a", type: "unique_id", unique_id: { prefix: "PRE", number: 12 } },
  button: { id: "a", type: "button", button: {} },
} as const satisfies Record<AnyPropertyType, Answer[string]>;

/** The same, where the type must not be narrower than the API's. */
export const answer: Answer = structuredClone<Answer>(JSON.parse(JSON.stringify(ANSWER)));

/** What would be read of a value. */
export function readingOf(property: PropertyValue): PropertyReading {
  if (property.type === "people") {
    const value = property.value.map(
      ({ id }) => ({ id: String(id), kind: "person", name: null, email: null }) as const,
    );
    return { type: "people", value };
  }
  if (property.type !== "verification") return property;
  return { type: "verification", value: { ...property.value, by: null } };
}
