/** What an existing page needs: its blocks and its look, compared three ways. */
import type { Block, DraftBlock } from "../model/block.ts";
import type { PageDraft } from "../model/draft.ts";
import type { BlockMemory, Effect, PageMemory } from "../model/memory.ts";
import { type Message, message } from "../model/message.ts";
import type { Change } from "../model/plan.ts";
import { compareSiblings } from "./compare.ts";
import type { Comparison } from "./comparison.ts";
import type { PlanContext } from "./context.ts";
import type { Unwanted } from "./identity.ts";
import { compareLook } from "./look.ts";
import { createMatcher, createTreeKeys, type Matcher, wantedOf } from "./match.ts";
import { compareParent } from "./parent.ts";
import { pageWait, type References } from "./references.ts";
import { type Creation, type Task, waitsOfTask } from "./task.ts";

/** What comparing an existing page came to. */
export interface Existing {
  readonly task: Task;
  readonly effects: readonly Effect[];
  readonly changes: readonly Change[];
  readonly messages: readonly Message[];
  /** Its content is left alone because somebody changed it too. */
  readonly isRefused: boolean;
}

/** Pairs a page's blocks with remembered ones, by what has been read of these. */
export function matcherFor(context: PlanContext): Matcher {
  return createMatcher(createTreeKeys(), (line) =>
    line.id === null ? undefined : context.live.block(line.id),
  );
}

function* idsIn(lines: readonly BlockMemory[]): Generator<string> {
  for (const { id, children } of lines) {
    if (id !== null) yield id;
    yield* idsIn(children);
  }
}

function sameLines(a: readonly BlockMemory[], b: readonly BlockMemory[]): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function emptyTask(draft: PageDraft, page: string): Task {
  return {
    key: draft.key,
    draft,
    creation: null,
    page,
    gaps: [],
    rewrites: [],
    removals: [],
    look: null,
    move: null,
    operations: [],
    waits: new Set(),
  };
}

/** Places of blocks that were taken for existing and turn out to be made anew. */
function expectNew(work: Comparison, references: References): void {
  const visit = (block: DraftBlock): void => {
    for (const slug of block.slugs) references.expectBlock(work.key, slug);
    for (const child of block.children) visit(child);
  };
  for (const run of work.runs) for (const block of run.blocks) visit(block);
}

/** Blocks with their links, for what waits: the new ones whole, changed ones alone. */
function contentOf(work: Comparison): readonly DraftBlock[] {
  const changed = work.rewrites.map(({ draft }): DraftBlock => ({ ...draft, children: [] }));
  return [...work.runs.flatMap((run) => run.blocks), ...changed];
}

/**
 * Compares a page that exists with its draft. What must be read first is asked for.
 *
 * @returns null where the comparison is not finished
 */
export function compareExisting(
  draft: PageDraft,
  memory: PageMemory,
  how: {
    readonly isAdopted: boolean;
    readonly unwanted: Unwanted;
    readonly parent: Creation["parent"] | null;
  },
  references: References,
  context: PlanContext,
): Existing | null {
  const { digest, options } = context.input;
  const { key, path } = draft;
  const keyOf = createTreeKeys();
  const named = new Set(idsIn(memory.blocks));
  const match = createMatcher(keyOf, (line) => (line.id === null ? undefined : context.live.block(line.id)));
  const work: Comparison = {
    context,
    key,
    path,
    page: memory.id,
    lines: memory.blocks,
    isNamed: (id) => named.has(id),
    buried: new Set(),
    learned: new Set(),
    match,
    keyOf,
    unwanted: how.unwanted,
    runs: [],
    rewrites: [],
    removals: [],
    changes: [],
    messages: [],
    conflicts: 0,
    sawGone: false,
    isOpen: false,
  };
  const wanted = wantedOf(draft.blocks, references.known, digest);
  const isSame =
    !options.repair &&
    wanted.length === memory.blocks.length &&
    wanted.every((one, index) => keyOf(one.line) === keyOf(memory.blocks[index] ?? one.line));
  const found = isSame
    ? ({ kind: "lines", lines: memory.blocks } as const)
    : compareSiblings(work, wanted, memory.blocks, null);
  const look = compareLook(draft, memory.id, memory.base, references, context);
  const place = compareParent(draft, memory, how.parent, context);
  if (found.kind === "gone" || work.sawGone) context.ask({ kind: "page", page: memory.id });
  if (found.kind === "gone" || work.isOpen || look.isOpen || place.isOpen) return null;

  const conflicts = work.conflicts + look.conflicts + place.conflicts;
  const task = emptyTask(draft, memory.id);
  if (conflicts > 0 && options.onConflict === "fail") {
    const messages = [message("page-conflict", { count: conflicts }, path)];
    return { task, effects: [], changes: work.changes, messages, isRefused: true };
  }
  expectNew(work, references);
  const properties = look.write?.properties ?? {};
  for (const wait of waitsOfTask(draft, contentOf(work), properties, references)) task.waits.add(wait);
  task.gaps = work.runs;
  task.rewrites = work.rewrites.map((rewrite) => ({ ...rewrite, reason: "changed in the file" }));
  task.removals = work.removals;
  task.look = look.write;
  task.move = place.move;
  if (place.move !== null && !("kind" in place.move)) task.waits.add(pageWait(place.move.key));
  const title = look.write?.title ?? memory.title;
  const base = { ...look.base, ...place.base };
  const page: PageMemory = { ...memory, title, base: { ...memory.base, ...base }, blocks: found.lines };
  const isKnown = !how.isAdopted && sameLines(memory.blocks, found.lines) && Object.keys(base).length === 0;
  return {
    task,
    effects: isKnown ? [] : [{ kind: "page", key, page }],
    changes: [...place.changes, ...look.changes, ...work.changes],
    messages: [...place.messages, ...look.messages, ...work.messages],
    isRefused: false,
  };
}

/** Blocks of drafts that links lead to, by the slugs that links name. */
export function linkedBlocks(
  drafts: readonly PageDraft[],
  slugsOf: (draft: PageDraft) => ReadonlySet<string>,
): ReadonlySet<Block> {
  const found = new Set<Block>();
  for (const draft of drafts) {
    const slugs = slugsOf(draft);
    if (slugs.size === 0) continue;
    const visit = (block: DraftBlock): void => {
      if (block.slugs.some((slug) => slugs.has(slug))) found.add(block);
      for (const child of block.children) visit(child);
    };
    for (const block of draft.blocks) visit(block);
  }
  return found;
}
