import type { QueryDataSourceParameters } from "@notionhq/client";
import { describe, expect, test } from "vitest";
import { createSandbox } from "../../../src/sandbox/index.ts";
import { clientOf, text } from "../client.ts";
import { full, OLDEST_FIRST, titleOf } from "./support.ts";

type Filter = NonNullable<QueryDataSourceParameters["filter"]>;

/** A Thursday. */
const NOW = Date.UTC(2026, 0, 15, 9, 30);
const DAY = 86_400_000;

const clock = { now: () => NOW, sleep: async () => {} };
const sandbox = createSandbox({ clock, answers: OLDEST_FIRST });
const notion = clientOf(sandbox);
const name = (title: string) => ({ Name: { title: [text(title)] } });

const options = (...names: readonly string[]) => ({ options: names.map((one) => ({ name: one })) });
const other = sandbox.seedDatabase({
  title: "Projects",
  properties: { Name: { title: {} }, Budget: { number: {} }, Done: { checkbox: {} }, End: { date: {} } },
  rows: [
    {
      values: {
        ...name("p1"),
        Budget: { number: 10 },
        Done: { checkbox: true },
        End: { date: { start: "2026-03-01" } },
      },
    },
    { values: { ...name("p2"), Budget: { number: 20 } } },
  ],
});
const [p1 = "", p2 = ""] = other.rowIds;

const table = sandbox.seedDatabase({
  title: "Table",
  properties: {
    Name: { title: {} },
    Notes: { rich_text: {} },
    Link: { url: {} },
    Mail: { email: {} },
    Phone: { phone_number: {} },
    Points: { number: {} },
    Done: { checkbox: {} },
    Kind: { select: options("red", "green", "blue") },
    Tags: { multi_select: options("a", "b", "c") },
    State: { status: {} },
    Due: { date: {} },
    Who: { people: {} },
    Files: { files: {} },
    Project: { relation: { data_source_id: other.sourceId, single_property: {} } },
    Budgets: {
      rollup: {
        function: "show_original",
        relation_property_name: "Project",
        rollup_property_name: "Budget",
      },
    },
    Total: { rollup: { function: "sum", relation_property_name: "Project", rollup_property_name: "Budget" } },
    Ends: {
      rollup: { function: "latest_date", relation_property_name: "Project", rollup_property_name: "End" },
    },
    Twice: { formula: { expression: 'prop("Points")' } },
    Label: { formula: { expression: 'prop("Name")' } },
    Ready: { formula: { expression: 'prop("Done")' } },
    When: { formula: { expression: 'prop("Due")' } },
    Odd: { formula: { expression: 'prop("Points") * 2' } },
    No: { unique_id: {} },
    Made: { created_time: {} },
    Maker: { created_by: {} },
    Edited: { last_edited_time: {} },
    Editor: { last_edited_by: {} },
  },
  rows: [
    {
      values: {
        ...name("one"),
        Notes: { rich_text: [text("Hello World")] },
        Link: { url: "https://example.com/one" },
        Mail: { email: "one@example.com" },
        Phone: { phone_number: "+1 555" },
        Points: { number: 1 },
        Done: { checkbox: true },
        Kind: { select: { name: "red" } },
        Tags: { multi_select: [{ name: "a" }, { name: "b" }] },
        State: { status: { name: "In progress" } },
        Due: { date: { start: "2026-01-15" } },
        Who: { people: [{ id: sandbox.personId }] },
        Files: { files: [{ name: "f", external: { url: "https://example.com/f.pdf" } }] },
        Project: { relation: [{ id: p1 }, { id: p2 }] },
      },
      at: NOW - 10 * DAY,
    },
    {
      values: {
        ...name("two"),
        Notes: { rich_text: [text("hello")] },
        Points: { number: -5 },
        Kind: { select: { name: "green" } },
        Tags: { multi_select: [{ name: "b" }] },
        State: { status: { name: "Done" } },
        Due: { date: { start: "2026-01-20T12:00:00Z" } },
        Who: { people: [{ id: sandbox.botId }] },
        Project: { relation: [{ id: p2 }] },
      },
      by: "person",
      at: NOW - DAY,
    },
    // Nothing but a title.
    { values: name("three"), at: NOW },
  ],
});

async function found(filter: Filter): Promise<string> {
  const { results } = await notion.dataSources.query({ data_source_id: table.sourceId, filter });
  return results.map((row) => titleOf(full(row))).join(" ");
}

const ALL = "one two three";

/** Filter → what it finds. */
const CASES: Readonly<Record<string, readonly (readonly [Filter, string])[]>> = {
  title: [
    [{ property: "Name", title: { equals: "one" } }, "one"],
    [{ property: "Name", title: { does_not_equal: "one" } }, "two three"],
    [{ property: "Name", title: { contains: "o" } }, "one two"],
    [{ property: "title", title: { starts_with: "t" } }, "two three"],
    [{ property: "Name", title: { ends_with: "E" } }, "one three"],
    [{ property: "Name", title: { is_empty: true } }, ""],
  ],
  rich_text: [
    [{ property: "Notes", rich_text: { equals: "hello" } }, "two"],
    [{ property: "Notes", rich_text: { contains: "WORLD" } }, "one"],
    [{ property: "Notes", rich_text: { does_not_contain: "world" } }, "two three"],
    [{ property: "Notes", rich_text: { starts_with: "hello" } }, "one two"],
    [{ property: "Notes", rich_text: { is_empty: true } }, "three"],
    [{ property: "Notes", rich_text: { is_not_empty: true } }, "one two"],
  ],
  "url, email, phone": [
    [{ property: "Link", url: { contains: "example" } }, "one"],
    [{ property: "Mail", email: { ends_with: "@example.com" } }, "one"],
    [{ property: "Phone", phone_number: { is_empty: true } }, "two three"],
    [{ property: "Phone", phone_number: { does_not_equal: "+1 555" } }, "two three"],
  ],
  number: [
    [{ property: "Points", number: { equals: 1 } }, "one"],
    [{ property: "Points", number: { does_not_equal: 1 } }, "two three"],
    [{ property: "Points", number: { greater_than: -5 } }, "one"],
    [{ property: "Points", number: { greater_than_or_equal_to: -5 } }, "one two"],
    [{ property: "Points", number: { less_than: 0 } }, "two"],
    [{ property: "Points", number: { less_than_or_equal_to: 1 } }, "one two"],
    [{ property: "Points", number: { is_empty: true } }, "three"],
    [{ property: "Points", number: { is_not_empty: true } }, "one two"],
  ],
  checkbox: [
    [{ property: "Done", checkbox: { equals: true } }, "one"],
    [{ property: "Done", checkbox: { does_not_equal: true } }, "two three"],
    [{ property: "Done", checkbox: { equals: false } }, "two three"],
  ],
  select: [
    [{ property: "Kind", select: { equals: "red" } }, "one"],
    [{ property: "Kind", select: { equals: ["red", "green"] } }, "one two"],
    [{ property: "Kind", select: { does_not_equal: "red" } }, "two three"],
    [{ property: "Kind", select: { does_not_equal: ["red", "green"] } }, "three"],
    [{ property: "Kind", select: { is_empty: true } }, "three"],
    [{ property: "Kind", select: { is_not_empty: true } }, "one two"],
  ],
  status: [
    [{ property: "State", status: { equals: "Done" } }, "two"],
    [{ property: "State", status: { equals: ["Done", "In progress"] } }, "one two"],
    [{ property: "State", status: { does_not_equal: "Done" } }, "one three"],
    [{ property: "State", status: { is_empty: true } }, "three"],
  ],
  multi_select: [
    [{ property: "Tags", multi_select: { contains: "b" } }, "one two"],
    [{ property: "Tags", multi_select: { contains: ["a", "c"] } }, "one"],
    [{ property: "Tags", multi_select: { does_not_contain: "a" } }, "two three"],
    [{ property: "Tags", multi_select: { does_not_contain: ["a", "b"] } }, "three"],
    [{ property: "Tags", multi_select: { is_empty: true } }, "three"],
  ],
  date: [
    [{ property: "Due", date: { equals: "2026-01-15" } }, "one"],
    [{ property: "Due", date: { equals: "2026-01-20" } }, "two"],
    [{ property: "Due", date: { equals: "2026-01-20T13:00:00+01:00" } }, "two"],
    [{ property: "Due", date: { before: "2026-01-20" } }, "one"],
    [{ property: "Due", date: { before: "2026-01-20T12:00:01Z" } }, "one two"],
    [{ property: "Due", date: { after: "2026-01-15" } }, "two"],
    [{ property: "Due", date: { on_or_before: "2026-01-20" } }, "one two"],
    [{ property: "Due", date: { on_or_after: "2026-01-20T12:00:00Z" } }, "two"],
    [{ property: "Due", date: { equals: "today" } }, "one"],
    [{ property: "Due", date: { after: "tomorrow" } }, "two"],
    [{ property: "Due", date: { after: "yesterday" } }, "one two"],
    [{ property: "Due", date: { on_or_after: "one_week_ago" } }, "one two"],
    [{ property: "Due", date: { before: "one_week_from_now" } }, "one two"],
    [{ property: "Due", date: { after: "one_month_ago" } }, "one two"],
    [{ property: "Due", date: { before: "one_month_from_now" } }, "one two"],
    [{ property: "Due", date: { this_week: {} } }, "one"],
    [{ property: "Due", date: { past_week: {} } }, "one"],
    [{ property: "Due", date: { past_month: {} } }, "one"],
    [{ property: "Due", date: { past_year: {} } }, "one"],
    [{ property: "Due", date: { next_week: {} } }, "one two"],
    [{ property: "Due", date: { next_month: {} } }, "one two"],
    [{ property: "Due", date: { next_year: {} } }, "one two"],
    [{ property: "Due", date: { is_empty: true } }, "three"],
    [{ property: "Due", date: { is_not_empty: true } }, "one two"],
  ],
  "people and who made and edited": [
    [{ property: "Who", people: { contains: sandbox.personId } }, "one"],
    [{ property: "Who", people: { contains: "me" } }, "two"],
    [{ property: "Who", people: { does_not_contain: sandbox.personId.replaceAll("-", "") } }, "two three"],
    [{ property: "Who", people: { is_empty: true } }, "three"],
    [{ property: "Maker", created_by: { contains: "me" } }, "one three"],
    [{ property: "Maker", created_by: { contains: sandbox.personId } }, "two"],
    [{ property: "Editor", last_edited_by: { does_not_contain: "me" } }, "two"],
  ],
  files: [
    [{ property: "Files", files: { is_empty: true } }, "two three"],
    [{ property: "Files", files: { is_not_empty: true } }, "one"],
  ],
  relation: [
    [{ property: "Project", relation: { contains: p1 } }, "one"],
    [{ property: "Project", relation: { contains: p2.replaceAll("-", "") } }, "one two"],
    [{ property: "Project", relation: { does_not_contain: p1 } }, "two three"],
    [{ property: "Project", relation: { is_empty: true } }, "three"],
  ],
  rollup: [
    [{ property: "Budgets", rollup: { any: { number: { equals: 10 } } } }, "one"],
    [{ property: "Budgets", rollup: { every: { number: { greater_than: 10 } } } }, "two three"],
    [{ property: "Budgets", rollup: { none: { number: { equals: 10 } } } }, "two three"],
    [{ property: "Total", rollup: { number: { equals: 30 } } }, "one"],
    [{ property: "Total", rollup: { number: { is_empty: true } } }, "three"],
    [{ property: "Ends", rollup: { date: { after: "2026-02-01" } } }, "one"],
  ],
  formula: [
    [{ property: "Twice", formula: { number: { greater_than: 0 } } }, "one"],
    [{ property: "Label", formula: { string: { starts_with: "t" } } }, "two three"],
    [{ property: "Ready", formula: { checkbox: { equals: true } } }, "one"],
    [{ property: "When", formula: { date: { on_or_after: "2026-01-16" } } }, "two"],
  ],
  unique_id: [
    [{ property: "No", unique_id: { equals: 2 } }, "two"],
    [{ property: "No", unique_id: { greater_than: 1 } }, "two three"],
  ],
  timestamps: [
    [{ timestamp: "created_time", created_time: { on_or_after: "2026-01-14T09:30:00Z" } }, "two three"],
    [{ timestamp: "created_time", created_time: { past_week: {} } }, "two three"],
    [{ timestamp: "last_edited_time", last_edited_time: { before: "2026-01-15" } }, "one two"],
    [{ property: "Made", created_time: { equals: "2026-01-05" } }, "one"],
    [{ property: "Edited", last_edited_time: { equals: "today" } }, "three"],
  ],
  compounds: [
    [{ and: [] }, ALL],
    [{ or: [] }, ALL],
    [
      {
        and: [
          { property: "Kind", select: { is_not_empty: true } },
          { property: "Done", checkbox: { equals: false } },
        ],
      },
      "two",
    ],
    [
      {
        or: [
          { property: "Name", title: { equals: "three" } },
          {
            and: [
              { property: "Points", number: { less_than: 0 } },
              { property: "Tags", multi_select: { contains: "b" } },
            ],
          },
        ],
      },
      "two three",
    ],
  ],
};

describe.each(Object.entries(CASES))("%s", (_, cases) => {
  test.each(cases)("%j finds %s", async (filter, expected) => {
    expect(await found(filter)).toBe(expected);
  });
});

const verify = sandbox.seedDatabase({
  title: "Wiki",
  wiki: true,
  properties: { Name: { title: {} }, Checked: { verification: {} } },
  rows: [
    {
      values: {
        ...name("verified"),
        Checked: { verification: { state: "verified", date: { start: "2026-01-01" } } },
      },
    },
    {
      values: {
        ...name("expired"),
        Checked: { verification: { state: "verified", date: { start: "2025-01-01", end: "2025-06-01" } } },
      },
    },
    { values: name("none") },
  ],
});

test.each([
  [{ status: "verified" }, ["verified"]],
  [{ status: "expired" }, ["expired"]],
  [{ status: "none" }, ["none"]],
  [{ does_not_equal: "verified" }, ["expired", "none"]],
] as const)("verification %j finds %s", async (verification, expected) => {
  const filter = { property: "Checked", verification };
  const { results } = await notion.dataSources.query({ data_source_id: verify.sourceId, filter });
  expect(results.map((row) => titleOf(full(row)))).toEqual(expected);
});

/** Filters that are refused, and how. */
const REFUSED: readonly (readonly [Filter, string])[] = [
  [{ property: "Nothing", checkbox: { equals: true } }, "Could not find property with name or id: Nothing"],
  [
    { property: "Kind", rich_text: { equals: "red" } },
    "database property select does not match filter rich_text",
  ],
  [
    { property: "State", status: { equals: "Nowhere" } },
    'status option "Nowhere" not found for property "State". Available options: "Not started", "In progress", "Done".',
  ],
  [
    { property: "Odd", formula: { number: { equals: 1 } } },
    "Unable to filter based on a formula of unknown type",
  ],
  [
    { property: "Due", date: { before: "soon" } },
    'body failed validation: body.filter.date should be a valid ISO 8601 date string, instead was `"soon"`.',
  ],
];

test.each(REFUSED)("%j is refused", async (filter, message) => {
  await expect(found(filter)).rejects.toMatchObject({ code: "validation_error", message });
});

test("a date is no name of anything else", async () => {
  const filter = { property: "Due", date: { equals: "constructor" } };
  await expect(found(filter)).rejects.toMatchObject({ code: "validation_error" });
});

test("a filter of three levels is refused", async () => {
  const leaf = { property: "Done", checkbox: { equals: true } };
  const body = { filter: { and: [{ or: [{ and: [leaf] }] }] } };
  const query = notion.request({ method: "post", path: `data_sources/${table.sourceId}/query`, body });
  await expect(query).rejects.toMatchObject({ code: "validation_error" });
});
