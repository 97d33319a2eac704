import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convertValues, type RowRules } from "../../../src/convert/index.ts";
import { PROPERTY_TYPES } from "../../../src/facts/properties.ts";
import { parseInline } from "../../../src/markdown/inline.ts";
import {
  type ConvertOptions,
  DEFAULT_CONVERT_OPTIONS,
  DEFAULT_PROPERTY_MAPPING,
} from "../../../src/model/options.ts";
import type { PropertySchema } from "../../../src/model/property.ts";
import { resolveProperty } from "../../../src/model/resolve.ts";
import { toPropertiesRequest } from "../../../src/notion/propertiesRequest.ts";
import { validateBody } from "../../../src/sandbox/validate/index.ts";

const ID = "0123abcd-0123-4abc-8abc-0123456789ab";

function property(name: string, type: string, more: Partial<PropertySchema> = {}): [string, PropertySchema] {
  return [name, { id: name, name, type, options: ["One", "Two"], format: null, relatesTo: ID, ...more }];
}

const TYPES = Object.keys(PROPERTY_TYPES);

function rules(entries: readonly [string, PropertySchema][]): RowRules {
  return {
    schema: { dataSource: ID, properties: Object.fromEntries(entries) },
    inline: (text, path, place) => parseInline(text, path, place, DEFAULT_CONVERT_OPTIONS),
  };
}

function optionsWith(mapping: Partial<ConvertOptions["properties"]>): ConvertOptions {
  return { ...DEFAULT_CONVERT_OPTIONS, properties: { ...DEFAULT_PROPERTY_MAPPING, ...mapping } };
}

// Texts that look like what the types take.
const likely = fc.constantFrom(
  "2026-01-31",
  "2026-01-31T09:00/2026-02-01T10:00+01:00",
  "12,345.6 €",
  "50%",
  "https://example.org/a b",
  "a@example.org",
  "+1 (2) 3",
  "yes",
  "One, Two",
  "[[Row]]",
  "verified",
  "**a** `b` $c$ <u>d</u> [e](f.md) :rocket: @g",
  "\u0000\ud800",
  "x".repeat(3_000),
);
const anything = fc.oneof(
  likely,
  fc.string({ unit: "grapheme" }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.array(likely, { maxLength: 120 }),
  fc.record({ start: likely, end: likely, time_zone: likely }),
  fc.record({ lat: fc.double(), lon: fc.double() }),
  fc.record({ state: likely, date: likely }),
  fc.record({ url: likely, name: likely }),
  fc.double(),
  fc.boolean(),
);

describe("whatever the value", () => {
  it.each(TYPES)("%s takes it in a form the API takes, or says what is wrong", (type) => {
    const row = rules([property("Some", type)]);
    fc.assert(
      fc.property(anything, (value) => {
        const { properties, messages } = convertValues({ some: value }, row, DEFAULT_CONVERT_OPTIONS);
        const made = properties["Some"];
        if (made === undefined) {
          expect(messages.length).toBeGreaterThan(0);
          return;
        }
        expect(messages.filter(({ severity }) => severity === "error")).toEqual([]);
        const settled = resolveProperty(made, () => ({ id: ID }));
        const body = { parent: { page_id: ID }, properties: toPropertiesRequest({ Some: settled }) };
        expect(validateBody("CreatePageBodyParameters", body)).toEqual([]);
      }),
      { numRuns: 150, seed: 8 },
    );
  });

  it("new properties get a type that takes it", () => {
    const row = rules([]);
    fc.assert(
      fc.property(anything, (value) => {
        const { properties, changes, messages } = convertValues(
          { some: value },
          row,
          optionsWith({ createProperties: true }),
        );
        const isWrong = messages.some(({ severity }) => severity === "error");
        if (changes.length > 0 && !isWrong) expect(Object.keys(properties)).toEqual(["some"]);
        if (changes.length === 0) expect(properties).toEqual({});
      }),
      { numRuns: 300, seed: 9 },
    );
  });
});

describe("values of a program", () => {
  const row = rules([property("Name", "title"), property("Slug", "rich_text"), property("Due", "date")]);

  it("may name the title, and what a file keeps for the program", () => {
    const values = { title: "Hello **world**", slug: "a", due: undefined };
    const { properties, messages } = convertValues(values, row, DEFAULT_CONVERT_OPTIONS);

    expect(messages).toEqual([]);
    expect(Object.keys(properties)).toEqual(["Name", "Slug"]);
    expect(properties["Name"]?.value).toHaveLength(2);
  });

  it("may be dates of JavaScript", () => {
    const due = new Date(Date.UTC(2026, 0, 31, 9, 30));

    expect(convertValues({ due }, row, DEFAULT_CONVERT_OPTIONS).properties["Due"]?.value).toEqual({
      start: "2026-01-31T09:30:00+00:00",
      end: null,
      time_zone: null,
    });
  });

  it("hold no half characters, and no dates that are none", () => {
    const values = { slug: "a\ud800b\u0000c", due: new Date(Number.NaN) };
    const { properties, messages } = convertValues(values, row, DEFAULT_CONVERT_OPTIONS);

    expect(properties).toMatchObject({ Slug: { value: [{ text: { content: "a\ufffdb\ufffdc" } }] } });
    expect(messages.map(({ id }) => id)).toEqual(["property-value"]);
  });

  it("may be anything at all", () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const checks = rules([
      property("Done", "checkbox"),
      property("Due", "date"),
      property("Price", "number"),
    ]);
    const values = { done: "constructor", due: circle, price: 10n };
    const { properties, messages } = convertValues(values, checks, DEFAULT_CONVERT_OPTIONS);

    expect(properties).toEqual({});
    expect(messages.map(({ id }) => id)).toEqual(["property-value", "property-value", "property-value"]);
  });

  it("are told from nowhere in a file", () => {
    const { messages } = convertValues({ due: "soon" }, row, DEFAULT_CONVERT_OPTIONS);

    expect(messages.map(({ id, path, place }) => ({ id, path, place }))).toEqual([
      { id: "property-value", path: null, place: null },
    ]);
  });
});
