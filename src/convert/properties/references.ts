import type { Document, UrlEntry } from "../../model/document.ts";
import type { Place } from "../../model/message.ts";
import type { PropertyMapping } from "../../model/options.ts";
import type { PropertySchema } from "../../model/property.ts";
import { urlKind } from "../url.ts";
import { defaultsOf, type Entry, entriesOf } from "./entries.ts";
import { itemsOf, type RowRules, textOf } from "./field.ts";
import { fileIn } from "./files.ts";
import { meantBy, namesIn } from "./match.ts";
import { isFileName, rowId, rowName } from "./relation.ts";

/** What the properties of a row may refer to. */
export interface RowReferences {
  readonly links: readonly UrlEntry[];
  readonly assets: readonly UrlEntry[];
}

const NOTHING: RowReferences = { links: [], assets: [] };

function rowsIn(value: unknown, place: Place | null): RowReferences {
  const links = itemsOf(value).flatMap((item): UrlEntry[] => {
    const named = rowName(item);
    if (named === null || rowId(named.name) !== null) return [];
    const { name, isLink } = named;
    return isLink || isFileName(name) ? [{ url: name, place }] : [{ url: name, byName: true, place }];
  });
  return { links, assets: [] };
}

function filesIn(value: unknown, place: Place | null): RowReferences {
  const assets = itemsOf(value).flatMap((item): UrlEntry[] => {
    const file = fileIn(item);
    return file !== null && urlKind(file.url).kind === "local" ? [{ url: file.url, place }] : [];
  });
  return { links: [], assets };
}

function textIn(value: unknown, place: Place | null, path: string, { inline }: RowRules): RowReferences {
  const text = textOf(value);
  return text === null ? NOTHING : inline(text, path, place);
}

function referencesIn(entry: Entry, { type }: PropertySchema, path: string, rules: RowRules): RowReferences {
  const { value, place } = entry;
  if (type === "relation") return rowsIn(value, place);
  if (type === "files") return filesIn(value, place);
  return type === "rich_text" ? textIn(value, place, path, rules) : NOTHING;
}

/**
 * The local files and pages that a row's properties name, as far as the schema says that they do; beside those that
 * the document itself names.
 */
export function rowReferences(
  { frontMatter, path }: Document,
  mapping: PropertyMapping,
  rules: RowRules,
): RowReferences {
  const names = namesIn(rules.schema.properties);
  const entries = [...entriesOf(frontMatter, mapping), ...defaultsOf(mapping)];
  const all = entries.map((entry) => {
    const [name, ...others] = meantBy(entry.to ?? entry.key, names);
    const property = name === undefined || others.length > 0 ? undefined : rules.schema.properties[name];
    return property === undefined ? NOTHING : referencesIn(entry, property, path, rules);
  });
  return { links: all.flatMap(({ links }) => links), assets: all.flatMap(({ assets }) => assets) };
}
