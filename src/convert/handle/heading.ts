import type { Heading } from "mdast";
import type { DraftBlock } from "../../model/block.ts";
import type { Context, Piece } from "../context.ts";
import { fitRuns } from "../fit.ts";
import { runsOf, slugsOf, UNMARKED_IN_LINE } from "../pieces.ts";
import { placeOf } from "../place.ts";

// Notion has four levels.
const TYPES = {
  1: "heading_1",
  2: "heading_2",
  3: "heading_3",
  4: "heading_4",
  5: "heading_4",
  6: "heading_4",
} as const satisfies Record<Heading["depth"], string>;

/** A heading's own block, and paragraphs with what its text cannot hold. */
export function headingBlock(
  node: Heading,
  context: Context,
): {
  readonly block: DraftBlock<(typeof TYPES)[Heading["depth"]]>;
  readonly rest: readonly DraftBlock[];
} {
  const pieces: Piece[] = [];
  context.phrasing(node.children, UNMARKED_IN_LINE, pieces);
  const place = placeOf(node);
  const { own, rest } = fitRuns(runsOf(pieces), place);
  const slug = node.data?.slug;
  const block = {
    type: TYPES[node.depth],
    value: { rich_text: own, color: node.data?.color ?? "default", is_toggleable: false },
    children: [],
    place,
    slugs: [
      ...(slug === undefined || slug === "" ? [] : [slug]),
      ...(node.data?.ids ?? []),
      ...slugsOf(pieces),
    ],
  };
  return { block, rest };
}

export function heading(node: Heading, context: Context): DraftBlock[] {
  const { block, rest } = headingBlock(node, context);
  return [block, ...rest];
}
