import { pageOf } from "../convert/site.ts";
import type { LayoutPage } from "../files/index.ts";
import type { Document } from "../model/document.ts";
import type { ConvertOptions } from "../model/options.ts";
import { directoryOf, joinPath, localTargets } from "../model/paths.ts";
import type { Site } from "../model/site.ts";

/** A page and its text. */
interface Text {
  readonly page: LayoutPage;
  readonly document: Document | null;
}

type OptionsOf = (source: string) => Pick<ConvertOptions, "preset" | "linkRoots">;

/** Tells whether a link is written as an address (`/docs/start`) that no file has: it may be given in a text. */
export function asksForRoutes(texts: readonly Text[], optionsOf: OptionsOf, site: Site): boolean {
  return texts.some(({ page, document }) => {
    const { preset, linkRoots } = optionsOf(page.source);
    if (preset !== "docusaurus" || document === null) return false;
    return document.links.some(({ url }) => {
      const targets = localTargets(url, document.path, linkRoots).filter(({ path }) => path !== null);
      const isAddress = targets.length > 0 && !/\.[a-z0-9]+(?:[?#].*)?$/i.test(url);
      return (
        isAddress && !targets.some(({ path, folder }) => path !== null && pageOf(path, folder, site) !== null)
      );
    });
  });
}

/**
 * Paths at which links reach a text by its front matter's `slug`: from the folder of the documents, or, without a
 * slash before it, from its own.
 *
 * Source: https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-docs#slug
 */
export function routesIn({ page, document }: Text, optionsOf: OptionsOf): readonly string[] {
  const slug = document?.frontMatter?.values["slug"];
  if (typeof slug !== "string" || page.path === null || optionsOf(page.source).preset !== "docusaurus")
    return [];
  const inside = page.key.slice(page.source === "" ? 0 : page.source.length + 1);
  const top = page.path.slice(0, Math.max(0, page.path.lastIndexOf(inside)));
  const route = joinPath(
    slug.startsWith("/") ? top || "." : directoryOf(page.path),
    slug.replace(/\/+$/, "") || ".",
  );
  return [route, `${route}/`];
}
