import type { LayoutPage } from "../files/index.ts";
import type { Inputs } from "../model/draft.ts";

/** Whether a page may have become another since it was last compared, by what it was made from. */
export type MayDiffer = (page: LayoutPage, inputs: Inputs) => boolean;

const ANY: MayDiffer = () => true;

const bare = (name: string): string => (name.endsWith("/") ? name.slice(0, -1) : name);

/** The path behind an input's kind; null for those that concern none. */
function pathIn(key: string): string | null {
  const colon = key.indexOf(":");
  return colon < 0 ? null : bare(key.slice(colon + 1));
}

/** Inputs that find a file by its name or title: any file may come to be what they mean. */
const BY_NAME = /^(?:name|nameplace):|^include:\*\*\//;

/**
 * Turns the record of what pages were made from round: which pages something that happened to files concerns.
 * Where a file is touched that no page was made from, every page may differ.
 *
 * @param touched - relative to the root
 * @param inputs - of every page that is known
 */
export function concernedBy(
  touched: ReadonlySet<string>,
  pages: readonly LayoutPage[],
  inputs: Iterable<Inputs | null>,
): MayDiffer {
  const own = new Set<string>();
  const names = new Set(touched);
  for (const { aliases, path } of pages) {
    if (path === null || !touched.has(path)) continue;
    own.add(path);
    for (const alias of aliases) names.add(bare(alias));
  }
  const unmet = new Set([...touched].filter((path) => !own.has(path)));
  for (const one of unmet.size === 0 ? [] : inputs) {
    for (const key of Object.keys(one ?? {})) unmet.delete(pathIn(key) ?? "");
  }
  if (unmet.size > 0) return ANY;
  const isConcerned = (key: string): boolean => {
    const path = pathIn(key);
    return path !== null && (names.has(path) || BY_NAME.test(key));
  };
  return ({ path }, known) => (path !== null && own.has(path)) || Object.keys(known).some(isConcerned);
}
