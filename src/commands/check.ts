import { createHash } from "node:crypto";
import { isSelected, type ResolvedConfig, type ResolvedSource } from "../config.ts";
import { type Decision, describeRule, diskFiles, type Files, linksOf } from "../files/index.ts";
import { emptyMemory } from "../model/fold.ts";
import type { Message } from "../model/message.ts";
import { DEFAULT_CONVERT_OPTIONS } from "../model/options.ts";
import { selectFiles } from "../publish/files.ts";
import { type Gathered, type GatherRequest, gather } from "../publish/gather.ts";
import { openLibrary } from "../publish/library.ts";
import { offlineRows } from "../publish/offline.ts";
import { formatAnnotations } from "../report/github.ts";
import { filesJson, messagesJson } from "../report/json.ts";
import { countMessages, formatMessages } from "../report/messages.ts";
import { count, printableLine } from "../report/words.ts";
import type { Command } from "./command.ts";
import type { CommandContext, ExitCode } from "./context.ts";
import { exitCode } from "./exit.ts";
import { hereFrom, messagesHere } from "./here.ts";
import { printLines } from "./outcome.ts";
import { createProgress } from "./progress.ts";
import { configFor } from "./setup.ts";
import { stagedIn } from "./staged.ts";

export interface Checked {
  /** How many texts were read. */
  readonly files: number;
  readonly messages: readonly Message[];
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

function isWanted(path: string | null, { selected }: ResolvedConfig): boolean {
  return path === null ? selected.length === 0 : isSelected(path, selected);
}

/** Which files are published, as a first run would decide. */
async function choose(config: ResolvedConfig, files: Files) {
  const library = openLibrary(files);
  const rows = offlineRows(config);
  const isRows = async ({ name }: ResolvedSource): Promise<boolean> => rows.dataSource(name) !== null;
  return { library, rows, selection: await selectFiles(config, files, library, emptyMemory(), isRows) };
}

/** Converts every file that is asked for as if none had been published. */
export async function gatherAnew(
  config: ResolvedConfig,
  files: Files,
  isAsked: (path: string | null) => boolean,
  onProgress: GatherRequest["onProgress"],
): Promise<Gathered> {
  const { library, rows, selection } = await choose(config, files);
  const options = new Map(config.sources.map((source) => [source.name, source.convert]));
  return gather({
    layout: { pages: selection.layout.pages, messages: selection.messages },
    links: linksOf(selection.decisions),
    library,
    memory: emptyMemory(),
    optionsOf: (source) => options.get(source) ?? DEFAULT_CONVERT_OPTIONS,
    rows,
    digest: sha256,
    mayDiffer: () => true,
    isSelected: (page) => isAsked(page.path),
    onProgress,
  });
}

/**
 * Reads and converts every file that is asked for as if none had been published.
 *
 * @param isAsked - of a file relative to the root; null is a folder without a text of its own
 */
export async function checkFiles(
  config: ResolvedConfig,
  context: CommandContext,
  files: Files,
  isAsked: (path: string | null) => boolean,
): Promise<Checked> {
  const progress = createProgress(context, config.options);
  const gathered = await gatherAnew(config, files, isAsked, (done, total) =>
    progress.event({ kind: "step", step: "convert", done, total }),
  );
  progress.clear();
  return {
    files: gathered.pages.filter(({ path }) => path !== null && isAsked(path)).length,
    messages: gathered.messages.filter(({ path }) => path === null || isAsked(path)),
  };
}

function checkText({ files, messages }: Checked, config: ResolvedConfig, context: CommandContext): string {
  const { quiet, reporter, verbose } = config.options;
  if (reporter === "json") {
    return messagesJson(messages, files);
  }
  const found = countMessages(messages);
  const summary = `${count(files, "file")} checked: ${found === "" ? "nothing is wrong" : found}`;
  const seen = messagesHere(messages, hereFrom(config.root, context.cwd));
  if (reporter === "github") {
    return [formatAnnotations(seen), summary].filter((text) => text !== "").join("\n");
  }
  const told = quiet ? seen.filter(({ severity }) => severity === "error") : seen;
  const text = formatMessages(told, { palette: context.stdout.palette, verbose });
  return text === "" ? summary : `${text}\n\n${summary}`;
}

function listText(decisions: readonly Decision[], { options, root }: ResolvedConfig, cwd: string): string {
  const here = hereFrom(root, cwd);
  if (options.reporter === "json") {
    return filesJson(
      decisions.map(({ path, published, rule }) => ({ path, published, rule: describeRule(rule) })),
    );
  }
  const lines = decisions.map(({ path, published, rule }) => {
    const verdict = published ? "published" : "left out ";
    return `${verdict}  ${printableLine(here(path))}  (${printableLine(describeRule(rule))})`;
  });
  const published = decisions.filter((decision) => decision.published).length;
  return [...lines, `${count(published, "file")} of ${decisions.length} published`].join("\n");
}

async function list(
  config: ResolvedConfig,
  { cwd, stdout }: CommandContext,
  files: Files,
): Promise<ExitCode> {
  const { selection } = await choose(config, files);
  const wanted = selection.decisions.filter(({ path }) => isWanted(path, config));
  printLines(stdout.write, listText(wanted, config, cwd));
  return 0;
}

async function check(config: ResolvedConfig, context: CommandContext, files: Files): Promise<ExitCode> {
  const checked = await checkFiles(config, context, files, (path) => isWanted(path, config));
  printLines(context.stdout.write, checkText(checked, config, context));
  return exitCode({ report: null, plan: null, messages: checked.messages, changesCount: false });
}

/** Says what is wrong with the files, or which of them are published. */
export const checkCommand: Command = async (context, args) => {
  const config = await configFor(context, args);
  if (config === null) {
    return 3;
  }
  const files = config.options.staged ? await stagedIn(config, context.env) : diskFiles(config.root);
  try {
    return await (config.options.list ? list(config, context, files) : check(config, context, files));
  } finally {
    await files.close?.();
  }
};
