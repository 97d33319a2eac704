import { type Html, html } from "./html.ts";
import { anchorOf, linksAmong } from "./links.ts";
import { type PreviewOptions, type PreviewPage, renderArticle, renderDocument } from "./page.ts";

/** Children by parent; what names a parent that is not shown stands at the top. */
function childrenByParent(pages: readonly PreviewPage[]): ReadonlyMap<string | null, readonly PreviewPage[]> {
  const known = new Set(pages.map((page) => page.id));
  const children = new Map<string | null, PreviewPage[]>();
  for (const page of pages) {
    const parent =
      page.parent !== null && page.parent !== page.id && known.has(page.parent) ? page.parent : null;
    const siblings = children.get(parent) ?? [];
    siblings.push(page);
    children.set(parent, siblings);
  }
  return children;
}

function branch(parent: string | null, children: ReturnType<typeof childrenByParent>): Html | null {
  const pages = children.get(parent);
  if (pages === undefined) {
    return null;
  }
  const entry = (page: PreviewPage): Html => {
    const icon = page.icon !== null && "emoji" in page.icon ? `${page.icon.emoji} ` : "";
    return html`<li><a href="#${anchorOf(page.id)}">${icon}${page.title}</a>${branch(page.id, children)}</li>`;
  };
  return html`<ul>${pages.map(entry)}</ul>`;
}

/** A navigation tree beside articles, as one document. Without scripts: the address's fragment picks the page. */
export function renderTree(title: string, pages: readonly PreviewPage[], articles: readonly Html[]): string {
  const nav = html`<nav aria-label="Pages">${branch(null, childrenByParent(pages))}</nav>`;
  return renderDocument(title, "site", html`<div class="layout">${nav}<main>${articles}</main></div>`);
}

/**
 * Pages read from Notion, or of a plan, as one self-contained HTML document with a tree to walk through.
 *
 * @param pages - in the order they are shown in; the first one is open at the start
 */
export function renderSite(
  pages: readonly PreviewPage[],
  options: PreviewOptions & { readonly title?: string } = {},
): string {
  const hrefOf = linksAmong(pages.map((page) => page.id));
  const articles = pages.map((page) => renderArticle(page, hrefOf, options));
  return renderTree(options.title ?? pages[0]?.title ?? "Preview", pages, articles);
}
