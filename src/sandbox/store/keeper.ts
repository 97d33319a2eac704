/** Keeping the workspace in its file while it changes. */
import { constants } from "node:fs";
import { mkdir, open, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isObject } from "../json.ts";
import { changes, type State, whole } from "./file.ts";

/**
 * Makes the function that keeps a workspace in a file.
 *
 * @param stateNow gives what is to be kept
 * @param fresh the file holds this state already; else the first save writes all of it
 */
export function createKeeper(path: string, stateNow: () => State, fresh: boolean): () => Promise<void> {
  let appends = fresh;
  if (fresh) {
    changes(stateNow());
  }
  return createSaver(async () => {
    const state = stateNow();
    // Taken before the first wait: what changes from here on is for the next save.
    const changed = changes(state);
    const all = appends ? null : whole(state);
    // After a failure nobody knows what the file ends with.
    const wasAppending = appends;
    appends = false;
    const appended = wasAppending && (await append(path, changed));
    if (!appended) {
      await replace(path, all ?? whole(stateNow()));
    }
    appends = true;
  });
}

/** @returns false when the file is gone */
async function append(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, constants.O_WRONLY | constants.O_APPEND);
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (isObject(error) && error["code"] === "ENOENT") {
      return false;
    }
    throw error;
  }
}

/** Written beside itself and renamed, so that a kill leaves the old file or the new one, whole. */
async function replace(path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(temporary, text);
  await rename(temporary, path);
}

/** Makes a function that saves one state after the other: calls that come while it is at it share the next time. */
export function createSaver(write: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    const mine = write().finally(() => {
      running = null;
    });
    running = mine;
    return mine;
  };
  return () => {
    if (running === null) {
      return start();
    }
    // What changed after the running save began needs another.
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}
