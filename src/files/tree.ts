import { FOLDER_TEXTS, TEXT_ENDINGS } from "../facts/files.ts";
import { endingOf } from "../facts/media.ts";
import { type Message, message } from "../model/message.ts";
import { below } from "./inside.ts";
import { compareNames, folderOf, nameOf, stemOf } from "./names.ts";

/** A folder of the root that is published. */
export interface SourceFolder {
  /** Empty for the only, unnamed one. */
  readonly name: string;
  /** Relative to the root. */
  readonly path: string;
  /** Its index file is the target's own content. */
  readonly rootPage: boolean;
  /** The target is a data source: every file is a row, folders are nothing. */
  readonly rows: boolean;
}

/** Place of a file's name among the names that hold a folder's text; past them all for any other. */
export const rankOf = (path: string): number => {
  const at = FOLDER_TEXTS.indexOf(stemOf(path).toLowerCase());
  return at < 0 ? FOLDER_TEXTS.length : at;
};

/** Tells whether a file by its name holds its folder's own text. */
export const isFolderText = (path: string): boolean => rankOf(path) < FOLDER_TEXTS.length;

function byPreference(a: string, b: string): number {
  const ending = (path: string): number => TEXT_ENDINGS.indexOf(endingOf(path));
  return rankOf(a) - rankOf(b) || ending(a) - ending(b) || compareNames(a, b);
}

/** The files of a folder that can be its own text: those in it first, then those of its name beside it. */
function textsOf(folder: string, filesIn: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const inside = (filesIn.get(folder) ?? []).filter(isFolderText).sort(byPreference);
  if (folder === "") return inside;
  const beside = (filesIn.get(folderOf(folder)) ?? []).filter(
    (path) => stemOf(path) === nameOf(folder) && !isFolderText(path),
  );
  return [...inside, ...beside.sort(byPreference)];
}

/** Every folder above one of the files, without the source's own. */
function foldersAbove(files: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const file of files) {
    for (let folder = folderOf(file); folder !== "" && !found.has(folder); folder = folderOf(folder)) {
      found.add(folder);
    }
  }
  return found;
}

function groupByFolder(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const folder = folderOf(path);
    const group = groups.get(folder);
    if (group) group.push(path);
    else groups.set(folder, [path]);
  }
  return groups;
}

/** One source's files, sorted into folders; paths are relative to the source. */
export interface Tree {
  readonly source: SourceFolder;
  readonly folders: ReadonlySet<string>;
  readonly foldersIn: ReadonlyMap<string, readonly string[]>;
  readonly filesIn: ReadonlyMap<string, readonly string[]>;
  /** Folder → its own text. */
  readonly texts: ReadonlyMap<string, string>;
  /** Texts of folders. */
  readonly taken: ReadonlySet<string>;
  readonly messages: readonly Message[];
}

/** Sorts a source's files, their paths relative to it, into folders and finds each folder's own text. */
export function plantTree(files: readonly string[], source: SourceFolder): Tree {
  const folders = source.rows ? new Set<string>() : foldersAbove(files);
  const filesIn = groupByFolder(files);
  const texts = new Map<string, string>();
  const messages: Message[] = [];
  for (const folder of [...(source.rootPage && !source.rows ? [""] : []), ...folders]) {
    const [chosen, ...others] = textsOf(folder, filesIn);
    if (chosen === undefined) continue;
    texts.set(folder, chosen);
    for (const other of others) {
      const names = { chosen: below(source.path, chosen) };
      messages.push(message("folder-text-twice", names, below(source.path, other)));
    }
  }
  if (source.rootPage && !texts.has("")) {
    messages.push(message("root-page-missing", { folder: source.path || "the source" }));
  }
  const foldersIn = groupByFolder([...folders]);
  return { source, folders, foldersIn, filesIn, texts, taken: new Set(texts.values()), messages };
}
