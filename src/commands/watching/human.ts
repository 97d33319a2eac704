import type { Message } from "../../model/message.ts";
import type { PageReport, PageStatus } from "../../model/report.ts";
import type { PublishResult } from "../../publish/types.ts";
import { formatMessage } from "../../report/message.ts";
import { formatPageLine, formatStop, totalRequests } from "../../report/reportText.ts";
import { byKey, count, dotted, duration, printableLine } from "../../report/words.ts";
import type { WatchEvent } from "../../watch.ts";
import type { CommandContext } from "../context.ts";
import { hereFrom, messagesHere } from "../here.ts";
import { messagesOf, printLines, type Telling, tellMessages } from "../outcome.ts";
import { createProgress } from "../progress.ts";
import { onlyFresh } from "./fresh.ts";

type Kind = WatchEvent["kind"];
type Of<K extends Kind> = Extract<WatchEvent, { kind: K }>;

/** Tells of a watch while it goes on. */
export interface Teller {
  event(event: WatchEvent): void;
  /** Says something between events. */
  say(text: string): void;
  /** Takes the status line away, so that other text can be printed. */
  clear(): void;
}

/** How a watch is told to people. */
export interface HumanTelling extends Telling {
  readonly hasKeys: boolean;
  /** Working directory. */
  readonly cwd: string;
  /** Where a page can be looked at in a browser; null: nowhere. */
  addressOf(page: PageReport): string | null;
}

/** Statuses that stay as long as nobody does anything: told once. */
const STANDING: readonly PageStatus[] = ["withdrawn", "skipped", "failed"];

const hours = (at: number): string => new Date(at).toTimeString().slice(0, 8);

function paceWords({ pace }: Of<"watching">): string {
  const { latest, quiet } = pace;
  return `${duration(quiet)} after it was last saved, ${duration(latest)} after its first change at the latest`;
}

/** What a round did, in a line; empty where it did nothing. */
function outcomeLine({ report }: PublishResult): string {
  const { milliseconds, newBlocks, pages, requests } = report;
  const done: readonly PageStatus[] = ["created", "updated", "adopted"];
  const counts = done.map((status) => {
    const number = pages.filter((page) => page.status === status).length;
    return number === 0 ? null : `${number} ${status}`;
  });
  const total = totalRequests(requests);
  if (total === 0 && counts.every((one) => one === null)) return "";
  return dotted([
    ...counts,
    count(total, "request"),
    newBlocks === 0 ? null : count(newBlocks, "new block"),
    duration(milliseconds),
  ]);
}

/** Tells a watch on stderr, and on stdout which pages were published; on a terminal with a line of status. */
export function humanTeller(
  context: Pick<CommandContext, "now" | "stderr" | "stdout">,
  telling: HumanTelling,
): Teller {
  const { now, stderr, stdout } = context;
  const { palette } = stderr;
  const isLive = stderr.isTTY && !telling.quiet;
  // Without a terminal the pages are told when they are done, not while they are.
  const progress = createProgress(context, { ...telling, quiet: !isLive });
  const freshMessages = onlyFresh((one: Message) => one.path);
  const freshPages = onlyFresh((page: PageReport) => page.path);
  let here = (path: string): string => path;
  let status = "";
  let isOwing = false;
  let isFirst = true;

  const clear = (): void => {
    progress.clear();
    if (isLive && status !== "") stderr.write("\r\u001b[K");
  };
  const draw = (text: string): void => {
    status = text;
    if (isLive && text !== "") stderr.write(`\r\u001b[K${[...text].slice(0, stderr.columns - 1).join("")}`);
  };
  const say = (text: string, always = true): void => {
    if (telling.quiet && !always) return;
    clear();
    stderr.write(`${text}\n`);
    draw(status);
  };
  const watching = (): string => palette.dim(telling.hasKeys ? "watching · ? for keys" : "watching");

  function tellPages(event: Of<"published">): void {
    const { pages } = event.result.report;
    const standing = pages.filter((page) => STANDING.includes(page.status));
    const fresh = new Set(freshPages.filter(standing, event.paths));
    const told = pages
      .filter((page) => page.status !== "unchanged" && (!STANDING.includes(page.status) || fresh.has(page)))
      .sort(byKey)
      .map((page) => ({
        ...page,
        path: page.path === null ? null : here(page.path),
        url: telling.addressOf(page),
      }));
    printLines(stdout.write, told.map((page) => formatPageLine(page, stdout.palette)).join("\n"));
    const line = outcomeLine(event.result);
    if (line !== "") printLines(stdout.write, stdout.palette.dim(`${hours(now())}  ${line}`));
    else if (isFirst) printLines(stdout.write, `${hours(now())}  ${count(pages.length, "page")} in step`);
  }

  function tellPublished(event: Of<"published">): void {
    clear();
    const { stop } = event.result.report;
    const messages = freshMessages.filter(messagesOf(event.result), event.paths);
    tellMessages(messagesHere(messages, here), { stderr, stdout }, telling);
    tellPages(event);
    // Being away is said once, until it is over.
    if (stop !== null && stop.kind !== "interrupted" && !isOwing)
      stderr.write(`${formatStop(stop, palette)}\n`);
    isFirst = false;
    draw(watching());
  }

  const handlers: { readonly [K in Kind]: (event: Of<K>) => void } = {
    watching: (event) => {
      here = hereFrom(event.config.root, telling.cwd);
      const folders = event.config.sources.map(({ path }) => here(path)).join(", ");
      const first = `Watching ${folders}: a file is published ${paceWords(event)}.`;
      say(`${first} Ctrl-C ends it.`, false);
    },
    touched: ({ path, waiting }) => {
      const more = waiting > 1 ? ` and ${waiting - 1} more` : "";
      draw(palette.dim(`${printableLine(here(path))}${more} changed`));
    },
    round: () => {},
    progress: ({ event }) => {
      if (event.kind !== "summary") progress.event(event);
    },
    published: tellPublished,
    refused: ({ message }) => {
      if (!isOwing) say(formatMessage(message, palette));
    },
    owed: ({ owed, retryAt }) => {
      if (isOwing && owed !== "held") return;
      isOwing = true;
      const when =
        retryAt === null
          ? "It is tried again when a file is saved."
          : `It is tried again, first at ${hours(retryAt)}.`;
      say(palette.yellow(`What is not published yet is kept. ${when}`));
    },
    settled: () => {
      isOwing = false;
      say("All that was kept is published.");
    },
    paused: ({ fix, says }) => {
      say(`${palette.yellow(`Paused. ${says}`)}\n→ ${fix}`);
      draw(palette.yellow("paused"));
    },
    resumed: ({ says }) => {
      say(says, false);
      draw(watching());
    },
    reloaded: ({ messages, usable }) => {
      const text = messages.map((one) => formatMessage(one, palette)).join("\n");
      if (text !== "") say(text);
      if (usable) say("The configuration changed: everything is looked at again.", false);
      else say(palette.yellow("The configuration cannot be used: nothing is published until it can."));
    },
    polling: ({ reason }) =>
      say(
        palette.yellow(
          `The system watches no more files (${printableLine(reason)}): they are looked at every second instead.`,
        ),
      ),
  };
  const call = <K extends Kind>(kind: K, event: Of<K>): void => handlers[kind](event);

  return {
    event: (event) => call(event.kind, event),
    say: (text) => say(text),
    clear: () => {
      clear();
      status = "";
    },
  };
}
