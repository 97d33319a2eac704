/** From parsed files to drafts: pages, and rows with their properties. */
import { convertDocument, type RowRules } from "../convert/index.ts";
import type { Layout, LayoutPage } from "../files/index.ts";
import type { Document } from "../model/document.ts";
import type { PageContent, PageDraft } from "../model/draft.ts";
import type { Message } from "../model/message.ts";
import type { ConvertOptions } from "../model/options.ts";
import type { PageKey } from "../model/pending.ts";
import type { Schema, SchemaChange } from "../model/property.ts";
import { mergeChanges, schemaWith } from "../model/schemaChanges.ts";
import type { Site } from "../model/site.ts";
import type { LocalReferences } from "./references.ts";
import { type Rows, rowKeyOf, rowRules, sourceChange, withSource } from "./rows.ts";

/** What making drafts takes beside the files. */
export interface DraftRequest {
  readonly layout: Layout;
  /** What steers conversion in a source. */
  optionsOf(source: string): ConvertOptions;
  /** Sources whose files are rows. */
  readonly rows: Rows;
  onProgress(done: number, total: number): void;
}

/** What a data source lacks for the rows of a run. */
export interface Lack {
  /** One of the sources that are published to it. */
  readonly source: string;
  readonly schema: Schema;
  readonly changes: readonly SchemaChange[];
}

/** A page with its file, parsed. */
export interface Parsed {
  readonly page: LayoutPage;
  readonly document: Document | null;
  readonly references: LocalReferences;
}

/** Tells whether nothing of a file may be published. */
export function hasError(messages: readonly Message[]): boolean {
  return messages.some((one) => one.severity === "error");
}

/** A folder without a text: a page without blocks. */
function emptyContent(page: LayoutPage): PageContent {
  return {
    title: page.name,
    icon: undefined,
    cover: undefined,
    properties: {},
    blocks: [],
    bound: null,
    messages: [],
  };
}

interface Drafted {
  readonly draft: PageDraft;
  readonly changes: readonly SchemaChange[];
}

/** The draft of a page. @param rules - null: it is no row, or its schema is not known */
export function draftOf(
  { page, document }: Parsed,
  site: Site,
  { optionsOf, rows }: DraftRequest,
  rules: RowRules | null,
): Drafted {
  const { key, source, path, parent } = page;
  const nothing = { content: emptyContent(page), changes: [] };
  const { content, changes } =
    document === null ? nothing : convertDocument(document, site, rules, optionsOf(source));
  const title = content.title === "" ? page.name : content.title;
  const draft = { ...content, title, key, source, path, parent, inputs: {} };
  if (rows.dataSource(source) === null) return { draft, changes };
  const row = rowKeyOf(key, source, title, rows.how(source));
  const { properties, messages } = withSource(content.properties, row, path);
  return { draft: { ...draft, row, properties, messages: [...content.messages, ...messages] }, changes };
}

/** Drafts of some pages. What they ask a data source for counts as there, so that all files fill it alike. */
export function draftAll(
  parsed: readonly Parsed[],
  site: Site,
  request: DraftRequest,
  schemas: ReadonlyMap<string, Schema>,
  rulesOf: RulesOf,
): { readonly drafts: readonly PageDraft[]; readonly lacks: ReadonlyMap<string, readonly SchemaChange[]> } {
  const drafted = parsed.map((one, index) => {
    const made = draftOf(one, site, request, rulesOf(one.page.source));
    request.onProgress(index + 1, parsed.length);
    return made;
  });
  const lacks = new Map(
    [...schemas].map(([source, schema]) => {
      const asked = drafted.flatMap(({ draft, changes }) =>
        draft.source === source && !hasError(draft.messages) ? changes : [],
      );
      const own = request.rows.how(source).identity === "source" ? sourceChange(schema) : [];
      return [source, mergeChanges([...own, ...asked])] as const;
    }),
  );
  const whole = new Map(
    [...schemas].map(([source, schema]) => [source, schemaWith(schema, lacks.get(source) ?? [])] as const),
  );
  const drafts = drafted.map(({ draft, changes }, index) => {
    const one = parsed[index];
    const schema = whole.get(draft.source);
    if (changes.length === 0 || one === undefined || schema === undefined) return draft;
    const rules = rulesOf(draft.source);
    return draftOf(one, site, request, rules === null ? null : { ...rules, schema }).draft;
  });
  return { drafts, lacks };
}

/** The rules by which the files of each source become rows; null: they become pages. */
export type RulesOf = (source: string) => RowRules | null;

/** Makes what tells the rules of each source whose schema is known. */
export function createRules(
  { layout, optionsOf, rows }: DraftRequest,
  schemas: ReadonlyMap<string, Schema>,
): RulesOf {
  const sources = new Map(layout.pages.map((page) => [page.key, page.source]));
  const dataSourceOf = (key: PageKey): string | null => {
    const source = sources.get(key);
    return source === undefined ? null : rows.dataSource(source);
  };
  const rules = new Map(
    [...schemas].map(
      ([source, schema]) => [source, rowRules(schema, optionsOf(source), dataSourceOf)] as const,
    ),
  );
  return (source) => rules.get(source) ?? null;
}

/** What each data source lacks, whatever source asks for it. */
export function lacksOf(
  schemas: ReadonlyMap<string, Schema>,
  lacks: ReadonlyMap<string, readonly SchemaChange[]>,
): readonly Lack[] {
  const found = new Map<string, Lack>();
  for (const [source, schema] of schemas) {
    const changes = [...(found.get(schema.dataSource)?.changes ?? []), ...(lacks.get(source) ?? [])];
    if (changes.length > 0) found.set(schema.dataSource, { source, schema, changes: mergeChanges(changes) });
  }
  return [...found.values()];
}
