/** Pages that two runs on two machines made at the same time. */
import type { SnapshotBlock } from "../model/block.ts";
import type { RowKey } from "../model/draft.ts";
import { type Digest, hashProperty, snapshotHash } from "../model/line.ts";
import type { BlockMemory, Effect, PageMemory } from "../model/memory.ts";
import { message } from "../model/message.ts";
import type { PageKey } from "../model/pending.ts";
import type { PageSnapshot } from "../model/snapshot.ts";
import { withoutTargets } from "../model/targets.ts";
import { deleteBlock, retrievePage } from "../notion/calls.ts";
import { NotionError } from "../notion/errors.ts";
import { rowsByText } from "../notion/rows.ts";
import type { ApplyWorld, RunState } from "./context.ts";
import { remember } from "./send.ts";
import { listForSure } from "./settle.ts";

/** A page with all it holds. */
interface Twin {
  readonly id: string;
  readonly title: string;
  /** Child pages apart. */
  readonly blocks: readonly SnapshotBlock[];
  readonly pages: readonly Twin[];
}

type PageEffect = Effect & { readonly key: PageKey };

interface ChildPage {
  readonly id: string;
  readonly title: string;
  /** Of a row: digest of its properties. */
  readonly look?: string;
}

/** Null for what is gone. */
async function orGone<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NotionError && (error.kind === "notFound" || error.archived)) return null;
    throw error;
  }
}

function childPagesIn(world: ApplyWorld, blocks: readonly SnapshotBlock[]): readonly ChildPage[] {
  return blocks.flatMap((block) => {
    const isOurs = world.account.personal || block.createdBy === world.account.botId;
    return isOurs && block.type === "foreign" && block.name === "child_page" ? [block] : [];
  });
}

async function withChildren(world: ApplyWorld, block: SnapshotBlock): Promise<SnapshotBlock> {
  if (!block.hasChildren || block.type === "foreign") return block;
  const listed = await listForSure(world, block.id, false);
  return { ...block, children: await Promise.all(listed.map((child) => withChildren(world, child))) };
}

/** Reads a page whole: nothing goes to the trash that was not read. */
async function readTwin(world: ApplyWorld, { id, title }: ChildPage): Promise<Twin> {
  const listed = await listForSure(world, id, false);
  const below = childPagesIn(world, listed);
  const isBelow = new Set(below.map((page) => page.id));
  const blocks: SnapshotBlock[] = [];
  for (const block of listed) if (!isBelow.has(block.id)) blocks.push(await withChildren(world, block));
  const pages: Twin[] = [];
  for (const page of below) pages.push(await readTwin(world, page));
  return { id, title, blocks, pages };
}

/** Equal blocks, whatever their links lead to: each run links to its own pages. Foreign ones equal nothing. */
function sameBlocks(a: readonly SnapshotBlock[], b: readonly SnapshotBlock[], digest: Digest): boolean {
  const same = (one: SnapshotBlock, other: SnapshotBlock | undefined): boolean =>
    other !== undefined &&
    one.type !== "foreign" &&
    one.type === other.type &&
    snapshotHash(one, undefined, digest) === snapshotHash(other, undefined, digest) &&
    sameBlocks(one.children ?? [], other.children ?? [], digest);
  return a.length === b.length && a.every((one, index) => same(one, b[index]));
}

/** Pairs of pages, of which the second may go: all it holds is in the first. Null where it holds more. */
function pairUp(stays: Twin, goes: Twin, digest: Digest): readonly (readonly [Twin, Twin])[] | null {
  if (!sameBlocks(stays.blocks, goes.blocks, digest)) return null;
  const free = [...stays.pages];
  const pairs: (readonly [Twin, Twin])[] = [[stays, goes]];
  for (const page of goes.pages) {
    const at = free.findIndex((one) => one.title === page.title && pairUp(one, page, digest) !== null);
    const [found] = at < 0 ? [] : free.splice(at, 1);
    const below = found === undefined ? null : pairUp(found, page, digest);
    if (below === null) return null;
    pairs.push(...below);
  }
  return pairs;
}

/** Lines as they are of equal blocks in another page. Null where they are not the lines of those. */
function linesOf(
  lines: readonly BlockMemory[],
  blocks: readonly SnapshotBlock[],
  digest: Digest,
): readonly BlockMemory[] | null {
  if (lines.length !== blocks.length) return null;
  const learned = lines.flatMap((line, index): BlockMemory[] => {
    const block = blocks[index];
    if (block === undefined || block.type !== line.type) return [];
    const children = linesOf(line.children, block.children ?? [], digest);
    const [, upload] = line.hash.split(".");
    const hash = snapshotHash(block, line.fields, digest);
    return children === null
      ? []
      : [{ ...line, id: block.id, hash: upload === undefined ? hash : `${hash}.${upload}`, children }];
  });
  return learned.length === lines.length ? learned : null;
}

/** Lets the memory of pages that went name those that stayed. */
function takeOver(
  pairs: readonly (readonly [Twin, Twin])[],
  world: ApplyWorld,
  state: RunState,
): readonly PageEffect[] {
  const moved = new Map(pairs.map(([stays, goes]) => [goes.id, stays]));
  return [...state.pages].flatMap(([key, page]): PageEffect[] => {
    const stays = moved.get(page.id);
    if (stays === undefined) return [];
    const blocks = linesOf(page.blocks, stays.blocks, world.digest);
    if (blocks === null) return [{ kind: "forgotten", key }];
    const parent = moved.get(page.base.parent ?? "")?.id;
    const base = parent === undefined ? page.base : { ...page.base, parent };
    return [{ kind: "page", key, page: { ...page, id: stays.id, base, blocks } }];
  });
}

/** Forgets a page that another run trashed, and those in it: the next run finds the ones that stayed. */
function forget(id: string, state: RunState): readonly PageEffect[] {
  const gone = new Set([id]);
  for (const inside of gone) {
    for (const page of state.pages.values()) if (page.base.parent === inside) gone.add(page.id);
  }
  return [...state.pages].flatMap(([key, page]) => (gone.has(page.id) ? [{ kind: "forgotten", key }] : []));
}

/** Settles pages with one title under one parent; the smallest id stays. */
async function settleGroup(
  world: ApplyWorld,
  state: RunState,
  page: ChildPage,
  others: readonly ChildPage[],
): Promise<void> {
  const digest = withoutTargets(world.digest);
  const note = async (effects: readonly PageEffect[]): Promise<void> => {
    for (const effect of effects) remember(state, effect.key, [effect]);
    if (effects.length > 0) await world.log.record(effects);
  };
  let ours = await orGone(readTwin(world, page));
  for (const other of others) {
    const twin = await orGone(readTwin(world, other));
    if (twin === null) continue;
    if (ours === null) return note(forget(page.id, state));
    const [stays, goes] = ours.id < twin.id ? [ours, twin] : [twin, ours];
    const pairs = other.look === page.look ? pairUp(stays, goes, digest) : null;
    if (pairs === null) {
      state.messages.push(message("page-twin", { title: page.title, first: stays.id, second: goes.id }));
      continue;
    }
    await orGone(deleteBlock(world.wire, goes.id));
    state.messages.push(message("page-twin-trashed", { title: page.title, id: goes.id }));
    if (goes === ours) await note(takeOver(pairs, world, state));
    ours = stays;
  }
}

/** What a row shows beside its blocks, whatever rows it names: each run names its own. */
function lookOf({ properties }: PageSnapshot, digest: Digest): string {
  const hashes = Object.entries(properties).map(([name, value]) => [name, hashProperty(value, digest)]);
  return digest(JSON.stringify(hashes.sort()));
}

/** A page that this run made, and by what its row is found, where it is one. */
interface MadePage {
  readonly page: PageMemory;
  readonly row: RowKey | undefined;
}

/** Tells which pages may be twins of one that was made, itself among them. */
type Others = (made: MadePage) => readonly ChildPage[];

/** A page that a list does not show yet. */
async function ownPage(world: ApplyWorld, { page, row }: MadePage): Promise<ChildPage> {
  const { id, title } = page;
  const shown = row === undefined ? null : await orGone(retrievePage(world.wire, id, { fresh: true }));
  return shown === null ? { id, title } : { id, title, look: lookOf(shown, withoutTargets(world.digest)) };
}

async function pagesBeside(world: ApplyWorld, state: RunState, parent: string): Promise<Others> {
  const listed = await orGone(listForSure(world, parent, state.fresh.has(parent)));
  const children = childPagesIn(world, listed ?? []);
  return ({ page }) => children.filter(({ title }) => title === page.title);
}

async function rowsBeside(
  world: ApplyWorld,
  parent: string,
  keys: readonly RowKey[],
  by: RowKey["by"],
): Promise<ReadonlyMap<string, readonly ChildPage[]>> {
  const texts = [...new Set(keys.flatMap((key) => (key.by === by ? [key.text] : [])))];
  const found = texts.length === 0 ? null : await orGone(rowsByText(world.wire, parent, by, texts));
  const isOurs = (row: PageSnapshot): boolean =>
    world.account.personal || row.createdBy === world.account.botId;
  const digest = withoutTargets(world.digest);
  const asChild = (row: PageSnapshot): ChildPage => {
    const { id, title } = row;
    return { id, title, look: lookOf(row, digest) };
  };
  return new Map([...(found ?? [])].map(([text, rows]) => [text, rows.filter(isOurs).map(asChild)]));
}

async function rowsOf(world: ApplyWorld, parent: string, keys: readonly RowKey[]): Promise<Others> {
  const bySource = await rowsBeside(world, parent, keys, "source");
  const byTitle = await rowsBeside(world, parent, keys, "title");
  return ({ row }) => {
    const found = row === undefined ? [] : (row.by === "source" ? bySource : byTitle).get(row.text);
    return found ?? [];
  };
}

/**
 * Lists each parent that got new pages, or asks a data source for its rows, and trashes the twins which another run
 * made at the same time.
 *
 * @param parents - a page before those in it
 * @param rows - by what the rows among the new pages are found
 * @throws NotionError
 */
export async function settleTwins(
  world: ApplyWorld,
  state: RunState,
  parents: readonly string[],
  rows: ReadonlyMap<PageKey, RowKey>,
): Promise<void> {
  for (const parent of parents) {
    const made = [...state.pages].flatMap(([key, page]): MadePage[] =>
      page.base.parent === parent && state.fresh.has(page.id) ? [{ page, row: rows.get(key) }] : [],
    );
    const keys = made.flatMap(({ row }) => row ?? []);
    const othersOf =
      keys.length > 0 ? await rowsOf(world, parent, keys) : await pagesBeside(world, state, parent);
    for (const one of made) {
      const all = othersOf(one);
      const others = all.filter(({ id }) => !state.pageIds.has(id));
      if (others.length === 0) continue;
      const own = all.find(({ id }) => id === one.page.id) ?? (await ownPage(world, one));
      await settleGroup(world, state, own, others);
    }
  }
}
