import type { PageReport, PageStatus, Report, RequestCount, Stop } from "../model/report.ts";
import type { Palette } from "./palette.ts";
import { byKey, count, dotted, duration, printableLine } from "./words.ts";

interface StatusFacts {
  readonly color: keyof Palette;
  /** Listed only when asked for more. */
  readonly quiet: boolean;
}

const STATUSES: Readonly<Record<PageStatus, StatusFacts>> = {
  withdrawn: { color: "yellow", quiet: false },
  created: { color: "green", quiet: false },
  updated: { color: "blue", quiet: false },
  adopted: { color: "blue", quiet: false },
  trashed: { color: "red", quiet: false },
  skipped: { color: "yellow", quiet: false },
  failed: { color: "red", quiet: false },
  unchanged: { color: "dim", quiet: true },
};

/** Length of the longest status, so that the columns stand under each other. */
const WIDTH = Math.max(...Object.keys(STATUSES).map((status) => status.length));

/** One line for one page: its status, file, link, and why where that is not plain. */
export function formatPageLine(
  page: Pick<PageReport, "key" | "path" | "status" | "reason" | "url">,
  palette: Palette,
): string {
  const status = palette[STATUSES[page.status].color](page.status.padEnd(WIDTH));
  const name = printableLine(page.path ?? page.key);
  const reason = page.reason === "" ? null : palette.dim(`(${printableLine(page.reason)})`);
  const parts = [status, name, page.url === null ? null : printableLine(page.url), reason];
  return parts.filter((part) => part !== null).join("  ");
}

function countStatuses(pages: readonly PageReport[], palette: Palette): readonly (string | null)[] {
  return Object.entries(STATUSES).map(([status, { color }]) => {
    const number = pages.filter((page) => page.status === status).length;
    return number === 0 ? null : palette[color](`${number} ${status}`);
  });
}

/** Requests of a run, all kinds together. */
export function totalRequests({ plan, read, repeated, run }: RequestCount): number {
  return run + read + plan + repeated;
}

function requestWords(requests: RequestCount): string {
  const total = totalRequests(requests);
  if (total === 0) {
    return "no request";
  }
  return requests.repeated === 0
    ? count(total, "request")
    : `${count(total, "request")} (${requests.repeated} repeated)`;
}

const STOPS: {
  readonly [K in Stop["kind"]]: (stop: Extract<Stop, { kind: K }>) => readonly [string, string];
} = {
  refused: ({ code, fix, says }) => [`Notion refused to go on (${code}): ${says}`, fix],
  away: ({ fix, says }) => [says, fix],
  usage: ({ fix, says }) => [says, fix],
  interrupted: () => [
    "Interrupted.",
    "What was confirmed is remembered; run the same command again to do the rest.",
  ],
};

function stopWords<K extends Stop["kind"]>(
  kind: K,
  stop: Extract<Stop, { kind: K }>,
): readonly [string, string] {
  return STOPS[kind](stop);
}

/** Why a run ended early and what to do, in two lines. */
export function formatStop(stop: Stop, palette: Palette): string {
  const [says, fix] = stopWords(stop.kind, stop);
  const head = stop.kind === "interrupted" ? palette.yellow(says) : palette.red(says);
  return fix === "" ? head : `${head}\n→ ${fix}`;
}

/**
 * The outcome of a run: pages that are not as they were, with their links, and a line of counts.
 * Messages and an early end are told apart from it.
 */
export function formatReport(
  report: Report,
  options: { readonly palette: Palette; readonly verbose: boolean },
): string {
  const { palette, verbose } = options;
  const listed = report.pages.filter((page) => verbose || !STATUSES[page.status].quiet).sort(byKey);
  const withdrawnFirst = [
    ...listed.filter((page) => page.status === "withdrawn"),
    ...listed.filter((page) => page.status !== "withdrawn"),
  ];
  const pages = dotted([count(report.pages.length, "page"), ...countStatuses(report.pages, palette)]);
  const cost = dotted([
    requestWords(report.requests),
    report.newBlocks === 0 ? null : count(report.newBlocks, "new block"),
    duration(report.milliseconds),
  ]);
  return [...withdrawnFirst.map((page) => formatPageLine(page, palette)), `${pages}\n${cost}`].join("\n");
}
