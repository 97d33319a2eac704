import { join } from "node:path";
import { gitRoot } from "./git.ts";
import { git } from "./gitProcess.ts";

/**
 * Which of some files git ignores; null where git cannot tell.
 *
 * @param folder - absolute
 * @param paths - relative to it
 */
export async function ignoredAmong(
  folder: string,
  paths: readonly string[],
): Promise<ReadonlySet<string> | null> {
  const root = gitRoot(folder);
  if (root === null || paths.length === 0) return new Set();
  // Named outright, since the environment may name a repository by a path that is wrong from here.
  const where = ["--git-dir", join(root, ".git"), "--work-tree", root];
  const input = paths.map((path) => `${path}\0`).join("");
  const { error, stdout } = await git({ folder }, [...where, "check-ignore", "-z", "--stdin"], input);
  // It ends with 1 where it ignores none of them.
  const isNone = error !== null && "code" in error && error.code === 1;
  return error !== null && !isNone ? null : new Set(stdout.split("\0").filter((path) => path !== ""));
}
