import { type ApplyWorld, applyPlan, type RunState, stopFor } from "../apply/index.ts";
import { settleTwins } from "../apply/twins.ts";
import type { PageDraft, RowKey } from "../model/draft.ts";
import type { Memory } from "../model/memory.ts";
import { noAnswers } from "../model/need.ts";
import type { PageKey } from "../model/pending.ts";
import type { Plan } from "../model/plan.ts";
import type { Stop } from "../model/report.ts";
import { NotionError } from "../notion/errors.ts";
import { statusOf } from "./finish.ts";
import { makePlan, type PlanBasis } from "./plan.ts";
import type { Run } from "./run.ts";
import type { Targets } from "./targets.ts";

/** What carrying out a plan came to. */
export interface CarriedOut {
  /** Pages whose operations are all done, or which need none. */
  readonly done: ReadonlySet<PageKey>;
  /** Why the others are not, by page. */
  readonly failed: ReadonlyMap<PageKey, string>;
  /** What links were written by: a page that took its twin's place later is not what they lead to. */
  readonly linked: Memory;
  readonly newBlocks: number;
  readonly stop: Stop | null;
}

type ReadFile = (path: string) => Promise<Uint8Array>;

/** Tells of each page when its last operation has ended. */
function pageTeller(run: Run, plan: Plan, state: RunState): (key: PageKey) => void {
  const left = new Map(plan.pages.map((page) => [page.key, page.operations.length]));
  const pages = new Map(plan.pages.map((page) => [page.key, page]));
  return (key) => {
    const rest = (left.get(key) ?? 0) - 1;
    left.set(key, rest);
    const page = pages.get(key);
    if (rest !== 0 || page === undefined || state.stop !== null) return;
    const status = state.failed.has(key) ? "failed" : statusOf(page.action);
    run.options.onEvent({ kind: "page", key, title: page.title, status });
  };
}

async function attempt(run: Run, plan: Plan, readFile: ReadFile): Promise<RunState> {
  await run.know(plan.pages.flatMap((page) => page.effects));
  // Should the end come after a write, what its file says now must not count as what stands in Notion.
  await run.know(
    plan.pages.flatMap(({ key, operations }) =>
      operations.length === 0 ? [] : [{ kind: "started" as const, key }],
    ),
  );
  const { world, state } = await run.applier(readFile);
  const tell = pageTeller(run, plan, state);
  const onOperation: ApplyWorld["onOperation"] = (done, total, key) => {
    world.onOperation(done, total, key);
    tell(key);
  };
  await applyPlan(plan, { ...world, onOperation }, state);
  run.count("plan");
  run.messages.push(...state.messages);
  return state;
}

function doneIn(plan: Plan, { made, failed }: RunState): readonly PageKey[] {
  return plan.pages.flatMap(({ key, operations }) =>
    operations.every((id) => made.has(id)) && !failed.has(key) ? [key] : [],
  );
}

/** Drafts of some pages, with those of the pages they lie in: it may be these that vanished. */
function withParents(drafts: readonly PageDraft[], wanted: ReadonlySet<PageKey>): readonly PageDraft[] {
  const byKey = new Map(drafts.map((draft) => [draft.key, draft]));
  const keys = new Set(wanted);
  for (const key of keys) {
    const parent = byKey.get(key)?.parent;
    if (parent?.kind === "page") keys.add(parent.key);
  }
  return drafts.filter((draft) => keys.has(draft.key));
}

/** Lists once more where pages were made, for those that another run made at the same time. */
async function lookForTwins(
  run: Run,
  before: Memory,
  parents: readonly string[],
  rows: ReadonlyMap<PageKey, RowKey>,
  readFile: ReadFile,
): Promise<Stop | null> {
  const { world, state } = await run.applier(readFile);
  const known = new Set([...before.pages.values()].map((page) => page.id));
  for (const { id } of run.memory().pages.values()) if (!known.has(id)) state.fresh.add(id);
  try {
    await settleTwins(world, state, parents, rows);
    return null;
  } catch (error) {
    if (!(error instanceof NotionError)) throw error;
    // All is published; the next run that makes pages there looks again.
    return stopFor(error);
  } finally {
    run.messages.push(...state.messages);
    run.count("run");
  }
}

/**
 * Carries out a plan; pages whose place in Notion vanished meanwhile are read and planned anew once.
 *
 * @param basis - what the plan was made from
 */
export async function carryOut(
  run: Run,
  basis: PlanBasis,
  plan: Plan,
  readFile: ReadFile,
  targets: Pick<Targets, "learn">,
): Promise<CarriedOut> {
  const first = await attempt(run, plan, readFile);
  for (const schema of first.schemas.values()) await targets.learn(schema);
  const done = new Set(doneIn(plan, first));
  const failed = new Map(first.failed);
  const parents = new Set(first.parents);
  let { newBlocks, stop } = first;
  const restored = plan.pages.flatMap(({ key, action }) =>
    action === "restore" && done.has(key) ? [key] : [],
  );
  const again = new Set([...first.stale, ...restored]);
  if (stop === null && again.size > 0) {
    for (const key of again) done.delete(key);
    const drafts = withParents(basis.drafts, again);
    const anew = {
      ...basis,
      gathered: { ...basis.gathered, schemas: [] },
      drafts,
      // They go only where nothing failed.
      withdrawn: { ...basis.withdrawn, isPartial: failed.size > 0 },
      stale: first.stale,
      memory: run.memory(),
    };
    const { plan: rest } = await makePlan(run, anew, noAnswers());
    const second = await attempt(run, rest, readFile);
    for (const key of doneIn(rest, second)) done.add(key);
    for (const [key, reason] of second.failed) failed.set(key, reason);
    for (const key of second.stale) failed.set(key, "what it stood in is gone from Notion");
    for (const parent of second.parents) parents.add(parent);
    newBlocks += second.newBlocks;
    stop = second.stop;
  }
  const linked = run.memory();
  const rows = new Map(
    basis.drafts.flatMap(({ key, row }) => (row === undefined ? [] : [[key, row] as const])),
  );
  if (stop === null && parents.size > 0)
    stop = await lookForTwins(run, basis.memory, [...parents], rows, readFile);
  return { done, failed, linked, newBlocks, stop };
}
