import type { LayoutPage } from "../files/index.ts";
import type { Inputs } from "../model/draft.ts";

/** Whether a page may have become another since it was last compared, by what it was made from. */
export type MayDiffer = (page: LayoutPage, inputs: Inputs) => boolean;

const ANY: MayDiffer = () => true;

const bare = (name: string): string => (name.endsWith("/") ? name.slice(0, -1) : name);

/** Inputs that find a file by its name or title: any file may come to be what they mean. */
const BY_NAME = /^(?:name|nameplace):|^include:\*\*\//;

/** What inputs name. */
interface Names {
  readonly paths: readonly string[];
  readonly byName: boolean;
}

/** Inputs stay the same objects for as long as nothing is published anew. */
const known = new WeakMap<Inputs, Names>();

function namesIn(inputs: Inputs): Names {
  const found = known.get(inputs);
  if (found !== undefined) return found;
  const keys = Object.keys(inputs);
  const paths = keys.flatMap((key) => {
    const colon = key.indexOf(":");
    return colon < 0 ? [] : [bare(key.slice(colon + 1))];
  });
  const names = { paths, byName: keys.some((key) => BY_NAME.test(key)) };
  known.set(inputs, names);
  return names;
}

/** Two pages that nothing but their texts can tell apart. */
function isSamePage(a: LayoutPage, b: LayoutPage): boolean {
  if (a === b) return true;
  const parentOf = ({ parent }: LayoutPage): string => (parent.kind === "page" ? parent.key : "");
  const isSame = a.key === b.key && a.path === b.path && a.name === b.name && parentOf(a) === parentOf(b);
  return isSame && a.aliases.join("\0") === b.aliases.join("\0");
}

/** Pages that came, went, moved or got another name. */
function changedPages(
  before: readonly LayoutPage[],
  now: readonly LayoutPage[],
): readonly (readonly LayoutPage[])[] {
  const byKey = new Map(before.map((page) => [page.key, page]));
  const fresh = now.filter((page) => {
    const old = byKey.get(page.key);
    if (old !== undefined && isSamePage(old, page)) byKey.delete(page.key);
    return old === undefined || !isSamePage(old, page);
  });
  return [fresh, [...byKey.values()]];
}

/**
 * Turns the record of what pages were made from round: which pages something that happened to files concerns.
 * Where a file is touched that no page was made from, every page may differ.
 *
 * @param touched - relative to the root
 * @param before - pages when all was compared last
 * @param now - pages as they are
 * @param inputs - of every page that is known
 */
export function concernedBy(
  touched: ReadonlySet<string>,
  before: readonly LayoutPage[],
  now: readonly LayoutPage[],
  inputs: () => Iterable<Inputs | null>,
): MayDiffer {
  const isSame = before.length === now.length && now.every((page, at) => page === before[at]);
  const [fresh = [], gone = []] = isSame ? [] : changedPages(before, now);
  const touchedPages = now.filter(({ path }) => path !== null && touched.has(path));
  const own = new Set([...fresh, ...touchedPages].map(({ key }) => key));
  const concerned = [...fresh, ...gone, ...touchedPages];
  const names = new Set(touched);
  for (const { aliases, path } of concerned) {
    if (path !== null) names.add(path);
    for (const alias of aliases) names.add(bare(alias));
  }
  const met = new Set(concerned.map(({ path }) => path));
  const unmet = new Set([...touched].filter((path) => !met.has(path)));
  for (const one of unmet.size === 0 ? [] : inputs()) {
    for (const path of one === null ? [] : namesIn(one).paths) unmet.delete(path);
  }
  if (unmet.size > 0) return ANY;
  return ({ key }, ofPage) => {
    const { byName, paths } = namesIn(ofPage);
    return byName || own.has(key) || paths.some((path) => names.has(path));
  };
}
