import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** Syncs a folder's list of names; not every system can. */
function syncFolder(folder: string): void {
  try {
    const fd = openSync(folder, "r");
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    // The file itself is synced; a system without this keeps names safe by itself or not at all.
  }
}

/**
 * Replaces a file as a whole: whoever reads it sees the old text or the new one, and after a failure the old
 * one is still there, alone. A symbolic link stays one.
 *
 * @param path - absolute; its folder is made when it is missing
 * @throws the system's error
 */
export function writeAtomic(path: string, text: string): void {
  const file = existsSync(path) ? realpathSync(path) : path;
  const fresh = `${file}.new`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    const fd = openSync(fresh, "w");
    try {
      writeFileSync(fd, text);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
  syncFolder(dirname(file));
}

/**
 * Makes the folder for what is not to be committed, and keeps it out of git.
 *
 * @param folder - absolute
 * @throws the system's error
 */
export function makeStateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const rules = join(folder, ".gitignore");
  if (!existsSync(rules)) writeFileSync(rules, "*\n");
}
