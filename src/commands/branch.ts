import type { ResolvedConfig, ResolvedSource } from "../config.ts";
import { pattern } from "../files/pattern.ts";
import { openRepository, type Repository } from "../files/repository.ts";
import { UsageError } from "./usage.ts";

const named = (branch: string | null): string => (branch === null ? "a detached HEAD" : `branch ${branch}`);

/** Why a source is not published from a branch; null where it is. */
export function barrier({ branches }: ResolvedSource, branch: string | null): string | null {
  if (branches.length === 0) return null;
  const isAmong = branch !== null && branches.some((text) => pattern(text).matches(branch));
  return isAmong ? null : `this is ${named(branch)}, and it is published from ${branches.join(", ")} only`;
}

/** Why nothing is published while git is in the middle of something; null where it is not. */
export function standstill({ branch, underway }: Pick<Repository, "branch" | "underway">): string | null {
  if (underway !== null) return `git is in the middle of a ${underway}`;
  return branch === null ? "no branch is checked out" : null;
}

/**
 * Refuses what the configuration keeps to other branches.
 *
 * @throws UsageError that says which source, and how it can be published nevertheless
 */
export async function checkBranch(
  { options, root, sources }: ResolvedConfig,
  environment: Readonly<Record<string, string | undefined>>,
  isElsewhere: boolean,
): Promise<void> {
  const bound = sources.filter(({ branches }) => branches.length > 0);
  if (bound.length === 0 || options.anyBranch || options.sandbox || isElsewhere) return;
  const repository = await openRepository(root, environment);
  if (repository === null) return;
  for (const source of bound) {
    const why = barrier(source, repository.branch);
    if (why !== null) {
      throw new UsageError(
        `${source.name === "" ? "This source" : `The source \`${source.name}\``} is not published: ${why}.`,
        "Check that branch out, name another target with --to, or say --any-branch.",
      );
    }
  }
}
