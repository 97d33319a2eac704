import { LIMITS } from "../facts/limits.ts";

/** Schemes Notion takes in links. */
const LINK_SCHEMES: readonly string[] = ["http", "https", "mailto"];

/** What a URL is, as Notion sees it. */
export type UrlKind =
  | { readonly kind: "web"; readonly url: string }
  | { readonly kind: "local" }
  | { readonly kind: "scheme"; readonly scheme: string }
  | { readonly kind: "invalid" }
  | { readonly kind: "tooLong"; readonly length: number };

const UNSAFE = /[^\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]+/g;

/** Percent-encodes a part of an address; half a surrogate pair, which cannot be encoded, becomes U+FFFD. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\uFFFD"));
}

/** Percent-encodes what an address must not hold bare; what is encoded stays. */
function encoded(url: string): string {
  return url.replace(UNSAFE, percentEncoded);
}

/** Sorts a URL out. A web address comes back encoded; `//host` is taken as `https`. */
export function urlKind(raw: string): UrlKind {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(raw)?.[1]?.toLowerCase();
  if (scheme === undefined && !raw.startsWith("//"))
    return raw === "" ? { kind: "invalid" } : { kind: "local" };
  if (scheme !== undefined && !LINK_SCHEMES.includes(scheme)) return { kind: "scheme", scheme };
  const url = encoded(scheme === undefined ? `https:${raw}` : raw);
  if (!isWhole(url, scheme)) return { kind: "invalid" };
  if (url.length > LIMITS.url) return { kind: "tooLong", length: url.length };
  return { kind: "web", url };
}

function isWhole(url: string, scheme: string | undefined): boolean {
  if (scheme === "mailto") return /^mailto:[^?]*[^?\s]/i.test(url);
  return /^(?:https?:)?\/\/[^/?#]/i.test(url) && URL.canParse(url);
}
