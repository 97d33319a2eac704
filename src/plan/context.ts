import type { SnapshotBlock } from "../model/block.ts";
import { type AnswerOf, type Answers, answerTo, type Need, type NeedKind, needKey } from "../model/need.ts";
import type { OperationId } from "../model/pending.ts";
import type { Operation } from "../model/plan.ts";
import type { PlanInput } from "./input.ts";

/** Collects a plan's operations; an operation's number is its place in the list. */
export interface Operations {
  readonly list: readonly Operation[];
  add(make: (id: OperationId) => Operation): OperationId;
}

/** What Notion has, as far as it has been read. */
export interface Live {
  /** A block by its id: null where it is gone, undefined where it has not been read. */
  block(id: string): SnapshotBlock | null | undefined;
  /** The children of a page or block; null where it is gone, undefined where they have not been read. */
  children(id: string): readonly SnapshotBlock[] | null | undefined;
}

/** What making one plan needs throughout. */
export interface PlanContext {
  readonly input: PlanInput;
  readonly operations: Operations;
  readonly live: Live;
  /** The answer to a need; undefined, and noted as a need of the plan, where it has not been given. */
  ask<K extends NeedKind>(need: Extract<Need, { kind: K }>): AnswerOf[K] | undefined;
  needs(): readonly Need[];
}

function createOperations(): Operations {
  const list: Operation[] = [];
  return {
    list,
    add: (make) => {
      const id = list.length;
      list.push(make(id));
      return id;
    },
  };
}

function indexLive(answers: Answers): Live {
  const blocks = new Map<string, SnapshotBlock>();
  const children = new Map<string, readonly SnapshotBlock[]>();
  const visit = (block: SnapshotBlock): void => {
    blocks.set(block.id, block);
    if (block.children === null) return;
    children.set(block.id, block.children);
    for (const child of block.children) visit(child);
  };
  for (const block of answers.block.values()) if (block !== null) visit(block);
  for (const list of answers.children.values()) for (const block of list ?? []) visit(block);
  return {
    block: (id) => blocks.get(id) ?? answerTo(answers, { kind: "block", block: id }),
    children: (id) => {
      const deep = answerTo(answers, { kind: "children", block: id, deep: true });
      const first = answerTo(answers, { kind: "children", block: id, deep: false });
      const isGone = deep === null || first === null;
      return deep ?? first ?? children.get(id) ?? (isGone ? null : undefined);
    },
  };
}

/** What a plan is made with. */
export function createContext(input: PlanInput): PlanContext {
  const needs = new Map<string, Need>();
  return {
    input,
    operations: createOperations(),
    live: indexLive(input.answers),
    ask: (need) => {
      const answer = answerTo(input.answers, need);
      if (answer === undefined) needs.set(needKey(need), need);
      return answer;
    },
    needs: () => [...needs.values()],
  };
}
