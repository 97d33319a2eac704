import { BLOCKS } from "../facts/blocks.ts";
import type { Block, SnapshotBlock } from "../model/block.ts";
import type { BlockMemory } from "../model/memory.ts";
import type { RichText } from "../model/richText.ts";
import { plainText } from "../model/text.ts";
import { type Bag, bagOf, overlap, wordsIn } from "./bags.ts";

/** UTF-16 units of a text that are compared. */
const COMPARED = 2000;

/** The text a block shows by itself, its children apart. */
export function textOf(value: Block["value"]): string {
  const runs: RichText[] = [];
  if ("rich_text" in value) runs.push(...value.rich_text);
  if ("cells" in value) runs.push(...value.cells.flat());
  if ("caption" in value) runs.push(...value.caption);
  const shown = plainText(runs);
  if ("expression" in value) return value.expression;
  if ("external" in value) return `${shown} ${value.external.url}`;
  return "url" in value && typeof value.url === "string" ? `${shown} ${value.url}` : shown;
}

function wordsOf(value: Block["value"]): Bag {
  return bagOf(wordsIn(textOf(value).slice(0, COMPARED)));
}

function childBag(children: readonly BlockMemory[]): Bag {
  return bagOf(children.map(({ type, hash }) => `${type} ${hash}`));
}

/** A block as the draft wants it, with the line the memory would keep of it. */
export interface Candidate {
  readonly block: Block;
  readonly line: BlockMemory;
}

/** Tells how alike a wanted block and a remembered one are; 0: the one cannot become the other. */
export type Likeness = (
  wanted: Candidate,
  base: BlockMemory,
  live: SnapshotBlock | null | undefined,
) => number;

/** Pairing at all saves a new block, whatever the texts. */
const SAME_TYPE = 0.2;

/** Makes a measure of likeness that splits each text into words only once. */
export function createLikeness(): Likeness {
  const words = new Map<Block["value"], Bag>();
  const known = (value: Block["value"]): Bag => {
    const found = words.get(value) ?? wordsOf(value);
    words.set(value, found);
    return found;
  };
  return ({ block, line }, base, live) => {
    if (line.type !== base.type) return 0;
    const isSame = line.hash === base.hash;
    if (!isSame && !BLOCKS[line.type].updatable) return 0;
    const isRead = live !== null && live !== undefined && live.type !== "foreign";
    if (isRead && live.type === "table" && block.type === "table") {
      if (live.value.table_width !== block.value.table_width) return 0;
    }
    const own = isSame ? 1 : isRead ? overlap(known(block.value), known(live.value)) : 0;
    const hasChildren = line.children.length > 0 || base.children.length > 0;
    const inner = hasChildren ? overlap(childBag(line.children), childBag(base.children)) : 0;
    return SAME_TYPE + own + inner;
  };
}
