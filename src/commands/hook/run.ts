import type { ResolvedConfig, ResolvedSource } from "../../config.ts";
import { type GitTree, gitFiles } from "../../files/gitFiles.ts";
import { type Files, FilesError } from "../../files/index.ts";
import { addToCommit, openRepository, type Repository, stagedFiles } from "../../files/repository.ts";
import type { Message } from "../../model/message.ts";
import type { PublishResult } from "../../publish/types.ts";
import { publish } from "../../publish.ts";
import { barrier, standstill } from "../branch.ts";
import { checkFiles } from "../check.ts";
import type { CommandContext, ExitCode } from "../context.ts";
import { exitCode } from "../exit.ts";
import { hereFrom, messagesHere } from "../here.ts";
import { messagesOf, tellMessages, tellOutcome, tellRefusal } from "../outcome.ts";
import { createProgress } from "../progress.ts";
import type { HookType } from "./section.ts";

/** What a hook looks at. */
interface Subject {
  readonly tree: GitTree;
  readonly branch: string | null;
}

interface HookRun {
  readonly hook: HookType;
  readonly config: ResolvedConfig;
  readonly context: CommandContext;
  readonly repository: Repository;
  readonly subject: Subject;
  readonly files: Files;
}

const NO_COMMIT = /^0+$/;

/** The branch that is pushed, as git tells it on standard input; null: none. Source: githooks(5), pre-push. */
function pushed(input: string): Subject | null {
  const refs = input.split("\n").map((line) => line.split(" "));
  for (const [local = "", id = ""] of refs) {
    const branch = /^refs\/heads\/(.+)$/.exec(local)?.[1];
    if (branch !== undefined && !NO_COMMIT.test(id)) return { tree: { kind: "commit", id }, branch };
  }
  return null;
}

/** What a hook looks at; null where git has nothing for it. */
async function subjectOf(
  hook: HookType,
  { ask, readStdin }: CommandContext,
  { branch }: Repository,
): Promise<Subject | null> {
  if (hook === "pre-commit") return { tree: { kind: "index" }, branch };
  // Where somebody can answer, standard input is a terminal and not git's.
  const input =
    hook === "pre-push" && ask === null
      ? Buffer.from(await readStdin())
          .toString("utf8")
          .trim()
      : "";
  if (input !== "") return pushed(input);
  return { tree: { kind: "commit", id: "HEAD" }, branch };
}

function say({ context, config }: Pick<HookRun, "config" | "context">, text: string): void {
  if (!config.options.quiet) context.stderr.write(`mdnotion: ${text}\n`);
}

/** Errors in the documents that change. */
async function checkChanged(run: HookRun): Promise<readonly Message[]> {
  const { config, context, files, repository } = run;
  const changed = new Set(await stagedFiles(config.root, repository));
  const { messages } = await checkFiles(config, context, files, (path) => path !== null && changed.has(path));
  return messages;
}

/** Sources that are published from here; of the others it says why they are not. */
function publishable(run: HookRun): readonly ResolvedSource[] {
  const { config, context, repository, subject } = run;
  const { options, sources } = config;
  const still = standstill({ branch: subject.branch, underway: repository.underway });
  if (still !== null) {
    say(run, `only checked, as ${still}.`);
    return [];
  }
  if (context.token === null && !options.sandbox) {
    say(run, "only checked, as NOTION_TOKEN is not set.");
    return [];
  }
  return sources.filter((source) => {
    const why = options.sandbox ? null : barrier(source, subject.branch);
    if (why !== null) say(run, `${source.name === "" ? "" : `${source.name}: `}only checked, as ${why}.`);
    return why === null;
  });
}

/** Publishes, for no longer than the deadline. */
async function publishInTime(run: HookRun, sources: readonly ResolvedSource[]): Promise<PublishResult> {
  const { config, context, files } = run;
  const { fetch, now, process, random, signal, sleep, token } = context;
  const { options } = config;
  const late = new AbortController();
  const done = new AbortController();
  const timer = sleep(options.deadline * 1000, done.signal).then(
    () => late.abort(),
    () => undefined,
  );
  const progress = createProgress(context, options);
  try {
    return await publish({
      // A hook sees no more than a part of what happens to files: it takes no page away.
      config: { ...config, sources, options: { ...options, prune: "report" } },
      select: [],
      token,
      sandbox: options.sandbox,
      dryRun: false,
      ...(options.baseUrl === null ? {} : { baseUrl: options.baseUrl }),
      world: { fetch, now, process, random, signal: AbortSignal.any([signal, late.signal]), sleep },
      files,
      onEvent: progress.event,
      confirm: async () => true,
    });
  } finally {
    progress.clear();
    done.abort();
    await timer;
  }
}

/** Whether anything is to be told of a run. */
function isNotable({ plan, report }: PublishResult): boolean {
  const { pages, stop } = report;
  return (
    stop !== null || (plan?.operations.length ?? 0) > 0 || pages.some(({ status }) => status === "failed")
  );
}

/** Publishes and tells of it; what it comes to as an exit code. */
async function publishAndTell(run: HookRun, sources: readonly ResolvedSource[]): Promise<ExitCode> {
  const { config, context } = run;
  try {
    const result = await publishInTime(run, sources);
    if (isNotable(result))
      tellOutcome(result, false, hereFrom(config.root, context.cwd), context, config.options);
    else
      tellMessages(
        messagesHere(messagesOf(result), hereFrom(config.root, context.cwd)),
        context,
        config.options,
      );
    const { stop } = result.report;
    if (stop?.kind === "interrupted" && !context.signal.aborted)
      say(run, `publishing was ended after ${config.options.deadline} seconds (--deadline).`);
    return exitCode({ ...result, messages: messagesOf(result), changesCount: false });
  } catch (error) {
    if (!(error instanceof FilesError)) throw error;
    tellRefusal([error.report], context, config.options.reporter);
    return 3;
  }
}

/** Puts the memory into the commit that is being made. */
async function commitMemory(run: HookRun): Promise<void> {
  const { config, repository } = run;
  if (config.options.sandbox) return;
  const problem = await addToCommit(repository, config.lockfile);
  if (problem !== null)
    say(run, `the lockfile could not be added to this commit (${problem}); add it to the next one.`);
}

async function runWith(run: HookRun): Promise<ExitCode> {
  const { config, context, hook } = run;
  const { onFailure } = config.options;
  const messages = hook === "pre-commit" ? await checkChanged(run) : [];
  const hasErrors = messages.some(({ severity }) => severity === "error");
  const sources = hasErrors ? [] : publishable(run);
  // What is published is checked on the way.
  if (sources.length === 0)
    tellMessages(messagesHere(messages, hereFrom(config.root, context.cwd)), context, config.options);
  if (hasErrors) {
    const blocks = onFailure !== "warn";
    say(run, `nothing was published${blocks ? ", nor committed" : ""}: see the errors above.`);
    return blocks ? 1 : 0;
  }
  if (sources.length === 0) return 0;
  const code = await publishAndTell(run, sources);
  if (context.signal.aborted) return 130;
  if (code !== 0 && onFailure === "block") return 1;
  if (code !== 0) say(run, "git goes on; what Notion did not take is published by the next run.");
  if (hook === "pre-commit") await commitMemory(run);
  return 0;
}

/**
 * What git's hook does: checks what is about to be committed, and publishes it where that is allowed.
 *
 * @returns 0 to let git go on
 */
export async function runHook(
  hook: HookType,
  config: ResolvedConfig,
  context: CommandContext,
): Promise<ExitCode> {
  const repository = await openRepository(config.root, context.env);
  if (repository === null) {
    say({ config, context }, "this is no working tree of git: nothing was published.");
    return 0;
  }
  const subject = await subjectOf(hook, context, repository);
  if (subject === null) return 0;
  const { environment } = repository;
  const files = gitFiles({ root: config.root, tree: subject.tree, environment });
  try {
    return await runWith({ hook, config, context, repository, subject, files });
  } finally {
    await files.close?.();
  }
}
