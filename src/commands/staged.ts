import type { ResolvedConfig } from "../config.ts";
import { gitFiles } from "../files/gitFiles.ts";
import type { Files } from "../files/index.ts";
import { openRepository } from "../files/repository.ts";
import { UsageError } from "./usage.ts";

/**
 * The files as they are staged.
 *
 * @throws UsageError where git does not know the folder
 */
export async function stagedIn(
  { root }: ResolvedConfig,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Files> {
  const repository = await openRepository(root, env);
  if (repository === null)
    throw new UsageError(
      `Nothing is staged: \`${root}\` lies in no repository of git.`,
      "Leave --staged out, or run `git init`.",
    );
  return gitFiles({ root, tree: { kind: "index" }, environment: repository.environment });
}
