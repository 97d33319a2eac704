import type { MemoryStore } from "../../src/files/index.ts";
import { emptyMemory, fold } from "../../src/model/fold.ts";
import type { Effect, Intent, Memory } from "../../src/model/memory.ts";

/** Memory and journal that outlive a run, as the files on disk do, also one that ends without saving. */
export interface MemoryVault {
  open(): MemoryStore;
  /** What the next run starts with. */
  memory(): Memory;
  readonly intents: ReadonlyMap<number, Intent>;
  /** Loses everything. */
  forget(): void;
  /** Puts another memory in its place, such as one of an older commit. */
  replace(memory: Memory): void;
}

export function createVault(): MemoryVault {
  let saved = emptyMemory();
  let effects: Effect[] = [];
  let last = 0;
  let isFromElsewhere = false;
  const intents = new Map<number, Intent>();
  const memory = (): Memory => fold(saved, effects);
  return {
    memory,
    intents,
    forget: () => {
      saved = emptyMemory();
      effects = [];
      intents.clear();
    },
    replace: (other) => {
      saved = other;
      effects = [];
      isFromElsewhere = true;
    },
    open: () => ({
      isFromElsewhere,
      memory: memory(),
      intents: [...intents.values()],
      messages: [],
      log: {
        intend: async (intent) => {
          last += 1;
          intents.set(last, { ...intent, n: last });
          return last;
        },
        settle: async (n, made) => {
          intents.delete(n);
          effects.push(...made);
        },
        record: async (made) => {
          effects.push(...made);
        },
      },
      save: async (kept) => {
        saved = kept;
        effects = [];
        isFromElsewhere = false;
        return [];
      },
      close: async () => undefined,
    }),
  };
}
