import { nearest } from "../model/near.ts";
import { baseName, directoryOf, type LocalTarget, localTargets, relativePath } from "../model/paths.ts";
import type { Site, SitePage } from "../model/site.ts";
import type { Context } from "./context.ts";

/** A site without any files: for text that is converted by itself. */
export const NO_SITE: Site = { pages: new Map(), assets: new Map(), others: new Set() };

interface Index {
  /** Lower-case path → path, for names that differ in case only. */
  readonly pages: ReadonlyMap<string, string>;
  readonly assets: ReadonlyMap<string, string>;
}

// Derived from the site alone, so remembering it changes nothing but the time it takes.
const indexes = new WeakMap<Site, Index>();

function lowered(paths: Iterable<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const path of paths) if (!found.has(path.toLowerCase())) found.set(path.toLowerCase(), path);
  return found;
}

function indexOf(site: Site): Index {
  const known = indexes.get(site);
  if (known !== undefined) return known;
  const index = { pages: lowered(site.pages.keys()), assets: lowered(site.assets.keys()) };
  indexes.set(site, index);
  return index;
}

const ENDINGS = ["md", "mdx", "markdown"] as const;
const FOLDER_FILES = ["index", "README"] as const;

/** Paths that a link may mean, the likeliest first. */
function candidates(path: string, folder: boolean): string[] {
  const base = path === "." ? "" : `${path}/`;
  const inside = FOLDER_FILES.flatMap((name) => ENDINGS.map((ending) => `${base}${name}.${ending}`));
  const asFolder = [base, ...inside];
  if (path === ".") return asFolder;
  const asFile = [path, ...ENDINGS.map((ending) => `${path}.${ending}`)];
  return folder ? [...asFolder, ...asFile] : [...asFile, ...asFolder];
}

/** The page a path leads to, with or without its ending, as a folder or its index; null: none. */
export function pageOf(path: string, folder: boolean, site: Site): SitePage | null {
  if (site.pages.size === 0) return null;
  for (const candidate of candidates(path, folder)) {
    const page = site.pages.get(candidate);
    if (page !== undefined) return page;
  }
  const index = indexOf(site);
  for (const candidate of candidates(path, folder)) {
    const actual = index.pages.get(candidate.toLowerCase());
    const page = actual === undefined ? undefined : site.pages.get(actual);
    if (page !== undefined) return page;
  }
  return null;
}

/** The path under which the site knows a local file; the path itself where it does not. */
export function assetPath(path: string, site: Site): string {
  if (site.assets.has(path)) return path;
  return indexOf(site).assets.get(path.toLowerCase()) ?? path;
}

function isThere({ path, folder }: LocalTarget, site: Site): boolean {
  if (path === null || pageOf(path, folder, site) !== null || site.others.has(path)) return true;
  const asset = site.assets.get(assetPath(path, site));
  return asset !== undefined && asset !== "missing" && asset !== "outside";
}

/**
 * What a URL in the document points at: the first of the places it can mean where something is, else the likeliest.
 *
 * @returns null for a URL with a scheme or a host
 */
export function localTargetIn(
  url: string,
  { document, options, site }: Pick<Context, "document" | "options" | "site">,
): LocalTarget | null {
  const targets = localTargets(url, document.path, options.linkRoots);
  return targets.find((target) => isThere(target, site)) ?? targets[0] ?? null;
}

/** The published file that looks most like one that does not exist, as a link from `file`; null: none is near. */
export function pageNear(path: string, file: string, site: Site): string | null {
  const files = [...site.pages.keys()].filter((known) => known !== "" && !known.endsWith("/"));
  const near = siblingNear(path, files) ?? twinOf(path, files) ?? nearest(path, files, MISTYPED);
  return near === null ? null : relativePath(directoryOf(file), near);
}

// In a long path a third of the letters would make another file of it.
const MISTYPED = 2;

/** A file of the same folder whose name is nearly the same. */
function siblingNear(path: string, files: readonly string[]): string | null {
  const folder = directoryOf(path);
  const siblings = files.filter((known) => directoryOf(known) === folder);
  const name = nearest(baseName(path), siblings.map(baseName), MISTYPED);
  return siblings.find((known) => baseName(known) === name) ?? null;
}

/** The one file of that name that lies elsewhere. */
function twinOf(path: string, files: readonly string[]): string | null {
  const name = baseName(path).toLowerCase();
  const twins = files.filter((known) => baseName(known).toLowerCase() === name);
  return twins.length === 1 ? (twins[0] ?? null) : null;
}

/** The slug that looks most like one that does not exist; null: none is near. */
export function headingNear(slug: string, slugs: ReadonlySet<string>): string | null {
  const near = nearest(slug, slugs);
  return near === null ? null : `#${near}`;
}
