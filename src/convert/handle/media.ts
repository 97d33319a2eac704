import type { DraftBlock } from "../../model/block.ts";
import type { Media } from "../../model/nodes.ts";
import { text } from "../../model/text.ts";
import { fileName, locate } from "../asset.ts";
import type { Context } from "../context.ts";
import { mediaBlocks } from "../media.ts";
import { paragraph } from "../pieces.ts";
import { placeOf } from "../place.ts";
import { urlKind } from "../url.ts";
import { webBlock } from "../web.ts";

/** A video, sound, document or web page shown in place. */
export function media(node: Media, context: Context): DraftBlock[] {
  const title = node.title ?? "";
  const caption = title === "" ? [] : [text(title)];
  const kind = urlKind(node.url);
  if (kind.kind === "web" && (node.media === "embed" || node.media === "video")) {
    const block = webBlock(kind.url, caption, node);
    if (block.type !== "bookmark" || node.media === "embed") return [block];
  }
  const otherwise = title === "" ? fileName(node.url) : title;
  const wanted = node.media === "embed" ? null : node.media;
  const located = locate(node.url, otherwise, wanted, node, context);
  if (located.shown) return mediaBlocks(located.block, located.source, caption, node);
  return [paragraph([text(otherwise, {}, located.link)], placeOf(node))];
}
