/** Finds what a line of a file becomes, step by step. */
import type { Nodes } from "mdast";
import { FLOW } from "../../convert/handle/index.ts";
import type { Block, DraftBlock } from "../../model/block.ts";
import type { Place } from "../../model/message.ts";
import type { Operation } from "../../model/plan.ts";

const isFlow = ({ type }: Nodes): boolean => Object.hasOwn(FLOW, type) && type !== "root";

/** The nodes that stand as blocks and hold a line, the outermost first. */
export function nodesAt(tree: Nodes, line: number): readonly Nodes[] {
  const { position } = tree;
  if (position !== undefined && (position.start.line > line || position.end.line < line)) return [];
  const own = isFlow(tree) ? [tree] : [];
  const below = "children" in tree ? tree.children.map((child) => nodesAt(child, line)) : [];
  return [...own, ...(below.find((nodes) => nodes.length > 0) ?? [])];
}

function holds(place: Place | null, line: number): boolean {
  return (
    place !== null && place.path === undefined && place.line <= line && (place.endLine ?? place.line) >= line
  );
}

/** The deepest block that stands at a line; null where there is none. */
export function blockAt(blocks: readonly DraftBlock[], line: number): DraftBlock | null {
  for (const block of blocks) {
    const below = blockAt(block.children, line);
    if (below !== null) return below;
    if (holds(block.place, line)) return block;
  }
  return null;
}

/** Where a block stands in what an operation sends, and the block as it is sent. */
export interface Sent {
  readonly operation: Operation;
  /** As a program would reach it in the request's body. */
  readonly path: string;
  readonly block: Block;
}

/** What of a block does not depend on what Notion tells. */
function shape({ type, value }: Block): string {
  return JSON.stringify([type, value], (key, part: unknown) => (key === "url" || key === "id" ? null : part));
}

function within(blocks: readonly Block[], wanted: string, path: string): Omit<Sent, "operation"> | null {
  for (const [index, block] of blocks.entries()) {
    const here = `${path}[${index}]`;
    if (shape(block) === wanted) return { path: here, block };
    const below = within(block.children, wanted, `${here}.children`);
    if (below !== null) return below;
  }
  return null;
}

function blocksOf(operation: Operation): readonly Block[] {
  if (operation.kind === "createPage" || operation.kind === "append") return operation.children;
  return operation.kind === "updateBlock" ? [operation.to] : [];
}

/** The first operation that sends a block. */
export function sentBy(operations: readonly Operation[], block: Block): Sent | null {
  const wanted = shape(block);
  for (const operation of operations) {
    const found = within(blocksOf(operation), wanted, "children");
    if (found !== null) return { operation, ...found };
  }
  return null;
}
