import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { type Environment, git } from "./gitProcess.ts";

/** Something git does in several steps, the last of which has not been taken. */
export type Underway = "merge" | "rebase" | "cherry-pick" | "revert";

/** A working tree and the repository behind it. Paths are absolute. */
export interface Repository {
  readonly top: string;
  readonly gitFolder: string;
  /** Where its hooks lie; a setting may have them elsewhere. */
  readonly hooksFolder: string;
  /** Null on a detached HEAD. */
  readonly branch: string | null;
  readonly underway: Underway | null;
  /** What git is started with here: the index is named by an absolute path, the repository by none. */
  readonly environment: Environment;
  readonly indexFile: string;
}

/** A hook's environment names the repository by paths that are wrong from any other folder. */
const REPOSITORY_NAMES = ["GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_INDEX_FILE"];

const MARKS: readonly (readonly [Underway, readonly string[]])[] = [
  ["rebase", ["rebase-merge", "rebase-apply"]],
  ["merge", ["MERGE_HEAD"]],
  ["cherry-pick", ["CHERRY_PICK_HEAD"]],
  ["revert", ["REVERT_HEAD"]],
];

function underwayIn(gitFolder: string): Underway | null {
  const found = MARKS.find(([, names]) => names.some((name) => existsSync(join(gitFolder, name))));
  return found?.[0] ?? null;
}

/** The repository a folder lies in; null where there is none, or no git. */
export async function openRepository(folder: string, given: Environment): Promise<Repository | null> {
  const bare = Object.fromEntries(Object.entries(given).filter(([name]) => !REPOSITORY_NAMES.includes(name)));
  const question = ["rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-path", "hooks"];
  const { error, stdout } = await git({ folder, environment: bare }, question);
  const [top, gitFolder, hooks] = stdout.split("\n");
  if (error !== null || !top || !gitFolder || !hooks) return null;
  const named = await git({ folder, environment: bare }, ["symbolic-ref", "--quiet", "--short", "HEAD"]);
  const index = given["GIT_INDEX_FILE"];
  // Git starts its hooks at the top, and that is where a relative path of its environment starts.
  const indexFile = index === undefined || index === "" ? join(gitFolder, "index") : resolve(top, index);
  return {
    top,
    gitFolder,
    hooksFolder: resolve(folder, hooks),
    branch: named.error === null ? named.stdout.trim() : null,
    underway: underwayIn(gitFolder),
    environment: { ...bare, GIT_INDEX_FILE: indexFile },
    indexFile,
  };
}

/** The branch a repository is usually published from: its origin's, or the only usual name it has; null: unknown. */
export async function defaultBranch({ top, environment }: Repository): Promise<string | null> {
  const place = { folder: top, environment };
  const origin = await git(place, ["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"]);
  if (origin.error === null) return origin.stdout.trim().replace(/^origin\//, "");
  const heads = await git(place, ["for-each-ref", "--format=%(refname:short)", "refs/heads"]);
  const names = heads.stdout.split("\n");
  return ["main", "master", "trunk"].find((name) => names.includes(name)) ?? null;
}

/** Paths, relative to a folder, of what the next commit changes; what it deletes is left out. */
export async function stagedFiles(folder: string, { environment }: Repository): Promise<readonly string[]> {
  const question = ["diff", "--cached", "--name-only", "--diff-filter=d", "--no-renames", "--no-ext-diff"];
  const { stdout } = await git({ folder, environment }, [
    ...question,
    "--ignore-submodules=all",
    "--relative",
    "-z",
    "--",
    ".",
  ]);
  return stdout.split("\0").filter((path) => path !== "");
}

/** `git commit <path>` commits an index made for it, and has another ready that stays when it is done. */
const PARTIAL_INDEX = /^next-index-\d+\.lock$/;

function indexesOf({ indexFile }: Repository): readonly string[] {
  const staying = join(dirname(indexFile), "index.lock");
  return PARTIAL_INDEX.test(basename(indexFile)) && existsSync(staying) ? [indexFile, staying] : [indexFile];
}

/**
 * Puts a file as it lies on disk into the commit that is being made. A file that git ignores stays out.
 *
 * @param file - absolute
 * @returns why it could not be; null where it was
 */
export async function addToCommit(repository: Repository, file: string): Promise<string | null> {
  const { top, environment } = repository;
  const path = relative(top, file).split(sep).join("/");
  const ignored = await git({ folder: top, environment }, ["check-ignore", "--quiet", "--", path]);
  if (ignored.error === null || !existsSync(file)) return null;
  for (const indexFile of indexesOf(repository)) {
    const place = { folder: top, environment: { ...environment, GIT_INDEX_FILE: indexFile } };
    const { error, stderr } = await git(place, ["update-index", "--add", "--", path]);
    if (error !== null) return stderr.trim() || error.message;
  }
  return null;
}
