import type { DraftBlock } from "../../model/block.ts";
import type { Breadcrumb } from "../../model/nodes.ts";
import { placeOf } from "../place.ts";

export function breadcrumb(node: Breadcrumb): DraftBlock[] {
  return [{ type: "breadcrumb", value: {}, children: [], place: placeOf(node), slugs: [] }];
}
