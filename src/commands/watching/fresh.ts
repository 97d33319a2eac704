/** Tells what was told already, as long as it stands. */
export interface Fresh<T> {
  /**
   * What was not told of its file the last time it was looked at.
   *
   * @param paths - files that were looked at; null: all
   */
  filter(items: readonly T[], paths: readonly string[] | null): readonly T[];
}

/** @param pathOf - the file something is about; null: none */
export function onlyFresh<T>(pathOf: (item: T) => string | null): Fresh<T> {
  let told = new Map<string, { readonly path: string | null }>();
  return {
    filter(items, paths) {
      const looked = new Set(paths ?? []);
      const now = new Map(items.map((item) => [JSON.stringify(item), { path: pathOf(item), item }] as const));
      // A file that was touched is told of again: somebody wants to know.
      const fresh = [...now].filter(
        ([text, { path }]) => !told.has(text) || (path !== null && looked.has(path)),
      );
      const kept = [...told].filter(
        ([, { path }]) => paths !== null && path !== null && !looked.has(path) && !now.has(path),
      );
      told = new Map([...kept, ...[...now].map(([text, { path }]) => [text, { path }] as const)]);
      return fresh.map(([, { item }]) => item);
    },
  };
}
