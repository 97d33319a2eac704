import { joinPath } from "../model/paths.ts";
import { folderOf } from "./names.ts";
import type { Navigation } from "./navigation.ts";

/** One entry of `nav`, flattened: a page, or a section with all the pages in it. */
interface Entry {
  readonly title: string | null;
  readonly isSection: boolean;
  readonly paths: readonly string[];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Each page and section, sections before what is in them. A bare text is a page without a title. */
function entriesOf(nav: unknown, inDocs: (path: string) => string): readonly Entry[] {
  if (!Array.isArray(nav)) return [];
  return nav.flatMap((item: unknown): readonly Entry[] => {
    if (typeof item === "string") return [{ title: null, isSection: false, paths: [inDocs(item)] }];
    if (!isRecord(item)) return [];
    return Object.entries(item).flatMap(([title, value]): readonly Entry[] => {
      if (typeof value === "string") return [{ title, isSection: false, paths: [inDocs(value)] }];
      const inside = entriesOf(value, inDocs);
      const paths = inside.flatMap((entry) => (entry.isSection ? [] : entry.paths));
      return [{ title, isSection: true, paths }, ...inside];
    });
  });
}

/** The deepest folder that holds all paths; empty where that is the top. */
function commonFolder(paths: readonly string[]): string {
  const [first, ...rest] = paths;
  if (first === undefined) return "";
  let folder = folderOf(first);
  while (folder !== "" && !rest.every((path) => path.startsWith(`${folder}/`))) folder = folderOf(folder);
  return folder;
}

/** Pages rank in the order of `nav`, a folder as its first page. */
function ranksOf(pages: readonly string[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  for (const [rank, page] of pages.entries()) {
    if (!ranks.has(page)) ranks.set(page, rank);
    for (let folder = folderOf(page); folder !== "" && !ranks.has(`${folder}/`); folder = folderOf(folder))
      ranks.set(`${folder}/`, rank);
  }
  return ranks;
}

/** The folder that holds a section's pages and no others of `nav`. */
function folderOfSection(inside: readonly string[], pages: readonly string[]): string | null {
  const folder = commonFolder(inside);
  const isWhole = pages.every((page) => !page.startsWith(`${folder}/`) || inside.includes(page));
  return folder !== "" && isWhole ? `${folder}/` : null;
}

/**
 * The order and titles of MkDocs' `nav`; a section gives its title to the folder of its pages.
 *
 * @param config - `mkdocs.yml`, parsed
 * @param base - the folder it lies in
 * @param paths - published files, relative to the root like all
 */
export function mkdocsNavigation(config: unknown, base: string, paths: readonly string[]): Navigation {
  const labels = new Map<string, string>();
  if (!isRecord(config)) return { ranks: new Map(), labels };
  const docs = typeof config["docs_dir"] === "string" ? config["docs_dir"] : "docs";
  const published = new Set(paths);
  const entries = entriesOf(config["nav"], (path) => joinPath(base === "" ? "." : base, docs, path));
  const pages = entries.flatMap((entry) => (entry.isSection ? [] : entry.paths));
  for (const { title, isSection, paths: inside } of entries) {
    const path = isSection ? folderOfSection(inside, pages) : (inside[0] ?? null);
    if (title !== null && path !== null && !labels.has(path)) labels.set(path, title);
  }
  return { ranks: ranksOf(pages.filter((page) => published.has(page))), labels };
}
