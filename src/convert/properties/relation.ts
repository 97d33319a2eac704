import { LIMITS } from "../../facts/limits.ts";
import { normalizeId, parseNotionUrl } from "../../model/links.ts";
import type { Reference } from "../../model/pending.ts";
import type { SitePage } from "../../model/site.ts";
import { meant } from "../link.ts";
import { pageNamed } from "../named.ts";
import { localTargetIn, pageNear, pageOf } from "../site.ts";
import { bounded, type Coerce, each, type Field, itemsOf, textOf } from "./field.ts";

const EXPECTED = "a row's file, title, address or id, or a list of these";

/** How a row is named; `[[Name|text]]`, `[[Name#Heading]]` and `[text](path)` are the names in them. */
export interface RowName {
  readonly name: string;
  /** It is written as a link, so it names a file. */
  readonly isLink: boolean;
}

const WIKI = /^\[\[([^[\]|#]+)(?:#[^[\]|]*)?(?:\|[^[\]]*)?\]\]$/;
const LINK = /^\[[^[\]]*\]\(<?([^()<>]+?)>?\)$/;

/** Reads how a row is named; null where nothing is. */
export function rowName(item: unknown): RowName | null {
  const text = textOf(item)?.trim() ?? "";
  const [, wiki] = WIKI.exec(text) ?? [];
  if (wiki !== undefined) return { name: wiki.trim(), isLink: false };
  const [, link] = LINK.exec(text) ?? [];
  if (link !== undefined) return { name: link.trim(), isLink: true };
  return text === "" ? null : { name: text, isLink: false };
}

/** The id of a page by itself or in an address; null: it is neither. */
export function rowId(name: string): string | null {
  return normalizeId(name) ?? parseNotionUrl(name)?.page ?? null;
}

/** Tells whether a name is that of a Markdown file. */
export function isFileName(name: string): boolean {
  return /\.(?:md|mdx|markdown)(?:#.*)?$/i.test(name);
}

/** Tells whether a page of the set is, or may be, a row that the property can hold. */
function mayHold({ key }: SitePage, { property, rules }: Field): boolean {
  const dataSource = rules.dataSourceOf?.(key);
  return dataSource === undefined || dataSource === property.relatesTo;
}

function fileNamed(name: string, { context }: Field): SitePage | null {
  const target = localTargetIn(name, context);
  return target === null || target.path === null ? null : pageOf(target.path, target.folder, context.site);
}

function byFile({ name }: RowName, field: Field): readonly Reference[] | undefined {
  const { context, key, report } = field;
  const page = fileNamed(name, field);
  if (page === null) {
    const path = localTargetIn(name, context)?.path ?? name;
    const hint = meant(pageNear(path, context.document.path, context.site));
    report("row-file-unknown", { key, value: name, hint });
    return [];
  }
  if (mayHold(page, field)) return [{ kind: "page", path: page.key, otherwise: name }];
  report("row-elsewhere", { key, value: name });
  return [];
}

function row(item: unknown, field: Field): readonly Reference[] | undefined {
  const named = rowName(item);
  if (named === null) return field.refuse(item, EXPECTED);
  const { name, isLink } = named;
  const id = rowId(name);
  if (id !== null) return [id];
  if (isLink || isFileName(name)) return byFile(named, field);
  const { context, property } = field;
  const page = pageNamed(name, context.document.path, context.site);
  if (page !== null && mayHold(page, field)) return [{ kind: "page", path: page.key, otherwise: name }];
  const dataSource = property.relatesTo;
  if (dataSource === null) return field.refuse(item, "a row's address or id");
  context.need({ kind: "row", dataSource, by: "title", text: name });
  return [{ kind: "row", dataSource, by: "title", text: name, otherwise: name }];
}

/** Rows of the related data source: of files in the set, by title, or by id or address. */
export const relation: Coerce<readonly Reference[]> = (value, field) =>
  bounded(each(itemsOf(value), field, row), LIMITS.relation, "rows", field);
