import { LIMITS } from "../facts/limits.ts";
import type { Block } from "../model/block.ts";
import type { Operation, OperationKind, PageAction, Plan } from "../model/plan.ts";
import type { PlanSummary } from "./types.ts";

const REQUESTS: { readonly [K in OperationKind]: (operation: Extract<Operation, { kind: K }>) => number } = {
  createPage: () => 1,
  append: () => 1,
  updateBlock: () => 1,
  deleteBlock: () => 1,
  updatePage: () => 1,
  movePage: () => 1,
  list: ({ count }) => Math.max(1, Math.ceil(count / LIMITS.pageSize)),
  upload: () => 2,
};

function requestsOf<K extends OperationKind>(kind: K, operation: Extract<Operation, { kind: K }>): number {
  return REQUESTS[kind](operation);
}

/** Requests a plan's operations take when nothing has to be repeated. */
export function requestsIn(plan: Plan): number {
  return plan.operations.reduce((sum, operation) => sum + requestsOf(operation.kind, operation), 0);
}

function countBlocks(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + 1 + countBlocks(block.children), 0);
}

/** Blocks a plan makes; a page is one too. */
export function newBlocksIn(plan: Plan): number {
  return plan.operations.reduce((sum, operation) => {
    if (operation.kind === "createPage") return sum + 1 + countBlocks(operation.children);
    return operation.kind === "append" ? sum + countBlocks(operation.children) : sum;
  }, 0);
}

/** What a plan will do, in numbers. */
export function summarize(
  plan: Plan,
  unchanged: number,
  workspace: string,
  target: string,
  perMinute: number,
): PlanSummary {
  const count = (...actions: readonly PageAction[]): number =>
    plan.pages.filter((page) => actions.includes(page.action)).length;
  const requests = requestsIn(plan);
  return {
    workspace,
    target,
    creates: count("create"),
    updates: count("update", "restore"),
    adopts: count("adopt"),
    trashes: count("trash"),
    unchanged: unchanged + count("none"),
    requests,
    newBlocks: newBlocksIn(plan),
    minutes: Math.ceil(requests / perMinute),
  };
}
