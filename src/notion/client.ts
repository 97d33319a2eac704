/** The one client: the official SDK under our own pacing, deadlines and repeats. */
import { setMaxListeners } from "node:events";
import { Client } from "@notionhq/client";
import { LIMITS } from "../facts/limits.ts";
import { noAnswer } from "./connection.ts";
import { NotionError, type Stamp } from "./errors.ts";
import type { WireFetch } from "./exchange.ts";
import { createPace } from "./pace.ts";
import { nextWait, type Repeatability, type Tries } from "./retry.ts";
import { createTransport, type TransportEvent } from "./transport.ts";

/** The version of the API that everything here speaks. */
const API_VERSION = "2026-03-11";

/** Milliseconds after its sending in which a request without an answer may still have its effect. */
const SETTLE_MS = 65_000;

const TIMEOUT_MS = 60_000;
/** The largest delay of a timer: the SDK's own deadline, which stops at the headers, is never to fire. */
const NEVER = 2 ** 31 - 1;

export type WireEvent =
  | TransportEvent
  | {
      readonly kind: "waiting";
      /** `settle`: for a timed-out update of the same block to have had its effect. */
      readonly why: "rateLimit" | "retry" | "settle";
      readonly operation: string;
      readonly milliseconds: number;
    };

export interface WireOptions {
  readonly token: string;
  /** Root of the API, without `/v1`. */
  readonly baseUrl?: string | undefined;
  readonly version?: string | undefined;
  readonly fetch: WireFetch;
  /** Milliseconds since 1970. */
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** 0 to 1. */
  random(): number;
  /** Requests in any 60 s. */
  readonly perMinute?: number | undefined;
  /** Milliseconds for one request, body included. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds after which a lost request can have no effect any more. */
  readonly settleMs?: number | undefined;
  /** Ends everything that is under way. */
  readonly signal?: AbortSignal | undefined;
  onEvent?(event: WireEvent): void;
}

/** One request, to be sent as often as needed. */
export interface Call<T> {
  /** For messages: `append`, `page`, … */
  readonly name: string;
  /** Id of the block or page it changes in place: later changes wait until a lost one cannot have its effect. */
  readonly writes?: string | undefined;
  /** Its target was just created: a 404 is tried again for some seconds. */
  readonly fresh?: boolean | undefined;
  send(sdk: Client): Promise<T>;
}

export interface Wire {
  readonly sdk: Client;
  /**
   * Sends what may be sent twice: reads, updates, deletes.
   *
   * @throws NotionError once repeating is of no use
   */
  repeat<T>(call: Call<T>): Promise<T>;
  /**
   * Sends what must not be sent twice: appends and creates. It is sent again only after an answer that says
   * it had no effect.
   *
   * @throws NotionError; where its `outcome` is `unknown`, the effect may be there or still come
   */
  once<T>(call: Call<T>): Promise<T>;
  /** Requests sent so far, repeats included. */
  readonly sent: number;
  /** How many of them were sent again. */
  readonly repeated: number;
  /** What the server's clock showed when ours showed `at`; null before the first answer. */
  serverTime(at: number): number | null;
  /** An error about an answer that came but cannot be used. */
  unusable(operation: string, message: string, kind?: "unexpected" | "forbidden" | "notFound"): NotionError;
}

export function createWire(options: WireOptions): Wire {
  const { now, sleep } = options;
  const signal = options.signal ?? new AbortController().signal;
  // Each request and each wait listens while it lasts; more than ten at once are no leak.
  setMaxListeners(0, signal);
  const settleMs = options.settleMs ?? SETTLE_MS;
  const onEvent = (event: WireEvent): void => options.onEvent?.(event);
  const pace = createPace({ perMinute: options.perMinute ?? LIMITS.requestsPerMinute, now, sleep });
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const transport = createTransport({ ...options, now, sleep, pace, timeoutMs, signal, onEvent });
  const sdk = new Client({
    auth: options.token,
    ...(options.baseUrl !== undefined && { baseUrl: options.baseUrl.replace(/\/+$/, "") }),
    notionVersion: options.version ?? API_VERSION,
    fetch: transport.fetch,
    retry: false,
    timeoutMs: NEVER,
    logger: () => undefined,
  });
  /** Until when changes to a block or page have to wait. */
  const unsettled = new Map<string, number>();
  let repeated = 0;

  const stamp = (operation: string): Stamp => {
    const sentAt = now();
    return { sentAt, serverTime: transport.serverTime(sentAt), operation };
  };

  const interrupted = (operation: string): NotionError =>
    new NotionError(noAnswer("aborted", "aborted", "The run was interrupted.", "nothing", stamp(operation)));

  /** Waits, unless the run is interrupted; then throws what the call has come to. */
  const wait = async (
    ms: number,
    why: "retry" | "settle",
    operation: string,
    stopped: () => NotionError,
  ): Promise<void> => {
    onEvent({ kind: "waiting", why, operation, milliseconds: ms });
    await sleep(ms, signal).catch((error: unknown) => {
      throw signal.aborted ? stopped() : error;
    });
  };

  /** Waits until no lost change of the same block can overwrite this one. */
  const settled = async ({ writes, name }: Call<unknown>): Promise<void> => {
    for (;;) {
      const ms = writes === undefined ? 0 : (unsettled.get(writes) ?? 0) - now();
      if (ms <= 0) return;
      await wait(ms, "settle", name, () => interrupted(name));
    }
  };

  /** Waits until the call may be sent again; throws the failure where it may not. */
  const again = async (
    failure: NotionError,
    call: Call<unknown>,
    tries: Tries,
    repeatability: Repeatability,
  ): Promise<Tries> => {
    const next = nextWait(failure, tries, repeatability, call.fresh ?? false, options.random());
    if (next === null) throw failure;
    if (next.shared) {
      // Sending waits for the end of the pause, in turn with everybody.
      pace.pause(next.ms);
      onEvent({ kind: "waiting", why: "rateLimit", operation: call.name, milliseconds: next.ms });
    } else {
      const stopped = { kind: "aborted", code: "aborted", message: "The run was interrupted." } as const;
      await wait(next.ms, "retry", call.name, () => failure.with(stopped));
    }
    return { ...tries, [next.counts]: tries[next.counts] + 1 };
  };

  const run = async <T>(call: Call<T>, repeatability: Repeatability): Promise<T> => {
    await settled(call);
    const start = now();
    let tries: Tries = { limited: 0, away: 0, unfound: 0, elapsed: 0 };
    for (;;) {
      try {
        return await call.send(sdk);
      } catch (error) {
        if (!(error instanceof NotionError)) throw error;
        const failure = error.with({ operation: call.name });
        if (call.writes !== undefined && failure.outcome === "unknown") {
          unsettled.set(call.writes, failure.sentAt + settleMs);
        }
        tries = await again(failure, call, { ...tries, elapsed: now() - start }, repeatability);
        repeated += 1;
      }
    }
  };

  return {
    sdk,
    repeat: (call) => run(call, "repeat"),
    once: (call) => run(call, "once"),
    get sent() {
      return transport.sent();
    },
    get repeated() {
      return repeated;
    },
    serverTime: transport.serverTime,
    unusable: (operation, message, kind = "unexpected") =>
      new NotionError(noAnswer(kind, "unusable_answer", message, "unknown", stamp(operation))),
  };
}
