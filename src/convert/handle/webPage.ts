import type { DraftBlock } from "../../model/block.ts";
import type { WebPage } from "../../model/nodes.ts";
import { plainText, text } from "../../model/text.ts";
import type { Context, Piece } from "../context.ts";
import { fitRuns } from "../fit.ts";
import { linkTarget } from "../link.ts";
import { paragraph, runsOf, slugsOf, UNMARKED_IN_LINE } from "../pieces.ts";
import { placeOf } from "../place.ts";
import { urlKind } from "../url.ts";

/** A bookmark or an embedded page; for an address that is none on the web, its text, linked where it can be. */
export function webPage(node: WebPage, context: Context): DraftBlock[] {
  const pieces: Piece[] = [];
  context.phrasing(node.children, UNMARKED_IN_LINE, pieces);
  const runs = runsOf(pieces);
  const place = placeOf(node);
  const kind = urlKind(node.url);
  if (kind.kind === "web" && /^https?:/i.test(kind.url)) {
    const { own, rest } = fitRuns(runs, place);
    const value = { url: kind.url, caption: own };
    return [{ type: node.shown, value, children: [], place, slugs: slugsOf(pieces) }, ...rest];
  }
  const shown = plainText(runs) || node.url;
  return [paragraph([text(shown, {}, linkTarget(node.url, shown, node, context))], place)];
}
