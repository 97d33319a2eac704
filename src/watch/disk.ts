import { realpathSync } from "node:fs";
import { join } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import { FORBIDDEN_FOLDERS } from "../facts/files.ts";
import { insideOf } from "../files/inside.ts";
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
  /** Watches more files, where they lie in none of the folders. */
  add(paths: Iterable<string>): void;
  close(): Promise<void>;
}

const EVENTS: Readonly<Record<string, FileEvent>> = { add: "add", change: "change", unlink: "unlink" };

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

function start(
  options: DiskWatchOptions,
  singles: ReadonlySet<string>,
  usePolling: boolean,
): Promise<FSWatcher> {
  const { folders, onFile, onLimit, onSingle, root } = options;
  const others = new Set(options.files);
  const watcher = watch([...folders.map(({ path }) => join(root, path)), ...singles], {
    ignoreInitial: true,
    // A file that is replaced need not be told from one that goes and comes: only its content counts.
    atomic: false,
    ignored: ignoring(options, singles),
    ignorePermissionErrors: true,
    usePolling,
    interval: POLL_MS,
    binaryInterval: POLL_MS,
  });
  watcher.on("all", (name, file) => {
    const event = EVENTS[name];
    const path = insideOf(root, file);
    if (event === undefined) return;
    if (others.has(file)) onSingle(file);
    else if (path !== null) onFile(event, path);
  });
  watcher.on("error", (error) => onLimit(error instanceof Error ? error.message : String(error)));
  return new Promise((resolve) => watcher.once("ready", () => resolve(watcher)));
}

/** Starts to watch; resolves once nothing can be missed any more. */
export async function watchDisk(options: DiskWatchOptions): Promise<DiskWatch> {
  const { folders, root } = options;
  const singles = new Set(options.files);
  let watcher: FSWatcher | null = null;
  let isClosed = false;
  let isPolling = false;

  const onLimit = (reason: string): void => {
    if (isPolling || isClosed) return;
    isPolling = true;
    options.onLimit(reason);
    void poll();
  };
  async function poll(): Promise<void> {
    const before = watcher;
    watcher = await start({ ...options, onLimit: () => undefined }, singles, true);
    await before?.close();
    if (isClosed) await watcher.close();
  }

  watcher = await start({ ...options, onLimit }, singles, false);
  const isCovered = (path: string): boolean =>
    folders.some(({ path: folder, enter }) => {
      const own = folder === "" ? path : path.slice(folder.length + 1);
      const isBelow = folder === "" || path.startsWith(`${folder}/`);
      const names = own.split("/").slice(0, -1);
      const above = names.map((_, at) => join(folder, ...names.slice(0, at + 1)));
      return isBelow && above.every((one) => enter(one, null));
    });
  return {
    add(paths) {
      const more = [...paths]
        .filter((path) => !path.startsWith("../") && !isCovered(path))
        .map((path) => join(root, path))
        .filter((file) => !singles.has(file));
      for (const file of more) singles.add(file);
      if (more.length > 0) watcher?.add(more);
    },
    async close() {
      isClosed = true;
      await watcher?.close();
    },
  };
}
