import { describe, expect, test } from "vitest";
import {
  and,
  checkbox,
  createdBy,
  createdTime,
  date,
  email,
  type Filter,
  files,
  formula,
  lastEditedTime,
  multiSelect,
  not,
  number,
  or,
  people,
  relation,
  richText,
  rollup,
  select,
  status,
  title,
  toFilterRequest,
  uniqueId,
  url,
  verification,
} from "../../../src/model/builders/query.ts";
import { needKey, noAnswers } from "../../../src/model/need.ts";
import type { PropertySchema, Schema } from "../../../src/model/property.ts";
import { resolveSort, resolveWhere, WhereError } from "../../../src/model/query/where/index.ts";

const OTHER = "aaaaaaaa-0000-4000-8000-000000000000";
const PAGE = "bbbbbbbb-0000-4000-8000-000000000000";
const SECOND = "cccccccc-0000-4000-8000-000000000000";
const ADA = "dddddddd-0000-4000-8000-000000000000";

function property(name: string, type: string, more: Partial<PropertySchema> = {}): [string, PropertySchema] {
  return [name, { id: name, name, type, options: [], format: null, relatesTo: null, ...more }];
}

const rolled = (function_: string, of: string) => ({
  rollup: { relation: "Epic", property: of, function: function_ },
});

const schema: Schema = {
  dataSource: "eeeeeeee-0000-4000-8000-000000000000",
  properties: Object.fromEntries([
    property("Name", "title"),
    property("Notes", "rich_text"),
    property("Site", "url"),
    property("Mail", "email"),
    property("Points", "number"),
    property("Done", "checkbox"),
    property("Priority", "select", { options: ["High", "Low", "not now"] }),
    property("Status", "status", { options: ["Not started", "In progress", "Done"] }),
    property("Tags", "multi_select", { options: ["docs", "api"] }),
    property("Due date", "date"),
    property("Due", "date"),
    property("Owner", "people"),
    property("Author", "created_by"),
    property("Made", "created_time"),
    property("Files", "files"),
    property("Epic", "relation", { relatesTo: OTHER }),
    property("ID", "unique_id"),
    property("Score", "formula"),
    property("Total", "rollup", rolled("sum", "Points")),
    property("First", "rollup", rolled("earliest_date", "Due")),
    property("States", "rollup", rolled("show_original", "State")),
    property("Loose", "rollup"),
    property("Checked", "verification"),
    property("Where", "place"),
    property("any", "number"),
    property("Sign in", "checkbox"),
  ]),
};

const related: Schema = {
  dataSource: OTHER,
  properties: Object.fromEntries([property("State", "status", { options: ["Open", "Closed"] })]),
};

const answers = {
  ...noAnswers(),
  user: new Map([
    [needKey({ kind: "user", who: "ada@example.com" }), [ADA]],
    [needKey({ kind: "user", who: "Ada Example" }), [ADA]],
    [needKey({ kind: "user", who: "nobody" }), []],
  ]),
  row: new Map([
    [needKey({ kind: "row", dataSource: OTHER, by: "title", text: "Launch" }), [PAGE]],
    [needKey({ kind: "row", dataSource: OTHER, by: "title", text: "Twice" }), [PAGE, SECOND]],
    [needKey({ kind: "row", dataSource: OTHER, by: "title", text: "Nothing" }), []],
  ]),
  schema: new Map([[needKey({ kind: "schema", dataSource: OTHER }), related]]),
};

function requestOf(where: string) {
  const { filter, needs } = resolveWhere(where, schema, answers);
  expect(needs).toEqual([]);
  return filter === null ? null : toFilterRequest(filter);
}

describe("a where by the schema", () => {
  test.each<[string, Filter]>([
    ['Name = "tea"', title("Name").equals("tea")],
    ["name contains green tea", title("Name").contains("green tea")],
    ["Notes starts with 'a b'", richText("Notes").startsWith("a b")],
    ["Notes ends with x", richText("Notes").endsWith("x")],
    ["Notes is empty", richText("Notes").isEmpty()],
    ["Notes is not empty", richText("Notes").isNotEmpty()],
    ["Notes does not contain x", richText("Notes").doesNotContain("x")],
    ['Notes = "say \\"hi\\""', richText("Notes").equals('say "hi"')],
    ['Site = "https://a.example/?q=1"', url("Site").equals("https://a.example/?q=1")],
    ["Mail = a@example.com", email("Mail").equals("a@example.com")],
    ["Points = -42", number("Points").equals(-42)],
    ["Points >= 0", number("Points").greaterThanOrEqualTo(0)],
    ["Points != 1e3", number("Points").doesNotEqual(1000)],
    ["Points < 50%", number("Points").lessThan(0.5)],
    ["Points in (1, 2)", or(number("Points").equals(1), number("Points").equals(2))],
    ["Done", checkbox("Done").equals(true)],
    ["not Done", checkbox("Done").doesNotEqual(true)],
    ["Done = no", checkbox("Done").equals(false)],
    ["Sign in = true", checkbox("Sign in").equals(true)],
    ["Priority = high", select("Priority").equals("High")],
    ['Priority in ("High", low)', select("Priority").equals("High", "Low")],
    ["Priority not in (High, Low)", select("Priority").doesNotEqual("High", "Low")],
    ['Priority = "not now"', select("Priority").equals("not now")],
    ["Status = In progress", status("Status").equals("In progress")],
    ["Status is not Done", status("Status").doesNotEqual("Done")],
    ["Tags contains docs", multiSelect("Tags").contains("docs")],
    ["Tags = docs", multiSelect("Tags").contains("docs")],
    ["Tags in (docs, api)", or(multiSelect("Tags").contains("docs"), multiSelect("Tags").contains("api"))],
    ["Due date < 2026-02-01", date("Due date").before("2026-02-01")],
    ["due-date on or after 2026-02-01 09:00Z", date("Due date").onOrAfter("2026-02-01T09:00Z")],
    ["Due is today", date("Due").equals("today")],
    ["Due after a week ago", date("Due").after("one_week_ago")],
    ["Due is past week", date("Due").pastWeek()],
    ["Due in next month", date("Due").nextMonth()],
    ["Due within this week", date("Due").thisWeek()],
    ["Due != 2026-02-01", not(date("Due").equals("2026-02-01"))],
    ["Owner contains me", people("Owner").contains("me")],
    ["Owner = ada@example.com", people("Owner").contains(ADA)],
    ["Owner = Ada Example", people("Owner").contains(ADA)],
    ["Author = Ada Example", createdBy("Author").contains(ADA)],
    ["Made > 2026-01-01", createdTime("Made").after("2026-01-01")],
    ["created > 2026-01-01", createdTime().after("2026-01-01")],
    ["last edited time in past week", lastEditedTime().pastWeek()],
    ["Files is not empty", files("Files").isNotEmpty()],
    ["Epic contains Launch", relation("Epic").contains(PAGE)],
    ["Epic = Twice", or(relation("Epic").contains(PAGE), relation("Epic").contains(SECOND))],
    [`Epic = https://www.notion.so/Launch-${PAGE.replaceAll("-", "")}`, relation("Epic").contains(PAGE)],
    ["Epic is empty", relation("Epic").isEmpty()],
    ["ID = TASK-12", uniqueId("ID").equals(12)],
    ["ID > 12", uniqueId("ID").greaterThan(12)],
    ["Score > 3", formula("Score").number.greaterThan(3)],
    ['Score = "3"', formula("Score").string.equals("3")],
    ["Score as text = 3", formula("Score").string.equals("3")],
    ["Score", formula("Score").checkbox.equals(true)],
    ["Score = yes", formula("Score").checkbox.equals(true)],
    ["Score before today", formula("Score").date.before("today")],
    ["Score as number is empty", formula("Score").number.isEmpty()],
    ["Total > 3", rollup("Total").number.greaterThan(3)],
    ["First < 2026-02-01", rollup("First").date.before("2026-02-01")],
    ["States = open", rollup("States").any.status.equals("Open")],
    ["every States = Open", rollup("States").every.status.equals("Open")],
    ["none States = Open", rollup("States").none.status.equals("Open")],
    ["any Loose contains x", rollup("Loose").any.richText.contains("x")],
    ["any Loose as select = Whatever", rollup("Loose").any.select.equals("Whatever")],
    ["every Loose > 3", rollup("Loose").every.number.greaterThan(3)],
    ["Checked = verified", verification("Checked").equals("verified")],
    ["any = 3", number("any").equals(3)],
    ["any > 3 and Done", and(number("any").greaterThan(3), checkbox("Done").equals(true))],
    [
      'Status = "In progress" and Due < 2026-02-01 or not (Done or Points = 1)',
      or(
        and(status("Status").equals("In progress"), date("Due").before("2026-02-01")),
        and(checkbox("Done").doesNotEqual(true), number("Points").doesNotEqual(1)),
      ),
    ],
    [
      "DONE AND (points = 1 OR points = 2)",
      and(checkbox("Done").equals(true), or(number("Points").equals(1), number("Points").equals(2))),
    ],
  ])("%s", (where, filter) => {
    expect(requestOf(where)).toEqual(toFilterRequest(filter));
  });

  test("a blank one asks for every row", () => {
    expect(requestOf(" \n ")).toBeUndefined();
  });

  test("what is not known yet is asked for, all at once", () => {
    const where = "Owner = Ada and Epic = Launch and States = Open and Done";
    expect(resolveWhere(where, schema, noAnswers())).toEqual({
      filter: null,
      needs: [
        { kind: "user", who: "Ada" },
        { kind: "row", dataSource: OTHER, by: "title", text: "Launch" },
        { kind: "schema", dataSource: OTHER },
      ],
    });
  });
});

function errorOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof WhereError) return `${error.message}\n${error.fix}\n${error.excerpt}`;
    throw error;
  }
  return "no error";
}

describe("what cannot be asked is refused at its place", () => {
  test.each([
    ["Stats = Done", "There is no property `Stats`.\nDid you mean `Status`?\nStats = Done\n^^^^^"],
    [
      "Done and Status = Doen",
      "`Doen` is no option of `Status`.\nDid you mean `Done`?\nDone and Status = Doen\n                  ^^^^",
    ],
    [
      "Priority = medium rare",
      "`medium rare` is no option of `Priority`.\nThere are: `High`, `Low`, `not now`.\nPriority = medium rare\n           ^^^^^^^^^^^",
    ],
    [
      "Points contains 3",
      "`contains` cannot be asked of `Points`, which is a number.\nIt can be asked: `=`, `<`, `<=`, `>`, `>=`, `is empty`.\nPoints contains 3\n^^^^^^^^^^^^^^^^^",
    ],
    [
      "Points = three",
      "`three` is no number.\nWrite it as in 42, -1.5 or 50%.\nPoints = three\n         ^^^^^",
    ],
    [
      "Due < 2026-02-30",
      "`2026-02-30` is no date.\nWrite it as in 2026-01-31 or 2026-01-31T09:00+01:00, a day that there is.\nDue < 2026-02-30\n      ^^^^^^^^^^",
    ],
    [
      "Due is yesterdya",
      "`yesterdya` is no date.\nDid you mean `yesterday`?\nDue is yesterdya\n       ^^^^^^^^^",
    ],
    ["Done = maybe", "`maybe` is neither true nor false.\nWrite true or false.\nDone = maybe\n       ^^^^^"],
    [
      "Points",
      "`Points` is a number, which is not true or false by itself.\nIt can be asked: `=`, `<`, `<=`, `>`, `>=`, `is empty`.\nPoints\n^^^^^^",
    ],
    [
      "Owner = nobody",
      "`nobody` names no one person of the workspace that the connection may see.\nWrite the e-mail address, the whole name or the id of one.\nOwner = nobody\n        ^^^^^^",
    ],
    [
      "Epic = Nothing",
      "No page the relation leads to is called `Nothing`.\nWrite its title as it is in Notion, or its URL or id.\nEpic = Nothing\n       ^^^^^^^",
    ],
    [
      "Where is empty",
      "`Where` (place) cannot be filtered by: the API has no filter for its type.\nLeave the condition out, and choose among the rows that come.\nWhere is empty\n^^^^^",
    ],
    [
      "Notes does not start with x",
      "`not` cannot be said of `starts_with` on `Notes`: the API has no opposite of it.\nAsk without `not`, or leave out those rows from what the query gives.\nNotes does not start with x\n^^^^^^^^^^^^^^^^^^^^^^^^^^^",
    ],
    [
      "every Tags = docs",
      "`every` is asked of rollups, and `Tags` is none.\nLeave it out; a property called `every Tags` is written in quotes.\nevery Tags = docs\n^^^^^^^^^^^^^^^^^",
    ],
    [
      "Score as colour = red",
      "`colour` is no type that can stand here.\nThere are: string, checkbox, number, date.\nScore as colour = red\n         ^^^^^^",
    ],
    [
      "Done and",
      "The name of a property is missing here.\nWrite a condition, as in `Due < 2026-02-01`.\nDone and\n        ^",
    ],
    ["Points =", 'A value is missing here.\nWrite one, as in `Status = "In progress"`.\nPoints =\n        ^'],
    ["(Done", "A bracket is not closed here.\nClose it with `)`.\n(Done\n     ^"],
    [
      "Points in (1, 2",
      'The list of values is not closed.\nWrite it as `in ("a", "b")`.\nPoints in (1, 2\n               ^',
    ],
    [
      'Name = "tea',
      'A quotation mark has no end.\nClose it with "; within it, " is written \\".\nName = "tea\n       ^^^^',
    ],
    ["Name = a ! b", "`!` stands where it means nothing.\nNot equal is `!=`.\nName = a ! b\n         ^"],
    [
      "Done) or Done",
      "`)` stands where `and`, `or` or the end should be.\nPut names and values that hold such words into quotes.\nDone) or Done\n    ^",
    ],
    [
      "Done\nand Pionts = 1",
      "There is no property `Pionts`.\nDid you mean `Points`?\nand Pionts = 1\n    ^^^^^^",
    ],
  ])("%s", (where, says) => {
    expect(errorOf(() => requestOf(where))).toBe(says);
  });

  test("brackets without end", () => {
    expect(errorOf(() => requestOf(`${"(".repeat(60)}Done${")".repeat(60)}`))).toContain(
      "deeper than 50 levels",
    );
  });
});

describe("a sort", () => {
  test.each([
    ["Due", { property: "Due", direction: "ascending" }],
    ["due date:desc", { property: "Due date", direction: "descending" }],
    ["Points : Descending", { property: "Points", direction: "descending" }],
    ["created:desc", { timestamp: "created_time", direction: "descending" }],
  ])("%s", (sort, request) => {
    expect(resolveSort(sort, schema)).toEqual(request);
  });

  test("of what there is not", () => {
    expect(errorOf(() => resolveSort("Piorty:desc", schema))).toBe(
      "There is no property `Piorty` to sort by.\nDid you mean `Priority`?\nPiorty:desc\n^^^^^^^^^^^",
    );
  });
});
