import type { Log } from "../apply/context.ts";
import type { Effect, Intent, Memory } from "../model/memory.ts";
import type { Message } from "../model/message.ts";

/** The memory of one run, and where what it does is written down. */
export interface Store {
  /** As the last run left it, its journal folded in. */
  readonly memory: Memory;
  /** Sent by an earlier run that never heard the answer. */
  readonly intents: readonly Intent[];
  readonly log: Log;
  readonly messages: readonly Message[];
  /** Writes the lockfile, and clears the journal. */
  save(memory: Memory): Promise<readonly Message[]>;
  close(): Promise<void>;
}

/** A log that also collects the effects it writes, in order. */
export function collecting(log: Log, into: Effect[]): Log {
  return {
    intend: (intent) => log.intend(intent),
    settle: async (n, effects) => {
      await log.settle(n, effects);
      into.push(...effects);
    },
    record: async (effects) => {
      await log.record(effects);
      into.push(...effects);
    },
  };
}
