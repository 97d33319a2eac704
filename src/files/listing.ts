import { byPath } from "./inside.ts";
import type { Enter, FileEntry } from "./source.ts";

/** The folders above a path, the outermost first. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join("/"));
}

/**
 * What a listing shows of files that are known by their paths alone: those below a folder, and in place of a
 * folder that is not entered the folder itself.
 *
 * @param folder - relative to the root; the empty path is the root
 * @param entryOf - tells of a path what the listing says of it
 */
export function listedBelow(
  paths: Iterable<string>,
  folder: string,
  enter: Enter,
  entryOf: (path: string) => FileEntry,
): readonly FileEntry[] {
  const closed = new Map<string, boolean>();
  const isClosed = (parent: string): boolean => {
    const known = closed.get(parent) ?? !enter(parent, null);
    closed.set(parent, known);
    return known;
  };
  const shown = new Map<string, FileEntry>();
  for (const path of paths) {
    if (folder !== "" && !path.startsWith(`${folder}/`)) continue;
    const barred = foldersOf(path)
      .filter((parent) => parent.length > folder.length)
      .find(isClosed);
    if (barred === undefined) shown.set(path, entryOf(path));
    else {
      const closedFolder = `${barred}/`;
      shown.set(closedFolder, { path: closedFolder, real: closedFolder, ignored: null, problem: null });
    }
  }
  return [...shown.values()].sort(byPath);
}
