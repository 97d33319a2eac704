import type { Nodes } from "mdast";
import type { Reference } from "../model/pending.ts";
import type { SitePage } from "../model/site.ts";
import { plainText } from "../model/text.ts";
import type { Context, Mark, Piece } from "./context.ts";
import { runsOf } from "./pieces.ts";
import { headingNear, localTargetIn, pageNear, pageOf } from "./site.ts";
import { percentEncoded, urlKind } from "./url.ts";

/** Adds what stands in a link, linked where it can be: `targetOf` is told the text that it is. */
export function pushLink(
  targetOf: (otherwise: string) => Reference | null,
  node: Nodes & { children: Nodes[] },
  mark: Mark,
  context: Context,
  out: Piece[],
): void {
  const inside: Piece[] = [];
  context.phrasing(node.children, { ...mark, link: null, inLine: true }, inside);
  const target = targetOf(plainText(runsOf(inside)));
  const link = target === null ? null : { url: target };
  for (const piece of inside) {
    // A link around an image's own link wins: that is where the author leads the reader.
    out.push(
      piece.type === "text" && link !== null
        ? { ...piece, text: { content: piece.text.content, link } }
        : piece,
    );
  }
}

/**
 * Where a link leads: a web address, a page or block of the set, or the source's place on the web.
 *
 * @param otherwise - the link's text
 * @returns null where the text must stand without a link; a message then tells why
 */
export function linkTarget(url: string, otherwise: string, node: Nodes, context: Context): Reference | null {
  const kind = urlKind(url);
  if (kind.kind === "web") return kind.url;
  if (kind.kind === "scheme") context.report("link-scheme", { scheme: kind.scheme, url }, node);
  else if (kind.kind === "tooLong") context.report("link-too-long", { length: kind.length }, node);
  else if (kind.kind === "invalid") context.report("link-invalid", { url }, node);
  else return localLink(url, otherwise, node, context);
  return null;
}

function localLink(url: string, otherwise: string, node: Nodes, context: Context): Reference | null {
  const target = localTargetIn(url, context);
  if (target === null || target.path === null) {
    return ownHeading(url, target?.fragment ?? "", otherwise, node, context);
  }
  const page = pageOf(target.path, target.folder, context.site);
  if (page !== null) return pageLink(url, page, target.fragment, otherwise, node, context);
  const { site, options } = context;
  const asset = site.assets.get(target.path) ?? "missing";
  const exists = site.others.has(target.path) || (asset !== "missing" && asset !== "outside");
  if (exists && options.sourceUrl !== null) {
    return sourceLink(options.sourceUrl, target.path, target.fragment);
  }
  if (exists) context.report("link-unpublished", { url }, node);
  else if (context.self === null) context.report("link-local", { url }, node);
  else
    context.report(
      "link-not-found",
      { url, hint: meant(pageNear(target.path, context.document.path, site)) },
      node,
    );
  return null;
}

/** The end of a message that a likelier name is known for. */
export function meant(near: string | null): string {
  return near === null ? "" : ` Did you mean \`${near}\`?`;
}

/** The address of a file of the source, on the web. */
export function sourceLink(prefix: string, path: string, fragment: string | null): string {
  const encoded = path.split("/").map(percentEncoded).join("/");
  const slash = prefix.endsWith("/") ? "" : "/";
  return `${prefix}${slash}${encoded}${fragment === null ? "" : `#${percentEncoded(fragment)}`}`;
}

function ownHeading(
  url: string,
  fragment: string,
  otherwise: string,
  node: Nodes,
  context: Context,
): Reference | null {
  const { self, slugs, titleSlugs } = context;
  if (self === null) {
    context.report("link-local", { url }, node);
    return null;
  }
  const slug = slugs.get(fragment.toLowerCase());
  if (slug !== undefined && !titleSlugs.has(slug)) return { kind: "heading", path: self, slug, otherwise };
  const isTop = fragment === "" || fragment.toLowerCase() === "top" || slug !== undefined;
  if (!isTop) {
    const hint = meant(headingNear(fragment, new Set(slugs.values())));
    context.report("link-heading-not-found", { url, hint }, node);
  }
  return { kind: "page", path: self, otherwise };
}

/** A link to a page, or to a place in it. */
export function pageLink(
  url: string,
  page: SitePage,
  fragment: string | null,
  otherwise: string,
  node: Nodes,
  context: Context,
): Reference {
  if (page.key === context.self && fragment !== null) {
    return ownHeading(url, fragment, otherwise, node, context) ?? { kind: "page", path: page.key, otherwise };
  }
  const top: Reference = { kind: "page", path: page.key, otherwise };
  if (fragment === null || fragment === "" || fragment.toLowerCase() === "top") return top;
  if (page.slugs === null) return { kind: "heading", path: page.key, slug: fragment, otherwise };
  const slug = page.slugs.has(fragment) ? fragment : fragment.toLowerCase();
  if (page.slugs.has(slug)) return { kind: "heading", path: page.key, slug, otherwise };
  context.report("link-heading-not-found", { url, hint: meant(headingNear(fragment, page.slugs)) }, node);
  return top;
}
