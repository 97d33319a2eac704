import type { Memory } from "../model/memory.ts";
import { message } from "../model/message.ts";
import { isPending, type PageKey, pendingKey, type Reference } from "../model/pending.ts";
import type { Operation, Plan } from "../model/plan.ts";
import type { Stop } from "../model/report.ts";
import { NotionError } from "../notion/errors.ts";
import type { ApplyWorld, RunState } from "./context.ts";
import { dependencies, Unreachable } from "./lookup.ts";
import { runOperation } from "./operations.ts";
import { type Job, runJobs } from "./schedule.ts";

/** Kinds of refusal that concern the whole run: going on would only repeat them. */
const STOPS: { readonly [K in NotionError["kind"]]?: Stop["kind"] } = {
  unauthorized: "refused",
  forbidden: "refused",
  blocked: "refused",
  quota: "refused",
  away: "away",
  rateLimited: "away",
  aborted: "interrupted",
};

function laneOf(reference: Reference): string {
  return isPending(reference) ? pendingKey(reference) : reference;
}

/** One writer per page, and creating a page writes its parent; rows of a data source know no order. */
const LANE: { readonly [K in Operation["kind"]]: (operation: Extract<Operation, { kind: K }>) => string } = {
  updateSchema: (operation) => operation.dataSource,
  createPage: ({ key, parent }) => (parent.kind === "dataSource" ? `row ${key}` : laneOf(parent.id)),
  append: (operation) => laneOf(operation.page),
  updateBlock: (operation) => laneOf(operation.page),
  deleteBlock: (operation) => laneOf(operation.page),
  updatePage: (operation) => laneOf(operation.page),
  movePage: (operation) => laneOf(operation.page),
  list: (operation) => laneOf(operation.page),
  upload: (operation) => `upload ${operation.digest}`,
};

/** Notion's trash is the last thing a page needs: it goes there only where nothing else failed. */
function isTrash(operation: Operation): boolean {
  return operation.kind === "updatePage" && operation.inTrash === true;
}

/**
 * What an operation comes after, beside what it needs an id of: rows come after what their data source gets for
 * them; pages are moved one after the other, as one may have to leave the other first; and those that go to the
 * trash do so when all else is done.
 */
function createOrder(operations: readonly Operation[]): (operation: Operation) => readonly number[] {
  const schemas = operations.filter(({ kind }) => kind === "updateSchema").map(({ id }) => id);
  const others = operations.filter((one) => !isTrash(one)).map(({ id }) => id);
  let lastMove: readonly number[] = [];
  let lastTrash: readonly number[] = [];
  return (operation) => {
    if (isTrash(operation)) {
      const before = [...others, ...lastTrash];
      lastTrash = [operation.id];
      return before;
    }
    if (operation.kind === "createPage" || operation.kind === "updatePage") return schemas;
    if (operation.kind !== "movePage") return [];
    const before = lastMove;
    lastMove = [operation.id];
    return before;
  };
}

function lane<K extends Operation["kind"]>(kind: K, operation: Extract<Operation, { kind: K }>): string {
  return LANE[kind](operation);
}

export type { ApplyWorld, RunState } from "./context.ts";

/** The state a run starts with. */
export function startState(memory: Memory, accountKey: string): RunState {
  return {
    made: new Map(),
    uploads: new Map(Object.entries(memory.uploads[accountKey] ?? {})),
    pages: new Map(memory.pages),
    pageIds: new Set([...memory.pages.values()].map((page) => page.id)),
    fresh: new Set(),
    failed: new Map(),
    stale: new Set(),
    messages: [],
    schemas: new Map(),
    parents: new Set(),
    newBlocks: 0,
    requests: 0,
    stop: null,
  };
}

/** Why an error ends the run; null where it is a page's own. */
export function stopFor(error: NotionError): Stop | null {
  const kind = STOPS[error.kind];
  if (kind === undefined) return null;
  if (kind === "interrupted") return { kind };
  if (kind === "refused") return { kind, code: error.code, says: error.says, fix: error.fix };
  return { kind: "away", says: error.says, fix: error.fix };
}

/** Notes why an operation failed: for the run, for a page that must be read anew, or for its page. */
function note(
  error: unknown,
  operation: Operation,
  state: RunState,
  path: string | null,
  signal: AbortSignal,
): void {
  if (error instanceof Unreachable) {
    // Planned anew, what it belongs to may be there.
    if (state.stale.size > 0) state.stale.add(operation.key);
    else if (!state.failed.has(operation.key)) state.failed.set(operation.key, error.message);
    return;
  }
  if (!(error instanceof NotionError)) {
    // Interrupted while waiting; else nothing more is sent, as what came of it might not be written down.
    state.stop ??= { kind: "interrupted" };
    if (signal.aborted) return;
    throw error;
  }
  const stop = stopFor(error);
  if (stop !== null) {
    state.stop ??= stop;
    return;
  }
  if (operation.kind === "updateSchema") {
    // Without it no row of the data source can be written as it was planned.
    state.stop ??= { kind: "refused", code: error.code, says: error.says, fix: error.fix };
    return;
  }
  if (operation.kind !== "upload" && (error.kind === "notFound" || error.archived)) {
    state.stale.add(operation.key);
    return;
  }
  state.failed.set(operation.key, error.says);
  const values = { operation: operation.kind, code: error.code, reason: error.says, todo: error.fix };
  state.messages.push(message("page-failed", values, path));
}

/**
 * Carries out a plan: as many pages at once as allowed, each page's operations in order. One page's failure
 * is its own; what concerns the run stops it.
 *
 * @param state - what is known at the start; it tells the outcome afterwards
 * @throws Error where the plan has open needs, or for a bug
 */
export async function applyPlan(plan: Plan, world: ApplyWorld, state: RunState): Promise<void> {
  if (plan.needs.length > 0) throw new Error("A plan with open needs cannot be applied.");
  const paths = new Map<PageKey, string | null>(plan.pages.map((page) => [page.key, page.path]));
  const uploads = new Map(
    plan.operations.flatMap((one) => (one.kind === "upload" ? [[one.digest, one.id] as const] : [])),
  );
  let done = 0;
  const run = async (operation: Operation): Promise<void> => {
    const { key } = operation;
    const path = paths.get(key) ?? null;
    if (world.signal.aborted) state.stop ??= { kind: "interrupted" };
    const isHeld = isTrash(operation) && state.failed.size + state.stale.size > 0;
    if (state.stop === null && !state.failed.has(key) && !state.stale.has(key) && !isHeld) {
      try {
        state.made.set(operation.id, await runOperation(operation, world, state, path));
      } catch (error) {
        note(error, operation, state, path, world.signal);
      }
    }
    done += 1;
    world.onOperation(done, plan.operations.length, key);
  };
  const order = createOrder(plan.operations);
  const jobs = plan.operations.map(
    (operation): Job => ({
      id: operation.id,
      lane: lane(operation.kind, operation),
      after: [...dependencies(operation, uploads), ...order(operation)],
      run: () => run(operation),
    }),
  );
  await runJobs(jobs, world.concurrency);
}
