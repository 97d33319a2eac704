import { FORBIDDEN_FOLDERS, LOCKFILE, TEXT_ENDINGS } from "../facts/files.ts";
import { endingOf } from "../facts/media.ts";
import { TEMPORARY_NAMES } from "../facts/temporary.ts";
import { baseName } from "../model/paths.ts";

/** What a watcher says happened to a file. */
export type FileEvent = "add" | "change" | "unlink";

/** Whether a file is one that editors make and take away while they save another. */
export function isTemporary(path: string): boolean {
  const name = baseName(path);
  return TEMPORARY_NAMES.some((pattern) => pattern.test(name));
}

/** Whether something that happened to a file is nobody's business, whoever asked for it. */
function isNoise(path: string): boolean {
  const isHidden = path.split("/").some((name) => FORBIDDEN_FOLDERS.includes(name));
  return isHidden || baseName(path) === LOCKFILE || isTemporary(path);
}

/**
 * Whether something that happened to a file is a reason to publish: to a text, to whatever a page was made from,
 * and that a file of any kind came or went, since pages may ask for it by its name.
 *
 * @param path - relative to the root
 * @param wasAsked - whether an earlier run asked for the file
 */
export function isRelevant(event: FileEvent, path: string, wasAsked: boolean): boolean {
  if (isNoise(path)) return false;
  return wasAsked || event !== "change" || TEXT_ENDINGS.includes(endingOf(path));
}
