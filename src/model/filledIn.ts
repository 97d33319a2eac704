import type { PropertyValue } from "./property.ts";

/**
 * A value that was read, without what Notion fills in by itself where the wanted one leaves it open: the day on which
 * a page was verified.
 */
export function withoutFilledIn(found: PropertyValue, wanted: PropertyValue): PropertyValue {
  if (found.type !== "verification" || wanted.type !== "verification") return found;
  const isOpen = wanted.value.state === "verified" && wanted.value.date === null;
  return isOpen ? { type: "verification", value: { ...found.value, date: null } } : found;
}
