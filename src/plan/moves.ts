/** Which new files are ones that were renamed or moved: each takes the page of the file it was. */
import type { SnapshotBlock } from "../model/block.ts";
import type { PageDraft } from "../model/draft.ts";
import type { PageKey } from "../model/pending.ts";
import type { Lookup } from "../model/resolve.ts";
import { type Bag, bagOf, blockBag, overlap, wordsIn } from "./bags.ts";
import type { PlanContext } from "./context.ts";
import { textOf } from "./likeness.ts";
import { wantedOf } from "./match.ts";
import type { References } from "./references.ts";

/** Share of its content by which a new file is one that is gone. */
const HALF = 0.5;
/** Pages that hold the same block, beyond which it says nothing about which of them a file is. */
const COMMON = 50;
/** Pages that are read to be compared with new files. */
const READ = 20;

/** New key → the key its page is remembered by. */
export type Moves = ReadonlyMap<PageKey, PageKey>;

interface Search {
  readonly context: PlanContext;
  readonly references: References;
  /** New files that nothing is remembered of. */
  readonly fresh: ReadonlyMap<PageKey, PageDraft>;
  /** Keys of pages whose files are gone. */
  readonly gone: ReadonlySet<PageKey>;
  readonly moves: Map<PageKey, PageKey>;
  readonly taken: Set<PageKey>;
}

interface Pair {
  readonly to: PageKey;
  readonly from: PageKey;
  readonly likeness: number;
}

function nameOf(key: PageKey): string {
  return key.split("/").findLast((part) => part !== "") ?? key;
}

/** Files of one source keep their prefix. */
function isSameSource({ source, key }: PageDraft, from: PageKey): boolean {
  return key !== from && (source === "" || from.startsWith(`${source}:`));
}

function take(search: Search, pairs: readonly Pair[]): void {
  const { gone, fresh, moves, taken } = search;
  const isNamesake = ({ to, from }: Pair): number => (nameOf(to) === nameOf(from) ? 1 : 0);
  const sorted = pairs.toSorted((a, b) => b.likeness - a.likeness || isNamesake(b) - isNamesake(a));
  for (const { to, from } of sorted) {
    const draft = fresh.get(to);
    if (draft === undefined || moves.has(to) || taken.has(from) || !gone.has(from)) continue;
    if (!isSameSource(draft, from)) continue;
    moves.set(to, from);
    taken.add(from);
  }
}

/** Links to pages that were found to have moved lead where they led before. */
function lookupThrough({ references, moves, context }: Search): Lookup {
  const { pages } = context.input.memory;
  return (pending) => {
    const from = pending.kind === "page" ? moves.get(pending.path) : undefined;
    const id = from === undefined ? undefined : pages.get(from)?.id;
    return id === undefined ? references.known(pending) : { id };
  };
}

function* openFiles({ fresh, moves }: Search): Generator<PageDraft> {
  for (const [key, draft] of fresh) if (!moves.has(key)) yield draft;
}

function* openPages({ gone, taken }: Search): Generator<PageKey> {
  for (const key of gone) if (!taken.has(key)) yield key;
}

function bagsOfPages(search: Search): ReadonlyMap<PageKey, Bag> {
  const { pages } = search.context.input.memory;
  return new Map([...openPages(search)].map((key) => [key, blockBag(pages.get(key)?.blocks ?? [])]));
}

/** The pages that hold each block. */
function holdersOf(bags: ReadonlyMap<PageKey, Bag>): ReadonlyMap<string, readonly PageKey[]> {
  const holders = new Map<string, PageKey[]>();
  for (const [key, bag] of bags) {
    for (const block of bag.keys()) {
      const found = holders.get(block);
      if (found === undefined) holders.set(block, [key]);
      else found.push(key);
    }
  }
  return holders;
}

/** Pairs by the blocks that are the same; nothing has to be read for it. @returns whether there were any */
function pairByBlocks(search: Search): boolean {
  const { digest } = search.context.input;
  const lookup = lookupThrough(search);
  const bags = bagsOfPages(search);
  const holders = holdersOf(bags);
  const pairs = [...openFiles(search)].flatMap(({ key: to, blocks }) => {
    const mine = blockBag(wantedOf(blocks, lookup, digest).map(({ line }) => line));
    const found = [...mine.keys()].map((block) => holders.get(block) ?? []);
    const candidates = new Set(found.filter((keys) => keys.length <= COMMON).flat());
    return [...candidates].map((from) => ({
      to,
      from,
      likeness: overlap(mine, bags.get(from) ?? new Map()),
    }));
  });
  const before = search.moves.size;
  take(
    search,
    pairs.filter(({ likeness }) => likeness >= HALF),
  );
  return search.moves.size > before;
}

/** Pairs files without any content by their names and titles. */
function pairEmpty(search: Search): void {
  const { pages } = search.context.input.memory;
  const empty = [...openPages(search)].filter((from) => pages.get(from)?.blocks.length === 0);
  const files = [...openFiles(search)].filter(({ path, blocks }) => path !== null && blocks.length === 0);
  const pairs = files.flatMap((draft) =>
    empty
      .filter((from) => nameOf(from) === nameOf(draft.key) && pages.get(from)?.title === draft.title)
      .map((from) => ({ to: draft.key, from, likeness: HALF })),
  );
  take(search, pairs);
}

function textBag(blocks: readonly (SnapshotBlock | PageDraft["blocks"][number])[]): Bag {
  const words = (some: readonly (SnapshotBlock | PageDraft["blocks"][number])[]): readonly string[] =>
    some.flatMap((block) => [
      ...(block.type === "foreign" ? [] : wordsIn(textOf(block.value))),
      ...words(block.children ?? []),
    ]);
  return bagOf(words(blocks));
}

/** Pairs by words what shares its name or title: pages in which every block changed a little. */
function pairByText(search: Search): void {
  const { context } = search;
  const { pages } = context.input.memory;
  const files = [...openFiles(search)].filter(({ blocks }) => blocks.length > 0);
  const mayBe = (draft: PageDraft, from: PageKey): boolean =>
    nameOf(draft.key) === nameOf(from) || pages.get(from)?.title === draft.title;
  const read = [...openPages(search)]
    .filter((from) => files.some((draft) => isSameSource(draft, from) && mayBe(draft, from)))
    .slice(0, READ);
  const pairs = read.flatMap((from): Pair[] => {
    const page = pages.get(from)?.id ?? "";
    const blocks = context.ask({ kind: "children", block: page, deep: true }) ?? [];
    if (blocks.length === 0) return [];
    const theirs = textBag(blocks);
    return files
      .filter((draft) => mayBe(draft, from))
      .map((draft) => ({ to: draft.key, from, likeness: overlap(textBag(draft.blocks), theirs) }))
      .filter(({ likeness }) => likeness >= HALF);
  });
  take(search, pairs);
}

/** The folder a file is in now that lay in another: as deep below it as before. */
function folderAbove(to: PageKey, from: PageKey, folder: PageKey): PageKey {
  const depth = from.slice(folder.length).split("/").length;
  const parts = to.split("/").slice(0, -depth);
  return `${parts.join("/")}/`;
}

/** A folder's page goes where most of its files went. */
function pairFolders(search: Search): void {
  const { context, gone, fresh, moves, taken } = search;
  const files = [...context.input.memory.pages.keys()].filter((key) => !key.endsWith("/"));
  for (const folder of gone) {
    if (!folder.endsWith("/") || taken.has(folder)) continue;
    const inside = new Set(files.filter((key) => key.startsWith(folder)));
    const votes = new Map<PageKey, number>();
    for (const [to, from] of moves) {
      if (!inside.has(from)) continue;
      const above = folderAbove(to, from, folder);
      votes.set(above, (votes.get(above) ?? 0) + 1);
    }
    const most = [...votes].find(([, count]) => count * 2 > inside.size);
    if (most !== undefined && fresh.has(most[0])) take(search, [{ to: most[0], from: folder, likeness: 1 }]);
  }
}

/**
 * Finds the pages of files that were renamed or moved: those that git says were, then those of which at least
 * half of the content is the same, then folders by their files. Where pages must be read for it, that is asked
 * for.
 */
export function findMoves(context: PlanContext, references: References): Moves {
  const { drafts, memory, withdrawn, skipped, renames } = context.input;
  const gone = new Set(withdrawn.filter((key) => memory.pages.has(key) && skipped?.has(key) !== true));
  const fresh = new Map(
    drafts.flatMap((draft) =>
      memory.pages.has(draft.key) || draft.bound !== null ? [] : [[draft.key, draft] as const],
    ),
  );
  const search: Search = { context, references, fresh, gone, moves: new Map(), taken: new Set() };
  if (gone.size === 0 || fresh.size === 0) return search.moves;
  take(
    search,
    [...(renames ?? [])].map(([to, from]) => ({ to, from, likeness: 1 })),
  );
  while (pairByBlocks(search)) {
    // What links to pages just found may be recognized by it.
  }
  pairEmpty(search);
  pairByText(search);
  pairFolders(search);
  return search.moves;
}
