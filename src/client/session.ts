/** What all calls of one client share: the wire, who it speaks for, and what was found out on the way. */
import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { ApplyWorld, Log } from "../apply/context.ts";
import { type RunState, startState } from "../apply/index.ts";
import { LIMITS } from "../facts/limits.ts";
import { emptyMemory } from "../model/fold.ts";
import type { Account } from "../model/snapshot.ts";
import { whoAmI } from "../notion/calls.ts";
import { createWire, type Wire, type WireEvent } from "../notion/client.ts";
import type { WireFetch } from "../notion/exchange.ts";
import { checkToken } from "../notion/token.ts";
import type { ReadWorld } from "../read/index.ts";
import type { FoundTarget } from "../read/target.ts";
import { ClientError } from "./errors.ts";

/** Versions of the API that the client speaks. */
export type ApiVersion = "2025-09-03" | "2026-03-11";

/** Where a client gets its world from; all but the token has a default. */
export interface ClientOptions {
  /** Of the connection, or a personal access token. */
  readonly token: string;
  /** Another API root, without `/v1`, such as a sandbox's. */
  readonly baseUrl?: string;
  /** Unless told 2026-03-11. */
  readonly apiVersion?: ApiVersion;
  /** Stands in for the global `fetch`. */
  readonly fetch?: WireFetch;
  /** Requests in any 60 s; 180 unless told, as Notion allows a connection on most plans. */
  readonly requestsPerMinute?: number;
  /** Milliseconds for one request, its answer's body included; 60,000 unless told. */
  readonly timeout?: number;
  /** Seconds after sending in which an append or create without an answer may still land; 65 unless told. */
  readonly settle?: number;
  /** Ends everything that is under way. */
  readonly signal?: AbortSignal;
  /** Is told of each request and each wait. */
  readonly onEvent?: (event: WireEvent) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** 0 to 1. */
  readonly random?: () => number;
}

/** What a write works in. */
export interface Applier {
  readonly world: ApplyWorld;
  readonly state: RunState;
}

/** A target that was asked for, and until when it counts. */
interface KnownTarget {
  readonly found: Promise<FoundTarget>;
  readonly until: number;
}

export interface Session {
  readonly wire: Wire;
  readonly reader: ReadWorld;
  readonly targets: Map<string, KnownTarget>;
  now(): number;
  /** Asked once. @throws NotionError */
  account(): Promise<Account>;
  /**
   * A state of its own for each write; what earlier ones made is known to it, so that it is never taken for what a
   * lost request made. @throws NotionError
   */
  applier(): Promise<Applier>;
  /** One writer per page: waits for the writes to it that came before. */
  alone<T>(page: string, work: () => Promise<T>): Promise<T>;
}

const CONCURRENCY = 8;
const SETTLE_SECONDS = 65;

/** A client keeps no memory: what it sends is settled within the call that sends it. */
const NO_LOG: Log = { intend: async () => 0, settle: async () => undefined, record: async () => undefined };

/** sha-256, hex. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, signal === undefined ? {} : { signal });
}

function validToken(token: string): string {
  const checked = checkToken(token);
  if (checked.ok) return checked.token;
  throw new ClientError({ code: "invalid_token", says: checked.says, fix: checked.fix });
}

function createLanes(): Session["alone"] {
  const lanes = new Map<string, Promise<unknown>>();
  return (page, work) => {
    const turn = (lanes.get(page) ?? Promise.resolve()).then(work, work);
    const settled = turn.catch(() => undefined);
    lanes.set(page, settled);
    settled.then(
      () => (lanes.get(page) === settled ? lanes.delete(page) : false),
      () => undefined,
    );
    return turn;
  };
}

/** @throws ClientError where the token cannot be one */
export function createSession(options: ClientOptions): Session {
  const { now = Date.now, sleep = pause, random = Math.random, settle = SETTLE_SECONDS } = options;
  const signal = options.signal ?? new AbortController().signal;
  const wire = createWire({
    token: validToken(options.token),
    baseUrl: options.baseUrl,
    version: options.apiVersion,
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    now,
    sleep,
    random,
    perMinute: options.requestsPerMinute ?? LIMITS.requestsPerMinute,
    timeoutMs: options.timeout,
    settleMs: settle * 1000,
    signal,
    onEvent: (event) => options.onEvent?.(event),
  });
  let account: Promise<Account> | null = null;
  const fresh = new Set<string>();
  const made = new Set<string>();
  const who = (): Promise<Account> => {
    account ??= whoAmI(wire).catch((error: unknown) => {
      account = null;
      throw error;
    });
    return account;
  };
  return {
    wire,
    now,
    reader: { wire, sleep, signal, concurrency: CONCURRENCY, lists: {} },
    targets: new Map(),
    account: who,
    applier: async () => {
      const known = await who();
      const accountKey = `${known.workspaceId}/${known.botId}`;
      return {
        world: {
          ...{ wire, account: known, accountKey, log: NO_LOG, digest: sha256, now, sleep, signal },
          readFile: () => Promise.reject(new Error("A client uploads by `uploadFile` alone.")),
          settle: settle * 1000,
          concurrency: CONCURRENCY,
          onOperation: () => undefined,
        },
        state: { ...startState(emptyMemory(), accountKey), fresh, pageIds: made },
      };
    },
    alone: createLanes(),
  };
}
