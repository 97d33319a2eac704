import type { PlainValue } from "../model/readings.ts";

function tableText(value: Readonly<Record<string, PlainValue | undefined>>): string {
  const { start, end, name, email, url, lat, lon, address, state } = value;
  if (start !== undefined)
    return end === null || end === undefined ? valueText(start) : `${valueText(start)} → ${valueText(end)}`;
  const shown = [name, email, url, address, state].find((one) => typeof one === "string" && one !== "");
  if (shown !== undefined) return valueText(shown);
  if (lat !== undefined && lon !== undefined) return `${valueText(lat)}, ${valueText(lon)}`;
  return valueText(value["id"] ?? null);
}

/** A property's value on one line: nothing for an empty one, lists with commas between. */
export function valueText(value: PlainValue): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return isList(value) ? value.map(valueText).join(", ") : tableText(value);
}

function isList(value: object): value is readonly PlainValue[] {
  return Array.isArray(value);
}
