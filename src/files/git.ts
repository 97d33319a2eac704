import { existsSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { message } from "../model/message.ts";
import { git } from "./gitProcess.ts";
import { insideOf } from "./inside.ts";
import { codeOf, FilesError } from "./source.ts";

/** The top folder of the git working tree that holds `folder`, absolute; null outside of any. */
export function gitRoot(folder: string): string | null {
  if (existsSync(join(folder, ".git"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? null : gitRoot(parent);
}

/**
 * What git ignores below a folder: paths relative to it, folders that are ignored by themselves with a `/` at the
 * end. Empty outside of git, and for a folder that is itself ignored: who names it means it.
 *
 * @param folder - absolute
 * @throws FilesError when the folder lies in a repository and git does not answer: files it ignores may hold
 * secrets, so that guessing is no way out
 */
export async function ignoredByGit(folder: string): Promise<ReadonlySet<string>> {
  const root = gitRoot(folder);
  if (root === null) return new Set();
  // Named outright, since a hook's environment may name a repository by a path that is wrong from here.
  const where = ["--git-dir", join(root, ".git"), "--work-tree", root, "--no-optional-locks"];
  // `matching` tells a folder that is ignored from one that only holds ignored files.
  const question = [
    "status",
    "--porcelain",
    "-z",
    "--ignored=matching",
    "--untracked-files=all",
    "--no-renames",
  ];
  const { error, stdout, stderr } = await git({ folder }, [
    ...where,
    ...question,
    "--ignore-submodules=all",
    "--",
    ".",
  ]);
  if (error) {
    const reason = codeOf(error) === "ENOENT" ? "the program `git` was not found" : stderr.trim();
    throw new FilesError(message("git-silent", { folder, reason: reason || error.message }), error);
  }
  const ignored = stdout
    .split("\0")
    .flatMap((line) => (line.startsWith("!! ") ? [join(root, line.slice(3))] : []));
  // `relative` takes the `/` off a folder.
  const paths = ignored.map((path) => [insideOf(folder, path), path.endsWith(sep)] as const);
  if (paths.some(([path]) => path === null || path === "")) return new Set();
  return new Set(paths.map(([path, isFolder]) => `${path}${isFolder ? "/" : ""}`));
}
