import type { Block } from "../model/block.ts";
import type { OperationId, PageKey, PendingCreated, Reference } from "../model/pending.ts";
import type { AppendBlocks, ListChildren, Operation } from "../model/plan.ts";
import { cutColumns } from "./columns.ts";
import { plus, type Weight } from "./measure.ts";
import { runEnds, runsAfter } from "./pack.ts";
import {
  type Cut,
  created,
  insideWeights,
  outsideWeights,
  type Sink,
  type Slot,
  type Splitter,
  sum,
  type Tools,
} from "./tree.ts";

export type { Placed, Sink, Slot, Splitter } from "./tree.ts";

import { createFit, factsOf, isWithin, NOTION_LIMITS, type SplitLimits } from "./shape.ts";

/**
 * Makes a splitter.
 *
 * Every run takes as many siblings as a request can hold. A tree no request can hold is cut at its top block,
 * whose id the answer tells: it goes out with as few children as keep the number of further requests lowest,
 * and the others are appended to it. Inside columns ids are asked for by a list.
 *
 * @param isWanted - blocks whose ids are needed by others
 */
export function createSplitter(
  isWanted: (block: Block) => boolean = () => false,
  limits: SplitLimits = NOTION_LIMITS,
): Splitter {
  const fit = createFit(limits, isWanted);
  const cuts = new Map<Block, Cut>();

  const cutOf = (block: Block): Cut => {
    const found = cuts.get(block) ?? cut(block, { fit, limits, isWanted, splitter });
    cuts.set(block, found);
    return found;
  };
  const weightOf = (block: Block): Weight => fit.whole(block, 0) ?? cutOf(block).weight;

  const splitter: Splitter = {
    whole: (block) => fit.whole(block, 0),
    weight: weightOf,
    cost: (blocks) => {
      const runs = runEnds(blocks.map(weightOf), limits).length;
      return blocks.reduce(
        (sum, block) => sum + (fit.whole(block, 0) === null ? cutOf(block).requests : 0),
        runs,
      );
    },
    place: (blocks, slot, sink) => {
      let last: PendingCreated | null = null;
      let from = 0;
      for (const to of runEnds(blocks.map(weightOf), limits)) {
        const run = blocks.slice(from, to);
        const placed = run.map((source) => {
          const sent = fit.whole(source, 0) === null ? cutOf(source).sent : source;
          return { source, sent };
        });
        const operation = sink.append(last === null ? slot : behind(slot, last), placed);
        for (const [index, block] of run.entries()) {
          if (fit.whole(block, 0) === null) cutOf(block).rest(created(operation, index), sink);
        }
        last = created(operation, run.length - 1);
        from = to;
      }
      return last;
    },
  };
  return splitter;
}

function behind(slot: Slot, last: PendingCreated): Slot {
  return slot.position === "end" ? slot : { container: slot.container, position: { after: last } };
}

function cut(block: Block, tools: Tools): Cut {
  return block.type === "column_list" ? cutColumns(block, tools) : cutChildren(block, tools);
}

/** Most children, from the first on, that fit beside what their parent takes. */
function longestPrefix(own: Weight, inside: readonly (Weight | null)[], limits: SplitLimits): number {
  let load = own;
  let length = 0;
  for (const weight of inside.slice(0, limits.array)) {
    if (weight === null) break;
    load = plus(load, weight);
    if (!isWithin(load, limits)) break;
    length += 1;
  }
  return length;
}

function cutChildren(block: Block, tools: Tools): Cut {
  const { fit, limits, splitter } = tools;
  const own = fit.alone(block);
  const inside = insideWeights(block.children, tools);
  const runs = runsAfter(outsideWeights(block.children, tools), limits);
  const least = Math.min(factsOf(block).minChildren, block.children.length);
  const most = Math.max(longestPrefix(own, inside, limits), least);
  let kept = most;
  while (kept > least && runs[kept - 1] === runs[most]) kept -= 1;
  const rest = block.children.slice(kept);
  return {
    sent: { ...block, children: block.children.slice(0, kept) },
    weight: plus(own, sum(inside.slice(0, kept))),
    requests: splitter.cost(rest),
    rest: (id, sink) => {
      splitter.place(rest, { container: id, position: "end" }, sink);
    },
  };
}

/** New siblings for a place that exists, or that an earlier operation makes. */
export interface NewBlocks extends Slot {
  readonly key: PageKey;
  readonly page: Reference;
  readonly blocks: readonly Block[];
  readonly reason: string;
  /** Number of the first operation. */
  readonly first: OperationId;
  readonly limits?: SplitLimits;
}

/**
 * The fewest requests that put new blocks, of any size and depth, into a place.
 *
 * @returns operations in order, numbered from `first`; those that append to blocks of earlier ones name them
 *   by `{kind: "created"}`
 */
export function splitNew(input: NewBlocks): Operation[] {
  const { key, page, reason, first } = input;
  const operations: Operation[] = [];
  const sink: Sink = {
    append: (slot, placed) => {
      const id = first + operations.length;
      const children = placed.map(({ sent }) => sent);
      const append: AppendBlocks = { kind: "append", id, key, reason, page, ...slot, children };
      operations.push(append);
      return id;
    },
    list: (container, children) => {
      const id = first + operations.length;
      const list: ListChildren = { kind: "list", id, key, reason, page, container, count: children.length };
      operations.push(list);
      return id;
    },
  };
  const { container, position, follows } = input;
  const slot: Slot = { container, position, ...(follows === undefined ? {} : { follows }) };
  createSplitter(undefined, input.limits).place(input.blocks, slot, sink);
  return operations;
}
