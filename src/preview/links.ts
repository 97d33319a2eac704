import { canonicalUrl, parseNotionUrl } from "../model/links.ts";
import { isPending, type Reference } from "../model/pending.ts";

const SAFE = /^(?:https?:\/\/|mailto:)/i;

/** The address when a browser may follow it (`http`, `https`, `mailto`), else null. */
export function webAddress(url: string): string | null {
  return SAFE.test(url) ? url : null;
}

/** The anchor of a page or block: an id without dashes, or a page key made fit for a fragment. */
export function anchorOf(id: string): string {
  const bare = id.replace(/-/g, "").toLowerCase();
  return /^[0-9a-f]{32}$/.test(bare) ? bare : `page-${encodeURIComponent(id)}`;
}

/** Text for a reference that leads nowhere in this document. */
export function labelOf(reference: Reference): string {
  return isPending(reference) ? reference.otherwise : reference;
}

/**
 * Makes the `hrefOf` of a document that shows these pages, named by id or page key: links between them stay
 * within it, links of other schemes lead nowhere.
 */
export function linksAmong(pages: Iterable<string>): (reference: Reference) => string | null {
  const shown = new Set([...pages].map(anchorOf));
  const within = (page: string, fragment: string | null): string | null =>
    shown.has(anchorOf(page)) ? `#${fragment ?? anchorOf(page)}` : null;
  return (reference) => {
    if (isPending(reference)) {
      return reference.kind === "page" || reference.kind === "heading" ? within(reference.path, null) : null;
    }
    const target = parseNotionUrl(reference);
    const inside = target === null ? within(reference, null) : within(target.page, bareId(target.block));
    return inside ?? webAddress(canonicalUrl(reference));
  };
}

function bareId(id: string | null): string | null {
  return id === null ? null : anchorOf(id);
}
