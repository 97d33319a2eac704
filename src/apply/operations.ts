import { baseOf, lineOf } from "../model/line.ts";
import type { Effect } from "../model/memory.ts";
import type { Operation, OperationKind, UpdateBlock } from "../model/plan.ts";
import { resolveBlock, resolveCover, resolveIcon, resolveProperties } from "../model/resolve.ts";
import { deleteBlock, extendSchema, movePage, updateBlock, updatePage, uploadFile } from "../notion/calls.ts";
import { NotionError } from "../notion/errors.ts";
import type { ApplyWorld, Made, RunState } from "./context.ts";
import { runCreatePage } from "./createPage.ts";
import { degradeWhole, refusalMessage } from "./degrade.ts";
import { idOf, lookupIn, memoryPositionOf, positionOf } from "./lookup.ts";
import { matchRemembered } from "./match.ts";
import { deliver, remember } from "./send.ts";
import { listForSure } from "./settle.ts";

type Run<K extends OperationKind> = (
  operation: Extract<Operation, { kind: K }>,
  world: ApplyWorld,
  state: RunState,
  path: string | null,
) => Promise<Made>;

const NOTHING: Made = { page: null, children: [] };

async function confirm(world: ApplyWorld, state: RunState, effect: Effect & { key: string }): Promise<void> {
  remember(state, effect.key, [effect]);
  await world.log.record([effect]);
}

/** Updates a block in place; what Notion refuses is made plainer as long as its type can stay. */
async function sendUpdate(
  world: ApplyWorld,
  operation: UpdateBlock,
  state: RunState,
  path: string | null,
): Promise<UpdateBlock["to"]> {
  let block = resolveBlock(operation.to, lookupIn(state));
  for (;;) {
    try {
      await updateBlock(world.wire, { id: idOf(operation.block, state), to: block, send: operation.send });
      return block;
    } catch (error) {
      if (!(error instanceof NotionError) || error.kind !== "content") throw error;
      const plainer = degradeWhole(block);
      const [next] = plainer?.blocks ?? [];
      if (plainer === null || next === undefined || next.type !== block.type) throw error;
      state.messages.push(refusalMessage(error, plainer, path));
      block = next;
    }
  }
}

const RUN: { readonly [K in OperationKind]: Run<K> } = {
  updateSchema: async ({ changes, dataSource, schema }, world, state) => {
    state.schemas.set(dataSource, await extendSchema(world.wire, changes, schema));
    return NOTHING;
  },

  createPage: runCreatePage,

  append: async (operation, world, state, path) => {
    const lookup = lookupIn(state);
    const page = idOf(operation.page, state);
    const children = await deliver(world, state, {
      key: operation.key,
      path,
      page,
      container: operation.container === null ? null : idOf(operation.container, state),
      position: positionOf(operation.position, state),
      memoryPosition: memoryPositionOf(operation.position, operation.follows, state),
      blocks: operation.children.map((block) => resolveBlock(block, lookup)),
    });
    return { page, children };
  },

  updateBlock: async (operation, world, state, path) => {
    const block = await sendUpdate(world, operation, state, path);
    const { hash, fields } = lineOf(block, world.digest);
    const updated = {
      kind: "updated",
      key: operation.key,
      block: idOf(operation.block, state),
      hash,
    } as const;
    await confirm(world, state, fields === undefined ? updated : { ...updated, fields });
    return NOTHING;
  },

  deleteBlock: async (operation, world, state) => {
    await deleteBlock(world.wire, operation.block);
    await confirm(world, state, { kind: "removed", key: operation.key, block: operation.block });
    return NOTHING;
  },

  updatePage: async (operation, world, state) => {
    const lookup = lookupIn(state);
    const { title, properties, inTrash } = operation;
    const changes = {
      ...(title === undefined ? {} : { title }),
      ...(operation.icon === undefined ? {} : { icon: resolveIcon(operation.icon, lookup) }),
      ...(operation.cover === undefined ? {} : { cover: resolveCover(operation.cover, lookup) }),
      ...(properties === undefined ? {} : { properties: resolveProperties(properties, lookup) }),
    };
    await updatePage(world.wire, {
      id: idOf(operation.page, state),
      ...changes,
      ...(inTrash === undefined ? {} : { inTrash }),
    });
    if (inTrash === true) await confirm(world, state, { kind: "forgotten", key: operation.key });
    else
      await confirm(world, state, { kind: "base", key: operation.key, base: baseOf(changes, world.digest) });
    return NOTHING;
  },

  movePage: async (operation, world, state) => {
    const parent = { kind: operation.parent.kind, id: idOf(operation.parent.id, state) };
    await movePage(world.wire, { id: idOf(operation.page, state), parent });
    await confirm(world, state, { kind: "base", key: operation.key, base: { parent: parent.id } });
    return NOTHING;
  },

  list: async (operation, world, state) => {
    const page = idOf(operation.page, state);
    const container = operation.container === null ? null : idOf(operation.container, state);
    const listed = await listForSure(world, container ?? page, state.fresh.has(page));
    const children = matchRemembered(rememberedIn(state, operation.key, container), listed, world.digest);
    await confirm(world, state, { kind: "learned", key: operation.key, parent: container, ids: children });
    return { page, children };
  },

  upload: async (operation, world, state) => {
    const content = await world.readFile(operation.path);
    const { name, contentType, digest } = operation;
    const id = await uploadFile(world.wire, { name, contentType, content });
    state.uploads.set(digest, id);
    await world.log.record([{ kind: "uploaded", account: world.accountKey, digest, id }]);
    return NOTHING;
  },
};

function rememberedIn(
  state: RunState,
  key: string,
  container: string | null,
): Parameters<typeof matchRemembered>[0] {
  const blocks = state.pages.get(key)?.blocks ?? [];
  if (container === null) return blocks;
  const queue = [...blocks];
  for (const line of queue) {
    if (line.id === container) return line.children;
    queue.push(...line.children);
  }
  return [];
}

function runKind<K extends OperationKind>(
  kind: K,
  operation: Extract<Operation, { kind: K }>,
  world: ApplyWorld,
  state: RunState,
  path: string | null,
): Promise<Made> {
  return RUN[kind](operation, world, state, path);
}

/** Carries out one operation and writes down what it did. @throws NotionError, Unreachable */
export function runOperation(
  operation: Operation,
  world: ApplyWorld,
  state: RunState,
  path: string | null,
): Promise<Made> {
  return runKind(operation.kind, operation, world, state, path);
}
