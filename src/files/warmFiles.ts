import { createHash } from "node:crypto";
import { below, byPath } from "./inside.ts";
import { folderOf } from "./names.ts";
import { type Enter, type FileEntry, type Files, FilesError } from "./source.ts";

/** Files whose listings, digests and sizes are kept until they are said to have changed. */
export interface WarmFiles extends Files {
  /**
   * Takes in that something happened to files.
   *
   * @param paths - relative to the root; null: anything may have happened
   * @returns whether files came or went
   */
  refresh(paths: Iterable<string> | null): Promise<boolean>;
  /** Whether anybody asked for this file. */
  wasAsked(path: string): boolean;
  /** Every file that anybody asked for, those that were not there too. */
  asked(): Iterable<string>;
}

interface Listing {
  readonly folder: string;
  readonly enter: Enter;
  entries: Promise<readonly FileEntry[]>;
}

/** What became of a file. */
type Fate = "there" | "gone" | "unclear";

/** Names of the files by which git ignores others. */
const IGNORE_FILE = ".gitignore";

const isOrdinary = ({ path, real, ignored, problem }: FileEntry): boolean =>
  path === real && ignored === null && problem === null;

function foldersAbove(path: string, top: string): readonly string[] {
  const folder = folderOf(path);
  return folder.length <= top.length ? [] : [...foldersAbove(folder, top), folder];
}

const isBelow = (path: string, folder: string): boolean => folder === "" || path.startsWith(`${folder}/`);

/** Whether a listing reaches a file. */
function reaches({ folder, enter }: Listing, path: string): boolean {
  return isBelow(path, folder) && foldersAbove(path, folder).every((above) => enter(above, null));
}

function withFile(entries: readonly FileEntry[], path: string): readonly FileEntry[] {
  const entry: FileEntry = { path, real: path, ignored: null, problem: null };
  return [...entries, entry].sort(byPath);
}

interface Index {
  readonly byPath: ReadonlyMap<string, FileEntry>;
  /** Entries that are reached through a link, by where they lie. */
  readonly linked: ReadonlyMap<string, FileEntry>;
}

const indexes = new WeakMap<readonly FileEntry[], Index>();

function indexOf(entries: readonly FileEntry[]): Index {
  const known = indexes.get(entries);
  if (known !== undefined) return known;
  const linked = entries.filter(({ path, real }) => path !== real);
  const index = {
    byPath: new Map(entries.map((entry) => [entry.path, entry])),
    linked: new Map(linked.map((entry) => [entry.real, entry])),
  };
  indexes.set(entries, index);
  return index;
}

/**
 * A listing after something happened to files.
 *
 * @returns null where the folder must be listed anew
 */
function patched(
  listing: Listing,
  entries: readonly FileEntry[],
  fates: ReadonlyMap<string, Fate>,
): readonly FileEntry[] | null {
  const { byPath: known, linked } = indexOf(entries);
  let now = entries;
  for (const [path, fate] of fates) {
    const entry = known.get(path);
    const isThere = fate === "there";
    if (entry === undefined && (fate === "gone" || !reaches(listing, path))) continue;
    if (fate === "unclear" || (entry !== undefined && !isOrdinary(entry)) || linked.has(path)) return null;
    if (isThere && entry === undefined) now = withFile(now, path);
    if (!isThere) now = now.filter((one) => one.path !== path);
  }
  return now;
}

/**
 * Keeps what is known of files between runs.
 *
 * @param files - where it comes from
 * @param ignoredAmong - which of some paths git ignores; null where it cannot tell
 */
export function warmFiles(
  files: Files,
  ignoredAmong: (paths: readonly string[]) => Promise<ReadonlySet<string> | null>,
): WarmFiles {
  const listings = new Map<string, Listing>();
  const digests = new Map<string, Promise<string>>();
  const stats = new Map<string, ReturnType<Files["stat"]>>();
  const asked = new Set<string>();

  /** Refusals are not kept: what refuses may be away for a moment only. */
  function kept<T>(cache: Map<string, Promise<T>>, path: string, look: () => Promise<T>): Promise<T> {
    asked.add(path);
    const known = cache.get(path);
    if (known !== undefined) return known;
    const found = look();
    cache.set(path, found);
    found.catch(() => {
      if (cache.get(path) === found) cache.delete(path);
    });
    return found;
  }

  function forget(path: string): void {
    digests.delete(path);
    stats.delete(path);
  }

  async function fateOf(path: string): Promise<Fate> {
    try {
      const found = await files.stat(path);
      if (found === null) return "gone";
      return found.real === path ? "there" : "unclear";
    } catch (error) {
      if (error instanceof FilesError) return "unclear";
      throw error;
    }
  }

  async function fatesOf(paths: readonly string[]): Promise<ReadonlyMap<string, Fate>> {
    const fates = await Promise.all(paths.map(fateOf));
    return new Map(paths.map((path, index) => [path, fates[index] ?? "unclear"]));
  }

  /** New files that git ignores change how a folder is listed. */
  async function withoutIgnored(
    fates: ReadonlyMap<string, Fate>,
    listings: readonly (readonly FileEntry[])[],
  ) {
    const isListed = (path: string): boolean => listings.some((one) => indexOf(one).byPath.has(path));
    const fresh = [...fates].flatMap(([path, fate]) => (fate === "there" && !isListed(path) ? [path] : []));
    const ignored = await ignoredAmong(fresh);
    const isUnclear = (path: string): boolean => ignored === null || ignored.has(path);
    const unclear = new Set(fresh.filter(isUnclear));
    return new Map([...fates].map(([path, fate]) => [path, unclear.has(path) ? "unclear" : fate] as const));
  }

  /** Through links a file has other names, too. */
  function forgetLinks(entries: readonly FileEntry[], paths: ReadonlySet<string>): void {
    for (const [real, { path }] of indexOf(entries).linked) if (paths.has(real)) forget(path);
  }

  async function patchListings(paths: readonly string[]): Promise<boolean> {
    const all = [...listings];
    const entries = await Promise.all(all.map(([, listing]) => listing.entries));
    const fates = await withoutIgnored(await fatesOf(paths), entries);
    const wanted = new Set(paths);
    let isOther = false;
    for (const [index, [key, listing]] of all.entries()) {
      const before = entries[index] ?? [];
      forgetLinks(before, wanted);
      const now = patched(listing, before, fates);
      if (now === before) continue;
      isOther = true;
      if (now === null) listings.delete(key);
      else listing.entries = Promise.resolve(now);
    }
    return isOther;
  }

  async function refresh(paths: Iterable<string> | null): Promise<boolean> {
    if (paths === null) {
      for (const cache of [listings, digests, stats]) cache.clear();
      return true;
    }
    const all = [...new Set(paths)];
    for (const path of all) forget(path);
    if (all.some((path) => path === IGNORE_FILE || path.endsWith(`/${IGNORE_FILE}`))) {
      listings.clear();
      return true;
    }
    try {
      return await patchListings(all);
    } catch (error) {
      if (!(error instanceof FilesError)) throw error;
      listings.clear();
      return true;
    }
  }

  return {
    list(folder = "", enter: Enter = () => true) {
      if (enter.key === undefined) return files.list(folder, enter);
      const key = below(folder, `\0${enter.key}`);
      const known = listings.get(key);
      if (known !== undefined) return known.entries;
      const entries = files.list(folder, enter);
      listings.set(key, { folder, enter, entries });
      entries.catch(() => listings.delete(key));
      return entries;
    },
    renames: async () => (await files.renames?.()) ?? new Map(),
    async read(path) {
      asked.add(path);
      const bytes = await files.read(path);
      // What a page was made from is what was read, whatever happens to the file meanwhile.
      digests.set(path, Promise.resolve(createHash("sha256").update(bytes).digest("hex")));
      return bytes;
    },
    digest: (path) => kept(digests, path, () => files.digest(path)),
    stat: (path) => kept(stats, path, () => files.stat(path)),
    refresh,
    wasAsked: (path) => asked.has(path),
    asked: () => asked,
  };
}
