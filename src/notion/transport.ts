/**
 * The one way out: what the SDK takes for `fetch`.
 *
 * It paces, counts and stamps what is sent, and turns everything but a whole good answer into a `NotionError`,
 * so that the SDK never judges one.
 */
import type { Client } from "@notionhq/client";
import { answerFacts } from "./classify.ts";
import { noAnswer } from "./connection.ts";
import { NotionError, type NotionFacts, type Stamp } from "./errors.ts";
import { type Answer, type ExchangeOptions, exchange, exchangeFacts, type Progress } from "./exchange.ts";
import type { Leave, Pace } from "./pace.ts";

type SdkOptions = NonNullable<ConstructorParameters<typeof Client>[0]>;
type SdkFetch = NonNullable<SdkOptions["fetch"]>;

/** What a request looks like from outside, for progress and logs. `path` is without the API's root. */
export type TransportEvent =
  | { readonly kind: "sent"; readonly method: string; readonly path: string }
  | {
      readonly kind: "answered";
      readonly method: string;
      readonly path: string;
      /** Null where no answer came. */
      readonly status: number | null;
      readonly milliseconds: number;
    };

export interface TransportOptions extends ExchangeOptions {
  readonly token: string;
  readonly pace: Pace;
  now(): number;
  onEvent(event: TransportEvent): void;
}

export interface Transport {
  readonly fetch: SdkFetch;
  /** Requests sent so far. */
  sent(): number;
  /** What the server's clock showed when ours showed `at`; null before the first answer. Never late. */
  serverTime(at: number): number | null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with an answer; null for a whole good one. */
function faultOf({ response, text }: Answer, stamp: Stamp): NotionFacts | null {
  if (!response.ok) {
    const header = (name: string): string | null => response.headers.get(name);
    return answerFacts({ status: response.status, body: text, header }, stamp);
  }
  return isJson(text)
    ? null
    : noAnswer("away", "cut_body", "The answer ended before its end.", "unknown", stamp);
}

export function createTransport(options: TransportOptions): Transport {
  const { token, pace, signal, now } = options;
  let sent = 0;
  let offset: number | null = null;

  const serverTime = (at: number): number | null => (offset === null ? null : at + offset);
  const stampAt = (sentAt: number, operation: string): Stamp => ({
    sentAt,
    serverTime: serverTime(sentAt),
    operation,
  });

  // Header values and network errors can quote what was sent.
  const fail = (facts: NotionFacts): NotionError =>
    new NotionError({ ...facts, message: facts.message.replaceAll(token, "[token]") });

  const takeLeave = (operation: string): Promise<Leave> =>
    pace.leave(signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
      const message = "The run was interrupted before sending.";
      throw fail(noAnswer("aborted", "aborted", message, "nothing", stampAt(now(), operation)));
    });

  const readClock = (response: Response): void => {
    const date = Date.parse(response.headers.get("date") ?? "");
    if (!Number.isNaN(date)) offset = date - now();
  };

  const send: SdkFetch = async (url, { method = "GET", headers = {}, body = null } = {}) => {
    const path = new URL(url).pathname.replace(/^.*?\/v1\//, "");
    const operation = `${method} ${path}`;
    const leave = await takeLeave(operation);
    const sentAt = now();
    const progress: Progress = { answered: false, ended: null };
    let status: number | null = null;
    sent += 1;
    options.onEvent({ kind: "sent", method, path });
    try {
      const answer = await exchange(options, url, { method, headers, body }, progress, readClock).catch(
        (error: unknown) => {
          throw fail(exchangeFacts(error, progress, options.timeoutMs, stampAt(sentAt, operation)));
        },
      );
      status = answer.response.status;
      const fault = faultOf(answer, stampAt(sentAt, operation));
      if (fault !== null) throw fail(fault);
      return { ok: true, status, headers: answer.response.headers, text: async () => answer.text };
    } finally {
      leave.answered();
      options.onEvent({ kind: "answered", method, path, status, milliseconds: now() - sentAt });
    }
  };

  return { fetch: send, sent: () => sent, serverTime };
}
