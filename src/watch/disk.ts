import { realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import { FORBIDDEN_FOLDERS } from "../facts/files.ts";
import { below, insideOf } from "../files/inside.ts";
import type { Enter } from "../files/source.ts";
import type { FileEvent } from "./relevant.ts";

/** Where to look for what happens to files. Paths are relative to the root unless told otherwise. */
export interface DiskWatchOptions {
  /** Absolute; its symbolic links are followed. */
  readonly root: string;
  /** Folders to watch with all that lies in them and is entered. */
  readonly folders: readonly { readonly path: string; readonly enter: Enter }[];
  /** Single files besides, absolute. */
  readonly files: readonly string[];
  onFile(event: FileEvent, path: string): void;
  /** Something happened to one of the single files. @param file - absolute */
  onSingle(file: string): void;
  /** The system watches no more files; from now on they are looked at every second. */
  onLimit(reason: string): void;
}

/** A watch over files on disk. */
export interface DiskWatch {
  /**
   * Watches more files, where they lie in none of the folders.
   *
   * @param since - milliseconds since 1970, as the system has it; what changed later, before it could be watched, is
   * told of
   */
  add(paths: Iterable<string>, since: number): void;
  close(): Promise<void>;
}

const EVENTS: Readonly<Record<string, FileEvent>> = { add: "add", change: "change", unlink: "unlink" };

/** Milliseconds by which the times of files are coarser than the clock. */
const COARSE_MS = 10;

/** Milliseconds between looks at files that the system does not watch. */
const POLL_MS = 1000;

interface Looked {
  isSymbolicLink(): boolean;
}

/** What is not watched: folders that no page comes from, and links that leave the root. */
function ignoring({ folders, root }: DiskWatchOptions, singles: ReadonlySet<string>) {
  const isClosed = (path: string): boolean => {
    const names = path.split("/");
    if (names.some((name) => FORBIDDEN_FOLDERS.includes(name) || name === "node_modules")) return true;
    return !folders.some(({ path: folder, enter }) => {
      if (path === folder || folder.startsWith(`${path}/`) || path === "") return true;
      return (folder === "" || path.startsWith(`${folder}/`)) && enter(path, null);
    });
  };
  const leaves = (file: string): boolean => {
    try {
      return insideOf(root, realpathSync(file)) === null;
    } catch {
      return true;
    }
  };
  return (file: string, stats?: Looked & { isDirectory(): boolean }): boolean => {
    if (singles.has(file) || stats === undefined) return false;
    if (stats.isSymbolicLink()) return leaves(file);
    const path = insideOf(root, file);
    return path === null || (stats.isDirectory() && isClosed(path));
  };
}

/** What all watchers have in common. */
function settings(usePolling: boolean) {
  return {
    // A file that is replaced need not be told from one that goes and comes: only its content counts.
    atomic: false,
    ignorePermissionErrors: true,
    usePolling,
    interval: POLL_MS,
    binaryInterval: POLL_MS,
  };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Watches folders, with the configuration and the like. */
function start(options: DiskWatchOptions, usePolling: boolean): Promise<FSWatcher> {
  const { folders, onFile, onLimit, onSingle, root } = options;
  const singles = new Set(options.files);
  const watcher = watch([...folders.map(({ path }) => join(root, path)), ...singles], {
    ...settings(usePolling),
    ignoreInitial: true,
    ignored: ignoring(options, singles),
  });
  watcher.on("all", (name, file) => {
    const event = EVENTS[name];
    const path = insideOf(root, file);
    if (event === undefined) return;
    if (singles.has(file)) onSingle(file);
    else if (path !== null) onFile(event, path);
  });
  watcher.on("error", (error) => onLimit(reasonOf(error)));
  return new Promise((resolve) => watcher.once("ready", () => resolve(watcher)));
}

/** Watches files that lie elsewhere; each is looked at once it is watched, in case it changed before. */
function startOthers({ onFile, onLimit, root }: DiskWatchOptions, usePolling: boolean) {
  const since = new Map<string, number>();
  const watcher = watch([], { ...settings(usePolling), ignoreInitial: false });
  watcher.on("all", (name, file) => {
    const event = EVENTS[name];
    const path = insideOf(root, file);
    const from = since.get(file);
    if (event === undefined || path === null || from === undefined) return;
    // What the watcher itself knows of the file it learned before it began to watch it.
    const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? from;
    if (event !== "add" || changed >= from - COARSE_MS) onFile(event, path);
  });
  watcher.on("error", (error) => onLimit(reasonOf(error)));
  return {
    add(files: readonly string[], from: number) {
      for (const file of files) since.set(file, from);
      watcher.add([...files]);
    },
    known: since,
    close: () => watcher.close(),
  };
}

/** Starts to watch; resolves once nothing can be missed any more. */
export async function watchDisk(options: DiskWatchOptions): Promise<DiskWatch> {
  const { folders, root } = options;
  let isClosed = false;
  let isPolling = false;

  const onLimit = (reason: string): void => {
    if (isPolling || isClosed) return;
    isPolling = true;
    options.onLimit(reason);
    void poll();
  };
  const limited = { ...options, onLimit };
  let others = startOthers(limited, false);
  let watcher: FSWatcher | null = null;

  async function poll(): Promise<void> {
    const before = { others, watcher };
    const polling = { ...options, onLimit: () => undefined };
    others = startOthers(polling, true);
    others.add([...before.others.known.keys()], Date.now());
    watcher = await start(polling, true);
    await Promise.all([before.others.close(), before.watcher?.close()]);
    if (isClosed) await Promise.all([others.close(), watcher.close()]);
  }

  const isCovered = (path: string): boolean =>
    folders.some(({ path: folder, enter }) => {
      const own = folder === "" ? path : path.slice(folder.length + 1);
      const isBelow = folder === "" || path.startsWith(`${folder}/`);
      const names = own.split("/").slice(0, -1);
      const above = names.map((_, at) => below(folder, names.slice(0, at + 1).join("/")));
      return isBelow && above.every((one) => enter(one, null));
    });

  watcher = await start(limited, false);
  return {
    add(paths, since) {
      const more = [...paths]
        .filter((path) => !path.startsWith("../") && !isCovered(path))
        .map((path) => join(root, path))
        .filter((file) => !others.known.has(file));
      if (more.length > 0) others.add(more, since);
    },
    async close() {
      isClosed = true;
      await Promise.all([others.close(), watcher?.close()]);
    },
  };
}
