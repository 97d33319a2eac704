/** What is asked of formulas and rollups, whose results have types of their own. */
import { FORMULA_RESULTS, ROLLUP_ITEMS } from "../../../facts/filters.ts";
import type { AnyPropertyType } from "../../../facts/properties.ts";
import { formula, rollup } from "../../builders/query.ts";
import type { PropertySchema } from "../../property.ts";
import {
  checkboxFilter,
  dateFilter,
  existenceFilter,
  type Found,
  numberFilter,
  optionFilter,
  optionsFilter,
  peopleFilter,
  relationFilter,
  textFilter,
} from "./kinds.ts";
import { loosely } from "./names.ts";
import type { Test, Words } from "./parser.ts";
import { looksLikeBoolean, looksLikeDate, looksLikeNumber, type Resolver } from "./values.ts";

type Result = keyof typeof FORMULA_RESULTS;
type Item = keyof typeof ROLLUP_ITEMS;

const LOOKS: readonly (readonly [Exclude<Result, "string">, (text: string) => boolean])[] = [
  ["number", looksLikeNumber],
  ["date", looksLikeDate],
  ["checkbox", looksLikeBoolean],
];

/** The type that a condition's operator and values show; what is quoted is a text. */
function shownBy({ operator, values }: Test): Result {
  if (operator === "true") return "checkbox";
  if (operator === "contains" || operator === "starts with" || operator === "ends with") return "string";
  const found = LOOKS.find(
    ([, looks]) => values.length > 0 && values.every(({ isQuoted, text }) => !isQuoted && looks(text)),
  );
  return found?.[0] ?? "string";
}

/** The type that `as` names. */
function named<T extends string>(as: Words, types: readonly T[], resolver: Resolver): T {
  const wanted = loosely(as.text);
  const alias = wanted === "text" ? ["string", "rich text"] : wanted === "boolean" ? ["checkbox"] : [wanted];
  const found = types.find((type) => alias.includes(type.replaceAll("_", " ")));
  return (
    found ??
    resolver.fail(as, `\`${as.text}\` is no type that can stand here.`, `There are: ${types.join(", ")}.`)
  );
}

function keysOf<T extends string>(
  table: Readonly<Record<T, unknown>>,
  isKey: (key: string) => key is T,
): readonly T[] {
  return Object.keys(table).filter(isKey);
}

const isResult = (key: string): key is Result => Object.hasOwn(FORMULA_RESULTS, key);
const isItem = (key: string): key is Item => Object.hasOwn(ROLLUP_ITEMS, key);

/** By what a formula comes to; which type that is, the condition shows. */
export function formulaFilter(name: string, test: Test, resolver: Resolver): Found {
  const type = test.as === null ? shownBy(test) : named(test.as, keysOf(FORMULA_RESULTS, isResult), resolver);
  const operators = formula(name);
  const filters: { readonly [T in Result]: () => Found } = {
    string: () => textFilter(operators.string, test, resolver),
    number: () => numberFilter(operators.number, test, resolver),
    checkbox: () => checkboxFilter(operators.checkbox, test, resolver),
    date: () => dateFilter(operators.date, test, resolver),
  };
  return filters[type]();
}

/** What rows of a type are to a rollup's filter; null for those the API cannot filter a rollup by. */
const ITEM_OF: { readonly [T in AnyPropertyType]: Item | null } = {
  title: "rich_text",
  rich_text: "rich_text",
  url: "rich_text",
  email: "rich_text",
  phone_number: "rich_text",
  number: "number",
  unique_id: "number",
  checkbox: "checkbox",
  select: "select",
  status: "status",
  multi_select: "multi_select",
  date: "date",
  created_time: "date",
  last_edited_time: "date",
  people: "people",
  created_by: "people",
  last_edited_by: "people",
  relation: "relation",
  files: "files",
  formula: null,
  rollup: null,
  verification: null,
  place: null,
  button: null,
};

function isKnown(type: string): type is AnyPropertyType {
  return Object.hasOwn(ITEM_OF, type);
}

/** Functions whose result is a list of what they collect. */
const COLLECTS: ReadonlySet<string> = new Set(["show_original", "show_unique"]);
const DATES: ReadonlySet<string> = new Set(["earliest_date", "latest_date"]);

/** The property that a rollup collects; undefined while its schema is asked for, null where it is not known. */
function collected({ rollup: facts }: PropertySchema, resolver: Resolver): PropertySchema | null | undefined {
  const dataSource = facts === undefined ? null : resolver.schema.properties[facts.relation]?.relatesTo;
  if (facts === undefined || dataSource === null || dataSource === undefined) return null;
  const schema = resolver.ask({ kind: "schema", dataSource });
  return schema === undefined ? undefined : (schema?.properties[facts.property] ?? null);
}

const SHOWN: { readonly [T in Result]: Item } = {
  string: "rich_text",
  number: "number",
  checkbox: "checkbox",
  date: "date",
};

function itemFilter(
  name: string,
  type: Item,
  property: PropertySchema,
  test: Test,
  resolver: Resolver,
): Found {
  const operators = rollup(name)[test.quantifier ?? "any"];
  const filters: { readonly [T in Item]: () => Found } = {
    rich_text: () => textFilter(operators.richText, test, resolver),
    number: () => numberFilter(operators.number, test, resolver),
    checkbox: () => checkboxFilter(operators.checkbox, test, resolver),
    select: () => optionFilter(operators.select, property, test, resolver),
    status: () => optionFilter(operators.status, property, test, resolver),
    multi_select: () => optionsFilter(operators.multiSelect, property, test, resolver),
    date: () => dateFilter(operators.date, test, resolver),
    people: () => peopleFilter(operators.people, test, resolver),
    relation: () => relationFilter(operators.relation, property.relatesTo, test, resolver),
    files: () => existenceFilter(operators.files, test, resolver),
  };
  return filters[type]();
}

/** Whether what a rollup computes is asked for, and not its items. */
function isComputed({ rollup: facts }: PropertySchema, test: Test): boolean {
  if (test.quantifier !== null) return false;
  return facts !== undefined && !COLLECTS.has(facts.function);
}

/** By what a rollup computes, or by what any (unless told: every, none) of its items is. */
export function rollupFilter(property: PropertySchema, test: Test, resolver: Resolver): Found {
  const { name } = property;
  const operators = rollup(name);
  if (isComputed(property, test)) {
    return DATES.has(property.rollup?.function ?? "")
      ? dateFilter(operators.date, test, resolver)
      : numberFilter(operators.number, test, resolver);
  }
  const item = collected(property, resolver);
  if (item === undefined) return null;
  const own = item !== null && isKnown(item.type) ? ITEM_OF[item.type] : null;
  const type =
    test.as === null ? (own ?? SHOWN[shownBy(test)]) : named(test.as, keysOf(ROLLUP_ITEMS, isItem), resolver);
  // Without a schema of its own, an option is what is written.
  const options = test.values.map(({ text }) => text);
  return itemFilter(name, type, item ?? { ...property, options }, test, resolver);
}
