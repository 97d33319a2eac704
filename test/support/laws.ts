/**
 * What must hold whatever a page was, whatever it becomes, and whatever people did in between. Each law is tried on so
 * many random pages, the same in every run.
 */
import fc from "fast-check";
import { expect } from "vitest";
import type { Block } from "../../src/model/block.ts";
import type { BlockMemory } from "../../src/model/memory.ts";
import { arbitraryBlocks } from "./arbitraryBlocks.ts";
import { forest, heading, paragraph } from "./blocks.ts";
import type { NaiveNotion } from "./naiveNotion.ts";
import { draftOf, PlanWorld } from "./planWorld.ts";

const SEED = { seed: 20_260_101 } as const;
const anything = arbitraryBlocks({
  page: "00000000-0000-4000-8000-0000000000aa",
  user: "00000000-0000-4000-8000-0000000000bb",
});

/** A page that was published. */
function published(before: readonly Block[]): { readonly world: PlanWorld; readonly page: string } {
  const world = new PlanWorld();
  world.publish([draftOf("a", before)]);
  return { world, page: world.pageId("a") };
}

/** Publishes an edit and takes it back, so that ids are known. */
function learn(world: PlanWorld, blocks: readonly Block[]): void {
  world.publish([draftOf("a", [...blocks, paragraph("so that ids are known")])]);
  world.publish([draftOf("a", blocks)]);
}

function isSettled(world: PlanWorld, blocks: readonly Block[]): boolean {
  return world.plan([draftOf("a", blocks)]).plan.operations.length === 0;
}

/** Blocks of the second page are often those of the first, so that there is something to keep. */
const pairOf = (trees: fc.Arbitrary<readonly Block[]>) =>
  fc.tuple(trees, trees, fc.array(fc.nat(), { maxLength: 4 })).map(([before, fresh, places]) => {
    const after = [...before];
    for (const [index, block] of fresh.entries()) {
      const place = (places[index % Math.max(1, places.length)] ?? 0) % (after.length + 1);
      after.splice(place, index % 3, block);
    }
    return { before, after };
  });

/** A page of any blocks becomes any other, and then there is nothing left to do. */
export function becomesAnyOther(numRuns: number): void {
  fc.assert(
    fc.property(pairOf(anything), ({ before, after }) => {
      const { world, page } = published(before);
      world.publish([draftOf("a", after)]);
      expect(world.notion.tree(page)).toEqual(after);
      expect(isSettled(world, after)).toBe(true);
      world.publish([draftOf("a", before)]);
      expect(world.notion.tree(page)).toEqual(before);
    }),
    { ...SEED, numRuns },
  );
}

/** So it does where requests come first, and where it is repaired. */
export function becomesItBySpecialMeans(numRuns: number): void {
  fc.assert(
    fc.property(pairOf(forest(3)), fc.boolean(), ({ before, after }, rewrite) => {
      const { world, page } = published(before);
      const options = rewrite ? { rewrite } : { repair: true };
      world.publish([draftOf("a", after)], { options });
      expect(world.notion.tree(page)).toEqual(after);
      expect(world.plan([draftOf("a", after)], { options }).plan.operations).toEqual([]);
    }),
    { ...SEED, numRuns },
  );
}

/** Everything below a block or page. */
function below(notion: NaiveNotion, id: string): readonly string[] {
  return notion.node(id).children.flatMap((child) => [child, ...below(notion, child)]);
}

const HOLDERS = new Set(["paragraph", "bulleted_list_item", "toggle"]);

interface Traces {
  /** Blocks people made. */
  readonly theirs: Set<string>;
  /** Blocks of ours that people wrote into, with what they wrote. */
  readonly edited: Map<string, Block>;
  /** Blocks of ours with open comments. */
  readonly commented: Set<string>;
}

type Act = readonly [
  kind: "foreign" | "add" | "edit" | "remove" | "move" | "wrap" | "comment",
  block: number,
  place: number,
];

function leftTraces(id: string, { theirs, edited, commented }: Traces): boolean {
  return theirs.has(id) || edited.has(id) || commented.has(id);
}

/** Lets a person do something; what cannot be done there is not done. */
function perform(notion: NaiveNotion, page: string, [kind, some, other]: Act, traces: Traces): void {
  const all = below(notion, page);
  const blocks = all.filter((id) => {
    const type = notion.node(id).content?.type;
    return type !== undefined && HOLDERS.has(type);
  });
  const block = blocks[some % Math.max(1, blocks.length)];
  const holders = [page, ...blocks];
  const holder = holders[other % holders.length] ?? page;
  const place = other % (notion.node(holder).children.length + 1);
  if (kind === "foreign") traces.theirs.add(notion.addForeign(holder, place));
  if (kind === "add")
    for (const id of notion.addBlocks(holder, place, [paragraph("theirs")])) traces.theirs.add(id);
  if (block === undefined || traces.theirs.has(block)) return;
  const { content } = notion.node(block);
  if (kind === "edit" && content?.type === "paragraph") {
    const written = paragraph(`by hand ${some}`);
    notion.edit(block, written, "person");
    traces.edited.set(block, written);
  }
  if (kind === "remove" && ![block, ...below(notion, block)].some((id) => leftTraces(id, traces))) {
    notion.remove(block);
  }
  if (kind === "move" && holder !== block && !below(notion, block).includes(holder)) {
    notion.move(block, holder, other);
  }
  if (kind === "comment") {
    const about = { id: "c", on: block, discussion: "d", text: "?", createdBy: "person", createdTime: "" };
    notion.comments.set(block, [about]);
    traces.commented.add(block);
  }
  if (kind === "wrap") {
    const parent = notion.node(block).parent ?? page;
    const at = notion.node(parent).children.indexOf(block);
    const [wrapper = ""] = notion.addBlocks(parent, at, [{ ...paragraph("theirs too") }]);
    traces.theirs.add(wrapper);
    notion.move(block, wrapper, 0);
  }
}

const acts = fc.array(
  fc.tuple(
    fc.constantFrom("foreign", "add", "edit", "remove", "move", "wrap", "comment"),
    fc.nat(50),
    fc.nat(50),
  ),
  { minLength: 1, maxLength: 5 },
);

/** Theirs by the block they stand in, in order. */
function ordered(
  notion: NaiveNotion,
  page: string,
  theirs: ReadonlySet<string>,
): Map<string, readonly string[]> {
  return new Map(
    [page, ...below(notion, page)].map((id) => [
      id,
      notion.node(id).children.filter((child) => theirs.has(child)),
    ]),
  );
}

function isAnyDoomed(lines: readonly BlockMemory[]): boolean {
  return lines.some(({ doomed, children }) => doomed === true || isAnyDoomed(children));
}

function expectTheirs(
  notion: NaiveNotion,
  traces: Traces,
  order: ReadonlyMap<string, readonly string[]>,
): void {
  for (const id of traces.theirs) expect(notion.has(id), "a block of theirs").toBe(true);
  for (const [id, theirs] of order) {
    if (!notion.has(id)) continue;
    expect(notion.node(id).children.filter((child) => traces.theirs.has(child))).toEqual(theirs);
  }
  for (const id of traces.commented) expect(notion.has(id), "a block with comments").toBe(true);
  for (const [id, written] of traces.edited) {
    expect(notion.has(id) && notion.node(id).content, "what they wrote").toEqual(written);
  }
}

/** What is theirs stays, in its order, with what they wrote; and the next run has nothing to do. */
export function leavesTheirs(numRuns: number): void {
  fc.assert(
    fc.property(pairOf(forest(3, 5, false)), acts, fc.boolean(), ({ before, after }, done, learns) => {
      const { world, page } = published(before);
      const { notion } = world;
      if (learns) learn(world, before);
      const traces: Traces = { theirs: new Set(), edited: new Map(), commented: new Set() };
      for (const act of done) perform(notion, page, act, traces);
      const order = ordered(notion, page, traces.theirs);
      world.publishUntilRead([draftOf("a", after)]);
      expectTheirs(notion, traces, order);
      // What had to stay because of something in it goes with the next change, if that is gone.
      const { blocks } = world.memory.pages.get("a") ?? { blocks: [] };
      if (isAnyDoomed(blocks)) world.publish([draftOf("a", after)]);
      expectTheirs(notion, traces, order);
      expect(isSettled(world, after)).toBe(true);
    }),
    { ...SEED, numRuns },
  );
}

/** Blocks by letters: a capital is a heading, a small letter a paragraph. */
const block = (letter: string): Block =>
  letter === letter.toUpperCase() ? heading(letter) : paragraph(letter);

interface Aims {
  /** Unchanged blocks that keep their ids: as many as can be. */
  readonly kept: number;
  /** New blocks: as few as can be. */
  readonly made: number;
  /** Requests that write: as few as can be. */
  readonly writes: number;
}

function isBetter(a: Aims, b: Aims): boolean {
  if (a.kept !== b.kept) return a.kept > b.kept;
  return a.made !== b.made ? a.made < b.made : a.writes < b.writes;
}

/** The best of all ways to pair the blocks of one sequence with those of another, in order. */
function bestAims(before: string, after: string): Aims {
  const isHeading = (letter: string | undefined): boolean => letter === letter?.toUpperCase();
  const search = (
    i: number,
    j: number,
    kept: number,
    changed: number,
    inRun: boolean,
    runs: number,
  ): Aims => {
    if (j === after.length) {
      const removed = before.length - kept - changed;
      const made = after.length - kept - changed;
      return { kept, made, writes: changed + removed + runs };
    }
    const options = [search(i, j + 1, kept, changed, true, inRun ? runs : runs + 1)];
    for (let at = i; at < before.length; at += 1) {
      if (before[at] === after[j]) options.push(search(at + 1, j + 1, kept + 1, changed, false, runs));
      else if (isHeading(before[at]) === isHeading(after[j]))
        options.push(search(at + 1, j + 1, kept, changed + 1, false, runs));
    }
    return options.reduce((best, one) => (isBetter(one, best) ? one : best));
  };
  return search(0, 0, 0, 0, false, 0);
}

/** On small pages the aims are met in their order as well as trying everything does. */
export function meetsItsAims(numRuns: number): void {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "c", "H", "K"), maxLength: 6 });
  fc.assert(
    fc.property(letters, letters, (before, after) => {
      const { world, page } = published([...before].map(block));
      learn(world, [...before].map(block));
      const ids = new Map(world.notion.node(page).children.map((id, at) => [id, before[at]]));
      const options = { comments: "ignore" } as const;
      const { writes } = world.publish([draftOf("a", [...after].map(block))], { options });
      const now = world.notion.node(page).children;
      const aims: Aims = {
        kept: now.filter((id, at) => ids.get(id) === after[at]).length,
        made: now.filter((id) => !ids.has(id)).length,
        writes,
      };
      expect(aims).toEqual(bestAims(before, after));
    }),
    { ...SEED, numRuns },
  );
}
