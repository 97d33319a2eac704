import { describe, expect, it } from "vitest";
import type { PropertyType, PropertyValue } from "../../../src/model/property.ts";
import { toPropertiesRequest } from "../../../src/notion/propertiesRequest.ts";
import * as properties from "../../../src/properties.ts";
import { validateBody } from "../../../src/sandbox/validate/index.ts";

const ID = "0123abcd-0123-4abc-8abc-0123456789ab";
const BARE = ID.replaceAll("-", "");

const EXAMPLES = {
  title: properties.title("Title"),
  rich_text: properties.richText(properties.markdown("**a** and $x^2$")),
  number: properties.number(-42),
  url: properties.url("https://example.org"),
  email: properties.email("a@example.org"),
  phone_number: properties.phoneNumber("+33 1"),
  checkbox: properties.checkbox(false),
  date: properties.date("2026-01-31", { end: "2026-02-01" }),
  select: properties.select("One"),
  status: properties.status("Done"),
  multi_select: properties.multiSelect(["a", "b", "a"]),
  people: properties.people([BARE]),
  relation: properties.relation([`https://www.notion.so/Row-${BARE}`]),
  files: properties.files(["https://example.org/a.pdf?b#c", { file_upload: { id: ID }, name: "b" }]),
  place: properties.place({ lat: 48.8, lon: 2.3, name: "Paris" }),
  verification: properties.verification("verified", "2026-01-31", { end: "2026-06-30" }),
} satisfies Record<PropertyType, PropertyValue>;

const CLEARED = {
  title: properties.title(null),
  rich_text: properties.richText(""),
  number: properties.number(null),
  url: properties.url(""),
  email: properties.email(null),
  phone_number: properties.phoneNumber(" "),
  checkbox: properties.checkbox(false),
  date: properties.date(null),
  select: properties.select(""),
  status: properties.status(null),
  multi_select: properties.multiSelect([]),
  people: properties.people(null),
  relation: properties.relation([]),
  files: properties.files(null),
  place: properties.place(null),
  verification: properties.verification("unverified", "2026-01-31"),
} satisfies Record<PropertyType, PropertyValue>;

function violations(property: PropertyValue) {
  const body = { parent: { page_id: ID }, properties: toPropertiesRequest({ Name: property }) };
  return validateBody("CreatePageBodyParameters", body);
}

describe("property builders", () => {
  it.each(Object.entries(EXAMPLES))("%s is of its type, and a request takes it", (type, property) => {
    expect(property.type).toBe(type);
    expect(violations(property)).toEqual([]);
  });

  it.each(Object.entries(CLEARED))("%s is cleared, in a form that a request takes", (_type, property) => {
    expect([null, false, [], { state: "unverified", date: null }]).toContainEqual(property.value);
    expect(violations(property)).toEqual([]);
  });

  it("keep numbers and text whole", () => {
    expect(properties.number(0).value).toBe(0);
    expect(properties.richText("日本語 👩‍👩‍👧‍👦 *no* markup").value).toMatchObject([
      { text: { content: "日本語 👩‍👩‍👧‍👦 *no* markup" } },
    ]);
  });

  it("give the canonical form", () => {
    expect(EXAMPLES.multi_select.value).toEqual([{ name: "a" }, { name: "b" }]);
    expect(EXAMPLES.people.value).toEqual([{ id: ID }]);
    expect(EXAMPLES.relation.value).toEqual([{ id: ID }]);
    expect(EXAMPLES.files.value[0]).toEqual({
      external: { url: "https://example.org/a.pdf?b#c" },
      name: "a.pdf",
    });
    expect(EXAMPLES.place.value).toEqual({ lat: 48.8, lon: 2.3, name: "Paris", address: null });
    expect(properties.date(new Date(0)).value?.start).toBe("1970-01-01T00:00:00.000Z");
    expect(properties.date("2026-01-31T10:00", { timeZone: "Europe/Paris" }).value?.time_zone).toBe(
      "Europe/Paris",
    );
  });

  it.each([
    ["a number", () => properties.number(Number.NaN)],
    ["an option with a comma", () => properties.select("a, b")],
    ["a status with a comma", () => properties.status("a, b")],
    ["a blank option", () => properties.multiSelect([" "])],
    ["too many options", () => properties.multiSelect(Array.from({ length: 101 }, (_, i) => `o${i}`))],
    ["too many rows", () => properties.relation(Array.from({ length: 101 }, () => ID))],
    ["too many people", () => properties.people(Array.from({ length: 101 }, () => ID))],
    ["too long an address", () => properties.url(`https://example.org/${"x".repeat(2000)}`)],
    ["too much text", () => properties.richText("x".repeat(200_001))],
    ["a day that is none", () => properties.date("tomorrow")],
    ["a place that is nowhere", () => properties.place({ lat: 100, lon: 0 })],
  ])("refuse %s", (_what, build) => {
    expect(build).toThrow(RangeError);
  });
});
