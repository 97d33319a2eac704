import type { ResolvedSource } from "../config.ts";
import {
  type Decision,
  type FileEntry,
  type Layout,
  layout,
  type SelectRules,
  select,
} from "../files/index.ts";

/** Derived from the listing alone, so that remembering it changes nothing but the time it takes. */
const selected = new WeakMap<readonly FileEntry[], Map<string, readonly Decision[]>>();

/** As `select`, once for each listing: who publishes often mostly finds the listing of before. */
export function selectOnce(entries: readonly FileEntry[], rules: SelectRules): readonly Decision[] {
  const known = selected.get(entries) ?? new Map<string, readonly Decision[]>();
  selected.set(entries, known);
  const key = JSON.stringify([rules.folder, rules.include, rules.exclude]);
  const made = known.get(key) ?? select(entries, rules);
  known.set(key, made);
  return made;
}

/** What a layout is made of, as text to compare. */
interface Given {
  readonly order: ReadonlyMap<string, number>;
  readonly ranks: ReadonlyMap<string, number>;
  readonly labels: ReadonlyMap<string, string>;
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

const laidOut = new WeakMap<ResolvedSource, { readonly of: string; readonly layout: Layout }>();

/** As `layout`, once for as long as a source has the same files, and the same is said of them. */
export function layOutOnce(
  source: ResolvedSource,
  paths: readonly string[],
  folder: Parameters<typeof layout>[1],
  { aliases, labels, order, ranks }: Given,
): Layout {
  const of = JSON.stringify([paths, folder, [...order], [...ranks], [...labels], [...aliases]]);
  const known = laidOut.get(source);
  if (known?.of === of) return known.layout;
  const made = layout(paths, folder, {
    orderOf: (path) => order.get(path) ?? ranks.get(path) ?? null,
    labelOf: (path) => labels.get(path) ?? null,
    aliasesOf: (path) => aliases.get(path) ?? [],
  });
  laidOut.set(source, { of, layout: made });
  return made;
}
