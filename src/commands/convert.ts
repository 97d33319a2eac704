import { readFile } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import { loadConfig, type ResolvedConfig } from "../config.ts";
import { convertBlocks, NO_SITE } from "../convert/index.ts";
import { reasonOf } from "../files/source.ts";
import { decodeText } from "../files/text.ts";
import { parseDocument } from "../markdown/index.ts";
import type { DraftBlock } from "../model/block.ts";
import type { Message } from "../model/message.ts";
import { type ConvertOptions, DEFAULT_CONVERT_OPTIONS } from "../model/options.ts";
import { resolveBlock } from "../model/resolve.ts";
import { toRequest } from "../notion/toRequest.ts";
import { formatMessage } from "../report/message.ts";
import { outline } from "../report/outline.ts";
import type { Command } from "./command.ts";
import type { CommandContext } from "./context.ts";
import { exitCode } from "./exit.ts";
import { isOn } from "./flags.ts";
import { printLines, type Telling, tellMessages } from "./outcome.ts";
import { UsageError } from "./usage.ts";

/** What standard input is called in messages. */
const STDIN = "stdin";

async function readInput(file: string, { cwd, readStdin }: CommandContext): Promise<Uint8Array> {
  if (file === "-") {
    return readStdin();
  }
  try {
    return await readFile(resolve(cwd, file));
  } catch (error) {
    throw new UsageError(
      `\`${file}\` cannot be read: ${reasonOf(error)}.`,
      "Name a Markdown file, or - for standard input.",
    );
  }
}

/** The options of the source a file lies in; of the first one where it lies in none. */
function optionsFor(file: string, { root, sources }: ResolvedConfig, cwd: string): ConvertOptions {
  const path = relative(root, resolve(cwd, file)).split(sep).join("/");
  const around = sources.find((source) => source.path === "" || path.startsWith(`${source.path}/`));
  return (around ?? sources[0])?.convert ?? DEFAULT_CONVERT_OPTIONS;
}

interface Converted {
  readonly blocks: readonly DraftBlock[];
  readonly messages: readonly Message[];
}

function convertText(bytes: Uint8Array, path: string, options: ConvertOptions): Converted {
  const { problem, text } = decodeText(bytes, path);
  return problem === null
    ? convertBlocks(parseDocument(text, path, options), NO_SITE, options)
    : { blocks: [], messages: [problem] };
}

/** The blocks as requests hold them, whole and unsplit; what only a workspace can resolve stands as its text. */
function requestsJson(blocks: readonly DraftBlock[]): string {
  return JSON.stringify(
    blocks.map((block) => toRequest(resolveBlock(block, () => undefined))),
    null,
    2,
  );
}

/** Prints a file's blocks: as JSON, or as an outline. */
export const convertCommand: Command = async (context, { flags, operands }) => {
  const { cwd, env, stderr, stdout } = context;
  const [file = "-"] = operands;
  const { config, messages: problems } = await loadConfig({ cwd, paths: [], flags, environment: env });
  if (config === null) {
    printLines(stderr.write, problems.map((problem) => formatMessage(problem, stderr.palette)).join("\n"));
    return 3;
  }
  const bytes = await readInput(file, context);
  const { blocks, messages } = convertText(bytes, file === "-" ? STDIN : file, optionsFor(file, config, cwd));
  const telling: Telling = { ...config.options, reporter: "human" };
  tellMessages(messages, context, telling);
  printLines(stdout.write, isOn(flags, "outline") ? outline(blocks).trimEnd() : requestsJson(blocks));
  return exitCode({ report: null, plan: null, messages, changesCount: false });
};
