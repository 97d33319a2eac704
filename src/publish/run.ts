import { createHash } from "node:crypto";
import { type ApplyWorld, type RunState, startState } from "../apply/index.ts";
import type { MemoryStore } from "../files/index.ts";
import { fold } from "../model/fold.ts";
import type { Effect, Memory } from "../model/memory.ts";
import type { Message } from "../model/message.ts";
import type { RequestCount } from "../model/report.ts";
import type { ReadLists, ReadWorld } from "../read/index.ts";
import { type Connection, connect } from "./connect.ts";
import { collecting } from "./store.ts";
import type { PublishOptions } from "./types.ts";

/** Calls under way at once; the pace decides how many are sent. */
const CONCURRENCY = 8;

/** What a run knows and has done so far. */
export interface Run {
  readonly options: PublishOptions;
  readonly startedAt: number;
  readonly messages: Message[];
  /** Memory with every effect so far. */
  memory(): Memory;
  /** Connects at the first call; `users.me` is asked once. */
  connection(): Promise<Connection>;
  /** The connection; null where none was needed so far. */
  connected(): Connection | null;
  /** Notes effects that need no call. */
  know(effects: readonly Effect[]): Promise<void>;
  reader(): Promise<ReadWorld>;
  /** What applying works in, and the state it starts with. */
  applier(
    readFile: (path: string) => Promise<Uint8Array>,
  ): Promise<{ readonly world: ApplyWorld; readonly state: RunState }>;
  /** Counts what was sent since the last count as of this kind. */
  count(kind: Exclude<keyof RequestCount, "repeated">): void;
  requests(): RequestCount;
}

/** sha-256, hex. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** What was sent since a connection was handed to its run. */
function sentIn(connection: Connection | null): Connection["before"] {
  if (connection === null) return { sent: 0, repeated: 0 };
  const { before, wire } = connection;
  return { sent: wire.sent - before.sent, repeated: wire.repeated - before.repeated };
}

/** A run over an opened memory. */
export function createRun(options: PublishOptions, store: MemoryStore): Run {
  const { world, config } = options;
  const effects: Effect[] = [];
  const log = collecting(store.log, effects);
  const lists: ReadLists = {};
  const counts = { run: 0, read: 0, plan: 0 };
  let folded = { memory: store.memory, of: 0 };
  let counted = 0;
  let pending: Promise<Connection> | null = null;
  let connection: Connection | null = null;

  const run: Run = {
    options,
    startedAt: world.now(),
    messages: [...store.messages],
    memory: () => {
      if (folded.of < effects.length)
        folded = { memory: fold(folded.memory, effects.slice(folded.of)), of: effects.length };
      return folded.memory;
    },
    connection: async () => {
      pending ??= (options.session?.connect ?? connect)({
        token: options.token,
        baseUrl: options.baseUrl,
        settle: config.options.settle * 1000,
        perMinute: config.options.requestsPerMinute,
        version: config.options.apiVersion,
        world,
        onEvent: (event) => {
          if (event.kind === "waiting")
            options.onEvent({ kind: "wait", milliseconds: event.milliseconds, why: event.why });
        },
      });
      connection = await pending;
      return connection;
    },
    connected: () => connection,
    know: async (known) => {
      if (known.length > 0) await log.record(known);
    },
    reader: async () => ({
      wire: (await run.connection()).wire,
      sleep: (milliseconds, signal) => world.sleep(milliseconds, signal),
      signal: world.signal,
      concurrency: CONCURRENCY,
      lists,
    }),
    applier: async (readFile) => {
      const { wire, account, accountKey } = await run.connection();
      return {
        world: {
          wire,
          account,
          accountKey,
          log,
          digest: sha256,
          readFile,
          now: () => world.now(),
          sleep: (milliseconds, signal) => world.sleep(milliseconds, signal),
          signal: world.signal,
          settle: config.options.settle * 1000,
          concurrency: CONCURRENCY,
          onOperation: (done, total) => options.onEvent({ kind: "step", step: "apply", done, total }),
        },
        state: startState(run.memory(), accountKey),
      };
    },
    count: (kind) => {
      const { repeated, sent } = sentIn(connection);
      counts[kind] += sent - repeated - counted;
      counted = sent - repeated;
    },
    requests: () => ({ ...counts, repeated: sentIn(connection).repeated }),
  };
  return run;
}
