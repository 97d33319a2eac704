import type { Block } from "../model/block.ts";
import { emptyMemory, fold } from "../model/fold.ts";
import { lineOf } from "../model/line.ts";
import type { BlockMemory, Effect, MemoryPosition } from "../model/memory.ts";
import type { PageKey } from "../model/pending.ts";
import { appendChildren } from "../notion/calls.ts";
import { NotionError } from "../notion/errors.ts";
import type { ApplyWorld, RunState } from "./context.ts";
import { degradeAt, degradeWhole, refusalMessage } from "./degrade.ts";
import { countBlocks, type PlainPosition, withIds } from "./lookup.ts";
import { findAppended, sendOnce } from "./settle.ts";

/** A run of new siblings on its way to one parent. */
export interface Delivery {
  readonly key: PageKey;
  /** File the blocks come from, for messages. */
  readonly path: string | null;
  readonly page: string;
  /** The block that gets them; null is the page itself. */
  readonly container: string | null;
  readonly position: PlainPosition;
  readonly memoryPosition: MemoryPosition;
  readonly blocks: readonly Block[];
}

/** Applies effects to the run's own view of one page. */
export function remember(state: RunState, key: PageKey, effects: readonly Effect[]): void {
  const page = state.pages.get(key);
  const before = { ...emptyMemory(), pages: new Map(page === undefined ? [] : [[key, page]]) };
  const after = fold(before, effects).pages.get(key);
  if (after === undefined) {
    state.pages.delete(key);
    return;
  }
  state.pages.set(key, after);
  state.pageIds.add(after.id);
}

function eachId(lines: readonly BlockMemory[], visit: (id: string) => void): void {
  for (const line of lines) {
    if (line.id !== null) visit(line.id);
    eachId(line.children, visit);
  }
}

/** Tells which ids the memory of a page names. */
export function namedIn(state: RunState, key: PageKey): (id: string) => boolean {
  const named = new Set(state.pageIds);
  eachId(state.pages.get(key)?.blocks ?? [], (id) => named.add(id));
  return (id) => named.has(id);
}

/** Tells whether a refusal names the block that the new ones were to follow. */
function isAboutAnchor({ message }: NotionError, { position }: Delivery): boolean {
  const id = typeof position === "string" ? null : position.after.replaceAll("-", "");
  return id !== null && message.replaceAll("-", "").includes(id);
}

/**
 * Appends blocks so that they land once: written down before, settled where the answer is lost, made plainer
 * where Notion refuses a part.
 *
 * @returns ids of the first level, in the order of `blocks`
 * @throws NotionError
 */
export async function deliver(
  world: ApplyWorld,
  state: RunState,
  delivery: Delivery,
): Promise<readonly (string | null)[]> {
  const parent = delivery.container ?? delivery.page;
  const fresh = state.fresh.has(delivery.page);
  const lines = delivery.blocks.map((block) => lineOf(block, world.digest));
  const n = await world.log.intend({
    key: delivery.key,
    kind: "append",
    parent,
    container: delivery.container,
    position: delivery.memoryPosition,
    sentAt: world.now(),
    blocks: lines,
    title: null,
    base: null,
  });
  let ids: readonly string[];
  try {
    ids = await sendOnce(
      world,
      () =>
        appendChildren(world.wire, { parent, children: delivery.blocks, position: delivery.position, fresh }),
      (error) => (error.committed?.children?.length === lines.length ? error.committed.children : null),
      (error) =>
        findAppended(
          world,
          { parent, sentAt: error.serverTime ?? error.sentAt, isNamed: namedIn(state, delivery.key) },
          lines,
        ),
    );
  } catch (error) {
    if (!(error instanceof NotionError) || error.outcome === "unknown") throw error;
    await world.log.settle(n, []);
    if (error.kind !== "content") throw error;
    // The block to stand after was dragged elsewhere.
    if (isAboutAnchor(error, delivery)) throw error.with({ kind: "notFound" });
    return deliverPlainer(world, state, delivery, error);
  }
  const effect: Effect = {
    kind: "inserted",
    key: delivery.key,
    parent: delivery.container,
    position: delivery.memoryPosition,
    blocks: withIds(lines, ids),
  };
  await world.log.settle(n, [effect]);
  remember(state, delivery.key, [effect]);
  state.newBlocks += countBlocks(lines);
  return ids;
}

/** Delivers what was refused: the named part made plainer, else the halves apart, else the block itself made plainer. */
async function deliverPlainer(
  world: ApplyWorld,
  state: RunState,
  delivery: Delivery,
  error: NotionError,
): Promise<readonly (string | null)[]> {
  const named = error.path === null ? null : degradeAt(delivery.blocks, error.path);
  if (named !== null) {
    state.messages.push(refusalMessage(error, named, delivery.path));
    return deliver(world, state, { ...delivery, blocks: named.blocks });
  }
  if (delivery.blocks.length > 1) return deliverHalves(world, state, delivery);
  const [block] = delivery.blocks;
  if (block === undefined) throw error;
  if (block.children.length > 0 && block.type !== "table" && block.type !== "column_list") {
    return deliverShell(world, state, delivery, block);
  }
  const whole = degradeWhole(block);
  if (whole === null) throw error;
  state.messages.push(refusalMessage(error, whole, delivery.path));
  return deliver(world, state, { ...delivery, blocks: whole.blocks });
}

async function deliverHalves(
  world: ApplyWorld,
  state: RunState,
  delivery: Delivery,
): Promise<readonly (string | null)[]> {
  const middle = Math.ceil(delivery.blocks.length / 2);
  const first = await deliver(world, state, { ...delivery, blocks: delivery.blocks.slice(0, middle) });
  const last = first.at(-1);
  const behind = last === undefined || last === null ? null : { after: last };
  const rest = await deliver(world, state, {
    ...delivery,
    blocks: delivery.blocks.slice(middle),
    position: delivery.position === "end" ? "end" : (behind ?? delivery.position),
    memoryPosition: delivery.memoryPosition === "end" ? "end" : (behind ?? delivery.memoryPosition),
  });
  return [...first, ...rest];
}

/** Sends a block without its children, then these into it, so that the refused one among them stands alone. */
async function deliverShell(
  world: ApplyWorld,
  state: RunState,
  delivery: Delivery,
  block: Block,
): Promise<readonly (string | null)[]> {
  const ids = await deliver(world, state, { ...delivery, blocks: [{ ...block, children: [] }] });
  const [id] = ids;
  if (id === undefined || id === null) return ids;
  await deliver(world, state, {
    ...delivery,
    container: id,
    blocks: block.children,
    position: "end",
    memoryPosition: "end",
  });
  return ids;
}
