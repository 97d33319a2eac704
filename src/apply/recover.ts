import type { Effect, Intent } from "../model/memory.ts";
import { NotionError } from "../notion/errors.ts";
import type { ApplyWorld, RunState } from "./context.ts";
import { withIds } from "./lookup.ts";
import { namedIn, remember } from "./send.ts";
import { findAppended, findCreatedPage, type InFlight } from "./settle.ts";

/** The server's clock is known from this run's answers; it may have been set since the sending. */
const CLOCK_SLACK = 60_000;

async function landed(intent: Intent, world: ApplyWorld, state: RunState): Promise<readonly Effect[] | null> {
  const flight: InFlight = {
    parent: intent.parent,
    sentAt: (world.wire.serverTime(intent.sentAt) ?? intent.sentAt) - CLOCK_SLACK,
    isNamed: intent.kind === "append" ? namedIn(state, intent.key) : (id) => state.pageIds.has(id),
  };
  const { key, title, base, blocks, row } = intent;
  if (intent.kind === "append") {
    const ids = await findAppended(world, flight, blocks);
    if (ids === null) return null;
    const { container, position } = intent;
    return [{ kind: "inserted", key, parent: container, position, blocks: withIds(blocks, ids) }];
  }
  const sent = { title: title ?? "", ...(row !== undefined && { row }) };
  const id = await findCreatedPage(world, flight, sent, blocks);
  return id === null
    ? null
    : [{ kind: "page", key, page: { id, title: title ?? "", inputs: null, base: base ?? {}, blocks } }];
}

/** Looks for what an earlier run sent; a parent that is gone took it along. */
async function look(intent: Intent, world: ApplyWorld, state: RunState): Promise<readonly Effect[] | null> {
  try {
    return await landed(intent, world, state);
  } catch (error) {
    if (error instanceof NotionError && (error.kind === "notFound" || error.archived)) return [];
    throw error;
  }
}

/**
 * Settles what an earlier run sent and never heard of: takes what is there, and waits until nothing more can
 * land before it counts as lost.
 *
 * @returns the effects of what had landed
 * @throws NotionError where Notion cannot be asked
 */
export async function settleIntents(
  intents: readonly Intent[],
  world: ApplyWorld,
  state: RunState,
): Promise<readonly Effect[]> {
  const effects: Effect[] = [];
  for (const intent of intents) {
    let found = await look(intent, world, state);
    if (found === null) {
      const rest = intent.sentAt + world.settle - world.now();
      if (rest > 0) {
        await world.sleep(Math.min(rest, world.settle), world.signal);
        found = await look(intent, world, state);
      }
    }
    await world.log.settle(intent.n, found ?? []);
    remember(state, intent.key, found ?? []);
    effects.push(...(found ?? []));
  }
  return effects;
}
