/** What the conditions of a filter ask of a value as the API answers it: one entry per kind of condition. */
import { dashed } from "../ids.ts";
import { isArray, isObject, type Json, type JsonObject, stringAt } from "../json.ts";
import { invalid } from "../refusal.ts";
import type { World } from "../world.ts";
import { dateMatches } from "./dates.ts";

export type Condition = (value: Json, condition: JsonObject, world: World) => boolean;

const objects = (value: Json): readonly JsonObject[] => (isArray(value) ? value.filter(isObject) : []);

/** A condition's one operator and its argument. */
export function operation(condition: JsonObject): readonly [operator: string, argument: Json] {
  return Object.entries(condition)[0] ?? ["", null];
}

/** The text of what is answered as text, as runs, or as nothing. */
function textOf(value: Json): string {
  return typeof value === "string"
    ? value
    : objects(value)
        .map((run) => stringAt(run, "plain_text") ?? "")
        .join("");
}

const TEXT: Readonly<Record<string, (text: string, sought: string) => boolean>> = {
  equals: (text, sought) => text === sought,
  does_not_equal: (text, sought) => text !== sought,
  contains: (text, sought) => text.includes(sought),
  does_not_contain: (text, sought) => !text.includes(sought),
  starts_with: (text, sought) => text.startsWith(sought),
  ends_with: (text, sought) => text.endsWith(sought),
  is_empty: (text) => text === "",
  is_not_empty: (text) => text !== "",
};

const text: Condition = (value, condition, world) => {
  const [operator, argument] = operation(condition);
  const fold = (one: string): string => (world.answers.textFilters === "folded" ? one.toLowerCase() : one);
  return TEXT[operator]?.(fold(textOf(value)), fold(typeof argument === "string" ? argument : "")) === true;
};

const NUMBER: Readonly<Record<string, (value: number, sought: number) => boolean>> = {
  equals: (value, sought) => value === sought,
  does_not_equal: (value, sought) => value !== sought,
  greater_than: (value, sought) => value > sought,
  less_than: (value, sought) => value < sought,
  greater_than_or_equal_to: (value, sought) => value >= sought,
  less_than_or_equal_to: (value, sought) => value <= sought,
};

const number: Condition = (value, condition) => {
  const [operator, argument] = operation(condition);
  if (operator === "is_empty" || operator === "is_not_empty") {
    return (value === null) === (operator === "is_empty");
  }
  if (typeof value !== "number") {
    return operator === "does_not_equal";
  }
  return typeof argument === "number" && NUMBER[operator]?.(value, argument) === true;
};

const checkbox: Condition = (value, condition) => {
  const [operator, argument] = operation(condition);
  return (value === argument) === (operator === "equals");
};

/** Whether any of some names or ids is among those sought. */
function among(has: readonly (string | null)[], condition: JsonObject): boolean {
  const [operator, argument] = operation(condition);
  if (operator === "is_empty" || operator === "is_not_empty") {
    return (has.length === 0) === (operator === "is_empty");
  }
  const sought = isArray(argument) ? argument : [argument];
  const negated = operator.startsWith("does_not");
  return has.some((one) => sought.includes(one)) !== negated;
}

const option: Condition = (value, condition) =>
  among(isObject(value) ? [stringAt(value, "name")] : [], condition);

const options: Condition = (value, condition) =>
  among(
    objects(value).map((one) => stringAt(one, "name")),
    condition,
  );

/** Ids are compared in one form; `me` is whoever asks. */
function withId(condition: JsonObject, world: World): JsonObject {
  const [operator, argument] = operation(condition);
  const id =
    argument === "me"
      ? world.actor
      : typeof argument === "string"
        ? (dashed(argument) ?? argument)
        : argument;
  return { [operator]: id };
}

const references: Condition = (value, condition, world) =>
  among(
    (isArray(value) ? objects(value) : isObject(value) ? [value] : []).map((one) => stringAt(one, "id")),
    withId(condition, world),
  );

const date: Condition = (value, condition, world) =>
  dateMatches(
    isObject(value) ? stringAt(value, "start") : typeof value === "string" ? value : null,
    condition,
    world.now,
  );

const existence: Condition = (value, condition) =>
  among(
    objects(value).map(() => ""),
    condition,
  );

const FORMULA: Readonly<Record<string, { readonly type: string; readonly matches: Condition }>> = {
  string: { type: "string", matches: text },
  checkbox: { type: "boolean", matches: checkbox },
  number: { type: "number", matches: number },
  date: { type: "date", matches: date },
};

const formula: Condition = (value, condition, world) => {
  const [kind, inner] = operation(condition);
  const type = isObject(value) ? stringAt(value, "type") : null;
  if (!isObject(value) || type === null || type === "unsupported") {
    throw invalid("Unable to filter based on a formula of unknown type");
  }
  const rule = FORMULA[kind];
  return rule?.type === type && isObject(inner) && rule.matches(value[type] ?? null, inner, world);
};

/** `any`, `none` or `every` of the items of a rollup, or the number or date it came to. */
const rollup: Condition = (value, condition, world) => {
  const [kind, inner] = operation(condition);
  const rolled = isObject(value) ? value : {};
  if (!isObject(inner)) {
    return false;
  }
  if (kind === "number" || kind === "date") {
    return rolled["type"] === kind && CONDITIONS[kind](rolled[kind] ?? null, inner, world);
  }
  const [type, sub] = operation(inner);
  const matches = (item: JsonObject): boolean =>
    isObject(sub) &&
    item["type"] === type &&
    isCondition(type) &&
    CONDITIONS[type](item[type] ?? null, sub, world);
  const items = objects(rolled["array"] ?? []);
  const quantify = { any: items.some(matches), none: !items.some(matches), every: items.every(matches) };
  return kind === "any" || kind === "none" || kind === "every" ? quantify[kind] : false;
};

const verification: Condition = (value, condition) => {
  const state = isObject(value) && value["state"] !== "unverified" ? stringAt(value, "state") : "none";
  const [operator, argument] = operation(condition);
  return (state === argument) === (operator === "status");
};

export const CONDITIONS = {
  title: text,
  rich_text: text,
  url: text,
  email: text,
  phone_number: text,
  number,
  unique_id: (value, condition, world) =>
    number(isObject(value) ? (value["number"] ?? null) : null, condition, world),
  checkbox,
  select: option,
  status: option,
  multi_select: options,
  date,
  created_time: date,
  last_edited_time: date,
  people: references,
  created_by: references,
  last_edited_by: references,
  relation: references,
  files: existence,
  formula,
  rollup,
  verification,
} as const satisfies Record<string, Condition>;

export function isCondition(type: string): type is keyof typeof CONDITIONS {
  return Object.hasOwn(CONDITIONS, type);
}
