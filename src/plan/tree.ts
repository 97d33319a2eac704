import type { Block } from "../model/block.ts";
import type { OperationId, PendingCreated, Reference } from "../model/pending.ts";
import type { Position } from "../model/plan.ts";
import { NOTHING, plus, type Weight } from "./measure.ts";
import type { PackItem } from "./pack.ts";
import type { Fit, SplitLimits } from "./shape.ts";

/** Where new blocks go. */
export interface Slot {
  /** The block that gets them; null is the page itself. */
  readonly container: Reference | null;
  readonly position: Position;
  /** Block of ours they follow, where `position` names one that is not ours. */
  readonly follows?: Position;
}

/** A block on the first level of a request, with the part of its subtree that is sent along. */
export interface Placed {
  readonly source: Block;
  readonly sent: Block;
}

/** Takes the requests a split makes, in order. */
export interface Sink {
  append(slot: Slot, placed: readonly Placed[]): OperationId;
  /** Asks for the ids of children that no answer told. */
  list(container: Reference, children: readonly Block[]): OperationId;
}

/** Cuts trees so that requests can hold them. */
export interface Splitter {
  /** What the whole tree takes on the first level of one request; null: it needs more than one. */
  whole(block: Block): Weight | null;
  /** What the block takes on the first level of one request, whole or cut. */
  item(block: Block): PackItem;
  /** Requests that put siblings into a place, one after the other. */
  cost(blocks: readonly Block[]): number;
  /** Sends siblings into a place. @returns the last of them, for what follows it; null for none */
  place(blocks: readonly Block[], slot: Slot, sink: Sink): PendingCreated | null;
}

/** What a tree that is cut sends at first, and what follows. */
export interface Cut {
  readonly sent: Block;
  readonly weight: Weight;
  readonly requests: number;
  /** Sends the rest once the block's id is known. */
  rest(block: PendingCreated, sink: Sink): void;
}

/** A block an earlier operation makes. */
export function created(operation: OperationId, child: number): PendingCreated {
  return { kind: "created", operation, child, otherwise: "" };
}

/** What cutting one tree needs. */
export interface Tools {
  readonly fit: Fit;
  readonly limits: SplitLimits;
  readonly isWanted: (block: Block) => boolean;
  readonly splitter: Splitter;
}

/** What children take inside their parent's request; null: they cannot be there whole. */
export function insideWeights(children: readonly Block[], { fit, isWanted }: Tools): (Weight | null)[] {
  return children.map((child) => (isWanted(child) ? null : fit.whole(child, 1)));
}

/** Weights together; what cannot be inside weighs nothing. */
export function sum(weights: readonly (Weight | null)[]): Weight {
  return weights.reduce<Weight>((total, weight) => (weight === null ? total : plus(total, weight)), NOTHING);
}
