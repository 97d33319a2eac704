import { type RowRules, rowReferences } from "../convert/index.ts";
import { pageNamed } from "../convert/named.ts";
import { pageOf } from "../convert/site.ts";
import { type LayoutPage, siteOf } from "../files/index.ts";
import type { Document } from "../model/document.ts";
import type { Inputs, PageDraft } from "../model/draft.ts";
import type { Memory } from "../model/memory.ts";
import type { Message } from "../model/message.ts";
import { optionsText } from "../model/options.ts";
import type { PageKey } from "../model/pending.ts";
import type { Schema } from "../model/property.ts";
import type { Asset, AssetProblem, Site, SitePage } from "../model/site.ts";
import { assetsOf } from "./assets.ts";
import {
  createRules,
  type DraftRequest,
  draftAll,
  draftOf,
  hasError,
  type Lack,
  lacksOf,
  type Parsed,
  type RulesOf,
} from "./drafts.ts";
import { type InputSources, type InputSubject, inputsOf, isUnchanged } from "./inputs.ts";
import { isDocument, type Library } from "./library.ts";
import { asksForTitles, namesIn } from "./names.ts";
import { type LocalReferences, localReferences } from "./references.ts";
import { asksForRoutes, routesIn } from "./routes.ts";

/** A page whose file has an error. */
export interface Refused {
  readonly page: LayoutPage;
  readonly messages: readonly Message[];
}

/** What the files ask for. */
export interface Gathered {
  readonly pages: readonly LayoutPage[];
  readonly unchanged: ReadonlySet<PageKey>;
  /** New and changed pages. */
  readonly drafts: readonly PageDraft[];
  /** Pages in step whose places new or changed pages link to. */
  readonly references: readonly PageDraft[];
  readonly refused: readonly Refused[];
  /** Files by the digest of their content. */
  readonly files: ReadonlyMap<
    string,
    { readonly path: string; readonly bytes: number; readonly name?: string }
  >;
  readonly messages: readonly Message[];
  /** What data sources lack for the rows among the drafts. */
  readonly schemas: readonly Lack[];
  /** What each drafted page depends on, by what the memory says by then. */
  inputs(memory: Memory): Promise<ReadonlyMap<PageKey, Inputs>>;
}

export interface GatherRequest extends DraftRequest {
  /** Symbolic links that make no page of their own → the path they lead to. */
  readonly links: ReadonlyMap<string, string>;
  readonly library: Library;
  readonly memory: Memory;
  digest(text: string): string;
  /** Tells whether a page was asked for. */
  isSelected(page: LayoutPage): boolean;
  /** False for a page in step that nothing has happened to since it was last compared. */
  mayDiffer(page: LayoutPage, inputs: Inputs): boolean;
  /** All pages asked for are looked at, also those that are as they were. */
  readonly isForced?: boolean;
  /** Fetches an image from the web; left out where the web is not asked. */
  download?(url: string): Promise<Asset | AssetProblem>;
}

const NOTHING: LocalReferences = { links: [], assets: [], embedded: [], includes: [], named: [] };

function sitePages(
  { layout, links }: GatherRequest,
  slugs: ReadonlyMap<PageKey, ReadonlySet<string>>,
  { names, routes }: Called,
): ReadonlyMap<string, SitePage> {
  const factsOf = ({ key, name }: LayoutPage) => ({
    title: name,
    names: names.get(key) ?? [],
    slugs: slugs.get(key) ?? null,
  });
  const pages = layout.pages.map((page) => {
    const more = routes.get(page.key) ?? [];
    return more.length === 0 ? page : { ...page, aliases: [...page.aliases, ...more] };
  });
  return siteOf(pages, factsOf, links);
}

/** What texts say that their pages are called, and by which paths links reach them. */
interface Called {
  readonly names: ReadonlyMap<PageKey, readonly string[]>;
  readonly routes: ReadonlyMap<PageKey, readonly string[]>;
}

const NO_NAMES: Called = { names: new Map(), routes: new Map() };

/** What all pages are called where something is asked for that no path has; then every text must be read. */
async function namesFor(parsed: readonly Parsed[], request: GatherRequest, paths: Site): Promise<Called> {
  const { layout, library, optionsOf } = request;
  const asks = asksForRoutes(parsed, optionsOf, paths) || (await asksForTitles(parsed, library, paths));
  if (!asks) return NO_NAMES;
  const all = await parseAll(layout.pages, request, [], () => null);
  return {
    names: new Map(all.map(({ page, document }) => [page.key, document === null ? [] : namesIn(document)])),
    routes: new Map(all.map((text) => [text.page.key, routesIn(text, optionsOf)])),
  };
}

function subjectOf(page: LayoutPage): InputSubject {
  const parent = page.parent.kind === "page" ? page.parent.key : null;
  return { path: page.path, source: page.source, parent, title: page.name };
}

/** Pages asked for, with the parents they cannot be without. */
function withNewParents(
  pages: readonly LayoutPage[],
  selected: (page: LayoutPage) => boolean,
  memory: Memory,
): readonly LayoutPage[] {
  const byKey = new Map(pages.map((page) => [page.key, page]));
  const wanted = new Set<PageKey>();
  for (const page of pages) {
    if (!selected(page)) continue;
    let next: LayoutPage | undefined = page;
    while (next !== undefined && !wanted.has(next.key)) {
      wanted.add(next.key);
      const parent: LayoutPage | undefined =
        next.parent.kind === "page" ? byKey.get(next.parent.key) : undefined;
      next = parent !== undefined && !memory.pages.has(parent.key) ? parent : undefined;
    }
  }
  return pages.filter((page) => wanted.has(page.key));
}

/** Sorts the pages asked for into those in step and those to look at; nothing is parsed. */
async function sortOut(
  request: GatherRequest,
  sources: InputSources,
): Promise<{ readonly unchanged: ReadonlySet<PageKey>; readonly changed: readonly LayoutPage[] }> {
  const { layout, memory } = request;
  const unchanged = new Set<PageKey>();
  const changed: LayoutPage[] = [];
  for (const page of withNewParents(layout.pages, request.isSelected, memory)) {
    const inputs = memory.pages.get(page.key)?.inputs;
    const isSame =
      inputs &&
      request.isForced !== true &&
      (!request.mayDiffer(page, inputs) || (await isUnchanged(inputs, subjectOf(page), sources)));
    if (isSame) unchanged.add(page.key);
    else changed.push(page);
  }
  return { unchanged, changed };
}

/** Sorts pages out by the schemas as they are now, which are asked for only where there is a row to look at. */
async function sortOutRows(
  request: GatherRequest,
  sources: InputSources,
): Promise<Awaited<ReturnType<typeof sortOut>> & { readonly schemas: ReadonlyMap<string, Schema> }> {
  const { rows } = request;
  const schemas = new Map<string, Schema>();
  for (;;) {
    const sorted = await sortOut(request, sources);
    const names = [...new Set(sorted.changed.map(({ source }) => source))];
    const fresh = names.filter((name) => !schemas.has(name) && rows.input(name) !== null);
    const before = fresh.map(rows.input);
    for (const name of fresh) {
      const schema = await rows.load(name);
      if (schema !== null) schemas.set(name, schema);
    }
    if (fresh.every((name, index) => rows.input(name) === before[index])) return { ...sorted, schemas };
  }
}

/** What a file refers to; a row's properties refer to files too. */
function referencesOf(document: Document, page: LayoutPage, request: GatherRequest, rules: RowRules | null) {
  const { linkRoots, properties } = request.optionsOf(page.source);
  if (rules === null) return localReferences(document, linkRoots);
  const { links, assets } = rowReferences(document, properties, rules);
  const whole = {
    ...document,
    links: [...document.links, ...links],
    assets: [...document.assets, ...assets],
  };
  return localReferences(whole, linkRoots);
}

/** Parses pages' files; a file with no document is refused. */
async function parseAll(
  pages: readonly LayoutPage[],
  request: GatherRequest,
  refused: Refused[],
  rulesOf: RulesOf,
): Promise<readonly Parsed[]> {
  const { library, optionsOf } = request;
  const parsed: Parsed[] = [];
  for (const page of pages) {
    const found = page.path === null ? null : await library.document(page.path, optionsOf(page.source));
    if (found === null) parsed.push({ page, document: null, references: NOTHING });
    else if (isDocument(found))
      parsed.push({
        page,
        document: found,
        references: referencesOf(found, page, request, rulesOf(page.source)),
      });
    else refused.push({ page, messages: found });
  }
  return parsed;
}

/** Pages that are not parsed yet and whose places the parsed ones link to. */
function linkedPlaces(
  parsed: readonly Parsed[],
  pages: readonly LayoutPage[],
  site: Site,
): readonly LayoutPage[] {
  const known = new Set(parsed.map(({ page }) => page.key));
  const linked = parsed.flatMap(({ page, references: { links, named } }) => [
    ...links.filter(({ fragment }) => fragment).map(({ path, folder }) => pageOf(path, folder, site)),
    ...named.filter(({ fragment }) => fragment).map(({ name }) => pageNamed(name, page.path ?? "", site)),
  ]);
  const wanted = new Set(linked.flatMap((page) => page?.key ?? []));
  return pages.filter((page) => wanted.has(page.key) && !known.has(page.key));
}

function slugsOf(parsed: readonly Parsed[]): ReadonlyMap<PageKey, ReadonlySet<string>> {
  return new Map(
    parsed.map(({ page, document }) => [
      page.key,
      new Set([
        ...(document?.headings.flatMap(({ slug, ids = [] }) => [slug, ...ids]) ?? []),
        ...(document?.anchors ?? []),
      ]),
    ]),
  );
}

function filesByDigest(site: Site): Gathered["files"] {
  return new Map(
    [...site.assets].flatMap(([path, asset]) =>
      typeof asset === "string" ? [] : [[asset.digest, { ...asset, path }] as const],
    ),
  );
}

/** Computes what depends on a name once. */
function onceEach(compute: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name) ?? compute(name);
    known.set(name, found);
    return found;
  };
}

function inputSources(request: GatherRequest, site: Site, memory: Memory): InputSources {
  const files = new Map(request.layout.pages.map((page) => [page.key, page.path]));
  const { library } = request;
  return {
    site,
    pages: memory.pages,
    fileOf: (key) => files.get(key) ?? null,
    optionsOf: onceEach((source) => request.digest(optionsText(request.optionsOf(source)))),
    schemaOf: (source) => request.rows.input(source),
    digestOf: (path) => library.digest(path),
    assetOf: (path) => library.asset(path),
    includeOf: async (wanted) => {
      const file = await library.include(wanted);
      return typeof file === "string" ? file : `${file.path}@${await library.digest(file.path)}`;
    },
    exists: (path) => library.exists(path),
    find: (name) => library.find(name),
  };
}

/** Reads, parses and converts what is new or changed since the memory was written. */
export async function gather(request: GatherRequest): Promise<Gathered> {
  const { layout, library, memory } = request;
  const { pages } = layout;
  const paths: Site = {
    pages: sitePages(request, new Map(), NO_NAMES),
    assets: new Map(),
    others: new Set(),
  };
  const inputs = inputSources(request, paths, memory);
  const { unchanged, changed, schemas } = await sortOutRows(request, inputs);
  const rulesOf = createRules(request, schemas);
  const refused: Refused[] = [];
  const parsed = await parseAll(changed, request, refused, rulesOf);
  const names = await namesFor(parsed, request, paths);
  const named: Site = names === NO_NAMES ? paths : { ...paths, pages: sitePages(request, new Map(), names) };
  const referenced = await parseAll(linkedPlaces(parsed, pages, named), request, [], rulesOf);
  const all = [...parsed, ...referenced];
  const site: Site = {
    pages: sitePages(request, slugsOf(all), names),
    ...(await assetsOf(all, request, named)),
  };

  const made = draftAll(parsed, site, request, schemas, rulesOf);
  const drafts = made.drafts.filter(({ messages }) => !hasError(messages));
  for (const [index, { messages }] of made.drafts.entries()) {
    const page = parsed[index]?.page;
    if (page !== undefined && hasError(messages)) refused.push({ page, messages });
  }
  const draftsOfReferenced = referenced
    .filter(({ page }) => memory.pages.has(page.key))
    .map((one) => draftOf(one, site, request, rulesOf(one.page.source)).draft);
  const dependencies = parsed.map(({ page, references }) => ({ page, references }));
  library.forgetDocuments();
  return {
    pages,
    unchanged,
    drafts,
    references: draftsOfReferenced,
    refused,
    schemas: lacksOf(schemas, made.lacks),
    files: filesByDigest(site),
    messages: [
      ...layout.messages,
      ...drafts.flatMap((draft) => draft.messages),
      ...refused.flatMap((one) => one.messages),
    ],
    inputs: async (known) => {
      const now = inputSources(request, paths, known);
      const entries = await Promise.all(
        dependencies.map(
          async ({ page, references }) =>
            [page.key, await inputsOf(subjectOf(page), references, now)] as const,
        ),
      );
      return new Map(entries);
    },
  };
}
