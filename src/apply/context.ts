import type { Effect, Intent, PageMemory } from "../model/memory.ts";
import type { Message } from "../model/message.ts";
import type { OperationId, PageKey } from "../model/pending.ts";
import type { Schema } from "../model/property.ts";
import type { Stop } from "../model/report.ts";
import type { Account } from "../model/snapshot.ts";
import type { Wire } from "../notion/client.ts";

/** Where confirmed changes and open sends are written down before anything relies on them. */
export interface Log {
  /** Writes an intent before its call is sent; resolves once it is on disk. */
  intend(intent: Omit<Intent, "n">): Promise<number>;
  /** Strikes an intent and writes what came of it, in one step. */
  settle(n: number, effects: readonly Effect[]): Promise<void>;
  /** Writes confirmed changes. */
  record(effects: readonly Effect[]): Promise<void>;
}

/** What applying needs from outside. */
export interface ApplyWorld {
  readonly wire: Wire;
  readonly account: Account;
  /** Key of `Memory.uploads` for this account. */
  readonly accountKey: string;
  readonly log: Log;
  digest(text: string): string;
  /** Content of a file, by its path relative to the root. */
  readFile(path: string): Promise<Uint8Array>;
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  readonly signal: AbortSignal;
  /** Milliseconds after sending in which an append or create without an answer may still land. */
  readonly settle: number;
  /** Pages written at once. */
  readonly concurrency: number;
  onOperation(done: number, total: number, key: PageKey): void;
}

/** What an operation made: its page, and its first level of blocks in the order they were sent. */
export interface Made {
  readonly page: string | null;
  readonly children: readonly (string | null)[];
}

/** What is found out on the way. Grows only. */
export interface RunState {
  readonly made: Map<OperationId, Made>;
  readonly uploads: Map<string, string>;
  /** Memory of the pages this plan touches, as the confirmed operations left it. */
  readonly pages: Map<PageKey, PageMemory>;
  /** Every page id memory names, with what this run made. */
  readonly pageIds: Set<string>;
  /** Pages made by this run: a 404 on one may only mean that it is too new. */
  readonly fresh: Set<string>;
  readonly failed: Map<PageKey, string>;
  /** Pages whose target or anchor vanished; they are read and planned anew once. */
  readonly stale: Set<PageKey>;
  readonly messages: Message[];
  /** Schemas that were extended, as they are then, by data source. */
  readonly schemas: Map<string, Schema>;
  /** Parents that got new pages. */
  readonly parents: Set<string>;
  newBlocks: number;
  requests: number;
  stop: Stop | null;
}
