/** Links in text: which are taken, and the form in which one to a page or block comes back. */
import { bare, dashed } from "../ids.ts";
import { contentFailed } from "../refusal.ts";
import type { World } from "../world.ts";

const HOSTS = /^(?:(?:www|app)\.)?notion\.(?:so|com)$|\.notion\.site$/;
const LAST_ID = /([0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})$/i;

/** A page, and a block on it. */
interface Target {
  readonly page: string;
  readonly block: string | null;
}

/** @throws Refusal in the server's words when the link is not absolute or its scheme is not taken */
export function checkLink(url: string, world: World): void {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const taken = parsed !== null && world.answers.linkSchemes.includes(parsed.protocol);
  if (!taken || (/^https?:$/.test(parsed.protocol) && !/^https?:\/\//i.test(url))) {
    throw contentFailed("Invalid URL for link.");
  }
}

/** Tells whether a text is an absolute http or https address. */
export function isWebUrl(url: string): boolean {
  return URL.canParse(url) && /^https?:\/\/[^/]/i.test(url);
}

function targetOf(url: string): Target | null {
  if (!URL.canParse(url)) {
    return null;
  }
  const { hostname, pathname, hash } = new URL(url);
  const page = LAST_ID.exec(pathname)?.[1];
  if (!HOSTS.test(hostname) || page === undefined) {
    return null;
  }
  return { page: bare(page).toLowerCase(), block: dashed(hash.slice(1)) };
}

const ROOTS = {
  path: "/",
  "notion.so": "https://www.notion.so/",
  "notion.com": "https://www.notion.com/",
  "app.notion.com": "https://app.notion.com/p/",
} as const;

/** A link as the API gives it back. */
export function answerLink(url: string, world: World): string {
  const form = world.answers.internalLinks;
  const target = form === "sent" ? null : targetOf(url);
  if (form === "sent" || target === null) {
    return url;
  }
  return `${ROOTS[form]}${target.page}${target.block === null ? "" : `#${bare(target.block)}`}`;
}

/** A page's `url`: its title as words joined by dashes, then its id. */
export function pageUrl(title: string, id: string, world: World): string {
  const words = title.normalize("NFKD").match(/[A-Za-z0-9]+/g) ?? [];
  const slug = [...words, bare(id)].join("-");
  return `${ROOTS[world.answers.pageUrls]}${slug}`;
}
