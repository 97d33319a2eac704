import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { LOCKFILE, SANDBOX_LOCKFILE, STATE_FOLDER } from "../facts/files.ts";
import { gitRoot } from "../files/git.ts";
import { insideOf } from "../files/inside.ts";
import { isWithin } from "../files/pattern.ts";
import { type Message, message } from "../model/message.ts";
import type { SourceEntry } from "./check.ts";

/** Where a run's files and memory lie. */
interface Location {
  /** Absolute. */
  readonly root: string;
  /** Absolute folder of the lockfile. */
  readonly home: string;
  /** Paths relative to the root. */
  readonly sources: readonly SourceEntry[];
  /** Relative to the root; empty: all of the sources. */
  readonly selected: readonly string[];
}

export type Located =
  | { readonly location: Location; readonly problem: null }
  | { readonly location: null; readonly problem: Message };

const found = (location: Location): Located => ({ location, problem: null });
const lost = (problem: Message): Located => ({ location: null, problem });

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

const bare = (path: string, name = ""): SourceEntry => ({ name, path, options: new Map() });

/** A path relative to the root; null when it lies outside, or a link leads there. */
function inRoot(root: string, path: string): string | null {
  const real = insideOf(root, realpathSync(path));
  return real === null ? null : (insideOf(root, path) ?? real);
}

/** Each tells that its folder was published, to Notion or to the embedded sandbox. */
const LOCKFILES = [LOCKFILE, join(STATE_FOLDER, SANDBOX_LOCKFILE)];

/**
 * The folder above a path that was published before: its lockfile tells. What lies in it belongs to its pages,
 * from wherever it is published.
 */
function rememberedAbove(path: string, limit: string): string | null {
  const folder = isFolder(path) ? path : dirname(path);
  if (LOCKFILES.some((file) => existsSync(join(folder, file)))) return folder;
  return folder === limit || insideOf(limit, folder) === null
    ? null
    : rememberedAbove(dirname(folder), limit);
}

function sourceOf(paths: readonly string[], cwd: string): string {
  const limit = gitRoot(cwd) ?? cwd;
  const [first = cwd, ...others] = paths;
  const remembered = rememberedAbove(first, limit);
  if (remembered !== null && others.every((path) => rememberedAbove(path, limit) === remembered))
    return remembered;
  return others.length === 0 && isFolder(first) ? first : cwd;
}

/**
 * Where things lie without a configuration: the one folder is the source, for files the working directory; but a
 * folder above that has a lockfile stays the source of all that lies in it.
 *
 * @param paths - absolute, of what exists
 */
export function locateBare(paths: readonly string[], cwd: string): Located {
  const source = sourceOf(paths, cwd);
  const root = gitRoot(source) ?? source;
  const path = inRoot(root, source) ?? "";
  const selected: string[] = [];
  for (const chosen of paths) {
    const inside = inRoot(root, chosen);
    if (inside === null || !isWithin(inside, path)) {
      return lost(message("path-outside", { path: chosen, where: `the source ${source}` }));
    }
    selected.push(inside);
  }
  const isAll = selected.includes(path);
  return found({ root, home: source, sources: [bare(path)], selected: isAll ? [] : selected });
}

/**
 * Where things lie by a configuration that names no sources: its folder is the source, or the one folder named.
 * That folder's path is then the name of the source, so that the keys of several such folders differ.
 */
function loneSource(root: string, selected: readonly string[]): Location {
  const [only] = selected;
  const isOne = only !== undefined && selected.length === 1 && isFolder(join(root, only));
  if (!isOne) return { root, home: root, sources: [bare("")], selected };
  return { root, home: root, sources: [bare(only, only)], selected: [] };
}

function sourceFolders(root: string, sources: readonly SourceEntry[]): readonly SourceEntry[] | Message {
  const folders: SourceEntry[] = [];
  for (const source of sources) {
    const absolute = resolve(root, source.path);
    if (!isFolder(absolute)) return message("path-not-found", { path: source.path });
    const path = inRoot(root, absolute);
    if (path === null)
      return message("path-outside", { path: source.path, where: "the configuration's folder" });
    folders.push({ ...source, path });
  }
  return folders;
}

function chosenSources(
  sources: readonly SourceEntry[],
  names: readonly string[],
): readonly SourceEntry[] | Message {
  const unknown = names.find((name) => !sources.some((source) => source.name === name));
  if (unknown !== undefined) {
    const known = sources.map(({ name }) => `\`${name}\``).join(", ");
    return message("source-unknown", { name: unknown, names: known });
  }
  return names.length === 0 ? sources : sources.filter(({ name }) => names.includes(name));
}

function isMessage(value: readonly SourceEntry[] | Message): value is Message {
  return !Array.isArray(value);
}

/**
 * Where things lie by a configuration.
 *
 * @param home - its folder, absolute
 * @param sources - as it names them; null: it names none
 * @param paths - absolute, of what exists; they select within the sources
 * @param names - sources to take; empty: all
 */
export function locateConfigured(
  home: string,
  sources: readonly SourceEntry[] | null,
  paths: readonly string[],
  names: readonly string[],
): Located {
  const root = realpathSync(home);
  const selected: string[] = [];
  for (const path of paths) {
    const inside = inRoot(root, path);
    if (inside === null) return lost(message("path-outside", { path, where: "the configuration's folder" }));
    selected.push(inside);
  }
  if (sources === null && names.length === 0) return found(loneSource(root, selected));
  const folders = sourceFolders(root, sources ?? []);
  if (isMessage(folders)) return lost(folders);
  const chosen = chosenSources(folders, names);
  if (isMessage(chosen)) return lost(chosen);
  const stray = selected.find(
    (path) => !chosen.some((source) => isWithin(path, source.path) || isWithin(source.path, path)),
  );
  if (stray !== undefined) {
    const where = `the sources (${chosen.map(({ path }) => path || ".").join(", ")})`;
    return lost(message("path-outside", { path: stray, where }));
  }
  const wanted = selected.length === 0 ? chosen.map(({ path }) => path) : selected;
  const isAll = folders.every((source) => wanted.some((path) => isWithin(source.path, path)));
  return found({ root, home: root, sources: folders, selected: isAll ? [] : wanted });
}
