import { describe, expect, it } from "vitest";
import * as properties from "../../../src/model/builders/properties.ts";
import type { PropertyType, PropertyValue } from "../../../src/model/property.ts";
import { text } from "../../../src/model/text.ts";
import { toPropertiesRequest } from "../../../src/notion/toRequest.ts";
import { validateBody } from "../../../src/sandbox/validate/index.ts";

const ID = "0123abcd-0123-4abc-8abc-0123456789ab";

const EXAMPLES = {
  title: properties.title("Title"),
  rich_text: properties.richText([text("a", { bold: true })]),
  number: properties.number(0),
  url: properties.url("https://example.org"),
  email: properties.email("a@example.org"),
  phone_number: properties.phoneNumber("+33 1"),
  checkbox: properties.checkbox(false),
  date: properties.date("2026-01-31", { end: "2026-02-01" }),
  select: properties.select("One"),
  status: properties.status("Done"),
  multi_select: properties.multiSelect(["a", "b"]),
  people: properties.people([ID]),
  relation: properties.relation([ID]),
  files: properties.files([{ external: { url: "https://example.org/a.pdf" }, name: "a.pdf" }]),
  place: properties.place({ lat: 48.8, lon: 2.3, name: "Paris", address: null }),
  verification: properties.verification("verified", "2026-01-31"),
} satisfies Record<PropertyType, PropertyValue>;

describe("property builders", () => {
  it.each(Object.entries(EXAMPLES))("%s is of its type, and a request takes it", (type, property) => {
    expect(property.type).toBe(type);
    const body = { parent: { page_id: ID }, properties: toPropertiesRequest({ Name: property }) };
    expect(validateBody("CreatePageBodyParameters", body)).toEqual([]);
  });

  it("clear with null", () => {
    expect(properties.date(null).value).toBeNull();
    expect(properties.select(null).value).toBeNull();
    expect(properties.status(null).value).toBeNull();
    expect(properties.verification("unverified").value).toEqual({ state: "unverified", date: null });
    expect(properties.date("2026-01-31T10:00", { timeZone: "Europe/Paris" }).value).toEqual({
      start: "2026-01-31T10:00",
      end: null,
      time_zone: "Europe/Paris",
    });
  });
});
