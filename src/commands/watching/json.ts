import { totalRequests } from "../../report/reportText.ts";
import type { WatchEvent } from "../../watch.ts";
import { messagesOf } from "../outcome.ts";

/** Version of the stream's form. Kinds and keys may be added within a version; none goes or changes its meaning. */
const VERSION = 1;

type Kind = WatchEvent["kind"];

type Told = Readonly<Record<string, unknown>>;

/** What each kind of event says; null: it is not told. */
const TOLD: { readonly [K in Kind]: (event: Extract<WatchEvent, { kind: K }>) => Told | null } = {
  watching: ({ config, pace }) => ({
    root: config.root,
    sources: config.sources.map(({ path }) => path || "."),
    quiet: pace.quiet,
    latest: pace.latest,
  }),
  touched: ({ path }) => ({ path }),
  round: ({ paths }) => ({ paths }),
  progress: () => null,
  published: ({ result }) => {
    const { milliseconds, newBlocks, pages, requests, stop } = result.report;
    return {
      pages: pages.filter(({ status }) => status !== "unchanged"),
      messages: messagesOf(result),
      requests: { total: totalRequests(requests), ...requests },
      newBlocks,
      milliseconds,
      stop,
    };
  },
  refused: ({ message }) => ({ message }),
  owed: ({ owed, retryAt }) => ({
    owed,
    retryAt: retryAt === null ? null : new Date(retryAt).toISOString(),
  }),
  settled: () => ({}),
  paused: ({ fix, says, why }) => ({ why, says, fix }),
  resumed: ({ says }) => ({ says }),
  reloaded: ({ messages, usable }) => ({ messages, usable }),
  polling: ({ reason }) => ({ reason }),
};

function toldOf<K extends Kind>(kind: K, event: Extract<WatchEvent, { kind: K }>): Told | null {
  return TOLD[kind](event);
}

/** One event as a line of JSON: `{version, event, at, …}`; empty where it is not told. @param at - milliseconds since 1970 */
export function eventJson(event: WatchEvent, at: number): string {
  const told = toldOf(event.kind, event);
  if (told === null) return "";
  return `${JSON.stringify({ version: VERSION, event: event.kind, at: new Date(at).toISOString(), ...told })}\n`;
}
