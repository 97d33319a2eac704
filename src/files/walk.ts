import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { below, byPath, insideOf } from "./inside.ts";
import { codeOf, type Enter, type FileEntry } from "./source.ts";

interface Walk {
  /** Real path of the root. */
  readonly base: string;
  /** Where to start, relative to the root. */
  readonly folder: string;
  readonly enter: Enter;
  /** What git ignores, relative to `folder`; folders end in `/`. */
  readonly ignored: ReadonlySet<string>;
}

interface Folder {
  /** Relative to the root. */
  readonly path: string;
  /** Absolute. */
  readonly real: string;
  readonly ignored: string | null;
}

/** What one folder holds: entries of the result, and folders to go on with. */
interface Found {
  readonly entries: readonly FileEntry[];
  readonly folders: readonly Folder[];
  /** Folders reached by a link: looked into last, so that what lies there by itself is found by its own path. */
  readonly linked: readonly Folder[];
}

const NOTHING: Found = { entries: [], folders: [], linked: [] };

function entry(
  path: string,
  ignored: string | null,
  problem: FileEntry["problem"] = null,
  real = path,
): Found {
  return { ...NOTHING, entries: [{ path, real, ignored, problem }] };
}

function ignoredAt(walk: Walk, parent: Folder, path: string): string | null {
  const own = walk.folder === "" ? path : path.slice(walk.folder.length + 1);
  return parent.ignored ?? (walk.ignored.has(own) || walk.ignored.has(`${own}/`) ? path : null);
}

function folderAt(walk: Walk, folder: Folder, linked: boolean): Found {
  if (!walk.enter(folder.path, folder.ignored)) return entry(`${folder.path}/`, folder.ignored);
  return linked ? { ...NOTHING, linked: [folder] } : { ...NOTHING, folders: [folder] };
}

async function linkAt(walk: Walk, path: string, link: string, ignored: string | null): Promise<Found> {
  try {
    const target = await realpath(link);
    const real = insideOf(walk.base, target);
    if (real === null) return entry(path, ignored, "outside");
    const { isFile, isFolder } = await stat(target).then((s) => ({
      isFile: s.isFile(),
      isFolder: s.isDirectory(),
    }));
    if (isFolder) return folderAt(walk, { path, real: target, ignored }, true);
    return entry(path, ignored, isFile ? null : "special", real);
  } catch {
    return entry(path, ignored, "broken");
  }
}

async function childAt(walk: Walk, parent: Folder, child: Dirent): Promise<Found> {
  const path = below(parent.path, child.name);
  const absolute = join(parent.real, child.name);
  const ignored = ignoredAt(walk, parent, path);
  if (child.isSymbolicLink()) return linkAt(walk, path, absolute, ignored);
  if (child.isDirectory()) return folderAt(walk, { path, real: absolute, ignored }, false);
  const real = insideOf(walk.base, absolute) ?? path;
  return entry(path, ignored, child.isFile() ? null : "special", real);
}

async function look(walk: Walk, folder: Folder): Promise<readonly Found[]> {
  try {
    const children = await readdir(folder.real, { withFileTypes: true });
    return await Promise.all(children.map((child) => childAt(walk, folder, child)));
  } catch (error) {
    // It went away meanwhile.
    if (codeOf(error) === "ENOENT") return [];
    return [entry(`${folder.path}/`, folder.ignored, "unreadable")];
  }
}

/**
 * Every file below a folder. A symbolic link to a folder inside the root is followed unless that folder was
 * seen already; so that a circle of links ends.
 */
export async function walk(task: Walk): Promise<readonly FileEntry[]> {
  const first = join(task.base, task.folder);
  const real = await realpath(first).catch(() => first);
  // What lies outside is not looked at, whoever asks.
  if (insideOf(task.base, real) === null) return [];
  const start: Folder = { path: task.folder, real, ignored: null };
  const entries: FileEntry[] = [];
  const seen = new Set<string>();
  let folders: readonly Folder[] = [start];
  let linked: readonly Folder[] = [];
  while (folders.length > 0 || linked.length > 0) {
    const now = folders.length > 0 ? folders : linked.slice(0, 1);
    if (folders.length === 0) linked = linked.slice(1);
    const fresh = now.filter((folder) => !seen.has(folder.real));
    for (const { real } of fresh) seen.add(real);
    const found = (await Promise.all(fresh.map((folder) => look(task, folder)))).flat();
    entries.push(...found.flatMap((part) => part.entries));
    folders = found.flatMap((part) => part.folders);
    linked = [...linked, ...found.flatMap((part) => part.linked)].sort(byPath);
  }
  return entries.sort(byPath);
}
