import { slug } from "github-slugger";
import type { Link } from "mdast";
import { baseName, directoryOf, joinPath, relativePath } from "../model/paths.ts";
import type { Reference } from "../model/pending.ts";
import type { Site, SitePage } from "../model/site.ts";
import type { Context } from "./context.ts";
import { linkTarget, meant, pageLink } from "./link.ts";
import { pageNear, pageOf } from "./site.ts";
import { percentEncoded } from "./url.ts";

interface Names {
  /** Last part of a path → paths, those with the fewest folders first; all without ending and in lower case. */
  readonly paths: ReadonlyMap<string, readonly { readonly plain: string; readonly page: SitePage }[]>;
  readonly titles: ReadonlyMap<string, SitePage>;
}

// Derived from the site alone, so remembering it changes nothing but the time it takes.
const known = new WeakMap<Site, Names>();

function plainName(name: string): string {
  return name
    .normalize("NFC")
    .toLowerCase()
    .replace(/\.(?:md|mdx|markdown)$/, "")
    .replace(/\/$/, "");
}

function namesOf(site: Site): Names {
  const found = known.get(site);
  if (found !== undefined) return found;
  const paths = new Map<string, { readonly plain: string; readonly page: SitePage }[]>();
  const titles = new Map<string, SitePage>();
  const ordered = [...site.pages].sort(
    ([a], [b]) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1),
  );
  for (const [path, page] of ordered) {
    const plain = plainName(path);
    const last = baseName(plain);
    paths.set(last, [...(paths.get(last) ?? []), { plain, page }]);
    for (const title of [page.title, ...(page.names ?? [])]) {
      if (!titles.has(plainName(title))) titles.set(plainName(title), page);
    }
  }
  const names = { paths, titles };
  known.set(site, names);
  return names;
}

/**
 * The page a name means: the file at that path from here or from the root, else one whose path ends so, else one of
 * that title or alias. Case and ending do not count.
 *
 * @param file - the file that names it
 */
export function pageNamed(name: string, file: string, site: Site): SitePage | null {
  if (site.pages.size === 0) return null;
  const near = pageOf(joinPath(directoryOf(file), name), false, site) ?? pageOf(joinPath(name), false, site);
  if (near !== null) return near;
  const { paths, titles } = namesOf(site);
  const wanted = plainName(name);
  const ending = paths
    .get(baseName(wanted))
    ?.find(({ plain }) => plain === wanted || plain.endsWith(`/${wanted}`));
  return ending?.page ?? titles.get(wanted) ?? null;
}

/** The URL of a file that is named, wherever it lies; the name as a URL where there is no such file. */
export function urlNamed(name: string, { document, site }: Context): string {
  const path = site.named?.get(name);
  const url = path === undefined ? name : relativePath(directoryOf(document.path), path);
  return url.replace(/[%?#]/g, percentEncoded);
}

/** A name and the heading or block after its `#`. */
export function splitName(url: string): { readonly name: string; readonly place: string | null } {
  const at = url.indexOf("#");
  return at < 0 ? { name: url, place: null } : { name: url.slice(0, at), place: url.slice(at + 1) };
}

/** The anchor of a heading by its text; blocks are named as they are (`^id`). */
function anchorNamed(place: string): string {
  return place.startsWith("^") ? place : slug(place);
}

/** Where a link by name leads (`Page#Heading`); null where the text must stand without one, which is reported. */
export function namedTarget(node: Link, otherwise: string, context: Context): Reference | null {
  const { name, place } = splitName(node.url);
  const fragment = place === null ? null : anchorNamed(place);
  if (name === "") return linkTarget(`#${fragment ?? ""}`, otherwise, node, context);
  const page = pageNamed(name, context.document.path, context.site);
  if (page !== null) return pageLink(node.url, page, fragment, otherwise, node, context);
  const { document, site } = context;
  const file = site.named?.get(name);
  if (file !== undefined) {
    context.report("link-unpublished", { url: node.url }, node);
  } else if (context.self === null) context.report("link-local", { url: node.url }, node);
  else {
    const hint = meant(pageNear(joinPath(directoryOf(document.path), `${name}.md`), document.path, site));
    context.report("link-not-found", { url: node.url, hint }, node);
  }
  return null;
}
