import { FORBIDDEN_FOLDERS, TEXT_ENDINGS } from "../facts/files.ts";
import { endingOf } from "../facts/media.ts";
import { type Files, FilesError, readText } from "../files/index.ts";
import { parseDocument } from "../markdown/index.ts";
import type { IncludeFile } from "../model/document.ts";
import { DEFAULT_CONVERT_OPTIONS } from "../model/options.ts";
import { directoryOf } from "../model/paths.ts";
import { finder } from "./finder.ts";

const ANY = "**/";

const isHidden = (path: string): boolean => path.split("/").some((name) => name.startsWith("."));

/** Its own front matter keeps it from being published. */
function isSkipped(text: string, path: string): boolean {
  if (!TEXT_ENDINGS.includes(endingOf(path))) return false;
  const { publish, draft } = parseDocument(text, path, DEFAULT_CONVERT_OPTIONS).frontMatter?.values ?? {};
  return publish === false || draft === true;
}

/**
 * Fetches files for those that include them: regular text files inside the root, neither hidden nor ignored by
 * git nor kept from being published by their front matter.
 *
 * @returns a function of a path relative to the root, or of `**` + `/name` for the first file of that name
 */
export function includable(files: Files): (wanted: string) => Promise<IncludeFile> {
  const ignoredIn = new Map<string, Promise<ReadonlySet<string>>>();

  /** What git ignores among a folder's files, or that the folder itself is ignored, as an empty name. */
  async function lookUp(folder: string): Promise<ReadonlySet<string>> {
    const isOnTheWay = (path: string): boolean => folder === path || folder.startsWith(`${path}/`);
    const enter = (path: string, ignored: string | null): boolean => ignored === null && isOnTheWay(path);
    const entries = await files.list("", Object.assign(enter, { key: `to ${folder}` }));
    const barred = entries.filter(({ ignored }) => ignored !== null).map(({ path }) => path);
    const isInside = barred.some((path) => path.endsWith("/") && isOnTheWay(path.slice(0, -1)));
    return new Set(isInside ? [...barred, ""] : barred);
  }

  async function isIgnored(path: string): Promise<boolean> {
    const folder = directoryOf(path);
    const known = ignoredIn.get(folder) ?? lookUp(folder);
    ignoredIn.set(folder, known);
    const ignored = await known;
    return ignored.has("") || ignored.has(path);
  }

  const find = finder(files);

  async function byName(name: string): Promise<IncludeFile> {
    const found = await find(name);
    return found === null ? "missing" : fetch(found);
  }

  async function fetch(path: string): Promise<IncludeFile> {
    const found = await files.stat(path);
    if (found === null) return "missing";
    const isBarred = [path, found.real].some(
      (one) => isHidden(one) || one.split("/").some((name) => FORBIDDEN_FOLDERS.includes(name)),
    );
    if (isBarred || (await isIgnored(path)) || (await isIgnored(found.real))) return "hidden";
    const { text } = await readText(files, path);
    if (text === null) return "unreadable";
    return isSkipped(text, path) ? "skipped" : { path, text };
  }

  return async (wanted) => {
    try {
      return await (wanted.startsWith(ANY) ? byName(wanted.slice(ANY.length)) : fetch(wanted));
    } catch (error) {
      if (!(error instanceof FilesError)) throw error;
      return error.report.id === "file-outside" ? "outside" : "unreadable";
    }
  };
}
