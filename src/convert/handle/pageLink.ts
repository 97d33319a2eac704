import type { DraftBlock } from "../../model/block.ts";
import { normalizeId, parseNotionUrl } from "../../model/links.ts";
import type { PageLink } from "../../model/nodes.ts";
import type { Reference } from "../../model/pending.ts";
import { plainText, text } from "../../model/text.ts";
import type { Context, Piece } from "../context.ts";
import { linkTarget } from "../link.ts";
import { paragraph, runsOf, UNMARKED_IN_LINE } from "../pieces.ts";
import { placeOf } from "../place.ts";
import { localTargetIn, pageOf } from "../site.ts";
import { urlKind } from "../url.ts";

/** The page it leads to: a file of the set, or a Notion page by id or URL; null where it is neither. */
function pageId(url: string, otherwise: string, context: Context): Reference | null {
  const id = normalizeId(url) ?? parseNotionUrl(url)?.page ?? null;
  if (id !== null) return id;
  const target = urlKind(url).kind === "local" ? localTargetIn(url, context) : null;
  if (target === null || target.path === null) return null;
  const page = pageOf(target.path, target.folder, context.site);
  return page === null ? null : { kind: "page", path: page.key, otherwise };
}

/** A block that leads to a page; where there is none, the text of a link. */
export function pageLink(node: PageLink, context: Context): DraftBlock[] {
  const pieces: Piece[] = [];
  context.phrasing(node.children, UNMARKED_IN_LINE, pieces);
  const shown = plainText(runsOf(pieces)) || node.url;
  const place = placeOf(node);
  const page_id = pageId(node.url, shown, context);
  if (page_id !== null) {
    return [{ type: "link_to_page", value: { page_id }, children: [], place, slugs: [] }];
  }
  return [paragraph([text(shown, {}, linkTarget(node.url, shown, node, context))], place)];
}
