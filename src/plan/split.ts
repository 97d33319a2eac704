import type { Block } from "../model/block.ts";
import type { OperationId, PageKey, PendingCreated, Reference } from "../model/pending.ts";
import type { AppendBlocks, ListChildren, Operation } from "../model/plan.ts";
import { cutColumn, cutColumns } from "./columns.ts";
import { plus } from "./measure.ts";
import { bestWindow, type PackItem, pack, type Span } from "./pack.ts";
import { createFit, factsOf, NOTION_LIMITS, type SplitLimits } from "./shape.ts";
import {
  type Cut,
  created,
  insideWeights,
  type Placed,
  type Sink,
  type Slot,
  type Splitter,
  sum,
  type Tools,
} from "./tree.ts";

export type { Placed, Sink, Slot, Splitter } from "./tree.ts";

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
    const found = cuts.get(block) ?? cut(block, tools);
    cuts.set(block, found);
    return found;
  };
  const item = (block: Block): PackItem => {
    const whole = fit.whole(block, 0);
    if (whole === null) return { whole, least: cutOf(block).weight };
    const canBeCut = block.children.length > 0 && block.type !== "column_list" && block.type !== "column";
    return { whole, least: canBeCut ? cutOf(block).weight : whole };
  };

  const splitter: Splitter = {
    whole: (block) => fit.whole(block, 0),
    item,
    cost: (blocks) => {
      const runs = pack(blocks.map(item), limits).costs.at(-1) ?? 0;
      return blocks.reduce(
        (all, block) => all + (fit.whole(block, 0) === null ? cutOf(block).requests : 0),
        runs,
      );
    },
    place: (blocks, slot, sink) => {
      let last: PendingCreated | null = null;
      for (const { from, to, cut: short } of pack(blocks.map(item), limits).runs) {
        const isCut = (source: Block, index: number): boolean =>
          fit.whole(source, 0) === null || short.includes(from + index);
        const run = blocks.slice(from, to);
        const placed = run.map(
          (source, index): Placed => ({
            source,
            sent: isCut(source, index) ? cutOf(source).sent : source,
          }),
        );
        const operation = sink.append(last === null ? slot : behind(slot, last), placed);
        for (const [index, source] of run.entries()) {
          if (isCut(source, index)) cutOf(source).rest(created(operation, index), sink);
        }
        last = created(operation, to - from - 1);
      }
      return last;
    },
  };
  const tools: Tools = { fit, limits, isWanted, splitter };
  return splitter;
}

function behind(slot: Slot, last: PendingCreated): Slot {
  return slot.position === "end" ? slot : { container: slot.container, position: { after: last } };
}

function cut(block: Block, tools: Tools): Cut {
  if (tools.fit.whole(block, 0) !== null) return cutShort(block, tools);
  if (block.type === "column_list") return cutColumns(block, tools);
  return block.type === "column" ? cutColumn(block, tools) : cutChildren(block, tools);
}

function cutChildren(block: Block, tools: Tools): Cut {
  const { fit, limits, splitter } = tools;
  const { children } = block;
  const inside = insideWeights(children, tools);
  const outside = children.map((child) => splitter.item(child));
  const least = Math.min(factsOf(block).minChildren, children.length);
  const base = fit.alone(block);
  const window = bestWindow({ inside, outside, base, limits, least, last: false }) ?? { from: 0, to: least };
  return cutAt(block, window, tools);
}

/** Sends a part of a block's children with it, what precedes them to its start later, the rest to its end. */
function cutAt(block: Block, { from, to }: Span, { fit, splitter, ...tools }: Tools): Cut {
  const first = block.children.slice(0, from);
  const last = block.children.slice(to);
  const inside = insideWeights(block.children.slice(from, to), { fit, splitter, ...tools });
  return {
    sent: { ...block, children: block.children.slice(from, to) },
    weight: plus(fit.alone(block), sum(inside)),
    requests: splitter.cost(first) + splitter.cost(last),
    rest: (id, sink) => {
      splitter.place(first, { container: id, position: "start" }, sink);
      splitter.place(last, { container: id, position: "end" }, sink);
    },
  };
}

/** A tree that could go whole, cut to take as little as can be. */
function cutShort(block: Block, tools: Tools): Cut {
  return cutAt(block, { from: 0, to: factsOf(block).minChildren }, tools);
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
