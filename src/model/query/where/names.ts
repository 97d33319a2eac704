/** Properties by the names that people write. */
import type { TIMESTAMPS } from "../../../facts/filters.ts";
import { nearest } from "../../near.ts";
import type { PropertySchema, Schema } from "../../property.ts";

/** What rows are found or ordered by. */
export type Subject =
  | { readonly kind: "property"; readonly property: PropertySchema }
  | { readonly kind: "timestamp"; readonly timestamp: (typeof TIMESTAMPS)[number] };

const TIMES: ReadonlyMap<string, (typeof TIMESTAMPS)[number]> = new Map([
  ["created", "created_time"],
  ["created time", "created_time"],
  ["edited", "last_edited_time"],
  ["last edited", "last_edited_time"],
  ["last edited time", "last_edited_time"],
]);

/** A name whatever its letters' case, with spaces, dashes and underscores taken for the same. */
export function loosely(name: string): string {
  return name
    .normalize("NFC")
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");
}

/** The one text of a list that a name means: by its exact letters, else loosely; null where none or several do. */
export function pick(name: string, list: readonly string[]): string | null {
  if (list.includes(name)) return name;
  const [only, another] = list.filter((one) => loosely(one) === loosely(name));
  return only === undefined || another !== undefined ? null : only;
}

/** The property of a name, else the time of that name which every row has. */
export function subjectOf(name: string, { properties }: Schema): Subject | null {
  const found = pick(name, Object.keys(properties));
  const property = found === null ? undefined : properties[found];
  if (property !== undefined) return { kind: "property", property };
  const timestamp = TIMES.get(loosely(name));
  return timestamp === undefined ? null : { kind: "timestamp", timestamp };
}

const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

/** What to do about a name that means nothing: the nearest one, else all there are. */
export function meant(name: string, list: readonly string[]): string {
  const near = nearest(name, list);
  if (near !== null) return `Did you mean \`${near}\`?`;
  return list.length === 0 ? "There are none." : `There are: ${quoted(list.slice(0, 30))}.`;
}
