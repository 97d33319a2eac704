/**
 * Notion ids and URLs: every form in which Notion or a person writes them, and the one form we write.
 */

const HEX_ID = /^[0-9a-f]{32}$/;
const DASHED_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const HOSTS: readonly string[] = [
  "notion.so",
  "www.notion.so",
  "notion.com",
  "www.notion.com",
  "app.notion.com",
];
const SITE_HOST = /^[a-z0-9-]+\.notion\.site$/;
const NATIVE_ICON = /^\/icons\/(.+)_([a-z]+)\.svg$/;

/** A page, or a block in it. Ids are lower-case and dashed. */
export interface NotionLink {
  readonly page: string;
  readonly block: string | null;
}

/**
 * The canonical form of a Notion id: lower-case, dashed.
 *
 * @returns null for what is no id: anything but 32 hexadecimal digits, with or without the dashes of a UUID
 */
export function normalizeId(text: string): string | null {
  const id = text.trim().toLowerCase();
  if (DASHED_ID.test(id)) {
    return id;
  }
  return HEX_ID.test(id)
    ? [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join("-")
    : null;
}

function hexOf(id: string): string {
  return id.replaceAll("-", "").toLowerCase();
}

/** The URL we write for a page, or for a block in it. Both ids may be dashed or not. */
export function notionUrl(page: string, block?: string): string {
  const fragment = block === undefined ? "" : `#${hexOf(block)}`;
  return `https://www.notion.so/${hexOf(page)}${fragment}`;
}

/** The id a path segment such as `Meeting-notes-<32 hex>` ends in. */
function idOfSegment(segment: string): string | null {
  const whole = normalizeId(segment);
  if (whole !== null) {
    return whole;
  }
  // A slug and its id are joined by a dash, and a slug may itself end in hexadecimal digits.
  const end = /(?:^|-)([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(segment);
  return end?.[1] === undefined ? null : normalizeId(end[1]);
}

/** A URL of one of Notion's hosts, or a path on them. */
function parseNotionHost(url: string): URL | null {
  // `//host/…` is a URL without a scheme, not a path.
  const absolute = /^\/(?!\/)/.test(url) ? `https://www.notion.so${url}` : url;
  if (!/^https?:\/\//i.test(absolute) || !URL.canParse(absolute)) {
    return null;
  }
  const parsed = new URL(absolute);
  return HOSTS.includes(parsed.hostname) || SITE_HOST.test(parsed.hostname) ? parsed : null;
}

/**
 * What a URL of Notion points at.
 *
 * Understood are `/<id>`, `notion.so`, `www.notion.so`, `notion.com`, `app.notion.com/p/…` and `*.notion.site`;
 * an id by itself or at the end of a slug; `?p=<id>` for a page opened beside another; `#<block id>`.
 *
 * @returns null for every other URL, and for those of Notion that name no page
 */
export function parseNotionUrl(url: string): NotionLink | null {
  const parsed = parseNotionHost(url);
  if (parsed === null) {
    return null;
  }
  const peek = normalizeId(parsed.searchParams.get("p") ?? "");
  const last = parsed.pathname.split("/").findLast((segment) => segment !== "") ?? "";
  const page = peek ?? idOfSegment(last);
  return page === null ? null : { page, block: normalizeId(parsed.hash.slice(1)) };
}

/** One form for every link to Notion; other URLs come back as they are. */
export function canonicalUrl(url: string): string {
  const link = parseNotionUrl(url);
  return link === null ? url : notionUrl(link.page, link.block ?? undefined);
}

/**
 * Name and colour of a native icon given as the URL of its drawing
 * (`https://www.notion.so/icons/book_gray.svg`), as older answers give it back.
 */
export function parseNativeIcon(url: string): { readonly name: string; readonly color: string } | null {
  const parsed = parseNotionHost(url);
  const [, name, color] = NATIVE_ICON.exec(parsed?.pathname ?? "") ?? [];
  return name === undefined || color === undefined ? null : { name, color };
}
