/** Every filter of the API, through the client and the sandbox, judged row by row by another make. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createClient } from "../../src/client/index.ts";
import type { AnyPropertyType } from "../../src/facts/properties.ts";
import {
  createdBy,
  createdTime,
  type Filter,
  FilterError,
  files,
  formula,
  lastEditedBy,
  lastEditedTime,
  not,
  people,
  relation,
  rollup,
  toFilterRequest,
  uniqueId,
  verification,
} from "../../src/model/builders/query.ts";
import type { PropertyReading, PropertyReadings } from "../../src/model/property.ts";
import { plainText } from "../../src/model/text.ts";
import { createSandbox } from "../../src/sandbox/index.ts";
import {
  anyFilter,
  anyTestRow,
  COLUMNS,
  holds,
  type TestRow,
  type TestValue,
  TODAY,
} from "../support/filterOracle.ts";
import { collected, runs } from "./support.ts";

const NOW = Date.parse(`${TODAY}T12:00:00Z`);
// Time stands still: relative dates are counted from one day, and nothing here waits.
const still = { now: () => NOW, sleep: () => new Promise<void>(() => undefined) };
const sandbox = createSandbox({ clock: still });
const client = createClient({
  ...still,
  token: sandbox.token,
  fetch: sandbox.fetch,
  requestsPerMinute: 1_000_000,
});

const options = { options: ["x", "y", "z"].map((name) => ({ name })) };
const CONFIG = {
  title: { title: {} },
  rich_text: { rich_text: {} },
  url: { url: {} },
  email: { email: {} },
  phone_number: { phone_number: {} },
  number: { number: {} },
  checkbox: { checkbox: {} },
  select: { select: options },
  status: { status: options },
  multi_select: { multi_select: options },
  date: { date: {} },
} as const;

const REQUEST: {
  readonly [K in TestValue["kind"]]?: (value: Extract<TestValue, { kind: K }>, type: string) => unknown;
} = {
  number: ({ number }) => ({ number }),
  boolean: ({ boolean }) => ({ checkbox: boolean }),
  option: ({ name }, type) => (name === null ? undefined : { [type]: { name } }),
  list: ({ list }) => ({ multi_select: list.map((name) => ({ name })) }),
  date: ({ date }) => ({ date: date === null ? null : { start: date } }),
  text: ({ text }, type) =>
    type === "title" || type === "rich_text"
      ? { [type]: text === "" ? [] : runs(text) }
      : { [type]: text || null },
};

function requestOf<K extends TestValue["kind"]>(
  kind: K,
  value: Extract<TestValue, { kind: K }>,
  type: string,
): unknown {
  return REQUEST[kind]?.(value, type);
}

const samples = fc.sample(anyTestRow(), { numRuns: 60, seed: 11 });
const plain = sandbox.seedDatabase({
  title: "Plain",
  properties: Object.fromEntries(Object.entries(COLUMNS).map(([name, type]) => [name, CONFIG[type]])),
  rows: samples.map(({ values, created }) => ({
    values: Object.fromEntries(
      Object.entries(COLUMNS).flatMap(([name, type]) => {
        const value = values[name];
        const request = value === undefined ? undefined : requestOf(value.kind, value, type);
        return request === undefined ? [] : [[name, request]];
      }),
    ),
    // One moment for both times, and none that is still to come.
    at: Math.min(Date.parse(created), NOW - 86_400_000),
  })),
});

type Judge<T extends AnyPropertyType> = (value: PropertyReadings[T]) => TestValue;

const textual = (value: string | null): TestValue => ({ kind: "text", text: value ?? "" });
const numeric = (number: number | null): TestValue => ({ kind: "number", number });
const dated = (date: string | null): TestValue => ({ kind: "date", date });
const listed = (list: readonly { readonly id: string }[]): TestValue => ({
  kind: "list",
  list: list.map(({ id }) => id),
});
const optional = (value: { readonly name: string } | null): TestValue => ({
  kind: "option",
  name: value?.name ?? null,
});
const checked = (boolean: boolean | null): TestValue => ({ kind: "boolean", boolean: boolean ?? false });

/** What a client read of a value, as the judge wants it. */
const JUDGED: { readonly [T in AnyPropertyType]: Judge<T> } = {
  title: (value) => textual(plainText(value)),
  rich_text: (value) => textual(plainText(value)),
  url: textual,
  email: textual,
  phone_number: textual,
  number: numeric,
  unique_id: ({ number }) => numeric(number),
  checkbox: checked,
  select: optional,
  status: optional,
  multi_select: (value) => ({ kind: "list", list: value.map(({ name }) => name) }),
  date: (value) => dated(value?.start ?? null),
  created_time: dated,
  last_edited_time: dated,
  people: listed,
  created_by: (value) => listed([value]),
  last_edited_by: (value) => listed([value]),
  relation: (value) => ({ kind: "list", list: value.map(({ id }) => String(id)) }),
  files: (value) => ({ kind: "list", list: value.map(({ name }) => name) }),
  verification: ({ state }) => ({ kind: "verification", state: state === "unverified" ? "none" : state }),
  formula: (value) => {
    if (value.type === "date") return dated(value.value?.start ?? null);
    if (value.type === "boolean") return checked(value.value);
    return value.type === "number" ? numeric(value.value) : textual(value.value);
  },
  rollup: (value) => {
    if (value.type === "array") return { kind: "items", items: value.value.map(judged) };
    return value.type === "date" ? dated(value.value?.start ?? null) : numeric(value.value);
  },
  place: () => textual(""),
  button: () => textual(""),
};

function judgedAs<T extends AnyPropertyType>(type: T, value: PropertyReadings[T]): TestValue {
  return JUDGED[type](value);
}

function judged({ type, value }: PropertyReading): TestValue {
  return judgedAs(type, value);
}

async function rowsOf(dataSource: string): Promise<ReadonlyMap<string, TestRow>> {
  const rows = await collected(client.query(dataSource));
  return new Map(
    rows.map((row) => {
      const values = Object.entries(row.properties).map(
        ([name, reading]) => [name, judged(reading)] as const,
      );
      return [
        row.id,
        { values: Object.fromEntries(values), created: row.createdTime, edited: row.lastEditedTime },
      ];
    }),
  );
}

async function idsOf(dataSource: string, filter: Filter): Promise<readonly string[]> {
  const rows = await collected(client.query(dataSource, { filter }));
  return rows.map(({ id }) => id).sort();
}

function expected(rows: ReadonlyMap<string, TestRow>, filter: Filter): readonly string[] {
  return [...rows].flatMap(([id, row]) => (holds(filter, row) ? [id] : [])).sort();
}

test("filters of any form give the rows they ask for", async () => {
  const rows = await rowsOf(plain.sourceId);
  expect(rows.size).toBe(60);
  expect([...rows.values()].map(({ values }) => values)).toEqual(
    [...rows.keys()].map((id) => samples[plain.rowIds.indexOf(id)]?.values),
  );
  let asked = 0;
  let some = 0;
  const run = fc.asyncProperty(anyFilter(), async (filter) => {
    try {
      toFilterRequest(filter);
    } catch (error) {
      if (error instanceof FilterError) return;
      throw error;
    }
    const found = await idsOf(plain.sourceId, filter);
    expect(found).toEqual(expected(rows, filter));
    asked += 1;
    if (found.length > 0 && found.length < rows.size) some += 1;
  });
  await fc.assert(run, { numRuns: 100, seed: 3 });
  expect(asked).toBeGreaterThan(70);
  expect(some).toBeGreaterThan(35);
});

const projects = sandbox.seedDatabase({
  title: "Projects",
  properties: {
    Name: { title: {} },
    Budget: { number: {} },
    Done: { checkbox: {} },
    Kind: { select: options },
    State: { status: options },
    Tags: { multi_select: options },
    End: { date: {} },
    Who: { people: {} },
    Notes: { rich_text: {} },
    Files: { files: {} },
  },
  rows: [
    {
      values: {
        Name: { title: runs("p1") },
        Budget: { number: 1 },
        Done: { checkbox: true },
        Kind: { select: { name: "x" } },
        State: { status: { name: "x" } },
        Tags: { multi_select: [{ name: "x" }, { name: "y" }] },
        End: { date: { start: "2026-03-01" } },
        Who: { people: [{ id: sandbox.personId }] },
        Notes: { rich_text: runs("green tea") },
        Files: { files: [{ name: "f", external: { url: "https://example.com/f.pdf" } }] },
      },
    },
    {
      values: {
        Name: { title: runs("p2") },
        Budget: { number: 2 },
        Kind: { select: { name: "y" } },
        State: { status: { name: "y" } },
        Notes: { rich_text: runs("tea") },
      },
    },
    { values: { Name: { title: runs("p3") } } },
  ],
});
const [p1 = "", p2 = "", p3 = ""] = projects.rowIds;

const rolled = (property: string, function_ = "show_original") => ({
  rollup: { function: function_, relation_property_name: "Project", rollup_property_name: property },
});
const COLLECTED = ["Budget", "Done", "Kind", "State", "Tags", "End", "Who", "Notes", "Files"];

const rich = sandbox.seedDatabase({
  title: "Rich",
  wiki: true,
  properties: {
    Name: { title: {} },
    Points: { number: {} },
    Done: { checkbox: {} },
    Due: { date: {} },
    Who: { people: {} },
    Files: { files: {} },
    Project: { relation: { data_source_id: projects.sourceId, single_property: {} } },
    No: { unique_id: { prefix: "T" } },
    Made: { created_time: {} },
    Maker: { created_by: {} },
    Edited: { last_edited_time: {} },
    Editor: { last_edited_by: {} },
    Checked: { verification: {} },
    FormulaText: { formula: { expression: 'prop("Name")' } },
    FormulaNumber: { formula: { expression: 'prop("Points")' } },
    FormulaCheckbox: { formula: { expression: 'prop("Done")' } },
    FormulaDate: { formula: { expression: 'prop("Due")' } },
    Sum: rolled("Budget", "sum"),
    Latest: rolled("End", "latest_date"),
    ...Object.fromEntries(COLLECTED.map((name) => [`All ${name}`, rolled(name)])),
  },
  rows: [
    { values: { Name: { title: runs("tea") }, Project: { relation: [{ id: p1 }, { id: p2 }] } } },
    {
      values: {
        Name: { title: runs("ab") },
        Project: { relation: [{ id: p1 }] },
        Points: { number: 2 },
        Done: { checkbox: true },
      },
    },
    {
      values: {
        Name: { title: runs("green tea") },
        Project: { relation: [{ id: p2 }, { id: p3 }] },
        Points: { number: 0 },
      },
    },
    {
      values: {
        Name: { title: runs("a") },
        Project: { relation: [{ id: p3 }] },
        Due: { date: { start: "2026-02-10" } },
      },
    },
    {
      values: { Name: { title: runs("none") }, Due: { date: { start: "2026-10-01" } } },
      by: "person",
      at: Date.parse("2026-01-25T09:30:00Z"),
    },
    {
      values: {
        Name: { title: runs("mine") },
        Who: { people: [{ id: sandbox.personId }, { id: sandbox.botId }] },
        Files: { files: [{ name: "f", external: { url: "https://example.com/f.pdf" } }] },
        Checked: { verification: { state: "verified", date: { start: "2026-01-01" } } },
      },
    },
    {
      values: {
        Name: { title: runs("old") },
        Who: { people: [{ id: sandbox.personId }] },
        Checked: { verification: { state: "verified", date: { start: "2025-01-01", end: "2025-06-01" } } },
      },
      at: Date.parse("2025-10-01T09:30:00Z"),
    },
  ],
});

/** Every operator of a kind, with operands that some rows have. */
const text = (of: ReturnType<typeof formula>["string"]) => [
  of.equals("tea"),
  of.doesNotEqual("tea"),
  of.contains("tea"),
  of.doesNotContain("tea"),
  of.startsWith("green"),
  of.endsWith("a"),
  of.isEmpty(),
  of.isNotEmpty(),
];
const numbers = (of: ReturnType<typeof formula>["number"]) => [
  of.equals(2),
  of.doesNotEqual(2),
  of.greaterThan(0),
  of.lessThan(2),
  of.greaterThanOrEqualTo(2),
  of.lessThanOrEqualTo(0),
  of.isEmpty(),
  of.isNotEmpty(),
];
const checkboxes = (of: ReturnType<typeof formula>["checkbox"]) =>
  [true, false].flatMap((one) => [of.equals(one), of.doesNotEqual(one)]);
const dates = (of: ReturnType<typeof createdTime>) => [
  ...["2026-01-25", "2026-03-01", "2026-01-25T09:30:00.000Z", "yesterday", "one_month_from_now"].flatMap(
    (one) => [of.equals(one), of.before(one), of.after(one), of.onOrBefore(one), of.onOrAfter(one)],
  ),
  of.thisWeek(),
  of.pastWeek(),
  of.pastMonth(),
  of.pastYear(),
  of.nextWeek(),
  of.nextMonth(),
  of.nextYear(),
  of.isEmpty(),
  of.isNotEmpty(),
];
const persons = (of: ReturnType<typeof people>) => [
  ...[sandbox.personId, sandbox.botId].flatMap((one) => [of.contains(one), of.doesNotContain(one)]),
  of.isEmpty(),
  of.isNotEmpty(),
];
const pages = (of: ReturnType<typeof relation>) => [
  ...[p1, p3].flatMap((one) => [of.contains(one), of.doesNotContain(one)]),
  of.isEmpty(),
  of.isNotEmpty(),
];
const option = (of: ReturnType<typeof rollup>["any"]["select"]) => [
  of.equals("x"),
  of.doesNotEqual("x"),
  of.equals("x", "y"),
  of.isEmpty(),
  of.isNotEmpty(),
];
const tags = (of: ReturnType<typeof rollup>["any"]["multiSelect"]) => [
  of.contains("y"),
  of.doesNotContain("y"),
  of.isEmpty(),
  of.isNotEmpty(),
];
const existence = (of: ReturnType<typeof files>) => [of.isEmpty(), of.isNotEmpty()];

const quantified = (["any", "every", "none"] as const).flatMap((one) => [
  ...text(rollup("All Notes")[one].richText),
  ...numbers(rollup("All Budget")[one].number),
  ...checkboxes(rollup("All Done")[one].checkbox),
  ...option(rollup("All Kind")[one].select),
  ...option(rollup("All State")[one].status),
  ...tags(rollup("All Tags")[one].multiSelect),
  ...dates(rollup("All End")[one].date),
  ...persons(rollup("All Who")[one].people),
  ...existence(rollup("All Files")[one].files),
]);

const FILTERS: Readonly<Record<string, readonly Filter[]>> = {
  people: persons(people("Who")),
  relation: pages(relation("Project")),
  files: existence(files("Files")),
  unique_id: numbers(uniqueId("No")),
  created_time: [...dates(createdTime("Made")), ...dates(createdTime())],
  last_edited_time: [...dates(lastEditedTime("Edited")), ...dates(lastEditedTime())],
  created_by: persons(createdBy("Maker")),
  last_edited_by: persons(lastEditedBy("Editor")),
  verification: (["verified", "expired", "none"] as const).flatMap((one) => [
    verification("Checked").equals(one),
    verification("Checked").doesNotEqual(one),
  ]),
  "formula of text": text(formula("FormulaText").string),
  "formula of a number": numbers(formula("FormulaNumber").number),
  "formula of a checkbox": checkboxes(formula("FormulaCheckbox").checkbox),
  "formula of a date": dates(formula("FormulaDate").date),
  "rollup that computes": [...numbers(rollup("Sum").number), ...dates(rollup("Latest").date)],
  "rollup that collects": quantified,
};

describe("every operator of each type gives the rows it asks for, and so does its opposite", () => {
  test.each(Object.entries(FILTERS))("%s", async (_type, filters) => {
    const rows = await rowsOf(rich.sourceId);
    let some = 0;
    for (const filter of filters) {
      const found = await idsOf(rich.sourceId, filter);
      expect(found, JSON.stringify(filter)).toEqual(expected(rows, filter));
      if (found.length > 0) some += 1;
      try {
        toFilterRequest(not(filter));
      } catch {
        continue;
      }
      const others = await idsOf(rich.sourceId, not(filter));
      expect([...found, ...others].sort(), `not ${JSON.stringify(filter)}`).toEqual([...rows.keys()].sort());
    }
    expect(some).toBeGreaterThan(filters.length / 4);
  });
});
