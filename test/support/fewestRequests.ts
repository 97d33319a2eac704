import type { Block } from "../../src/model/block.ts";
import { checkRequest, type NaiveLimits } from "./naiveNotion.ts";

/** Sets of blocks are bits of a number: the n-th block in document order is bit n. */
type BlockSet = number;

interface Node {
  readonly block: Block;
  readonly parent: number;
  readonly children: number[];
}

interface Forest {
  readonly nodes: readonly Node[];
  readonly roots: readonly number[];
}

/** Which blocks are there, and whose ids are known. */
type State = readonly [present: BlockSet, known: BlockSet];

const PAGE = -1;

function has(set: BlockSet, at: number): boolean {
  return ((set >> at) & 1) === 1;
}

function setOf(members: readonly number[]): BlockSet {
  return members.reduce((set, at) => set | (1 << at), 0);
}

function flatten(blocks: readonly Block[]): Forest {
  const nodes: Node[] = [];
  const add = (block: Block, parent: number): number => {
    const at = nodes.length;
    const node: Node = { block, parent, children: [] };
    nodes.push(node);
    for (const child of block.children) node.children.push(add(child, at));
    return at;
  };
  return { roots: blocks.map((block) => add(block, PAGE)), nodes };
}

function childrenOf({ nodes, roots }: Forest, at: number): readonly number[] {
  return at === PAGE ? roots : (nodes[at]?.children ?? []);
}

function blockOf(forest: Forest, at: number, set: BlockSet): Block {
  const node = forest.nodes[at];
  if (node === undefined) throw new Error("no such block");
  const children = node.children.filter((child) => has(set, child));
  return { ...node.block, children: children.map((child) => blockOf(forest, child, set)) };
}

function isLegal(
  forest: Forest,
  container: number,
  top: readonly number[],
  set: BlockSet,
  limits: NaiveLimits,
): boolean {
  const parent = forest.nodes[container]?.block.type ?? "page";
  try {
    checkRequest(
      top.map((at) => blockOf(forest, at, set)),
      parent,
      limits,
    );
    return true;
  } catch {
    return false;
  }
}

/** Whether a run of siblings can be put where it belongs: next to each other, behind something known or at an end. */
function hasPlace(siblings: readonly number[], top: readonly number[], [present, known]: State): boolean {
  const [first] = top;
  const last = top.at(-1);
  if (first === undefined || last === undefined) return false;
  const there = siblings.filter((at) => has(present, at));
  if (there.some((at) => at > first && at < last)) return false;
  const before = there.filter((at) => at < first).at(-1);
  return before === undefined || !there.some((at) => at > last) || has(known, before);
}

function isBelow({ nodes }: Forest, at: number, container: number): boolean {
  const parent = nodes[at]?.parent ?? PAGE;
  return parent === container || (parent !== PAGE && isBelow({ nodes, roots: [] }, parent, container));
}

/** What one append to a container can lead to. */
function appends(forest: Forest, container: number, state: State, limits: NaiveLimits): State[] {
  const [present, known] = state;
  const siblings = childrenOf(forest, container);
  const candidates = setOf(
    [...forest.nodes.keys()].filter((at) => !has(present, at) && isBelow(forest, at, container)),
  );
  const found: State[] = [];
  for (let set = candidates; set > 0; set = (set - 1) & candidates) {
    const top = siblings.filter((at) => has(set, at));
    const closed = forest.nodes.every(
      (node, at) => !has(set, at) || node.parent === container || has(set, node.parent),
    );
    if (closed && hasPlace(siblings, top, state) && isLegal(forest, container, top, set, limits)) {
      found.push([present | set, known | setOf(top)]);
    }
  }
  return found;
}

/** What one more request can lead to. */
function following(forest: Forest, state: State, limits: NaiveLimits): State[] {
  const [present, known] = state;
  const containers = [PAGE, ...forest.nodes.keys()].filter((at) => at === PAGE || has(known, at));
  return containers.flatMap((container) => {
    const there = setOf(childrenOf(forest, container).filter((at) => has(present, at)));
    return [[present, known | there] as const, ...appends(forest, container, state, limits)];
  });
}

/** The fewest requests that put a small forest on an empty page, found by trying everything. */
export function fewestRequests(blocks: readonly Block[], limits: NaiveLimits): number {
  const forest = flatten(blocks);
  const all = setOf([...forest.nodes.keys()]);
  const seen = new Set(["0,0"]);
  let states: State[] = [[0, 0]];
  for (let requests = 0; states.length > 0; requests += 1) {
    if (states.some(([present]) => present === all)) return requests;
    states = states
      .flatMap((state) => following(forest, state, limits))
      .filter((state) => {
        const isNew = !seen.has(String(state));
        seen.add(String(state));
        return isNew;
      });
  }
  throw new Error("no request can put this on a page");
}
