import { type Coerce, oneOf } from "./field.ts";

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["yes", true],
  ["on", true],
  ["false", false],
  ["no", false],
  ["off", false],
]);

export const checkbox: Coerce<boolean> = (value, field) => {
  if (typeof value === "boolean") return value;
  const said = typeof value === "string" ? WORDS.get(value.trim().toLowerCase()) : undefined;
  return said ?? field.refuse(value, oneOf([...WORDS.keys()]));
};
