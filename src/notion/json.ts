/** Looking into JSON whose shape is not known. */
export type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object a text holds; an empty one where it holds anything else. */
export function parseObject(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

export function at(object: Json, key: string): unknown {
  return object[key];
}

/** A text at a key; null where there is none. */
export function stringAt(object: Json, key: string): string | null {
  const value = at(object, key);
  return typeof value === "string" ? value : null;
}

/** An object at a key; an empty one where there is none. */
export function objectAt(object: Json, key: string): Json {
  const value = at(object, key);
  return isObject(value) ? value : {};
}
