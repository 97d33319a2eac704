import { type Coerce, oneOf } from "./field.ts";

const WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

export const checkbox: Coerce<boolean> = (value, field) => {
  if (typeof value === "boolean") return value;
  const said = typeof value === "string" ? WORDS[value.trim().toLowerCase()] : undefined;
  return said ?? field.refuse(value, oneOf(Object.keys(WORDS)));
};
