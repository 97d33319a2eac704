import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { message } from "../model/message.ts";
import { codeOf, FilesError } from "./source.ts";

/** The top folder of the git working tree that holds `folder`, absolute; null outside of any. */
export function gitRoot(folder: string): string | null {
  if (existsSync(join(folder, ".git"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? null : gitRoot(parent);
}

interface Answer {
  readonly error: Error | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs git without a shell and without the monitor program a repository's own configuration may name. */
function git(folder: string, args: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(
      "git",
      ["-c", "core.fsmonitor=false", ...args],
      { cwd: folder, maxBuffer: 1 << 28, windowsHide: true },
      (error, stdout, stderr) => resolve({ error, stdout, stderr }),
    );
  });
}

/**
 * What git ignores below a folder: paths relative to it, folders that are ignored whole with a `/` at the end.
 * Empty outside of git, and for a folder that is itself ignored: who names it means it.
 *
 * @param folder - absolute
 * @throws FilesError when the folder lies in a repository and git does not answer: files it ignores may hold
 * secrets, so that guessing is no way out
 */
export async function ignoredByGit(folder: string): Promise<ReadonlySet<string>> {
  if (gitRoot(folder) === null) return new Set();
  const args = ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z", "--", "."];
  const { error, stdout, stderr } = await git(folder, args);
  if (error) {
    const reason = codeOf(error) === "ENOENT" ? "the program `git` was not found" : stderr.trim();
    throw new FilesError(message("git-silent", { folder, reason: reason || error.message }), error);
  }
  const paths = stdout.split("\0").filter((path) => path !== "");
  return new Set(paths.includes("./") ? [] : paths);
}
