import type { PropertyValues } from "../../model/property.ts";
import { type Coerce, isTable } from "./field.ts";

function isWithin(value: unknown, most: number): value is number {
  return typeof value === "number" && Math.abs(value) <= most;
}

function isName(value: unknown): value is string | null {
  return typeof value === "string" || value === null;
}

/** A place on earth; latitude and longitude in degrees. */
export const place: Coerce<PropertyValues["place"]> = (value, field) => {
  const { lat, lon, name = null, address = null } = isTable(value) ? value : {};
  if (isWithin(lat, 90) && isWithin(lon, 180) && isName(name) && isName(address)) {
    return { lat, lon, name, address };
  }
  return field.refuse(value, "`{lat: 52.5, lon: 13.4, name: …, address: …}`, with degrees as numbers");
};
