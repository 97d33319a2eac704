import { NUMBER_UNITS } from "../../facts/numberFormats.ts";
import { type Coerce, type Field, oneOf } from "./field.ts";

const DIGITS = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** A number without the unit its format allows; a sign may stand before the unit. */
function withoutUnit(
  text: string,
  units: readonly string[],
): { readonly rest: string; readonly unit: string } {
  const [, sign = "", body = ""] = /^([+-]?)\s*(.*)$/s.exec(text) ?? [];
  const lower = body.toLowerCase();
  const longestFirst = units.toSorted((a, b) => b.length - a.length);
  for (const unit of longestFirst) {
    const known = unit.toLowerCase();
    if (lower.endsWith(known)) return { rest: sign + body.slice(0, -unit.length).trim(), unit };
    if (!lower.startsWith(known)) continue;
    const rest = body.slice(unit.length).trim();
    return { rest: sign === "" ? rest : sign + rest, unit };
  }
  return { rest: sign + body, unit: "" };
}

/** Formats that are not known have none: the API may add some. */
function unitsOf(format: string | null): readonly string[] {
  return (format !== null && Object.hasOwn(NUMBER_UNITS, format) && NUMBER_UNITS[format]) || [];
}

/** Reads a number as its format writes it; null where it is none. */
function readNumber(text: string, format: string | null): number | null {
  const units = unitsOf(format);
  const { rest, unit } = withoutUnit(text.trim().replace(/^\u2212/, "-"), units);
  const groups = format !== null && format !== "number" && GROUPED.test(rest);
  const digits = groups ? rest.replaceAll(",", "") : rest;
  if (!DIGITS.test(digits)) return null;
  // The exponent moves the point in what was written: 12.3 / 100 would not be 0.123.
  const value = unit === "%" ? percentOf(digits) : Number(digits);
  return Number.isFinite(value) ? value : null;
}

function percentOf(digits: string): number {
  const [mantissa = "", exponent = "0"] = digits.toLowerCase().split("e");
  return Number(`${mantissa}e${Number(exponent) - 2}`);
}

function expectedNumber({ property: { format } }: Field): string {
  if (format === "percent") return "a number such as `0.42`, or `42%`";
  const [unit] = unitsOf(format);
  const examples = unit === undefined ? ["42", "-1.5"] : ["42", "-1.5", `42 ${unit}`];
  return `a number such as ${oneOf(examples)}`;
}

/** A number, or text that is one, with the unit that the property's format has. */
export const number: Coerce<number> = (value, field) => {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const read = typeof value === "string" ? readNumber(value, field.property.format) : null;
  return read ?? field.refuse(value, expectedNumber(field));
};
