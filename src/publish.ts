import { stopFor } from "./apply/index.ts";
import { settleIntents } from "./apply/recover.ts";
import { fold } from "./model/fold.ts";
import type { Memory } from "./model/memory.ts";
import { message } from "./model/message.ts";
import { type Answers, needKey, noAnswers } from "./model/need.ts";
import type { PageKey } from "./model/pending.ts";
import type { Plan } from "./model/plan.ts";
import type { Report, Stop } from "./model/report.ts";
import type { Account, Target } from "./model/snapshot.ts";
import { NotionError } from "./notion/errors.ts";
import { keepTo } from "./plan/keepTo.ts";
import { carryOut } from "./publish/carryOut.ts";
import { noTarget, Stopped } from "./publish/connect.ts";
import { embedSandbox } from "./publish/embedded.ts";
import { openFiles, type RunFiles } from "./publish/files.ts";
import { pageReports } from "./publish/finish.ts";
import type { Gathered } from "./publish/gather.ts";
import { countGoing, makePlan, type PlanBasis } from "./publish/plan.ts";
import { createRun, type Run, sha256 } from "./publish/run.ts";
import { summarize } from "./publish/summary.ts";
import { createTargets, type Targets } from "./publish/targets.ts";
import type { PublishOptions, PublishResult } from "./publish/types.ts";
import { pruneOptions } from "./publish/withdrawn.ts";
import { answerNeeds } from "./read/index.ts";

export type {
  PlanSummary,
  PublishEvent,
  PublishOptions,
  PublishResult,
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
  readonly newBlocks: number;
}

const NOTHING_DONE: Outcome = {
  plan: null,
  gathered: null,
  done: new Set(),
  failed: new Map(),
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

/** Finds where each source is published to that has something to publish. */
async function findTargets(
  run: Run,
  gathered: Gathered,
  where: Targets,
): Promise<{ targets: Map<string, Target>; answers: Answers }> {
  const targets = new Map<string, Target>();
  const wanted = new Set(gathered.drafts.map((draft) => draft.source));
  for (const source of run.options.config.sources) {
    if (!wanted.has(source.name)) continue;
    const target = await where.of(source);
    if (target === null) throw await noTarget(await run.connection());
    targets.set(source.name, target);
  }
  run.count("run");
  const children = new Map(
    [...where.empty].map((block) => [needKey({ kind: "children", block, deep: false }), []] as const),
  );
  return { targets, answers: { ...noAnswers(), children } };
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
  const where = createTargets(run, files.schemas);
  const { gathered, withdrawn } = await files.gather(run, where);
  run.messages.push(...gathered.messages);
  const reset = { ...NOTHING_DONE, gathered, stop: null };
  if (gathered.drafts.length === 0 && (withdrawn.isPartial || withdrawn.keys.length === 0)) return reset;
  const start: PlanBasis = {
    gathered,
    drafts: gathered.drafts,
    withdrawn,
    memory: run.memory(),
    targets: new Map(),
    account: NOBODY,
    accountKey: Object.keys(run.memory().uploads)[0] ?? "",
    options: options.config.options,
    digest: sha256,
  };
  const pruning = pruneOptions(start.options, countGoing(start), start.memory, gathered.refused.length);
  run.messages.push(...pruning.messages);
  const found = await findTargets(run, gathered, where);
  const { targets } = found;
  const drafts = gathered.drafts.map((draft) => {
    const target = targets.get(draft.source);
    return files.isTarget(draft.key) && target !== undefined ? { ...draft, bound: target.id } : draft;
  });
  // What another machine or branch wrote since a memory was kept is not in it.
  const stale =
    files.store.isFromElsewhere === true ? new Set(drafts.map(({ key }) => key)) : new Set<PageKey>();
  const basis: PlanBasis = {
    ...start,
    drafts,
    targets,
    stale,
    memory: run.memory(),
    options: pruning.options,
  };
  const { plan: made } = await makePlan(run, basis, found.answers);
  const plan = options.keptTo === undefined ? made : keepTo(options.keptTo, made);
  await options.onPlanned?.({
    drafts,
    plan,
    memory: fold(
      run.memory(),
      plan.pages.flatMap((page) => page.effects),
    ),
    read: async (needs) => answerNeeds(needs, noAnswers(), await run.reader()),
  });
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
  const { linked, ...outcome } = await carryOut(run, basis, plan, files.read, where);
  await finish(run, gathered, plan, outcome.done, linked);
  return { plan, gathered, ...outcome };
}

function stopOf(error: unknown): Stop {
  if (error instanceof Stopped) return error.stop;
  const stop = error instanceof NotionError ? stopFor(error) : null;
  if (stop !== null) return stop;
  if (!(error instanceof NotionError)) throw error;
  const { code, fix, says } = error;
  // Where no answer came, it was not Notion that refused.
  return error.status === null ? { kind: "away", says, fix } : { kind: "refused", code, says, fix };
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
