import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { ResolvedConfig } from "../config.ts";
import { type Files, FilesError } from "../files/index.ts";
import type { Plan } from "../model/plan.ts";
import type { Report } from "../model/report.ts";
import type { SavedPlan } from "../plan/keepTo.ts";
import { renderPlan } from "../preview/plan.ts";
import type { PlanSummary } from "../publish/types.ts";
import { publish } from "../publish.ts";
import { checkBranch } from "./branch.ts";
import type { Command, CommandArgs } from "./command.ts";
import { confirmRun } from "./confirm.ts";
import type { CommandContext, ExitCode } from "./context.ts";
import { exitCode } from "./exit.ts";
import { textOf } from "./flags.ts";
import { hereFrom } from "./here.ts";
import { messagesOf, tellOutcome, tellRefusal } from "./outcome.ts";
import { picturesOf } from "./pictures.ts";
import { createProgress } from "./progress.ts";
import { readPlan, writePlan } from "./savedPlan.ts";
import { configFor } from "./setup.ts";
import { stagedIn } from "./staged.ts";
import { UsageError } from "./usage.ts";

async function write(file: string, text: string, cwd: string): Promise<void> {
  try {
    await writeFile(resolve(cwd, file), text);
  } catch (error) {
    throw new UsageError(
      `The plan cannot be written to \`${file}\`: ${error instanceof Error ? error.message : String(error)}`,
      "Name a file in a folder that exists and can be written to.",
    );
  }
}

async function writeFiles(plan: Plan, config: ResolvedConfig, context: CommandContext): Promise<void> {
  const { html, out } = config.options;
  if (out !== null) {
    await writePlan(out, plan, config, context);
  }
  if (html !== null) {
    await write(html, renderPlan(plan, { embed: await picturesOf(plan, config.root) }), context.cwd);
  }
}

/** A configuration with what a saved plan was made with, and the plan. */
async function keptTo(
  config: ResolvedConfig,
  context: CommandContext,
): Promise<{ readonly config: ResolvedConfig; readonly plan: SavedPlan | null }> {
  const { plan: file } = config.options;
  if (file === null) return { config, plan: null };
  if (config.selected.length > 0) {
    throw new UsageError("A saved plan says itself which files it is for.", "Leave the paths out.");
  }
  const { options, plan, selected } = await readPlan(file, context);
  return { config: { ...config, selected, options: { ...config.options, ...options } }, plan };
}

/** Pages of a local Notion have no address that a browser could open. */
function withoutLinks(report: Report): Report {
  return { ...report, pages: report.pages.map((page) => ({ ...page, url: null })) };
}

async function runWith(
  given: ResolvedConfig,
  dryRun: boolean,
  context: CommandContext,
  files: Files | null,
): Promise<ExitCode> {
  const { cwd, fetch, now, process, random, signal, sleep, token } = context;
  const { config, plan: saved } = await keptTo(given, context);
  const { options } = config;
  const progress = createProgress(context, options);
  const confirm = (summary: PlanSummary): Promise<boolean> => {
    progress.clear();
    return confirmRun(summary, context, options);
  };
  const result = await publish({
    config,
    select: config.selected,
    token,
    sandbox: options.sandbox,
    dryRun,
    ...(options.baseUrl === null ? {} : { baseUrl: options.baseUrl }),
    world: { fetch, now, process, random, signal, sleep },
    ...(files === null ? {} : { files }),
    ...(saved === null ? {} : { keptTo: saved }),
    onEvent: progress.event,
    confirm,
  }).finally(progress.clear);
  const { plan, report } = result;
  const told = options.sandbox ? { plan, report: withoutLinks(report) } : result;
  tellOutcome(told, dryRun, hereFrom(config.root, cwd), context, options);
  if (plan !== null) {
    await writeFiles(plan, config, context);
  }
  return exitCode({ report, plan, messages: messagesOf(result), changesCount: options.exitCode });
}

/** What is staged is a part of what happens to files: no page is taken away for it. */
function reporting(config: ResolvedConfig): ResolvedConfig {
  return { ...config, options: { ...config.options, prune: "report" } };
}

async function runPublish(context: CommandContext, args: CommandArgs, plans: boolean): Promise<ExitCode> {
  const config = await configFor(context, args);
  if (config === null) return 3;
  const dryRun = plans || config.options.dryRun;
  if (!dryRun) await checkBranch(config, context.env, textOf(args.flags, "to") !== null);
  const files = config.options.staged ? await stagedIn(config, context.env) : null;
  try {
    return await runWith(files === null ? config : reporting(config), dryRun, context, files);
  } catch (error) {
    if (!(error instanceof FilesError)) throw error;
    tellRefusal([error.report], context, config.options.reporter);
    return 3;
  } finally {
    await files?.close?.();
  }
}

/** Creates and updates pages. */
export const publishCommand: Command = (context, args) => runPublish(context, args, false);

/** Says what `publish` would do, and does nothing. */
export const planCommand: Command = (context, args) => runPublish(context, args, true);
