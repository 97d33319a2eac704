import { loadConfig, type ResolvedConfig } from "../../config.ts";
import type { PublishResult } from "../../publish/types.ts";
import { formatStop } from "../../report/reportText.ts";
import type { Sandbox } from "../../sandbox/index.ts";
import { type WatchEvent, type WatchOptions, watch } from "../../watch.ts";
import { checkBranch } from "../branch.ts";
import type { CommandArgs } from "../command.ts";
import { confirmRun } from "../confirm.ts";
import type { CommandContext, ExitCode } from "../context.ts";
import { exitCode } from "../exit.ts";
import { textOf } from "../flags.ts";
import { messagesOf, printLines, tellMessages } from "../outcome.ts";
import { UsageError } from "../usage.ts";
import { humanTeller, type Teller } from "./human.ts";
import { eventJson } from "./json.ts";
import { press } from "./keys.ts";

/** What distinguishes one command that watches from another. */
export interface WatchRun {
  readonly config: ResolvedConfig;
  readonly sandbox: boolean;
  /** What is made of a configuration that was read anew. */
  prepare?(config: ResolvedConfig): ResolvedConfig;
  /** Where a page can be looked at in a browser; null: nowhere. @param result - of the round that published it */
  addressOf(page: PublishResult["report"]["pages"][number]): string | null;
  /** Told everything that happens, after it was told to the user. */
  onEvent?(event: WatchEvent): void;
  /** Told which local Notion a round was published to. */
  onSandbox?(sandbox: Sandbox): void;
}

function tellerFor(context: CommandContext, run: WatchRun, hasKeys: boolean): Teller {
  const { now, stdout } = context;
  const { options } = run.config;
  if (options.reporter === "json") {
    const event = (one: WatchEvent): void => stdout.write(eventJson(one, now()));
    return { event, say: () => {}, clear: () => {} };
  }
  const { quiet, reporter, verbose } = options;
  return humanTeller(context, {
    quiet,
    reporter,
    verbose,
    hasKeys,
    cwd: context.cwd,
    addressOf: (page) => run.addressOf(page),
  });
}

/** A signal of its own that follows another one. */
function following(signal: AbortSignal): AbortController {
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  else signal.addEventListener("abort", () => controller.abort(), { once: true });
  return controller;
}

function tellStopped(
  result: PublishResult,
  { stderr, stdout }: CommandContext,
  { options }: ResolvedConfig,
): ExitCode {
  tellMessages(messagesOf(result), { stderr, stdout }, options);
  const { stop } = result.report;
  if (stop !== null) printLines(stderr.write, formatStop(stop, stderr.palette));
  return exitCode({
    report: result.report,
    plan: result.plan,
    messages: messagesOf(result),
    changesCount: false,
  });
}

/** Keys on a terminal, silent while a question is asked. */
function keyboard(keys: CommandContext["keys"], onKey: (key: string) => void) {
  let stop = keys?.(onKey) ?? null;
  const rest = (): void => {
    stop?.();
    stop = null;
  };
  return {
    rest,
    async without<T>(work: () => Promise<T>): Promise<T> {
      rest();
      try {
        return await work();
      } finally {
        stop = keys?.(onKey) ?? null;
      }
    },
  };
}

/**
 * Watches until the user has enough of it.
 *
 * @returns 0 when it was interrupted with nothing left to do, 130 when something was left; else as `publish`
 */
export async function runWatch(context: CommandContext, args: CommandArgs, run: WatchRun): Promise<ExitCode> {
  const { browse, cwd, env, fetch, keys, now, process, random, sleep, stderr, token } = context;
  const { options } = run.config;
  const hasKeys = keys !== null && options.reporter !== "json";
  const teller = tellerFor(context, run, hasKeys);
  const interrupted = following(context.signal);
  let last: string | null = null;

  const onEvent = (event: WatchEvent): void => {
    teller.event(event);
    if (event.kind === "published") {
      const done = event.result.report.pages.filter(
        ({ status }) => status === "created" || status === "updated",
      );
      last = done.map(run.addressOf).findLast((address) => address !== null) ?? last;
    }
    run.onEvent?.(event);
  };
  const open = (): void => {
    if (last === null) teller.say("No page was published yet that a browser could show.");
    else browse(last).catch(() => teller.say(`No browser could be started; open it yourself: ${last}`));
  };
  const watchOptions: WatchOptions = {
    config: run.config,
    token,
    sandbox: run.sandbox,
    ...(options.baseUrl === null ? {} : { baseUrl: options.baseUrl }),
    world: { fetch, now, process, random, sleep, signal: interrupted.signal },
    hasKeys,
    reload: async () => {
      const request = { cwd, paths: args.operands, flags: args.flags, environment: env };
      const { config, messages } = await loadConfig(request);
      return { config: config === null ? null : (run.prepare?.(config) ?? config), messages };
    },
    onEvent,
    ...(run.onSandbox === undefined ? {} : { onSandbox: run.onSandbox }),
    barrier: async (config) => {
      try {
        await checkBranch(config, env, run.sandbox || textOf(args.flags, "to") !== null);
        return null;
      } catch (error) {
        if (error instanceof UsageError) return { says: error.message, fix: error.fix };
        throw error;
      }
    },
    confirm: (summary) => {
      teller.clear();
      return keyboardOf.without(() => confirmRun(summary, context, { ...options, quiet: true }));
    },
  };
  const watching = watch(watchOptions);
  const keyboardOf = keyboard(hasKeys ? keys : null, (key) =>
    press(key, { watching, teller, open, quit: () => interrupted.abort() }),
  );
  try {
    const end = await watching.ended;
    teller.clear();
    if (end.kind === "stopped") return tellStopped(end.result, context, run.config);
    if (end.isOwing) stderr.write("Not everything is published; the next run does the rest.\n");
    return end.isOwing ? 130 : 0;
  } finally {
    keyboardOf.rest();
  }
}
