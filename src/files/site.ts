import type { SitePage } from "../model/site.ts";
import type { LayoutPage } from "./layout.ts";

/**
 * The pages of a site by every path a link can use: the file, its folder with and without `/`, links to the file.
 *
 * @param pages - of all sources
 * @param factsOf - title and slugs of a page
 * @param links - symbolic links that make no page of their own → the path they lead to
 */
export function siteOf(
  pages: readonly LayoutPage[],
  factsOf: (page: LayoutPage) => Pick<SitePage, "title" | "slugs" | "names">,
  links: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, SitePage> {
  const found = new Map<string, SitePage>();
  const offer = (path: string, page: SitePage): void => {
    if (!found.has(path)) found.set(path, page);
  };
  const all = pages.map((page) => ({ page, target: { key: page.key, ...factsOf(page) } }));
  // A path of its own beats another page's second name.
  for (const { page, target } of all) if (page.path !== null) offer(page.path, target);
  for (const { page, target } of all) {
    if (page.path !== null) offer(page.path.normalize("NFC"), target);
    for (const alias of page.aliases) offer(alias, target);
  }
  for (const [link, path] of links) {
    const target = found.get(path);
    if (target) offer(link, target);
  }
  return found;
}
