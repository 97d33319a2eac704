import type { Message } from "../model/message.ts";

/**
 * A file below a folder, or a folder that was not entered (its path ends in `/`). Paths are relative to the
 * root, with `/`.
 */
export interface FileEntry {
  readonly path: string;
  /** Where it lies when its path leads through a symbolic link; else the path itself. */
  readonly real: string;
  /** The path git ignores, its own or that of a folder above it; null where git ignores none. */
  readonly ignored: string | null;
  /** Why it cannot be read: its link leaves the root or leads nowhere, no permission, not a regular file. */
  readonly problem: "outside" | "broken" | "unreadable" | "special" | null;
}

/** What is known of a file without reading it. */
interface FileStat {
  readonly bytes: number;
  /** Where it lies, its links followed. */
  readonly real: string;
}

/** Tells whether to look into a folder, given its path (no `/` at the end) and `ignored` as an entry has it. */
export interface Enter {
  (folder: string, ignored: string | null): boolean;
  /** Functions with the same key answer alike, so that what was listed by one holds for the other. */
  readonly key?: string;
}

/**
 * Where text and images come from: a folder on disk, a map in memory, or git's index. Nothing outside the root
 * can be reached through it. All paths are relative to the root, with `/`; the root itself is the empty path.
 */
export interface Files {
  /**
   * All files below a folder, in the order of their paths.
   *
   * @param folder - the root unless told otherwise
   * @param enter - asked before each folder below; all unless told otherwise
   */
  list(folder?: string, enter?: Enter): Promise<readonly FileEntry[]>;
  /**
   * A file's content.
   *
   * @throws FilesError when it is missing, outside the root or unreadable
   */
  read(path: string): Promise<Uint8Array>;
  /**
   * sha-256 of a file's content, hex.
   *
   * @throws FilesError as `read`
   */
  digest(path: string): Promise<string>;
  /**
   * What is known of a regular file inside the root; null when there is none of exactly this name.
   *
   * @throws FilesError when it is outside the root or may not be looked at
   */
  stat(path: string): Promise<FileStat | null>;
  /** What git says was renamed by what is not committed yet: new path → old path. Left out where there is no git. */
  renames?(): Promise<ReadonlyMap<string, string>>;
  /** Lets go of what reading holds open; nothing is read afterwards. */
  close?(): Promise<void>;
}

/** The file system or git refused; `report` says what happened and what to do. */
export class FilesError extends Error {
  readonly report: Message;

  constructor(report: Message, cause?: unknown) {
    super(`${report.says} ${report.fix}`, { cause });
    this.name = "FilesError";
    this.report = report;
  }
}

/** The code of a system error (`ENOENT`, …); empty for any other. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** A system error in words. */
export function reasonOf(error: unknown): string {
  const words: Readonly<Record<string, string>> = {
    ENOENT: "it does not exist",
    EACCES: "there is no permission for it",
    EPERM: "the system does not permit it",
    EEXIST: "something else of that name is in the way",
    EFBIG: "the file may not become that large",
    EISDIR: "it is a folder",
    ENOTDIR: "a part of its path is not a folder",
    ENOSPC: "the disk is full",
    EDQUOT: "the disk quota is used up",
    EROFS: "the file system is read-only",
    ELOOP: "its symbolic links lead in a circle",
    EMFILE: "too many files are open",
    EIO: "the disk reported an error",
  };
  return words[codeOf(error)] ?? (error instanceof Error ? error.message : String(error));
}
