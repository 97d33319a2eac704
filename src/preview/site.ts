import { type Html, html } from "./html.ts";
import { anchorOf, linksAmong } from "./links.ts";
import { type PreviewOptions, type PreviewPage, renderArticle, renderDocument } from "./page.ts";

/** Children by parent; what names a parent that is not shown stands at the top. */
function childrenByParent(pages: readonly TreePage[]): ReadonlyMap<string | null, readonly TreePage[]> {
  const known = new Set(pages.map((page) => page.id));
  const children = new Map<string | null, TreePage[]>();
  for (const page of pages) {
    const parent =
      page.parent !== null && page.parent !== page.id && known.has(page.parent) ? page.parent : null;
    const siblings = children.get(parent) ?? [];
    siblings.push(page);
    children.set(parent, siblings);
  }
  return children;
}

/** A page as the tree shows it. */
export type TreePage = Pick<PreviewPage, "id" | "title" | "icon" | "parent">;

/** How a page is linked from the tree: opening and closing of the link. */
type LinkTo = (page: TreePage, words: Html) => Html;

function branch(
  parent: string | null,
  children: ReturnType<typeof childrenByParent>,
  linkTo: LinkTo,
): Html | null {
  const pages = children.get(parent);
  if (pages === undefined) {
    return null;
  }
  const entry = (page: TreePage): Html => {
    const icon = page.icon !== null && "emoji" in page.icon ? `${page.icon.emoji} ` : "";
    return html`<li>${linkTo(page, html`${icon}${page.title}`)}${branch(page.id, children, linkTo)}</li>`;
  };
  return html`<ul>${pages.map(entry)}</ul>`;
}

/** The tree of all pages. */
export function renderNavigation(pages: readonly TreePage[], linkTo: LinkTo): Html {
  return html`<nav aria-label="Pages">${branch(null, childrenByParent(pages), linkTo)}</nav>`;
}

/** A navigation tree beside articles, as one document. Without scripts: the address's fragment picks the page. */
export function renderTree(title: string, pages: readonly PreviewPage[], articles: readonly Html[]): string {
  const nav = renderNavigation(pages, ({ id }, words) => html`<a href="#${anchorOf(id)}">${words}</a>`);
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
