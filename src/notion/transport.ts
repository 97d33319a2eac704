/**
 * The one way out: what the SDK takes for `fetch`.
 *
 * It paces, counts and stamps what is sent, holds a deadline over headers and body alike, ends on the run's
 * signal, and turns everything but a whole good answer into a `NotionError`, so that the SDK never judges one.
 */
import type { Client } from "@notionhq/client";
import { answerFacts, connectionFacts, noAnswer, type Stamp } from "./classify.ts";
import { NotionError, type NotionFacts } from "./errors.ts";
import type { Leave, Pace } from "./pace.ts";

/** What a request is made of. */
export interface WireInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | FormData | null;
  readonly signal: AbortSignal;
  readonly redirect: "manual";
}

/** The global `fetch`, or what stands in for it. */
export type WireFetch = (url: string, init: WireInit) => Promise<Response>;
type SdkOptions = NonNullable<ConstructorParameters<typeof Client>[0]>;
type SdkFetch = NonNullable<SdkOptions["fetch"]>;
type SdkInit = NonNullable<Parameters<SdkFetch>[1]>;

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

export interface TransportOptions {
  readonly token: string;
  readonly fetch: WireFetch;
  readonly pace: Pace;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  onEvent(event: TransportEvent): void;
}

export interface Transport {
  readonly fetch: SdkFetch;
  /** Requests sent so far. */
  sent(): number;
  /** What the server's clock showed when ours showed `at`; null before the first answer. Never late. */
  serverTime(at: number): number | null;
}

/** A connection slower than this, in bytes per millisecond, is taken for a dead one. */
const SLOWEST_UPLOAD = 100;

function uploadBytes(body: SdkInit["body"]): number {
  if (!(body instanceof FormData)) {
    return 0;
  }
  return [...body.values()].reduce((sum, part) => sum + (typeof part === "string" ? 0 : part.size), 0);
}

/** How far an exchange got; its failure means something else at each stage. */
interface Progress {
  answered: boolean;
  ended: "timeout" | "aborted" | null;
}

export function createTransport(options: TransportOptions): Transport {
  const { token, pace, signal, now } = options;
  let sent = 0;
  let offset: number | null = null;

  const serverTime = (at: number): number | null => (offset === null ? null : at + offset);

  // Header values and network errors can quote what was sent.
  const fail = (facts: NotionFacts): NotionError =>
    new NotionError({ ...facts, message: facts.message.replaceAll(token, "[token]") });

  const takeLeave = async (stamp: () => Stamp): Promise<Leave> => {
    try {
      return await pace.leave(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      throw fail(
        noAnswer("aborted", "aborted", "The run was interrupted before sending.", "nothing", stamp()),
      );
    }
  };

  const exchange = async (url: string, init: WireInit, progress: Progress) => {
    const response = await options.fetch(url, init);
    progress.answered = true;
    const date = Date.parse(response.headers.get("date") ?? "");
    if (!Number.isNaN(date)) {
      offset = date - now();
    }
    return { response, text: await response.text() };
  };

  /** Ends the exchange at its deadline or with the run, even where `fetch` does not heed its signal. */
  const within = async (url: string, init: SdkInit, progress: Progress) => {
    const over = new AbortController();
    const done = new AbortController();
    const ended = new Promise<never>((_, reject) => {
      const end = (why: "timeout" | "aborted"): void => {
        progress.ended ??= why;
        reject(new Error(why));
        over.abort();
      };
      const abort = (): void => end("aborted");
      signal.addEventListener("abort", abort, { once: true, signal: done.signal });
      const allowance = options.timeoutMs + uploadBytes(init.body) / SLOWEST_UPLOAD;
      options.sleep(allowance, done.signal).then(
        () => end("timeout"),
        () => undefined,
      );
    });
    const { method = "GET", headers = {}, body } = init;
    // A redirect would lose the method or the token; nothing of the API redirects.
    const request: WireInit = {
      method,
      headers,
      body: body ?? null,
      signal: over.signal,
      redirect: "manual",
    };
    try {
      return await Promise.race([exchange(url, request, progress), ended]);
    } finally {
      done.abort();
    }
  };

  const failed = (error: unknown, progress: Progress, stamp: Stamp): NotionFacts => {
    if (progress.ended === "timeout") {
      const message = `No whole answer came within ${Math.round(options.timeoutMs / 1000)} seconds.`;
      return noAnswer("away", "timeout", message, "unknown", stamp);
    }
    return progress.ended === "aborted"
      ? noAnswer(
          "aborted",
          "aborted",
          "The run was interrupted while the request was under way.",
          "unknown",
          stamp,
        )
      : connectionFacts(error, progress.answered, stamp);
  };

  const send: SdkFetch = async (url, init = {}) => {
    const method = init.method ?? "GET";
    const path = new URL(url).pathname.replace(/^.*?\/v1\//, "");
    const stamp = (): Stamp => {
      const sentAt = now();
      return { sentAt, serverTime: serverTime(sentAt), operation: `${method} ${path}` };
    };
    const leave = await takeLeave(stamp);
    const stamped = stamp();
    const progress: Progress = { answered: false, ended: null };
    let status: number | null = null;
    sent += 1;
    options.onEvent({ kind: "sent", method, path });
    try {
      const { response, text } = await within(url, init, progress).catch((error: unknown) => {
        throw fail(failed(error, progress, stamped));
      });
      status = response.status;
      if (!response.ok) {
        const header = (name: string): string | null => response.headers.get(name);
        const { sentAt, operation } = stamped;
        throw fail(
          answerFacts({ status, body: text, header }, { sentAt, operation, serverTime: serverTime(sentAt) }),
        );
      }
      if (!isJson(text)) {
        throw fail(noAnswer("away", "cut_body", "The answer ended before its end.", "unknown", stamped));
      }
      return { ok: true, status, headers: response.headers, text: async () => text };
    } finally {
      leave.answered();
      options.onEvent({ kind: "answered", method, path, status, milliseconds: now() - stamped.sentAt });
    }
  };

  return { fetch: send, sent: () => sent, serverTime };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
