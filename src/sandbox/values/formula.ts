/** Formulas: a constant and the value of one property are computed, all else is `unsupported`. */
import { plainText } from "../content/richText.ts";
import { isArray, isObject, type Json, type JsonObject } from "../json.ts";
import type { World } from "../world.ts";

const UNSUPPORTED: JsonObject = { type: "unsupported", unsupported: {} };
const CONSTANT = /^(?:true|false|-?\d+(?:\.\d+)?|"(?:[^"\\]|\\.)*")$/;
const PROPERTY = /^prop\("((?:[^"\\]|\\.)*)"\)$/;

type Formula = (value: Json, world: World) => JsonObject;

const asText = (value: Json): JsonObject => ({
  type: "string",
  string: typeof value === "string" ? value : null,
});
const runsAsText: Formula = (value, world) =>
  asText(plainText(isArray(value) ? value.filter(isObject) : [], world));
const named: Formula = (value) => asText(isObject(value) ? (value["name"] ?? null) : null);
const line: Formula = (value) => asText(value);

/** What a formula that names one property comes to, by the type of that property. */
const OF_PROPERTY: Readonly<Record<string, Formula>> = {
  title: runsAsText,
  rich_text: runsAsText,
  url: line,
  email: line,
  phone_number: line,
  select: named,
  status: named,
  number: (value) => ({ type: "number", number: value }),
  checkbox: (value) => ({ type: "boolean", boolean: value }),
  date: (value) => ({ type: "date", date: value }),
  created_time: (value) => ({ type: "date", date: { start: value, end: null, time_zone: null } }),
  last_edited_time: (value) => ({ type: "date", date: { start: value, end: null, time_zone: null } }),
};

/**
 * @param lookUp the value of another property of the row, by its name, in the stored form of text; null for none
 */
export function computeFormula(
  expression: string,
  lookUp: (name: string) => { readonly type: string; readonly value: Json } | null,
  world: World,
): JsonObject {
  const text = expression.trim();
  if (CONSTANT.test(text)) {
    const value: unknown = JSON.parse(text);
    return typeof value === "number"
      ? { type: "number", number: value }
      : typeof value === "boolean"
        ? { type: "boolean", boolean: value }
        : { type: "string", string: String(value) };
  }
  const name = PROPERTY.exec(text)?.[1]?.replaceAll(/\\(.)/g, "$1");
  const found = name === undefined ? null : lookUp(name);
  return found === null ? UNSUPPORTED : (OF_PROPERTY[found.type]?.(found.value, world) ?? UNSUPPORTED);
}
