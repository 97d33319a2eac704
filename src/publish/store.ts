import type { Log } from "../apply/context.ts";
import type { Effect } from "../model/memory.ts";

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
