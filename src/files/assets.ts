import { LIMITS } from "../facts/limits.ts";
import type { Asset, AssetProblem } from "../model/site.ts";
import { type Files, FilesError } from "./source.ts";

/** Names that start with a dot hold settings and secrets, and no picture. */
const isHidden = (path: string): boolean => path.split("/").some((name) => /^\.(?!\.?$)/.test(name));

const isOutside = (path: string): boolean => path.startsWith("/") || path === ".." || path.startsWith("../");

async function look(files: Files, path: string, limit: number): Promise<Asset | AssetProblem> {
  const found = await files.stat(path);
  if (found === null) return "missing";
  // A link is as hidden as what it leads to.
  if (isHidden(found.real)) return "hidden";
  if (found.bytes > limit) return "tooLarge";
  return { digest: await files.digest(path), bytes: found.bytes };
}

async function resolveAsset(files: Files, path: string, limit: number): Promise<Asset | AssetProblem> {
  if (isOutside(path)) return "outside";
  if (isHidden(path)) return "hidden";
  try {
    return await look(files, path, limit);
  } catch (error) {
    if (!(error instanceof FilesError)) throw error;
    return error.report.id === "file-outside" ? "outside" : "unreadable";
  }
}

/** Files read at once. */
const BATCH = 16;

/**
 * What local files that pages show or offer are, or why they cannot be used: nothing outside the root, nothing
 * hidden, no other case than the file's own, and nothing larger than one upload takes.
 *
 * @param paths - relative to the root, without `.` and `..` but at the start
 * @param limit - bytes the workspace takes, where it is known; never more than a single part holds
 */
export async function resolveAssets(
  files: Files,
  paths: Iterable<string>,
  limit: number = LIMITS.singlePartBytes,
): Promise<ReadonlyMap<string, Asset | AssetProblem>> {
  const wanted = [...new Set(paths)];
  const most = Math.min(limit, LIMITS.singlePartBytes);
  const found = new Map<string, Asset | AssetProblem>();
  for (let at = 0; at < wanted.length; at += BATCH) {
    const batch = wanted.slice(at, at + BATCH);
    const answers = await Promise.all(batch.map((path) => resolveAsset(files, path, most)));
    for (const [index, answer] of answers.entries()) found.set(batch[index] ?? "", answer);
  }
  return found;
}
