import type { Nodes } from "mdast";
import type { DraftBlock } from "../model/block.ts";
import type { RichText } from "../model/richText.ts";
import type { Context, Piece } from "./context.ts";
import { fitRuns } from "./fit.ts";
import { isPhrasing } from "./kind.ts";
import { headed, UNMARKED } from "./pieces.ts";
import { placeOf } from "./place.ts";

/** The text of a block and the blocks inside it. */
export interface Body {
  readonly runs: readonly RichText[];
  readonly children: readonly DraftBlock[];
  readonly slugs: readonly string[];
}

/** Makes text the block's own, and what follows it its children. */
export function bodyOfText(
  pieces: readonly Piece[],
  more: readonly Nodes[],
  node: Nodes,
  context: Context,
): Body {
  const { runs, slugs, rest } = headed(pieces, placeOf(node));
  const fitted = fitRuns(runs, placeOf(node));
  return { runs: fitted.own, children: [...fitted.rest, ...rest, ...context.flow(more)], slugs };
}

/** Definitions leave no trace where they stand. */
function isSeen({ type }: Nodes): boolean {
  return type !== "definition" && type !== "footnoteDefinition";
}

/** The first paragraph becomes the block's text, the rest its children; without one the text is empty. */
export function bodyOf(node: Nodes & { children: readonly Nodes[] }, context: Context): Body {
  const nodes = node.children.filter(isSeen);
  const [first] = nodes;
  const pieces: Piece[] = [];
  if (first?.type === "paragraph") {
    context.phrasing(first.children, UNMARKED, pieces);
    return bodyOfText(pieces, nodes.slice(1), node, context);
  }
  const end = nodes.findIndex((child) => !isPhrasing(child));
  const bare = end === -1 ? nodes.length : end;
  context.phrasing(nodes.slice(0, bare), UNMARKED, pieces);
  return bodyOfText(pieces, nodes.slice(bare), node, context);
}
