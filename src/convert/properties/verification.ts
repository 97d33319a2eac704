import type { PropertyValues } from "../../model/property.ts";
import { date } from "./date.ts";
import { type Coerce, isTable } from "./field.ts";

const EXPECTED = "`verified`, `unverified`, or `{state: verified, date: 2026-01-31}`";

/** `verified` or `unverified`; what is verified may say when, or until when as a range. */
export const verification: Coerce<PropertyValues["verification"]> = (value, field) => {
  const { state: said, date: on = null } = isTable(value) ? value : { state: value };
  const state = typeof said === "string" ? said.trim().toLowerCase() : "";
  if (state === "unverified") return { state, date: null };
  if (state !== "verified") return field.refuse(value, EXPECTED);
  if (on === null) return { state, date: null };
  const when = date(on, field);
  return when === undefined ? undefined : { state, date: when };
};
