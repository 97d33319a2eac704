import type { FrontMatter } from "../../model/document.ts";
import type { Place } from "../../model/message.ts";
import type { PropertyMapping } from "../../model/options.ts";
import { alike, namesIn } from "./match.ts";

/** A key with its value, on its way into a property. */
export interface Entry {
  readonly key: string;
  readonly value: unknown;
  readonly place: Place | null;
  /** The property it goes to, as the mapping says; null: the one of its own name. */
  readonly to: string | null;
  /** A value that the configuration sets for all files. */
  readonly isDefault: boolean;
}

/** Keys of front matter that are the program's. */
const RESERVED: readonly string[] = [
  "title",
  "icon",
  "cover",
  "notion",
  "parent",
  "publish",
  "draft",
  "aliases",
  "slug",
  "order",
];

function targetOf(key: string, { rename }: PropertyMapping): string | null {
  const [known] = alike(key, namesIn(rename));
  return known === undefined ? null : (rename[known] ?? null);
}

function isIgnored({ key, to }: Pick<Entry, "key" | "to">, { ignore }: PropertyMapping): boolean {
  return alike(key, ignore).length > 0 || (to !== null && alike(to, ignore).length > 0);
}

/** Where values come from. */
interface Origin extends Pick<FrontMatter, "values" | "places"> {
  readonly place: Place | null;
}

/**
 * What a file says of its row, in order.
 *
 * @param reserved - keys that reach a property only where the mapping sends them there
 */
export function entriesOf(
  frontMatter: Origin | null,
  mapping: PropertyMapping,
  reserved: readonly string[] = RESERVED,
): readonly Entry[] {
  if (frontMatter === null) return [];
  const { values, places, place } = frontMatter;
  return Object.entries(values).flatMap(([key, value]): Entry[] => {
    const entry = { key, value, place: places[key] ?? place, to: targetOf(key, mapping), isDefault: false };
    const isOurs = entry.to === null && reserved.includes(key);
    return isOurs || isIgnored(entry, mapping) ? [] : [entry];
  });
}

/** What the configuration says of every row. */
export function defaultsOf(mapping: PropertyMapping): readonly Entry[] {
  return Object.entries(mapping.defaults).map(([key, value]) => ({
    key,
    value,
    place: null,
    to: null,
    isDefault: true,
  }));
}
