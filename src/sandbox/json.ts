/** JSON as data: what bodies and the store are made of. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** Tells an object from the other JSON values; arrays are not objects here. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Tells an array of JSON values. */
export function isArray(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The object under a key, or an empty one. */
export function objectAt(value: JsonObject, key: string): JsonObject {
  const found = value[key];
  return isObject(found) ? found : {};
}

/** The array under a key, or an empty one. */
export function arrayAt(value: JsonObject, key: string): readonly Json[] {
  const found = value[key];
  return isArray(found) ? found : [];
}

/** The objects of the array under a key. */
export function objectsAt(value: JsonObject, key: string): readonly JsonObject[] {
  return arrayAt(value, key).filter(isObject);
}

/** The string under a key, or null. */
export function stringAt(value: JsonObject, key: string): string | null {
  const found = value[key];
  return typeof found === "string" ? found : null;
}

/** The boolean under a key, or null. */
export function booleanAt(value: JsonObject, key: string): boolean | null {
  const found = value[key];
  return typeof found === "boolean" ? found : null;
}

/** The number under a key, or null. */
export function numberAt(value: JsonObject, key: string): number | null {
  const found = value[key];
  return typeof found === "number" ? found : null;
}
