import { LIMITS } from "../facts/limits.ts";
import type { Block } from "../model/block.ts";
import type { Operation, OperationKind } from "../model/plan.ts";

type Counters = { readonly [K in OperationKind]: (operation: Extract<Operation, { kind: K }>) => number };

function countBlocks(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + 1 + countBlocks(block.children), 0);
}

const REQUESTS: Counters = {
  updateSchema: () => 1,
  createPage: () => 1,
  append: () => 1,
  updateBlock: () => 1,
  deleteBlock: () => 1,
  updatePage: () => 1,
  movePage: () => 1,
  list: ({ count }) => Math.max(1, Math.ceil(count / LIMITS.pageSize)),
  upload: () => 2,
};

/** A page counts as a block too. */
const NEW_BLOCKS: Counters = {
  updateSchema: () => 0,
  createPage: ({ children }) => 1 + countBlocks(children),
  append: ({ children }) => countBlocks(children),
  updateBlock: () => 0,
  deleteBlock: () => 0,
  updatePage: () => 0,
  movePage: () => 0,
  list: () => 0,
  upload: () => 0,
};

function one<K extends OperationKind>(
  counters: Counters,
  kind: K,
  operation: Extract<Operation, { kind: K }>,
): number {
  return counters[kind](operation);
}

/** Requests and new blocks of a plan's operations. */
export function costOf(operations: readonly Operation[]): {
  readonly requests: number;
  readonly newBlocks: number;
} {
  const sum = (counters: Counters): number =>
    operations.reduce((total, operation) => total + one(counters, operation.kind, operation), 0);
  return { requests: sum(REQUESTS), newBlocks: sum(NEW_BLOCKS) };
}

/** Whole minutes that requests take at a pace; the first minute's share may be sent at once. */
export function minutesFor(requests: number, perMinute: number): number {
  return Math.floor(Math.max(0, requests - 1) / perMinute);
}
