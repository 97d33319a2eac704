import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { message } from "../model/message.ts";
import { ignoredByGit } from "./git.ts";
import { gitRenames } from "./gitRenames.ts";
import { insideOf } from "./inside.ts";
import { codeOf, type Enter, type Files, FilesError, reasonOf } from "./source.ts";
import { walk } from "./walk.ts";

function refused(path: string, reason: string, cause?: unknown): FilesError {
  return new FilesError(message("file-unreadable", { path, reason }, path), cause);
}

function outside(path: string, reason: string): FilesError {
  return new FilesError(message("file-outside", { path, reason }, path));
}

const same = (path: string): string => path.normalize("NFC");

/** Some file systems find `A.md` by `a.md`: equal but for case is another name, and a broken link elsewhere. */
function isOtherCase(path: string, real: string): boolean {
  return same(path) !== same(real) && same(path).toLowerCase() === same(real).toLowerCase();
}

/** Milliseconds after which a further change of a file shows in the time of its last one, on any file system. */
const SETTLED_MS = 2000;

interface Digested {
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly digest: string;
}

/**
 * A folder on disk. Digests are kept for as long as the object lives, by size and time of the last change.
 *
 * @param root - absolute path of an existing folder
 */
export function diskFiles(root: string): Files {
  const base = realpathSync.native(root);
  const digests = new Map<string, Digested>();

  /** The real path of a file inside the root. */
  async function locate(path: string): Promise<string | null> {
    const absolute = join(base, path);
    if (insideOf(base, absolute) === null) throw outside(path, "it lies outside the root folder");
    try {
      const real = await realpath(absolute);
      if (insideOf(base, real) === null)
        throw outside(path, "its symbolic link leads out of the root folder");
      return isOtherCase(absolute, real) ? null : real;
    } catch (error) {
      if (error instanceof FilesError) throw error;
      if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return null;
      throw refused(path, reasonOf(error), error);
    }
  }

  async function use<T>(path: string, action: (real: string) => Promise<T>): Promise<T> {
    const real = await locate(path);
    if (real === null) throw refused(path, "it does not exist");
    try {
      return await action(real);
    } catch (error) {
      throw error instanceof FilesError ? error : refused(path, reasonOf(error), error);
    }
  }

  return {
    async list(folder = "", enter: Enter = () => true) {
      const start = join(base, folder);
      const ignored = await ignoredByGit(start);
      return walk({ base, folder, enter, ignored });
    },
    renames: () => gitRenames({ folder: base }, ["HEAD"]),
    read: (path) => use(path, (real) => readFile(real)),
    digest: (path) =>
      use(path, async (real) => {
        const { size, mtimeMs } = await stat(real);
        const known = digests.get(real);
        if (known?.bytes === size && known.mtimeMs === mtimeMs) return known.digest;
        const digest = createHash("sha256")
          .update(await readFile(real))
          .digest("hex");
        // Time stamps are coarse: a file that has just been written may be written again and keep its own.
        if (Date.now() - mtimeMs > SETTLED_MS) digests.set(real, { bytes: size, mtimeMs, digest });
        return digest;
      }),
    async stat(path) {
      const real = await locate(path);
      if (real === null) return null;
      const found = await stat(real);
      return found.isFile() ? { bytes: found.size, real: insideOf(base, real) ?? path } : null;
    },
  };
}
