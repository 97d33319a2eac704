import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convertValues } from "../../src/convert/index.ts";
import { PROPERTY_TYPES } from "../../src/facts/properties.ts";
import { parseInline } from "../../src/markdown/inline.ts";
import { canonicalProperty } from "../../src/model/canonical.ts";
import { withoutFilledIn } from "../../src/model/filledIn.ts";
import { DEFAULT_CONVERT_OPTIONS } from "../../src/model/options.ts";
import type { PropertyType, PropertyValue, PropertyValues, Schema } from "../../src/model/property.ts";
import { plainValues, writableValue } from "../../src/model/readings.ts";
import { mergeRuns } from "../../src/model/text.ts";
import { cutProperties, fromProperties, readProperties } from "../../src/notion/fromProperties.ts";
import { toPropertiesRequest } from "../../src/notion/propertiesRequest.ts";
import { setUp } from "../sandbox/client.ts";
import { runOf } from "../support/arbitraryBlocks.ts";
import { type Answer, answer, option, readingOf, USER } from "../support/propertyAnswers.ts";

const person = { id: USER, name: "Ada", email: "ada@example.org" };

describe("an answer", () => {
  it("is read as plain values of all 24 types", () => {
    expect(plainValues(readProperties(answer))).toEqual({
      title: "Hello",
      rich_text: "Hello",
      number: null,
      url: "https://example.org",
      email: null,
      phone_number: "+44",
      checkbox: false,
      date: { start: "2026-01-31", end: "2026-02-01" },
      select: "One",
      status: null,
      multi_select: ["One"],
      people: [person, { id: USER, name: null, email: null }],
      relation: [USER],
      files: [
        { name: "web", url: "https://example.org/a.pdf" },
        { name: "own", url: "https://signed" },
      ],
      place: { lat: 1, lon: 2, name: "Here", address: null },
      verification: { state: "expired", date: null, by: person },
      created_time: "2026-01-31T09:00:00.000Z",
      created_by: person,
      last_edited_time: "2026-01-31T09:00:00.000Z",
      last_edited_by: { id: USER, name: null, email: null },
      formula: null,
      rollup: [0, "Hello"],
      unique_id: "PRE-12",
      button: null,
    });
  });

  it.each([
    [{ type: "formula", formula: { type: "string", string: "x" } }, "x"],
    [{ type: "formula", formula: { type: "boolean", boolean: false } }, false],
    [{ type: "formula", formula: { type: "date", date: { start: "2026-01-31" } } }, "2026-01-31"],
    [{ type: "formula", formula: { type: "unsupported", unsupported: {} } }, null],
    [{ type: "rollup", rollup: { type: "number", number: 0, function: "sum" } }, 0],
    [{ type: "rollup", rollup: { type: "date", date: null, function: "latest_date" } }, null],
    [{ type: "rollup", rollup: { type: "incomplete", incomplete: {}, function: "sum" } }, null],
    [{ type: "unique_id", unique_id: { prefix: null, number: 7 } }, "7"],
    [{ type: "unique_id", unique_id: { prefix: "A", number: null } }, null],
    [
      { type: "verification", verification: null },
      { state: "unverified", date: null, by: null },
    ],
    [
      { type: "date", date: { start: "2026-01-31T09:00", end: null, time_zone: "Europe/Berlin" } },
      { start: "2026-01-31T09:00", end: null, time_zone: "Europe/Berlin" },
    ],
  ])("says %o plainly", (property, plain) => {
    const some: Answer = JSON.parse(JSON.stringify({ Some: { id: "a", ...property } }));

    expect(plainValues(readProperties(some))).toEqual({ Some: plain });
  });

  it("leaves out what the API has added since, and keeps only what can be written for planning", () => {
    const later: Answer = JSON.parse('{"New": {"id": "a", "type": "hologram", "hologram": {}}}');
    const writable = Object.entries(PROPERTY_TYPES).flatMap(([type, access]) =>
      access === "writable" && type !== "title" ? [type] : [],
    );

    expect(readProperties(later)).toEqual({});
    expect(Object.keys(fromProperties(answer).properties).sort()).toEqual(writable.sort());
  });

  it("names what may have been cut", () => {
    const many: Answer = {
      Full: { id: "f", type: "relation", relation: Array.from({ length: 25 }, () => ({ id: USER })) },
      Few: { id: "g", type: "relation", relation: Array.from({ length: 24 }, () => ({ id: USER })) },
      Options: { id: "h", type: "multi_select", multi_select: Array.from({ length: 30 }, () => option) },
    };
    const told: Answer = JSON.parse(
      `{"Told": {"id": "t", "type": "relation", "relation": [{"id": "${USER}"}], "has_more": true}}`,
    );

    expect(cutProperties({ ...many, ...told })).toEqual([
      { name: "Full", id: "f" },
      { name: "Told", id: "t" },
    ]);
  });
});

const day = fc
  .record({
    year: fc.integer({ min: 1900, max: 2100 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(
    ({ year, month, day: of }) => `${year}-${String(month).padStart(2, "0")}-${String(of).padStart(2, "0")}`,
  );
const time = day.chain((on) =>
  fc.constantFrom("00:00:00+00:00", "09:30:00+05:30", "23:59:00-08:00").map((at) => `${on}T${at}`),
);
const date = fc.oneof(
  fc.tuple(day, day).map((days) => {
    const [start = "", end = null] = days.sort();
    return { start, end, time_zone: null };
  }),
  day.map((start) => ({ start, end: null, time_zone: null })),
  time.map((start) => ({ start, end: null, time_zone: null })),
);
const name = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
  .map((text) => `n${text.replaceAll(",", "")}`);
const names = fc.uniqueArray(name, { maxLength: 8, selector: (text) => text.toLowerCase() });

function as<T extends PropertyType>(type: T, values: fc.Arbitrary<PropertyValues[T]>) {
  return values.map((value) => ({ type, value }));
}

/** Any value of each type. */
function anyValue(around: { page: string; user: string; rows: readonly string[] }) {
  const runs = fc.array(runOf(around), { maxLength: 6 }).map(mergeRuns);
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0));
  const maybe = <V>(values: fc.Arbitrary<V>) => fc.option(values, { nil: null });
  const options = (list: readonly string[]) => list.map((text) => ({ name: text }));
  return {
    title: as("title", runs),
    rich_text: as("rich_text", runs),
    number: as("number", fc.oneof(fc.constantFrom(null, 0, -42, 1e21, 1.5e-7), finite)),
    url: as("url", fc.constantFrom(null, "https://example.org/a?q=1#x", "mailto:a@example.org")),
    email: as("email", fc.constantFrom(null, "a@example.org")),
    phone_number: as("phone_number", fc.constantFrom(null, "+44 20 7946 0018")),
    checkbox: as("checkbox", fc.boolean()),
    date: as("date", maybe(date)),
    select: as("select", maybe(name.map((text) => ({ name: text })))),
    status: as("status", fc.constantFrom(null, { name: "In progress" }, { name: "Done" })),
    multi_select: as("multi_select", names.map(options)),
    people: as("people", fc.constantFrom([], [{ id: around.user }])),
    relation: as(
      "relation",
      fc.subarray([...around.rows]).map((ids) => ids.map((id) => ({ id }))),
    ),
    files: as(
      "files",
      fc.array(fc.record({ external: fc.constant({ url: "https://example.org/a.pdf" }), name }), {
        maxLength: 3,
      }),
    ),
    place: as(
      "place",
      maybe(
        fc.record({
          lat: fc.integer({ min: -90, max: 90 }),
          lon: fc.integer({ min: -180, max: 180 }),
          name: maybe(name),
          address: maybe(name),
        }),
      ),
    ),
    verification: as(
      "verification",
      fc.oneof(
        fc.constant({ state: "unverified" as const, date: null }),
        fc.record({ state: fc.constant("verified" as const), date: maybe(date) }),
      ),
    ),
  } satisfies Record<PropertyType, fc.Arbitrary<PropertyValue>>;
}

describe("a value", () => {
  const { sandbox, notion } = setUp();
  const other = sandbox.seedDatabase({ title: "Related" });
  const rows = sandbox.seedRows(
    other.sourceId,
    Array.from({ length: 20 }, () => ({})),
  );
  const values = anyValue({ page: sandbox.rootPageId, user: sandbox.personId, rows });
  const configs = Object.keys(values).flatMap((type) => {
    // What a wiki has of itself, and the name of its title.
    const relation = { data_source_id: other.sourceId, single_property: {} };
    return [[type, type === "relation" ? { relation } : { [type]: {} }] as const];
  });
  const table = sandbox.seedDatabase({
    title: "All types",
    wiki: true,
    properties: Object.fromEntries(configs),
  });
  const source = table.sourceId;

  /** A row written with the value, read again. */
  async function readBack(name: string, property: PropertyValue): Promise<PropertyValue | null> {
    const page = await notion.pages.create({
      parent: { data_source_id: source },
      properties: toPropertiesRequest({ [name]: property }),
    });
    const answered = await notion.pages.retrieve({ page_id: page.id });
    const reading = "properties" in answered ? readProperties(answered.properties)[name] : undefined;
    return reading === undefined ? null : writableValue(reading);
  }

  it.each(Object.entries(values))("of %s comes back as it was written", async (type, any) => {
    await fc.assert(
      fc.asyncProperty<[PropertyValue]>(any, async (property) => {
        const found = await readBack(type, property);
        const back = found && withoutFilledIn(found, property);
        expect(back && canonicalProperty(back)).toEqual(canonicalProperty(property));
      }),
      { numRuns: 20, seed: 4 },
    );
  });
});

describe("plain values that were read", () => {
  const schema: Schema = {
    dataSource: USER,
    properties: Object.fromEntries(
      Object.keys(PROPERTY_TYPES).map((type) => [
        type,
        {
          id: type,
          name: type,
          type,
          options: ["One", "Done", "In progress"],
          format: null,
          relatesTo: USER,
        },
      ]),
    ),
  };
  const values = anyValue({ page: USER, user: USER, rows: [USER] });
  // Formatting is not plain, and text is read as Markdown.
  const { title, rich_text, ...plain } = values;

  it.each(Object.entries(plain))("of %s are taken again", async (type, any) => {
    await fc.assert(
      fc.property<[PropertyValue]>(any, (property) => {
        const reading = readingOf(property);
        const { properties, messages } = convertValues(
          plainValues({ [type]: reading }),
          { schema, inline: (text, path, place) => parseInline(text, path, place, DEFAULT_CONVERT_OPTIONS) },
          DEFAULT_CONVERT_OPTIONS,
        );
        const again = properties[type];
        expect(messages.filter(({ severity }) => severity === "error")).toEqual([]);
        expect(again && canonicalProperty(again)).toEqual(canonicalProperty(property));
      }),
      { numRuns: 40, seed: 5 },
    );
  });
});
