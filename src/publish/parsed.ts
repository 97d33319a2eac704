/** The texts of a run, parsed, and what they are to each other. */
import { type RowRules, rowReferences } from "../convert/index.ts";
import { pageNamed } from "../convert/named.ts";
import { pageOf } from "../convert/site.ts";
import { type LayoutPage, siteOf } from "../files/index.ts";
import type { Document } from "../model/document.ts";
import type { PageKey } from "../model/pending.ts";
import type { Site, SitePage } from "../model/site.ts";
import type { Parsed, RulesOf } from "./drafts.ts";
import type { GatherRequest, Refused } from "./gather.ts";
import { isDocument } from "./library.ts";
import { asksForTitles, namesIn } from "./names.ts";
import { type LocalReferences, localReferences } from "./references.ts";
import { asksForRoutes, routesIn } from "./routes.ts";

/** What texts say that their pages are called, and by which paths links reach them. */
export interface Called {
  readonly names: ReadonlyMap<PageKey, readonly string[]>;
  readonly routes: ReadonlyMap<PageKey, readonly string[]>;
}

/** Nothing is asked for by what texts say of themselves. */
export const NO_NAMES: Called = { names: new Map(), routes: new Map() };

/** What all pages are called where something is asked for that no path has; then every text must be read. */
export async function namesFor(
  parsed: readonly Parsed[],
  request: GatherRequest,
  paths: Site,
): Promise<Called> {
  const { layout, library, optionsOf } = request;
  const asks = asksForRoutes(parsed, optionsOf, paths) || (await asksForTitles(parsed, library, paths));
  if (!asks) return NO_NAMES;
  const all = await parseAll(layout.pages, request, [], () => null);
  return {
    names: new Map(all.map(({ page, document }) => [page.key, document === null ? [] : namesIn(document)])),
    routes: new Map(all.map((text) => [text.page.key, routesIn(text, optionsOf)])),
  };
}

/** The pages that links may lead to, by their paths and by what they are called. */
export function sitePages(
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

const NOTHING: LocalReferences = { links: [], assets: [], embedded: [], includes: [], named: [] };

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
export async function parseAll(
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
export function linkedPlaces(
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

/** Places in the parsed texts that links may lead to, by page. */
export function slugsOf(parsed: readonly Parsed[]): ReadonlyMap<PageKey, ReadonlySet<string>> {
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
