import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { gitRoot } from "../files/git.ts";

/** What git has checked out. */
export interface Head {
  /** Absolute path of the file that says so. */
  readonly file: string;
  /** What it says now: a reference, or a commit; null where it cannot be read. */
  read(): string | null;
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return null;
  }
}

/** The folder of git's own files; a worktree and a submodule have a file that names it. */
function gitFolder(root: string): string {
  const place = join(root, ".git");
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory() === true) return place;
  const [, named = ".git"] = /^gitdir: (.+)$/m.exec(textOf(place) ?? "") ?? [];
  return resolve(root, named);
}

/** The head of the working tree that a folder lies in; null outside of git. @param folder - absolute */
export function headOf(folder: string): Head | null {
  const root = gitRoot(folder);
  if (root === null) return null;
  const file = join(gitFolder(root), "HEAD");
  return { file, read: () => textOf(file) };
}

/** A head in words: the branch, or the first digits of a commit. */
export function headName(head: string | null): string {
  if (head === null) return "nothing";
  const [, branch] = /^ref: refs\/heads\/(.+)$/.exec(head) ?? [];
  return branch === undefined ? `commit ${head.slice(0, 8)}` : `branch ${branch}`;
}
