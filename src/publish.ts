import { applyPlan, stopFor } from "./apply/index.ts";
import { settleIntents } from "./apply/recover.ts";
import { settleTwins } from "./apply/twins.ts";
import type { Memory } from "./model/memory.ts";
import { message } from "./model/message.ts";
import { type Answers, needKey, noAnswers } from "./model/need.ts";
import { DEFAULT_PLAN_OPTIONS } from "./model/options.ts";
import type { PageKey } from "./model/pending.ts";
import type { Plan } from "./model/plan.ts";
import type { Report, Stop } from "./model/report.ts";
import type { Account, Target } from "./model/snapshot.ts";
import { NotionError } from "./notion/errors.ts";
import { findTarget, noTarget, rememberedTarget, Stopped, targetId } from "./publish/connect.ts";
import { embedSandbox } from "./publish/embedded.ts";
import { openFiles, type RunFiles } from "./publish/files.ts";
import { pageReports } from "./publish/finish.ts";
import type { Gathered } from "./publish/gather.ts";
import { type PlanBasis, planFrom, planWith } from "./publish/plan.ts";
import { createRun, type Run, sha256 } from "./publish/run.ts";
import { summarize } from "./publish/summary.ts";
import type { PublishOptions, PublishResult } from "./publish/types.ts";

export type {
  PlanSummary,
  PublishEvent,
  PublishOptions,
  PublishResult,
  PublishStep,
  World,
} from "./publish/types.ts";

/** Nobody: what a plan is first made for, to see whether there is anything to do at all. */
const NOBODY: Account = {
  botId: "",
  botName: "",
  workspaceId: "",
  workspaceName: "",
  personal: false,
  maxUploadBytes: null,
};

/** What a run has come to. */
interface Outcome {
  readonly plan: Plan | null;
  readonly gathered: Gathered | null;
  /** Pages whose operations are all done, or which need none. */
  readonly done: ReadonlySet<PageKey>;
  readonly failed: ReadonlyMap<PageKey, string>;
  /** What links were written by: a page that took its twin's place later is not what they lead to. */
  readonly linked: Memory | null;
  readonly newBlocks: number;
}

const NOTHING_DONE: Outcome = {
  plan: null,
  gathered: null,
  done: new Set(),
  failed: new Map(),
  linked: null,
  newBlocks: 0,
};

/** Settles what an earlier run sent and never heard of. */
async function recover(run: Run, files: RunFiles): Promise<void> {
  const { intents } = files.store;
  if (intents.length === 0) return;
  if (run.options.dryRun) {
    run.messages.push(message("run-unfinished", { count: intents.length }));
    return;
  }
  const { world, state } = await run.applier(files.read);
  await settleIntents(intents, world, state);
  run.count("read");
}

/** Finds where each source is published to; asks Notion only for those not known yet. */
async function findTargets(
  run: Run,
  gathered: Gathered,
  answers: Answers,
): Promise<{ targets: Map<string, Target>; answers: Answers }> {
  const targets = new Map<string, Target>();
  const children = new Map(answers.children);
  const wanted = new Set(gathered.drafts.map((draft) => draft.source));
  for (const source of run.options.config.sources) {
    if (!wanted.has(source.name)) continue;
    if (source.to === null) throw await noTarget(await run.connection());
    const id = targetId(source.to);
    const known = rememberedTarget(id, source.name, run.memory());
    if (known !== null) {
      targets.set(source.name, known);
      continue;
    }
    const { target, isEmpty } = await findTarget((await run.connection()).wire, id);
    targets.set(source.name, target);
    if (isEmpty) children.set(needKey({ kind: "children", block: id, deep: false }), []);
    const { kind, title } = target;
    await run.know([{ kind: "target", source: source.name, target: { kind, id, title } }]);
  }
  run.count("run");
  return { targets, answers: { ...answers, children } };
}

/** Makes the plan; asks Notion only where there may be something to do. */
async function makePlan(
  run: Run,
  basis: PlanBasis,
  answers: Answers,
): Promise<{ plan: Plan; answers: Answers }> {
  const { onEvent } = run.options;
  if (run.connected() === null) {
    const guess = planFrom(basis, answers);
    if (guess.operations.length === 0 && guess.needs.length === 0) return { plan: guess, answers };
  }
  const { account, accountKey } = await run.connection();
  run.count("run");
  const made = await planWith({ ...basis, account, accountKey }, answers, await run.reader(), (needs) =>
    onEvent({ kind: "step", step: "read", done: 0, total: needs.length }),
  );
  run.count("read");
  return made;
}

/** Carries out a plan; pages whose place in Notion vanished meanwhile are read and planned anew once. */
async function carryOut(
  run: Run,
  files: RunFiles,
  basis: PlanBasis,
  first: Plan,
  gathered: Gathered,
): Promise<Outcome & { stop: Stop | null }> {
  const before = new Set([...basis.memory.pages.values()].map((page) => page.id));
  const done = new Set<PageKey>();
  const failed = new Map<PageKey, string>();
  const parents = new Set<string>();
  let newBlocks = 0;
  let stop: Stop | null = null;
  const attempt = async (plan: Plan): Promise<ReadonlySet<PageKey>> => {
    await run.know(plan.pages.flatMap((page) => page.effects));
    // Should the end come after a write, what its file says now must not count as what stands in Notion.
    await run.know(
      plan.pages.flatMap(({ key, operations }) =>
        operations.length === 0 ? [] : [{ kind: "started" as const, key }],
      ),
    );
    const { world, state } = await run.applier(files.read);
    await applyPlan(plan, world, state);
    run.count("plan");
    run.messages.push(...state.messages);
    newBlocks += state.newBlocks;
    stop ??= state.stop;
    for (const [key, reason] of state.failed) failed.set(key, reason);
    for (const page of plan.pages) {
      if (page.operations.every((id) => state.made.has(id)) && !state.failed.has(page.key))
        done.add(page.key);
    }
    for (const parent of state.parents) if (!state.fresh.has(parent)) parents.add(parent);
    if (stop === null && plan === first) return state.stale;
    for (const key of state.stale) failed.set(key, "what it stood in is gone from Notion");
    return new Set();
  };
  const stale = await attempt(first);
  if (stale.size > 0) {
    const drafts = basis.drafts.filter((draft) => stale.has(draft.key));
    const again = await makePlan(run, { ...basis, drafts, withdrawn: [], memory: run.memory() }, noAnswers());
    for (const key of stale) done.delete(key);
    await attempt(again.plan);
  }
  const linked = run.memory();
  if (stop === null && parents.size > 0) {
    const { world, state } = await run.applier(files.read);
    for (const page of run.memory().pages.values()) if (!before.has(page.id)) state.fresh.add(page.id);
    await settleTwins(world, state, [...parents]);
    run.messages.push(...state.messages);
    run.count("run");
  }
  return { plan: first, gathered, done, failed, linked, newBlocks, stop };
}

/** Writes down which pages are in step, and with what they were made. */
async function finish(
  run: Run,
  gathered: Gathered,
  plan: Plan,
  done: ReadonlySet<PageKey>,
  linked: Memory,
): Promise<void> {
  const inputs = await gathered.inputs(linked);
  const settled = plan.pages.filter(
    (page) => page.inputs !== null && done.has(page.key) && run.memory().pages.has(page.key),
  );
  await run.know(
    settled.flatMap(({ key }) => {
      const now = inputs.get(key);
      return now === undefined ? [] : [{ kind: "finished" as const, key, inputs: now }];
    }),
  );
}

async function runThrough(run: Run, files: RunFiles): Promise<Outcome & { readonly stop: Stop | null }> {
  const { options } = run;
  await recover(run, files);
  const { gathered, withdrawn } = await files.gather(run);
  run.messages.push(...gathered.messages);
  const reset = { ...NOTHING_DONE, gathered, stop: null };
  if (gathered.drafts.length === 0 && withdrawn.length === 0) return reset;
  const found = await findTargets(run, gathered, noAnswers());
  const bound = gathered.drafts.map((draft) => {
    const target = found.targets.get(draft.source);
    return files.isTarget(draft.key) && target !== undefined ? { ...draft, bound: target.id } : draft;
  });
  const basis: PlanBasis = {
    gathered,
    drafts: bound,
    withdrawn,
    memory: run.memory(),
    targets: found.targets,
    account: NOBODY,
    accountKey: Object.keys(run.memory().uploads)[0] ?? "",
    options: { ...DEFAULT_PLAN_OPTIONS, adopt: options.config.options.adopt },
    digest: sha256,
  };
  const { plan } = await makePlan(run, basis, found.answers);
  run.messages.push(...plan.messages, ...plan.pages.flatMap((page) => page.messages));
  if (plan.operations.length === 0) {
    await run.know(plan.pages.flatMap((page) => page.effects));
    const done = new Set(plan.pages.map((page) => page.key));
    if (!options.dryRun) await finish(run, gathered, plan, done, run.memory());
    return { ...reset, plan, done };
  }
  const summary = summarize(
    plan,
    gathered.unchanged.size,
    run.connected()?.account.workspaceName ?? "",
    [...found.targets.values()].map((target) => target.title).join(", "),
    options.config.options.requestsPerMinute,
  );
  options.onEvent({ kind: "summary", summary });
  if (options.dryRun) return { ...reset, plan };
  if (!(await options.confirm(summary))) {
    return {
      ...reset,
      plan,
      stop: {
        kind: "usage",
        says: "Nothing was published: the question was not answered with yes.",
        fix: "Run again and answer y, or give --yes.",
      },
    };
  }
  const outcome = await carryOut(run, files, basis, plan, gathered);
  await finish(run, gathered, plan, outcome.done, outcome.linked ?? run.memory());
  return outcome;
}

function stopOf(error: unknown): Stop {
  if (error instanceof Stopped) return error.stop;
  const stop = error instanceof NotionError ? stopFor(error) : null;
  if (stop !== null) return stop;
  if (error instanceof NotionError)
    return { kind: "refused", code: error.code, says: error.says, fix: error.fix };
  throw error;
}

/**
 * Brings Notion in step with files: decides what to do, shows it, and does it.
 *
 * Notion's refusals, unusable files and missing targets come back in the report; nothing is thrown for them.
 *
 * @returns the plan and what became of each page
 * @throws FilesError where the folder itself cannot be used; Error for a bug
 */
export async function publish(given: PublishOptions): Promise<PublishResult> {
  const files = await openFiles(given);
  try {
    // The sandbox's state, too, belongs to one run at a time: it is read once the folder is ours.
    const options = given.sandbox ? await embedSandbox(given) : given;
    return await publishWith(options, files);
  } finally {
    await files.close();
  }
}

async function publishWith(options: PublishOptions, files: RunFiles): Promise<PublishResult> {
  const run = createRun(options, files.store);
  let outcome: Outcome & { readonly stop: Stop | null };
  try {
    outcome = await runThrough(run, files);
  } catch (error) {
    if (options.world.signal.aborted) outcome = { ...NOTHING_DONE, stop: { kind: "interrupted" } };
    else outcome = { ...NOTHING_DONE, stop: stopOf(error) };
  }
  if (!options.dryRun) run.messages.push(...(await files.store.save(run.memory())));
  const report: Report = {
    pages: pageReports(outcome, run.memory(), options.dryRun),
    messages: run.messages,
    requests: run.requests(),
    newBlocks: outcome.newBlocks,
    milliseconds: options.world.now() - run.startedAt,
    stop: outcome.stop,
  };
  options.onEvent({ kind: "step", step: "done", done: 1, total: 1 });
  return { plan: outcome.plan, report };
}
