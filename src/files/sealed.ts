import { createHash } from "node:crypto";
import { type Fields, isFields, isText } from "./shapes.ts";

/** sha-256 of a text, hex. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

const sumOf = (fields: Fields): string => digestOf(JSON.stringify(fields)).slice(0, 12);

/** One line of JSON that carries its own checksum as its last key. */
export function seal(fields: Fields): string {
  return JSON.stringify({ ...fields, sum: sumOf(fields) });
}

/** The fields of a sealed object without their checksum; null when it does not fit them. */
export function unseal(value: unknown): Fields | null {
  if (!isFields(value)) return null;
  const { sum, ...fields } = value;
  return isText(sum) && sumOf(fields) === sum ? fields : null;
}

/** Reads JSON; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
