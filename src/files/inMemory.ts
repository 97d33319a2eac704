import { createHash } from "node:crypto";
import { message } from "../model/message.ts";
import { listedBelow } from "./listing.ts";
import { type Files, FilesError } from "./source.ts";

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
      const entryOf = (path: string) => ({ path, real: path, ignored: null, problem: null });
      return listedBelow(files.keys(), folder, enter, entryOf);
    },
    read: async (path) => read(path),
    digest: async (path) => createHash("sha256").update(read(path)).digest("hex"),
    async stat(path) {
      const found = files.get(path);
      return found ? { bytes: found.length, real: path } : null;
    },
  };
}
