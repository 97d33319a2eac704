import type { Nodes } from "mdast";
import type { DraftBlock } from "../model/block.ts";
import type { Context, FlowNode, FlowNodes, Mark, PhrasingNodes, Piece } from "./context.ts";
import { FLOW, PHRASING } from "./handle/index.ts";
import { handled } from "./handled.ts";
import { isFlow, isPhrasing } from "./kind.ts";
import { blocksOf, pushText, UNMARKED } from "./pieces.ts";
import { placeOf } from "./place.ts";

/** Levels of blocks and of formatting that are kept; what lies deeper is flattened. */
export const MAX_DEPTH = 100;

function flowOf<K extends keyof FlowNodes>(
  kind: K,
  node: FlowNodes[K],
  context: Context,
  before: Nodes | null,
): readonly DraftBlock[] {
  return FLOW[kind](node, context, before);
}

function phrasingOf<K extends keyof PhrasingNodes>(
  kind: K,
  node: PhrasingNodes[K],
  mark: Mark,
  context: Context,
  out: Piece[],
): void {
  PHRASING[kind](node, mark, context, out);
}

/** Nodes that a plugin's own parser made: front matter of other formats. */
const IGNORED: ReadonlySet<string> = new Set(["toml", "json"]);

/** A node of a kind that nobody told us of: its children, or its text. */
function unknown(node: Nodes, context: Context): readonly Nodes[] {
  const { type }: { type: string } = node;
  if (IGNORED.has(type)) return [];
  context.report("node-unknown", { type }, node);
  if ("children" in node) return node.children;
  if (!("value" in node) || typeof node.value !== "string") return [];
  return [{ type: "text", value: node.value }];
}

/**
 * What stands side by side becomes blocks, whatever it is: runs of text become paragraphs.
 */
export function toFlow(nodes: readonly Nodes[], context: Context): DraftBlock[] {
  const blocks: DraftBlock[] = [];
  let pieces: Piece[] = [];
  let start: Nodes | null = null;
  const flush = () => {
    if (pieces.length > 0) blocks.push(...blocksOf(pieces, placeOf(start)));
    pieces = [];
  };
  let before: Nodes | null = null;
  for (const node of nodes) {
    if (isPhrasing(node)) {
      if (pieces.length === 0) start = node;
      context.phrasing([node], UNMARKED, pieces);
    } else {
      flush();
      const own = handled(node.type, node, UNMARKED, context);
      const more =
        own !== null
          ? blocksOf(own, placeOf(node))
          : isFlow(node)
            ? flowOf(node.type, node, context, before)
            : context.flow(unknown(node, context));
      for (const block of more) blocks.push(block);
    }
    before = node;
  }
  flush();
  return blocks;
}

/** What stands side by side becomes runs of text; blocks among it interrupt them, or give their text. */
export function toPhrasing(nodes: readonly Nodes[], mark: Mark, context: Context, out: Piece[]): void {
  for (const node of nodes) {
    const own = handled(node.type, node, mark, context);
    if (own !== null) {
      for (const piece of own) out.push(piece);
    } else if (node.type === "html" || isPhrasing(node)) {
      phrasingOf(node.type, node, mark, context, out);
    } else if (!isFlow(node)) {
      context.phrasing(unknown(node, context), mark, out);
    } else if (mark.inLine) {
      inLine(node, mark, context, out);
    } else {
      for (const block of flowOf(node.type, node, context, null)) out.push({ type: "block", block });
    }
  }
}

/** A block where none can stand gives its text, set off by spaces. */
function inLine(node: FlowNode, mark: Mark, context: Context, out: Piece[]): void {
  if (out.length > 0) pushText(out, " ", mark);
  if ("children" in node) context.phrasing(node.children, mark, out);
  else if (node.type === "code") pushText(out, node.value, mark);
}

/** Nodes without any of the containers around them, in order. A loop, not a recursion: nesting may be deep. */
export function leaves(nodes: readonly Nodes[], isLeaf: (node: Nodes) => boolean): Nodes[] {
  const found: Nodes[] = [];
  const open = [...nodes].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isLeaf(node) || !("children" in node)) {
      found.push(node);
      continue;
    }
    const named: Nodes[] = "title" in node && Array.isArray(node.title) ? node.title : [];
    const summary: Nodes[] = "summary" in node ? node.summary : [];
    const label: Nodes[] = node.type === "tab" ? node.label : [];
    const inside: Nodes[] = [...named, ...summary, ...label, ...node.children];
    for (let i = inside.length - 1; i >= 0; i--) {
      const child = inside[i];
      if (child !== undefined) open.push(child);
    }
  }
  return found;
}
