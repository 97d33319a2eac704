/** One request and its whole answer, under a deadline and the run's signal. */
import { connectionFacts, noAnswer } from "./connection.ts";
import type { NotionFacts, Stamp } from "./errors.ts";

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

export interface ExchangeOptions {
  readonly fetch: WireFetch;
  /** Milliseconds for headers and body; a large upload is given more. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** An answer whose body has been read. */
export interface Answer {
  readonly response: Response;
  readonly text: string;
}

/** How far an exchange got; its failure means something else at each stage. */
export interface Progress {
  answered: boolean;
  ended: "timeout" | "aborted" | null;
}

/** A connection slower than this, in bytes per millisecond, is taken for a dead one. */
const SLOWEST_UPLOAD = 100;

function uploadBytes(body: WireInit["body"]): number {
  if (!(body instanceof FormData)) {
    return 0;
  }
  return [...body.values()].reduce((sum, part) => sum + (typeof part === "string" ? 0 : part.size), 0);
}

async function fetchWhole(
  { fetch }: ExchangeOptions,
  url: string,
  init: WireInit,
  progress: Progress,
  onHeaders: (response: Response) => void,
): Promise<Answer> {
  const response = await fetch(url, init);
  progress.answered = true;
  onHeaders(response);
  return { response, text: await response.text() };
}

/**
 * Sends a request and reads its answer. It ends at the deadline or with the run even where `fetch` does not
 * heed its signal.
 *
 * @param progress - written as it goes; `exchangeFacts` reads it
 * @param onHeaders - called when the answer begins
 * @throws whatever `fetch` throws, or an error without meaning where `progress.ended` says why
 */
export async function exchange(
  options: ExchangeOptions,
  url: string,
  init: Pick<WireInit, "method" | "headers" | "body">,
  progress: Progress,
  onHeaders: (response: Response) => void,
): Promise<Answer> {
  const over = new AbortController();
  const done = new AbortController();
  const ended = new Promise<never>((_, reject) => {
    const end = (why: "timeout" | "aborted"): void => {
      progress.ended ??= why;
      reject(new Error(why));
      over.abort();
    };
    options.signal.addEventListener("abort", () => end("aborted"), { once: true, signal: done.signal });
    options.sleep(options.timeoutMs + uploadBytes(init.body) / SLOWEST_UPLOAD, done.signal).then(
      () => end("timeout"),
      () => undefined,
    );
  });
  // A redirect would lose the method or the token; nothing of the API redirects.
  const request: WireInit = { ...init, signal: over.signal, redirect: "manual" };
  try {
    return await Promise.race([fetchWhole(options, url, request, progress, onHeaders), ended]);
  } finally {
    done.abort();
  }
}

/** What is known of an exchange that failed. */
export function exchangeFacts(
  error: unknown,
  progress: Progress,
  timeoutMs: number,
  stamp: Stamp,
): NotionFacts {
  if (progress.ended === "timeout") {
    const message = `No whole answer came within ${Math.round(timeoutMs / 1000)} seconds.`;
    return noAnswer("away", "timeout", message, "unknown", stamp);
  }
  return progress.ended === "aborted"
    ? noAnswer(
        "aborted",
        "aborted",
        "The run was interrupted while a request was under way.",
        "unknown",
        stamp,
      )
    : connectionFacts(error, progress.answered, stamp);
}
