import { relative, sep } from "node:path";
import type { ResolvedConfig } from "../config.ts";
import { diskFiles } from "../files/index.ts";
import { openRepository } from "../files/repository.ts";
import type { Change } from "../model/plan.ts";
import type { Report } from "../model/report.ts";
import type { Planned } from "../publish/types.ts";
import { publish } from "../publish.ts";
import type { Palette } from "../report/palette.ts";
import { formatChange } from "../report/planText.ts";
import { formatStop } from "../report/reportText.ts";
import { byKey, count, dotted, printable, printableLine } from "../report/words.ts";
import type { Command } from "./command.ts";
import type { CommandContext, ExitCode } from "./context.ts";
import { exitCode } from "./exit.ts";
import { type Here, hereFrom, messagesHere } from "./here.ts";
import { printLines, tellMessages } from "./outcome.ts";
import { createProgress } from "./progress.ts";
import { configFor } from "./setup.ts";
import { type OpenComment, openComments } from "./status/comments.ts";
import { type PageState, type PageStatus, statusesOf } from "./status/page.ts";
import { patchFor } from "./status/patch.ts";

/** All that was found out about a folder and its pages. */
interface Found {
  readonly report: Report;
  readonly pages: readonly PageStatus[];
  readonly planned: Planned | null;
  readonly comments: readonly OpenComment[];
}

async function look(config: ResolvedConfig, context: CommandContext): Promise<Found> {
  const { fetch, now, process, random, signal, sleep, token } = context;
  // Every page is read, as if what somebody changed were to be written again; nothing is.
  const options = { ...config.options, repair: true, prune: "report" as const, rewrite: false };
  const progress = createProgress(context, options);
  let planned: Planned | null = null;
  let comments: readonly OpenComment[] = [];
  const { plan, report } = await publish({
    config: { ...config, options },
    select: config.selected,
    token,
    sandbox: options.sandbox,
    dryRun: true,
    ...(options.baseUrl === null ? {} : { baseUrl: options.baseUrl }),
    world: { fetch, now, process, random, signal, sleep },
    onEvent: progress.event,
    onPlanned: async (made) => {
      planned = made;
      if (options.openComments) comments = await openComments(made);
    },
    confirm: async () => false,
  }).finally(progress.clear);
  return { report, pages: statusesOf(plan, report.pages), planned, comments };
}

const COLORS: Readonly<Record<PageState, keyof Palette>> = {
  "in step": "dim",
  changed: "blue",
  drifted: "yellow",
  "in conflict": "red",
  new: "green",
  withdrawn: "yellow",
  missing: "red",
  refused: "red",
};

const STATES: readonly PageState[] = [
  "in step",
  "changed",
  "new",
  "drifted",
  "in conflict",
  "missing",
  "withdrawn",
  "refused",
];

const WIDTH = Math.max(...STATES.map((state) => state.length));

/** What somebody changed in Notion. */
function remoteChanges({ plan }: PageStatus): readonly Change[] {
  return plan?.changes.filter(({ cause }) => cause !== undefined) ?? [];
}

function pageText(page: PageStatus, palette: Palette, here: Here): string {
  const { report, state } = page;
  const name = printableLine(report.path === null ? report.key : here(report.path));
  const url = report.url === null ? "" : `  ${printableLine(report.url)}`;
  const head = `${palette[COLORS[state]](state.padEnd(WIDTH))}  ${name}${palette.dim(url)}`;
  const lines = remoteChanges(page).flatMap((change) =>
    formatChange({ ...change, sign: "!", before: change.after, after: change.before }, palette),
  );
  return [head, ...lines.map((line) => `    ${line}`)].join("\n");
}

function statusText(
  { pages, report }: Found,
  { options, root }: ResolvedConfig,
  { cwd, stdout }: CommandContext,
): string {
  const { palette } = stdout;
  const shown = pages.filter(({ state }) => options.verbose || state !== "in step");
  const sorted = shown.toSorted((a, b) => byKey(a.report, b.report));
  const counts = STATES.map((state) => {
    const number = pages.filter((page) => page.state === state).length;
    return number === 0 ? null : palette[COLORS[state]](`${number} ${state}`);
  });
  const { read, repeated, run } = report.requests;
  const legend = pages.some((page) => remoteChanges(page).length > 0)
    ? [palette.dim("`-` is the file's, `+` is Notion's")]
    : [];
  return [
    ...sorted.map((page) => pageText(page, palette, hereFrom(root, cwd))),
    ...legend,
    dotted([count(pages.length, "page"), ...counts, count(run + read + repeated, "request")]),
  ].join("\n");
}

function statusJson({ comments, pages, report }: Found, withComments: boolean): string {
  const shown = pages.map((page) => {
    const { id, key, path, title, url } = page.report;
    return { key, path, title, id, url, state: page.state, changes: remoteChanges(page) };
  });
  const { requests, stop } = report;
  const found = {
    version: 1,
    kind: "status",
    pages: shown,
    ...(withComments ? { comments } : {}),
    requests,
    stop,
  };
  return JSON.stringify(found, null, 2);
}

function commentText({ createdTime, line, path, text }: OpenComment, here: (path: string) => string): string {
  const file = path === null ? "(a folder)" : here(path);
  return `${printableLine(file)}:${line ?? 1}: ${printableLine(text)} (${createdTime.slice(0, 10)})`;
}

/** The files' paths as `git apply` wants them: from the top of the working tree. */
async function pathShown(
  config: ResolvedConfig,
  env: CommandContext["env"],
): Promise<(path: string) => string> {
  const repository = await openRepository(config.root, env);
  const below = repository === null ? "" : relative(repository.top, config.root).split(sep).join("/");
  return (path) => (below === "" ? path : `${below}/${path}`);
}

/** Notion's text as patches, and on standard error what they do not hold. */
async function patches(found: Found, config: ResolvedConfig, context: CommandContext): Promise<string> {
  const { planned } = found;
  if (planned === null) return "";
  const files = diskFiles(config.root);
  const shown = await pathShown(config, context.env);
  const texts: string[] = [];
  for (const page of found.pages) {
    const { key, path } = page.report;
    const draft = planned.drafts.find((one) => one.key === key);
    const changes = remoteChanges(page);
    if (path === null || draft === undefined || changes.length === 0) continue;
    const { memory } = planned;
    const { left, text } = await patchFor({ config, files, memory, draft, path, changes }, shown(path));
    if (text !== "") texts.push(text.trimEnd());
    for (const { name, place } of left) {
      const where = `${printable(hereFrom(config.root, context.cwd)(path))}:${place?.line ?? 1}`;
      context.stderr.write(`${where}: what Notion has of this ${printable(name)} is not in the patch\n`);
    }
  }
  return texts.join("\n");
}

function tell(found: Found, config: ResolvedConfig, context: CommandContext): Promise<string> | string {
  const { options } = config;
  if (options.diff) return patches(found, config, context);
  if (options.reporter === "json") return statusJson(found, options.openComments);
  if (!options.openComments) return statusText(found, config, context);
  const here = hereFrom(config.root, context.cwd);
  const lines = found.comments.map((comment) => commentText(comment, here));
  return [...lines, count(found.comments.length, "open comment")].join("\n");
}

/** Says of each page whether it is in step with its file and with what was written. Changes nothing. */
export const statusCommand: Command = async (context, args): Promise<ExitCode> => {
  const config = await configFor(context, args);
  if (config === null) return 3;
  const found = await look(config, context);
  const { report } = found;
  const errors = report.messages.filter(({ severity }) => severity === "error");
  tellMessages(messagesHere(errors, hereFrom(config.root, context.cwd)), context, {
    ...config.options,
    reporter: "human",
  });
  if (report.stop === null || found.pages.length > 0)
    printLines(context.stdout.write, await tell(found, config, context));
  if (report.stop !== null) printLines(context.stderr.write, formatStop(report.stop, context.stderr.palette));
  return exitCode({ report, plan: null, messages: errors, changesCount: false });
};
