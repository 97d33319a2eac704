/**
 * Which part of a tree one request can hold: three tiers, one more inside columns, and what each type may
 * hold where. Source: SDK types `BlockObjectRequest`, `BlockObjectWithSingleLevelOfChildrenRequest`,
 * `BlockObjectRequestWithoutChildren`.
 */
import { BLOCKS, type BlockFacts } from "../facts/blocks.ts";
import { LIMITS } from "../facts/limits.ts";
import type { Block } from "../model/block.ts";
import { NOTHING, plus, type Weight, weigh } from "./measure.ts";

/** What one request may hold. */
export interface SplitLimits {
  /** Items of any array of blocks. */
  readonly array: number;
  /** Blocks, nested ones included. */
  readonly blocks: number;
  /** Bytes of JSON of all blocks. */
  readonly bytes: number;
}

/** Bytes kept free for what is sent beside the blocks. */
const ENVELOPE_BYTES = 8_000;

/** Notion's own limits. */
export const NOTION_LIMITS: SplitLimits = {
  array: LIMITS.array,
  blocks: LIMITS.blocksPerRequest,
  bytes: LIMITS.payloadBytes - ENVELOPE_BYTES,
};

const DEEPEST_TIER = 2;

/** Tells whether a weight is within the limits of one request. */
export function isWithin(weight: Weight, limits: SplitLimits): boolean {
  return weight.blocks <= limits.blocks && weight.bytes <= limits.bytes;
}

/** The tier of a block's children: columns stand on their list's own, which gives them one tier more. */
function tierBelow(block: Block, tier: number): number {
  return block.type === "column_list" ? tier : tier + 1;
}

/** What the API allows for a block. */
export function factsOf(block: Block): BlockFacts {
  return BLOCKS[block.type];
}

/** Weighs whole subtrees as one request would hold them. */
export interface Fit {
  /** The subtree with its block at a tier (0 top, 1 child, 2 grandchild); null: it cannot be there whole. */
  whole(block: Block, tier: number): Weight | null;
  /** The block alone. */
  alone(block: Block): Weight;
}

/**
 * @param isWanted - blocks whose ids are needed: they must stand on a request's first level, whose ids its
 *   answer tells
 */
export function createFit(limits: SplitLimits, isWanted: (block: Block) => boolean): Fit {
  const own = new Map<Block, Weight>();
  const known: Map<Block, Weight | null>[] = [];

  const alone = (block: Block): Weight => {
    const found = own.get(block) ?? weigh(block);
    own.set(block, found);
    return found;
  };

  const measure = (block: Block, tier: number): Weight | null => {
    if (tier > factsOf(block).deepestTier || block.children.length > limits.array) return null;
    const below = tierBelow(block, tier);
    if (block.children.length > 0 && below > DEEPEST_TIER) return null;
    let total = plus(NOTHING, alone(block));
    for (const child of block.children) {
      const weight = isWanted(child) ? null : whole(child, below);
      if (weight === null) return null;
      total = plus(total, weight);
      if (!isWithin(total, limits)) return null;
    }
    return total;
  };

  const whole = (block: Block, tier: number): Weight | null => {
    const atTier = known[tier] ?? new Map<Block, Weight | null>();
    known[tier] = atTier;
    const found = atTier.get(block);
    if (found !== undefined) return found;
    const weight = measure(block, tier);
    atTier.set(block, weight);
    return weight;
  };

  return { whole, alone };
}
