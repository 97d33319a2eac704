import { canonicalUrl, parseNotionUrl } from "../model/links.ts";
import type { Message } from "../model/message.ts";
import { isPending, type Reference } from "../model/pending.ts";
import { html } from "./html.ts";
import { anchorOf, webAddress } from "./links.ts";
import { type PreviewOptions, type PreviewPage, renderArticle, renderDocument } from "./page.ts";
import { renderNavigation, type TreePage } from "./site.ts";

/** A page of the live preview's tree. */
export interface LivePage extends TreePage {
  /** What is wrong with its file. */
  readonly messages: readonly Message[];
}

/** What the live preview knows of all pages. */
export interface LiveSite {
  /** Raised with every change. */
  readonly state: number;
  readonly pages: readonly LivePage[];
  /** What is wrong with files that have no page. */
  readonly messages: readonly Message[];
}

/** Path of a page on the live preview's server. */
export function livePath(id: string): string {
  return `/p/${anchorOf(id)}`;
}

function hrefIn(site: LiveSite): (reference: Reference) => string | null {
  const shown = new Set(site.pages.map(({ id }) => anchorOf(id)));
  return (reference) => {
    if (isPending(reference)) return null;
    const target = parseNotionUrl(reference);
    const page = anchorOf(target?.page ?? reference);
    const place = target?.block ?? null;
    if (shown.has(page)) return `/p/${page}${place === null ? "" : `#${anchorOf(place)}`}`;
    return webAddress(canonicalUrl(reference));
  };
}

const isFaulty = ({ messages }: LivePage): boolean => messages.some(({ severity }) => severity === "error");

/**
 * A page of the live preview as an HTML document.
 *
 * @param page - null: there is none to show yet
 */
export function renderLive(page: PreviewPage | null, site: LiveSite, options: PreviewOptions = {}): string {
  const nav = renderNavigation(site.pages, (one, words) => {
    const known = site.pages.find(({ id }) => id === one.id);
    const mark = known !== undefined && isFaulty(known) ? "marked" : "";
    return one.id === page?.id
      ? html`<a href="${livePath(one.id)}" class="${mark}" aria-current="page">${words}</a>`
      : html`<a href="${livePath(one.id)}" class="${mark}">${words}</a>`;
  });
  const shown: PreviewPage = page ?? {
    id: "none",
    title: "Nothing to show",
    icon: null,
    cover: null,
    blocks: [],
    parent: null,
    status: "A page is shown here as soon as there is one.",
    messages: site.messages,
  };
  const article = renderArticle(shown, hrefIn(site), options);
  return renderDocument(
    shown.title,
    "live",
    html`<div class="layout">${nav}<main data-state="${String(site.state)}">${article}</main></div>`,
  );
}

/**
 * The script of the live preview: it puts the new text in place of the old one as soon as the server says that there
 * is one, so that the reader stays where they are.
 */
export const LIVE_SCRIPT = `"use strict";
const shown = () => document.querySelector("main").dataset.state;
const foldedOf = (root) => [...root.querySelectorAll("details")].map((one) => one.open);
async function refresh() {
  const answer = await fetch(location.pathname, { cache: "no-store" });
  if (!answer.ok) return location.assign("/");
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const open = foldedOf(document);
  [...fresh.querySelectorAll("details")].forEach((one, index) => { one.open = open[index] ?? one.open; });
  const [nav, freshNav] = [document.querySelector("nav"), fresh.querySelector("nav")];
  const top = nav.scrollTop;
  document.title = fresh.title;
  nav.replaceWith(freshNav);
  freshNav.scrollTop = top;
  document.querySelector("main").replaceWith(fresh.querySelector("main"));
}
const events = new EventSource("/events");
events.addEventListener("state", ({ data }) => { if (data !== shown()) refresh(); });
events.addEventListener("open", () => document.body.classList.remove("away"));
events.addEventListener("error", () => document.body.classList.add("away"));
`;
