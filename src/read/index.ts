import type { SnapshotBlock } from "../model/block.ts";
import { type AnswerOf, type Answers, type Need, type NeedKind, needKey } from "../model/need.ts";
import {
  listChildren,
  listComments,
  listEmojis,
  listUsers,
  retrieveBlock,
  retrieveDataSource,
  retrievePage,
  retrieveProperty,
} from "../notion/calls.ts";
import type { Wire } from "../notion/client.ts";
import { NotionError } from "../notion/errors.ts";
import { type RowNeed, rowsByText } from "../notion/rows.ts";

/** What reading needs from outside. */
export interface ReadWorld {
  readonly wire: Wire;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  readonly signal: AbortSignal;
  /** Calls under way at once. */
  readonly concurrency: number;
  /** What a whole list answers at once is asked for once a run. */
  readonly lists: ReadLists;
}

/** Whole lists of the workspace, read when first needed. */
export interface ReadLists {
  users?: Promise<readonly { readonly id: string; readonly name: string; readonly email: string | null }[]>;
  emojis?: Promise<readonly { readonly id: string; readonly name: string }[]>;
}

const LOOKS = 6;
const LOOK_AGAIN = 500;

/** Rows are asked for many at once. */
type SingleKind = Exclude<NeedKind, "row">;

type Read<K extends NeedKind> = (need: Extract<Need, { kind: K }>, world: ReadWorld) => Promise<AnswerOf[K]>;

/** Null for what is gone or not shared with us. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NotionError && (error.kind === "notFound" || error.archived)) return null;
    throw error;
  }
}

/** First-level children; an empty list of a parent that says it has some is asked again. */
async function children(id: string, expected: boolean, world: ReadWorld): Promise<readonly SnapshotBlock[]> {
  for (let look = 1; ; look += 1) {
    const listed = await listChildren(world.wire, id, { fresh: false });
    if (listed.length > 0 || !expected || look === LOOKS) return listed;
    await world.sleep(LOOK_AGAIN * look, world.signal);
  }
}

/** Children with their whole subtrees; child pages and databases are not entered. */
async function subtree(id: string, expected: boolean, world: ReadWorld): Promise<readonly SnapshotBlock[]> {
  const listed = await children(id, expected, world);
  return Promise.all(
    listed.map(async (block) => {
      if (!block.hasChildren) return { ...block, children: [] };
      if (block.type === "foreign") return block;
      return { ...block, children: await subtree(block.id, true, world) };
    }),
  );
}

const READ: { readonly [K in SingleKind]: Read<K> } = {
  block: (need, { wire }) => orNull(retrieveBlock(wire, need.block, { fresh: false })),
  children: (need, world) =>
    orNull(need.deep ? subtree(need.block, false, world) : children(need.block, false, world)),
  comments: async (need, { wire }) => (await orNull(listComments(wire, need.block))) ?? [],
  page: (need, { wire }) => orNull(retrievePage(wire, need.page, { fresh: false })),
  user: async (need, world) => {
    world.lists.users ??= listUsers(world.wire);
    const who = need.who.toLowerCase();
    const found = (await world.lists.users).filter(
      (user) => user.id === who || user.email?.toLowerCase() === who || user.name.toLowerCase() === who,
    );
    return found.map(({ id }) => id);
  },
  emoji: async (need, world) => {
    world.lists.emojis ??= listEmojis(world.wire);
    return (await world.lists.emojis).find((emoji) => emoji.name === need.name)?.id ?? null;
  },
  property: (need, { wire }) => orNull(retrieveProperty(wire, need.page, need.property)),
  schema: async (need, { wire }) => (await orNull(retrieveDataSource(wire, need.dataSource)))?.schema ?? null,
};

type Collected = { readonly [N in NeedKind]: Map<string, AnswerOf[N]> };

/** Looks up all rows of one data source; their pages are known by it, too. */
async function answerRows(needs: readonly RowNeed[], { wire }: ReadWorld, into: Collected): Promise<void> {
  const [first] = needs;
  if (first === undefined) return;
  const { by, dataSource } = first;
  const texts = needs.map(({ text }) => text);
  const rows = await orNull(rowsByText(wire, dataSource, by, texts));
  for (const need of needs) {
    const found = rows?.get(need.text) ?? [];
    for (const page of found) into.page.set(needKey({ kind: "page", page: page.id }), page);
    into.row.set(
      needKey(need),
      found.map(({ id }) => id),
    );
  }
}

function rowGroups(needs: readonly Need[]): readonly (readonly RowNeed[])[] {
  const groups = new Map<string, RowNeed[]>();
  for (const need of needs) {
    if (need.kind !== "row") continue;
    const key = `${need.dataSource} ${need.by}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [need]);
    else group.push(need);
  }
  return [...groups.values()];
}

async function answer<K extends SingleKind>(
  kind: K,
  need: Extract<Need, { kind: K }>,
  world: ReadWorld,
  into: Collected,
): Promise<void> {
  into[kind].set(needKey(need), await READ[kind](need, world));
}

/**
 * Answers needs by asking Notion.
 *
 * @returns the earlier answers with the new ones
 * @throws NotionError where Notion is away or refuses
 */
export async function answerNeeds(
  needs: readonly Need[],
  answers: Answers,
  world: ReadWorld,
): Promise<Answers> {
  const into: Collected = {
    block: new Map(answers.block),
    children: new Map(answers.children),
    comments: new Map(answers.comments),
    page: new Map(answers.page),
    property: new Map(answers.property),
    schema: new Map(answers.schema),
    user: new Map(answers.user),
    emoji: new Map(answers.emoji),
    row: new Map(answers.row),
  };
  const distinct = [...new Map(needs.map((need) => [needKey(need), need])).values()];
  const rows = rowGroups(distinct).map((needs) => () => answerRows(needs, world, into));
  const others = distinct.flatMap((need) =>
    need.kind === "row" ? [] : [() => answer(need.kind, need, world, into)],
  );
  const queue = [...rows, ...others][Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const work of queue) await work();
  };
  await Promise.all(Array.from({ length: Math.min(world.concurrency, distinct.length) }, worker));
  return into;
}
