import type { Nodes } from "mdast";
import type { DraftBlock, FileSource } from "../model/block.ts";
import type { Place } from "../model/message.ts";
import type { RichText } from "../model/richText.ts";
import type { MediaBlock } from "./asset.ts";
import { fitRuns } from "./fit.ts";
import { placeOf } from "./place.ts";

/** A block that shows a file; what its caption cannot hold follows as paragraphs. */
export function mediaBlocks(
  type: MediaBlock,
  source: FileSource,
  caption: readonly RichText[],
  node: Nodes,
): DraftBlock[] {
  const place: Place | null = placeOf(node);
  const { own, rest } = fitRuns(caption, place);
  return [{ type, value: { ...source, caption: own }, children: [], place, slugs: [] }, ...rest];
}
