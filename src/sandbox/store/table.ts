/** A map that can take back what a refused request had already written. */

export interface Table<V> {
  get(key: string): V | undefined;
  has(key: string): boolean;
  set(key: string, value: V): void;
  values(): IterableIterator<V>;
  entries(): IterableIterator<[string, V]>;
  begin(): void;
  /** @returns whether anything was written since `begin` */
  commit(): boolean;
  rollback(): void;
}

export function createTable<V>(): Table<V> {
  const map = new Map<string, V>();
  /** Values as they were before the first write since `begin`; undefined for a key that was not there. */
  let before: Map<string, V | undefined> | null = null;
  return {
    get: (key) => map.get(key),
    has: (key) => map.has(key),
    values: () => map.values(),
    entries: () => map.entries(),
    set: (key, value) => {
      if (before !== null && !before.has(key)) {
        before.set(key, map.get(key));
      }
      map.set(key, value);
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
      for (const [key, value] of before ?? []) {
        if (value === undefined) {
          map.delete(key);
        } else {
          map.set(key, value);
        }
      }
      before = null;
    },
  };
}
