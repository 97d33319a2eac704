import type { Block, Cover, Icon } from "../model/block.ts";
import { baseOf, lineOf } from "../model/line.ts";
import type { Effect, PageBase } from "../model/memory.ts";
import { message } from "../model/message.ts";
import type { CreatePage } from "../model/plan.ts";
import type { PropertyValue } from "../model/property.ts";
import { resolveBlock, resolveCover, resolveIcon, resolveProperties } from "../model/resolve.ts";
import { createPage } from "../notion/calls.ts";
import { NotionError } from "../notion/errors.ts";
import type { ApplyWorld, Made, RunState } from "./context.ts";
import { degradeAt, refusalMessage } from "./degrade.ts";
import { countBlocks, idOf, lookupIn, type PlainPosition, positionOf } from "./lookup.ts";
import { deliver, remember } from "./send.ts";
import { findCreatedPage, sendOnce } from "./settle.ts";

/** A page on its way, everything resolved. */
interface NewPage {
  readonly operation: CreatePage;
  readonly path: string | null;
  readonly parent: { readonly kind: "page" | "dataSource"; readonly id: string };
  readonly position: PlainPosition;
  readonly icon: Icon | null;
  readonly cover: Cover | null;
  readonly properties: Readonly<Record<string, PropertyValue>>;
  readonly children: readonly Block[];
}

/** Creates a page with its first content, once. */
export async function runCreatePage(
  operation: CreatePage,
  world: ApplyWorld,
  state: RunState,
  path: string | null,
): Promise<Made> {
  const lookup = lookupIn(state);
  return send(world, state, {
    operation,
    path,
    parent: { kind: operation.parent.kind, id: idOf(operation.parent.id, state) },
    position: positionOf(operation.position, state),
    icon: resolveIcon(operation.icon, lookup),
    cover: resolveCover(operation.cover, lookup),
    properties: resolveProperties(operation.properties, lookup),
    children: operation.children.map((block) => resolveBlock(block, lookup)),
  });
}

async function send(world: ApplyWorld, state: RunState, page: NewPage): Promise<Made> {
  const { key, title, row } = page.operation;
  const { properties } = page;
  const lines = page.children.map((block) => lineOf(block, world.digest));
  const base: PageBase = baseOf(
    { title, icon: page.icon, cover: page.cover, parent: page.parent.id, properties },
    world.digest,
  );
  const n = await world.log.intend({
    key,
    kind: "createPage",
    parent: page.parent.id,
    container: null,
    position: "end",
    sentAt: world.now(),
    blocks: lines,
    title,
    base,
    ...(row !== undefined && { row }),
  });
  let id: string;
  try {
    id = await sendOnce(
      world,
      () =>
        createPage(world.wire, {
          parent: page.parent,
          title,
          icon: page.icon,
          cover: page.cover,
          properties,
          children: page.children,
          position: page.position,
          fresh: state.fresh.has(page.parent.id),
        }),
      (error) => error.committed?.resource ?? null,
      (error) =>
        findCreatedPage(
          world,
          {
            parent: page.parent.id,
            sentAt: error.serverTime ?? error.sentAt,
            isNamed: (found) => state.pageIds.has(found),
          },
          row === undefined ? { title } : { title, row },
          lines,
        ),
    );
  } catch (error) {
    if (!(error instanceof NotionError) || error.outcome === "unknown") throw error;
    await world.log.settle(n, []);
    if (error.kind !== "content") throw error;
    return sendPlainer(world, state, page, error);
  }
  const effect: Effect = { kind: "page", key, page: { id, title, inputs: null, base, blocks: lines } };
  state.fresh.add(id);
  state.parents.add(page.parent.id);
  remember(state, key, [effect]);
  await world.log.settle(n, [effect]);
  state.newBlocks += 1 + countBlocks(lines);
  return { page: id, children: lines.map(() => null) };
}

/** Creates a refused page with the named part made plainer, else without content, which then follows in pieces. */
async function sendPlainer(
  world: ApplyWorld,
  state: RunState,
  page: NewPage,
  error: NotionError,
): Promise<Made> {
  // A value that the data source does not take is the file's to mend.
  if (error.path?.[0] === "properties") throw error;
  const named = error.path === null ? null : degradeAt(page.children, error.path);
  if (named !== null) {
    state.messages.push(refusalMessage(error, named, page.path));
    return send(world, state, { ...page, children: named.blocks });
  }
  if (page.children.length > 0) {
    const made = await send(world, state, { ...page, children: [] });
    if (made.page === null) return made;
    const { key } = page.operation;
    const children = await deliver(world, state, {
      key,
      path: page.path,
      page: made.page,
      container: null,
      position: "end",
      memoryPosition: "end",
      blocks: page.children,
    });
    return { page: made.page, children };
  }
  if (page.icon === null && page.cover === null) throw error;
  state.messages.push(
    message("page-look-refused", { title: page.operation.title, reason: error.message }, page.path),
  );
  return send(world, state, { ...page, icon: null, cover: null });
}
