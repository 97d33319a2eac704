import type { DraftBlock } from "../../model/block.ts";
import type { TableOfContents } from "../../model/nodes.ts";
import { placeOf } from "../place.ts";

export function tableOfContents(node: TableOfContents): DraftBlock[] {
  const place = placeOf(node);
  return [{ type: "table_of_contents", value: { color: "default" }, children: [], place, slugs: [] }];
}
