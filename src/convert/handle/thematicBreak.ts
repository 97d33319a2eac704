import type { ThematicBreak } from "mdast";
import type { DraftBlock } from "../../model/block.ts";
import { placeOf } from "../place.ts";

export function thematicBreak(node: ThematicBreak): DraftBlock[] {
  return [{ type: "divider", value: {}, children: [], place: placeOf(node), slugs: [] }];
}
