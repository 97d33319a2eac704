/** A map that can take back what a refused request had already written, and tells what was written since it was asked. */

export interface Table<V> {
  readonly size: number;
  /** How often something was written or taken back; the same number means the same content. */
  readonly writes: number;
  get(key: string): V | undefined;
  has(key: string): boolean;
  set(key: string, value: V): void;
  values(): IterableIterator<V>;
  entries(): IterableIterator<[string, V]>;
  begin(): void;
  /** @returns whether anything was written since `begin` */
  commit(): boolean;
  rollback(): void;
  /** What was written and not taken back since this was last called, each as it is now, in the order of first writing. */
  drain(): readonly (readonly [string, V])[];
}

export function createTable<V>(): Table<V> {
  const map = new Map<string, V>();
  /** Values as they were before the first write since `begin`; undefined for a key that was not there. */
  let before: Map<string, V | undefined> | null = null;
  let written = new Set<string>();
  let writes = 0;
  return {
    get size() {
      return map.size;
    },
    get writes() {
      return writes;
    },
    get: (key) => map.get(key),
    has: (key) => map.has(key),
    values: () => map.values(),
    entries: () => map.entries(),
    set: (key, value) => {
      if (before !== null && !before.has(key)) {
        before.set(key, map.get(key));
      }
      map.set(key, value);
      written.add(key);
      writes += 1;
    },
    begin: () => {
      before = new Map();
    },
    commit: () => {
      const changed = before !== null && before.size > 0;
      before = null;
      return changed;
    },
    rollback: () => {
      writes += 1;
      for (const [key, value] of before ?? []) {
        if (value === undefined) {
          map.delete(key);
        } else {
          map.set(key, value);
        }
      }
      before = null;
    },
    drain: () => {
      const keys = written;
      written = new Set();
      return [...keys].flatMap((key) => {
        const value = map.get(key);
        return value === undefined ? [] : [[key, value] as const];
      });
    },
  };
}
