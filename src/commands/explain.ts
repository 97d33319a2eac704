import type { ResolvedConfig } from "../config.ts";
import { HANDLER_FILES } from "../convert/handle/files.ts";
import { diskFiles } from "../files/index.ts";
import type { DraftBlock } from "../model/block.ts";
import type { PageDraft } from "../model/draft.ts";
import type { Operation, Plan } from "../model/plan.ts";
import { isDocument, type Library, openLibrary } from "../publish/library.ts";
import type { PublishResult } from "../publish/types.ts";
import { publish } from "../publish.ts";
import { outline } from "../report/outline.ts";
import { formatStop } from "../report/reportText.ts";
import { indent, printable } from "../report/words.ts";
import { gatherAnew } from "./check.ts";
import type { Command } from "./command.ts";
import type { CommandContext } from "./context.ts";
import { blockAt, nodesAt, sentBy } from "./explain/find.ts";
import { partAt, requestOf } from "./explain/request.ts";
import { printLines } from "./outcome.ts";
import { configFor } from "./setup.ts";
import { UsageError } from "./usage.ts";

interface Asked {
  readonly file: string;
  readonly line: number;
}

function placeIn(operand: string): Asked {
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(operand) ?? [];
  if (file === undefined || line === undefined || Number(line) < 1)
    throw new UsageError(
      `\`${printable(operand)}\` is no place in a file.`,
      "Say the file and the line: mdnotion explain docs/setup.md:12.",
    );
  return { file, line: Number(line) };
}

/** What a run would do, and what for. */
interface Planned {
  readonly result: PublishResult;
  readonly drafts: readonly PageDraft[];
  readonly plan: Plan | null;
}

async function planned(config: ResolvedConfig, context: CommandContext): Promise<Planned> {
  const { fetch, now, process, random, signal, sleep, token } = context;
  const { options } = config;
  let drafts: readonly PageDraft[] = [];
  const result = await publish({
    config,
    select: config.selected,
    token,
    sandbox: options.sandbox,
    dryRun: true,
    ...(options.baseUrl === null ? {} : { baseUrl: options.baseUrl }),
    world: { fetch, now, process, random, signal, sleep },
    onEvent: () => undefined,
    onPlanned: (made) => {
      ({ drafts } = made);
    },
    confirm: async () => false,
  });
  return { result, drafts, plan: result.plan };
}

/** The draft of a file: the one that is planned for, or what the file says where nothing is to be done. */
async function draftOf(
  path: string,
  { drafts }: Planned,
  config: ResolvedConfig,
): Promise<PageDraft | undefined> {
  const found = drafts.find((draft) => draft.path === path);
  if (found !== undefined) return found;
  const gathered = await gatherAnew(
    config,
    diskFiles(config.root),
    (asked) => asked === path,
    () => undefined,
  );
  return gathered.drafts.find((draft) => draft.path === path);
}

function hasHandler(type: string): type is keyof typeof HANDLER_FILES {
  return Object.hasOwn(HANDLER_FILES, type);
}

const section = (title: string, text: string): string => `${title}\n${indent(text, "  ")}`;

/** The node that holds the line, where it is handled, and its source text. */
async function nodeText(
  path: string,
  line: number,
  config: ResolvedConfig,
  library: Library,
): Promise<string> {
  const [source] = config.sources;
  const owner =
    config.sources.find(({ path: folder }) => folder === "" || path.startsWith(`${folder}/`)) ?? source;
  if (owner === undefined) return section("node", "no source holds this file");
  const document = await library.document(path, owner.convert);
  if (!isDocument(document)) return section("node", "the file cannot be read");
  const nodes = nodesAt(document.tree, line);
  const position = nodes.at(-1)?.position;
  if (position === undefined)
    return section("node", "none: the line is empty, front matter, or the title, which is the page's");
  const { end, start } = position;
  const where = start.line === end.line ? `line ${start.line}` : `lines ${start.line} to ${end.line}`;
  const types = nodes.map(({ type }) => type);
  const files = types.flatMap((type) => (hasHandler(type) ? [HANDLER_FILES[type]] : []));
  const handlers = [...new Set(files)].map((file) => (file === null ? "none" : `src/convert/handle/${file}`));
  return [section("node", `${types.join(" › ")}, ${where}`), section("handler", handlers.join("\n"))].join(
    "\n",
  );
}

function reasonOf({ reason }: Operation, plan: Plan, draft: PageDraft): string {
  const action = plan.pages.find(({ key }) => key === draft.key)?.action;
  return reason === "" ? (action === "create" ? "the page is new" : "the file changed") : reason;
}

function requestText(block: DraftBlock, draft: PageDraft, { plan, result }: Planned): string {
  if (plan === null) {
    const { stop } = result.report;
    return section("request", stop === null ? "none: the page is in step" : "unknown: see below");
  }
  const operations = plan.operations.filter(({ key }) => key === draft.key);
  const sent = sentBy(operations, block);
  if (sent === null) return section("request", "none: Notion has this block as it is");
  const { operation, path } = sent;
  const { body, line } = requestOf(operation);
  const number = `${plan.operations.indexOf(operation) + 1} of ${plan.operations.length}`;
  const part = operation.kind === "updateBlock" ? body : partAt(body, path);
  const where = operation.kind === "updateBlock" ? "" : ` ${path}`;
  return [
    section("operation", `${operation.kind}, ${number}: ${reasonOf(operation, plan, draft)}`),
    section("request", `${line}${where}\n${JSON.stringify(part, null, 2)}`),
  ].join("\n");
}

/** Follows one place of a file through the program: its node, its handler, its block, and what is sent. */
export const explainCommand: Command = async (context, args) => {
  const { file, line } = placeIn(args.operands[0] ?? "");
  const config = await configFor(context, { ...args, operands: [file] });
  if (config === null) return 3;
  const [path = ""] = config.selected;
  const plan = await planned(config, context);
  const draft = await draftOf(path, plan, config);
  const block = draft === undefined ? null : blockAt(draft.blocks, line);
  const parts = [await nodeText(path, line, config, openLibrary(diskFiles(config.root)))];
  if (draft === undefined) parts.push(section("block", "none: the file is not published"));
  else if (block === null) parts.push(section("block", "none starts here"));
  else {
    parts.push(section("block", printable(outline([block]).trimEnd())));
    parts.push(requestText(block, draft, plan));
  }
  printLines(context.stdout.write, parts.join("\n"));
  const { stop } = plan.result.report;
  if (stop !== null) printLines(context.stderr.write, formatStop(stop, context.stderr.palette));
  return 0;
};
