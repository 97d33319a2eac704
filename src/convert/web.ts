import type { Nodes } from "mdast";
import { isEmbeddable, videoAddress } from "../facts/embeds.ts";
import type { DraftBlock } from "../model/block.ts";
import type { RichText } from "../model/richText.ts";
import { fitRuns } from "./fit.ts";
import { placeOf } from "./place.ts";

/** The block for a web address that stands alone: a video, an embedded page, else a bookmark. */
export function webBlock(address: string, title: readonly RichText[], node: Nodes): DraftBlock {
  const place = placeOf(node);
  const caption = fitRuns(title, place).own;
  const url = new URL(address);
  const video = videoAddress(url);
  if (video !== null) {
    return { type: "video", value: { external: { url: video }, caption }, children: [], place, slugs: [] };
  }
  const type = isEmbeddable(url) ? "embed" : "bookmark";
  return { type, value: { url: address, caption }, children: [], place, slugs: [] };
}
