import { type GitPlace, git } from "./gitProcess.ts";

/** Paths relative to the folder: new → old. */
export type Renames = ReadonlyMap<string, string>;

const QUESTION = ["diff", "--name-status", "--find-renames", "--diff-filter=R", "--no-ext-diff"];

/**
 * What git takes for renamed between two states. Nothing where there is no git.
 *
 * @param states - which, as `git diff` has them
 */
export async function gitRenames(place: GitPlace, states: readonly string[]): Promise<Renames> {
  const scope = ["--ignore-submodules=all", "--relative", "-z", "--", "."];
  const { error, stdout } = await git(place, [...QUESTION, ...states, ...scope]);
  const parts = error === null ? stdout.split("\0") : [];
  const renames = new Map<string, string>();
  for (let at = 0; at + 2 < parts.length; at += 3) renames.set(parts[at + 2] ?? "", parts[at + 1] ?? "");
  return renames;
}
