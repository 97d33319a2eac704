import type { ResolvedConfig, ResolvedSource } from "../config.ts";
import { endingOf } from "../facts/media.ts";
import { openStore } from "../files/index.ts";
import { isFolderText } from "../files/tree.ts";
import { notionUrl } from "../model/links.ts";
import type { Memory } from "../model/memory.ts";
import type { PageKey } from "../model/pending.ts";
import { memoryPaths } from "../publish/files.ts";
import { formatMessage } from "../report/message.ts";
import { printable } from "../report/words.ts";
import type { Command } from "./command.ts";
import { printLines } from "./outcome.ts";
import { configFor } from "./setup.ts";
import { UsageError } from "./usage.ts";

/** A path of the root as one of the source; null where it lies elsewhere. */
function within(path: string, { path: folder }: ResolvedSource): string | null {
  if (folder === "" || path === folder) {
    return path === folder ? "" : path;
  }
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
}

/** Keys a file's or folder's page can have, the likeliest first: a folder's text may be the folder's page. */
function keysFor(path: string, source: ResolvedSource): readonly PageKey[] {
  const own = within(path, source)?.normalize("NFC");
  if (own === undefined || own === "") {
    return [];
  }
  const above = own.slice(0, own.lastIndexOf("/") + 1);
  const ending = endingOf(own);
  const beside = ending === "" ? own : own.slice(0, -ending.length - 1);
  const folders = isFolderText(own) && above !== "" ? [above] : [`${beside}/`];
  const prefix = source.name === "" ? "" : `${source.name}:`;
  return [own, ...folders].map((key) => `${prefix}${key}`);
}

function pageIdOf(path: string, { sources }: ResolvedConfig, memory: Memory): string | null {
  const keys = sources.flatMap((source) => keysFor(path, source));
  const [page] = keys.flatMap((key) => memory.pages.get(key) ?? []);
  return page?.id ?? null;
}

/** Prints the address of a file's page, and at a terminal shows it in the browser. */
export const openCommand: Command = async (context, args) => {
  const { browse, stderr, stdout } = context;
  const config = await configFor(context, args);
  if (config === null) {
    return 3;
  }
  const store = openStore(memoryPaths({ config, sandbox: config.options.sandbox }));
  const { memory, messages } = store;
  await store.close();
  printLines(stderr.write, messages.map((message) => formatMessage(message, stderr.palette)).join("\n"));
  const [path = ""] = config.selected;
  const id = pageIdOf(path, config, memory);
  if (id === null) {
    throw new UsageError(
      `\`${printable(args.operands[0] ?? "")}\` has no page that is known here.`,
      "Publish it first: mdnotion publish.",
    );
  }
  const url = notionUrl(id);
  printLines(stdout.write, url);
  if (config.options.sandbox) {
    stderr.write("The page lies in the local Notion, where no browser can look.\n");
  } else if (stdout.isTTY) {
    await browse(url).catch(() => stderr.write("No browser could be started; open the address yourself.\n"));
  }
  return 0;
};
