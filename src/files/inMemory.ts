import { createHash } from "node:crypto";
import { message } from "../model/message.ts";
import { byPath } from "./inside.ts";
import { type FileEntry, type Files, FilesError } from "./source.ts";

/** The folders above a path, the outermost first. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join("/"));
}

/**
 * Files that lie in memory; for programs that make their text, and for tests.
 *
 * @param contents - by path relative to the root, with `/`; text is taken as UTF-8
 */
export function memoryFiles(contents: Readonly<Record<string, string | Uint8Array>>): Files {
  const files = new Map(Object.entries(contents).map(([path, content]) => [path, Buffer.from(content)]));

  function read(path: string): Buffer {
    const found = files.get(path);
    if (found) return found;
    throw new FilesError(message("file-unreadable", { path, reason: "it does not exist" }, path));
  }

  return {
    async list(folder = "", enter = () => true) {
      const inside = [...files.keys()].filter((path) => folder === "" || path.startsWith(`${folder}/`));
      const closed = new Set<string>();
      const shown = inside.flatMap((path): string[] => {
        const barred = foldersOf(path)
          .filter((parent) => parent.length > folder.length)
          .find((parent) => closed.has(parent) || !enter(parent, null));
        if (barred === undefined) return [path];
        if (closed.has(barred)) return [];
        closed.add(barred);
        return [`${barred}/`];
      });
      return shown
        .map((path): FileEntry => ({ path, real: path, ignored: null, problem: null }))
        .sort(byPath);
    },
    read: async (path) => read(path),
    digest: async (path) => createHash("sha256").update(read(path)).digest("hex"),
    async stat(path) {
      const found = files.get(path);
      return found ? { bytes: found.length, real: path } : null;
    },
  };
}
