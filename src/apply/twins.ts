import type { SnapshotBlock } from "../model/block.ts";
import type { BlockMemory, Effect, PageMemory } from "../model/memory.ts";
import { message } from "../model/message.ts";
import type { PageKey } from "../model/pending.ts";
import { deleteBlock } from "../notion/calls.ts";
import type { ApplyWorld, RunState } from "./context.ts";
import { matchRemembered } from "./match.ts";
import { remember } from "./send.ts";
import { listForSure } from "./settle.ts";

interface Twin {
  readonly id: string;
  /** Its first level, child pages apart. */
  readonly content: readonly SnapshotBlock[];
  readonly childPages: readonly SnapshotBlock[];
}

function isChildPage(block: SnapshotBlock): boolean {
  return block.type === "foreign" && block.name === "child_page";
}

/** Reads a page that may be a twin: null where it holds anything but what we wrote. */
async function readTwin(world: ApplyWorld, id: string, lines: readonly BlockMemory[]): Promise<Twin | null> {
  const listed = await listForSure(world, id, false);
  const content = listed.filter((block) => !isChildPage(block));
  const childPages = listed.filter(isChildPage);
  const forgetful = lines.map((line) => ({ ...line, id: null }));
  const matched = matchRemembered(forgetful, content, world.digest);
  const same = content.length === lines.length && matched.every((found) => found !== null);
  return same ? { id, content, childPages } : null;
}

/** Puts ids of a page's first level into its lines. */
function relearned(page: PageMemory, twin: Twin): PageMemory {
  const forget = (lines: readonly BlockMemory[]): readonly BlockMemory[] =>
    lines.map((line) => ({ ...line, id: null, children: forget(line.children) }));
  const blocks = forget(page.blocks).map((line, index) => ({ ...line, id: twin.content[index]?.id ?? null }));
  return { ...page, id: twin.id, blocks };
}

/** Settles one group of pages with one title under one parent; the smallest id stays. */
async function settleGroup(
  world: ApplyWorld,
  state: RunState,
  key: PageKey,
  others: readonly string[],
): Promise<readonly Effect[]> {
  const page = state.pages.get(key);
  if (page === undefined) return [];
  const effects: Effect[] = [];
  const ours = await readTwin(world, page.id, page.blocks);
  for (const id of others) {
    const twin = await readTwin(world, id, page.blocks);
    if (ours === null || twin === null) {
      state.messages.push(message("page-twin", { title: page.title, first: page.id, second: id }));
      continue;
    }
    const [stays, goes] = [ours, twin].sort((a, b) => (a.id < b.id ? -1 : 1));
    if (stays === undefined || goes === undefined) continue;
    await deleteBlock(world.wire, goes.id);
    state.messages.push(message("page-twin-trashed", { title: page.title, id: goes.id }));
    if (stays.id !== page.id) effects.push({ kind: "page", key, page: relearned(page, stays) });
  }
  return effects;
}

/**
 * Lists each parent that got new pages and trashes the twins which another run made at the same time.
 *
 * @param parents - parents that existed before the run
 * @returns effects on memory, already written down
 * @throws NotionError
 */
export async function settleTwins(
  world: ApplyWorld,
  state: RunState,
  parents: readonly string[],
): Promise<readonly Effect[]> {
  const effects: Effect[] = [];
  const keyOf = new Map([...state.pages].map(([key, page]) => [page.id, key]));
  for (const parent of parents) {
    const children = (await listForSure(world, parent, false)).filter(
      (block) => isChildPage(block) && (world.account.personal || block.createdBy === world.account.botId),
    );
    for (const block of children) {
      const key = keyOf.get(block.id);
      if (key === undefined || !state.fresh.has(block.id) || block.type !== "foreign") continue;
      const others = children.filter(
        (other) => other.type === "foreign" && other.title === block.title && !keyOf.has(other.id),
      );
      if (others.length === 0) continue;
      effects.push(
        ...(await settleGroup(
          world,
          state,
          key,
          others.map((other) => other.id),
        )),
      );
    }
  }
  for (const effect of effects) if ("key" in effect) remember(state, effect.key, [effect]);
  if (effects.length > 0) await world.log.record(effects);
  return effects;
}
