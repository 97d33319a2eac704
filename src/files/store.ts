import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { emptyMemory, fold } from "../model/fold.ts";
import type { Memory } from "../model/memory.ts";
import { type Message, message } from "../model/message.ts";
import { writeAtomic } from "./atomic.ts";
import { type Journal, openJournal } from "./journal.ts";
import { formatLockfile, type LockfileResult, readLockfile } from "./lockfile.ts";
import { digestOf } from "./sealed.ts";
import { FilesError, reasonOf } from "./source.ts";

/** Where a memory lies; absolute paths. */
export interface StorePaths {
  readonly lockfile: string;
  readonly journal: string;
}

/** The memory of a folder, and the journal of the run that changes it. */
export interface MemoryStore {
  /** As the last run left it, its journal folded in. */
  readonly memory: Memory;
  /** Sent by an earlier run that never heard the answer. */
  readonly intents: Journal["intents"];
  readonly messages: readonly Message[];
  /** The memory file is not as a run in this folder left it: it was checked out, merged or copied, and may be old. */
  readonly isFromElsewhere?: boolean;
  readonly log: Pick<Journal, "intend" | "settle" | "record">;
  /**
   * Writes the memory file, if it would change, and clears the journal.
   *
   * @param memory - with every effect that was written to the log
   * @returns what is to be said of it: that the file could not be written, where the journal keeps all
   */
  save(memory: Memory): Promise<readonly Message[]>;
  close(): Promise<void>;
}

/** The memory file as it was read or written. */
type Kept = LockfileResult & { readonly text: string };

/**
 * Opens the memory of a folder. Nothing is written before the first call.
 *
 * @throws FilesError when there is a memory that cannot be used: to go on without it would make every page anew
 */
export function openStore(paths: StorePaths): MemoryStore {
  return openKept(paths, readLockfile(paths.lockfile), () => undefined);
}

/** What tells one state of a file from another without reading it; empty where there is none. @param path - absolute */
export function signatureOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? "" : `${found.ino} ${found.size} ${found.mtimeNs}`;
}

/**
 * Opens memories again and again, for one who publishes often: a memory file is read only where somebody else
 * changed it since it was opened here. Nothing is written before the first call.
 *
 * @returns as `openStore`, which also says what it throws
 */
export function storeKeeper(): typeof openStore {
  const known = new Map<string, { readonly signature: string; readonly kept: Kept }>();
  return (paths) => {
    const { lockfile } = paths;
    const signature = signatureOf(lockfile);
    const before = known.get(lockfile);
    const kept = before?.signature === signature ? before.kept : readLockfile(lockfile);
    const keep = (fresh: Kept): void => {
      known.set(lockfile, { signature: signatureOf(lockfile), kept: fresh });
    };
    // What is said of a file is said once, when it is read.
    if (kept.memory !== null) known.set(lockfile, { signature, kept: { ...kept, messages: [] } });
    return openKept(paths, kept, keep);
  };
}

/** Where it is written down how a run left the memory file. */
function leftPath({ journal }: StorePaths): string {
  return `${journal}.left`;
}

/** Digest of the memory file as the last run in this folder left it; empty where there was none. */
function leftBehind(paths: StorePaths): string {
  try {
    return readFileSync(leftPath(paths), "utf8").trim();
  } catch {
    return "";
  }
}

function openKept(paths: StorePaths, read: Kept, keep: (fresh: Kept) => void): MemoryStore {
  const { memory: kept, messages, text } = read;
  if (kept === null) throw new FilesError(messages[0]);
  const digest = digestOf(text);
  const journal = openJournal(paths.journal, digest);
  const isEmpty = journal.effects.length === 0 && journal.intents.length === 0 && journal.damaged === 0;
  let current = text;
  let isClean = isEmpty;
  const dirty =
    <A extends readonly unknown[], R>(write: (...args: A) => R) =>
    (...args: A): R => {
      isClean = false;
      return write(...args);
    };

  function write(fresh: string): void {
    // Should the end come between the two files, the next run must know that the memory holds the journal.
    journal.mark(digestOf(fresh));
    writeAtomic(paths.lockfile, fresh);
    writeAtomic(leftPath(paths), digestOf(fresh));
    current = fresh;
  }

  function clear(): void {
    try {
      journal.clear();
      isClean = true;
    } catch {
      // What stands in it is marked as folded, so that it does no harm.
    }
  }

  return {
    memory: fold(kept, journal.effects),
    intents: journal.intents,
    messages: [...messages, ...journal.messages],
    isFromElsewhere: text !== "" && digest !== leftBehind(paths),
    log: { intend: dirty(journal.intend), settle: dirty(journal.settle), record: dirty(journal.record) },
    async save(memory) {
      const fresh = formatLockfile(memory);
      // A folder that never published gets no file.
      const isNothing = current === "" && fresh === formatLockfile(emptyMemory());
      try {
        if (fresh !== current && !isNothing) write(fresh);
        if (!isNothing) keep({ memory, messages: [], text: fresh });
      } catch (error) {
        const cause = error instanceof FilesError ? error.cause : error;
        const file = basename(paths.lockfile);
        const names = { file, reason: reasonOf(cause), journal: paths.journal };
        return [message("lockfile-not-written", names)];
      }
      if (!isClean) clear();
      return [];
    },
    async close() {
      journal.close();
    },
  };
}
