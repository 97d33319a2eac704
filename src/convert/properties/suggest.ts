import type { CreatableType } from "../../model/property.ts";
import { readMoment } from "../date.ts";
import { urlKind } from "../url.ts";
import { isTable } from "./field.ts";

function ofText(text: string): CreatableType {
  const parts = text.split("/").map((part) => part.trim());
  if (parts.length < 3 && parts.every((part) => readMoment(part) !== null)) return "date";
  if (/^https?:/i.test(text) && urlKind(text).kind === "web") return "url";
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? "email" : "rich_text";
}

function ofTable(table: Readonly<Record<string, unknown>>): CreatableType | null {
  if ("start" in table) return "date";
  if ("lat" in table && "lon" in table) return "place";
  return "url" in table ? "files" : null;
}

function ofList(list: readonly unknown[]): CreatableType | null {
  const names = list.every((item) => typeof item === "string" && !item.includes(","));
  if (names) return "multi_select";
  return list.every((item) => isTable(item) && "url" in item) ? "files" : null;
}

/** The type that a new property for a value had best be of; null where the value does not tell. */
export function suggestedType(value: unknown): CreatableType | null {
  if (typeof value === "boolean") return "checkbox";
  if (typeof value === "number") return "number";
  if (typeof value === "string") return value.trim() === "" ? null : ofText(value.trim());
  if (Array.isArray(value)) return value.length === 0 ? null : ofList(value);
  return isTable(value) ? ofTable(value) : null;
}
