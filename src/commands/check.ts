import { createHash } from "node:crypto";
import { isSelected, type ResolvedConfig } from "../config.ts";
import { type Decision, describeRule, diskFiles, linksOf } from "../files/index.ts";
import { emptyMemory } from "../model/fold.ts";
import type { Message } from "../model/message.ts";
import { DEFAULT_CONVERT_OPTIONS } from "../model/options.ts";
import { selectFiles } from "../publish/files.ts";
import { gather } from "../publish/gather.ts";
import { openLibrary } from "../publish/library.ts";
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

interface Checked {
  /** How many texts were read. */
  readonly files: number;
  readonly messages: readonly Message[];
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

function isWanted(path: string | null, { selected }: ResolvedConfig): boolean {
  return path === null ? selected.length === 0 : isSelected(path, selected);
}

/** Which files are published, as a first run would decide. */
async function choose(config: ResolvedConfig) {
  const files = diskFiles(config.root);
  const library = openLibrary(files);
  return { library, selection: await selectFiles(config, files, library, emptyMemory()) };
}

/** Reads and converts every file that was asked for as if none had been published. */
async function convertAll(config: ResolvedConfig, context: CommandContext): Promise<Checked> {
  const { library, selection } = await choose(config);
  const { pages } = selection.layout;
  const options = new Map(config.sources.map((source) => [source.name, source.convert]));
  const progress = createProgress(context, config.options);
  const gathered = await gather({
    layout: { pages, messages: selection.messages },
    links: linksOf(selection.decisions),
    library,
    memory: emptyMemory(),
    optionsOf: (source) => options.get(source) ?? DEFAULT_CONVERT_OPTIONS,
    digest: sha256,
    isSelected: (page) => isWanted(page.path, config),
    onProgress: (done, total) => progress.event({ kind: "step", step: "convert", done, total }),
  });
  progress.clear();
  return {
    files: pages.filter(({ path }) => path !== null && isWanted(path, config)).length,
    messages: gathered.messages.filter(({ path }) => path === null || isWanted(path, config)),
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

async function list(config: ResolvedConfig, { cwd, stdout }: CommandContext): Promise<ExitCode> {
  const { selection } = await choose(config);
  const wanted = selection.decisions.filter(({ path }) => isWanted(path, config));
  printLines(stdout.write, listText(wanted, config, cwd));
  return 0;
}

/** Says what is wrong with the files, or which of them are published. */
export const checkCommand: Command = async (context, args) => {
  const config = await configFor(context, args);
  if (config === null) {
    return 3;
  }
  if (config.options.list) {
    return list(config, context);
  }
  const checked = await convertAll(config, context);
  printLines(context.stdout.write, checkText(checked, config, context));
  return exitCode({ report: null, plan: null, messages: checked.messages, changesCount: false });
};
