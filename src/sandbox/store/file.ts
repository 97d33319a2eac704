/**
 * The workspace in one JSON file: one record a line, in the order of creation, so that two states can be compared line
 * by line. It is written beside itself and renamed, so that a kill leaves the old state or the new one, whole.
 */
import { readFileSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isObject, type JsonObject, numberAt, objectAt, objectsAt, stringAt } from "../json.ts";
import { readComment, readEmoji, readNode, readUpload, readUser } from "./read.ts";
import type { Landmarks } from "./seed.ts";
import { createStore, place, type Store } from "./store.ts";

const VERSION = 1;

export interface Saved {
  readonly store: Store;
  readonly landmarks: Landmarks;
  /** The state the ids are drawn from. */
  readonly random: number;
}

const TABLES = ["users", "emojis", "nodes", "uploads", "comments"] as const;

/** Lines of records that have not changed since they were last written. */
const lines = new WeakMap<object, string>();

function lineOf(record: object): string {
  const known = lines.get(record);
  if (known !== undefined) {
    return known;
  }
  const line = JSON.stringify(record);
  lines.set(record, line);
  return line;
}

/** The file's text. */
export function serialize({ store, landmarks, random }: Saved): string {
  const head = { version: VERSION, workspace: store.workspace, landmarks, random };
  const numbers = Object.fromEntries(store.numbers.entries());
  const tables = TABLES.map((name) => {
    const records = [...store[name].values()];
    return `"${name}": [\n${records.map(lineOf).join(",\n")}\n]`;
  });
  const first = JSON.stringify({ ...head, numbers }).slice(0, -1);
  return `${first},\n${tables.join(",\n")}\n}\n`;
}

/**
 * Reads the file, or gives null when there is none.
 *
 * @throws Error when there is one that is not a sandbox's
 */
export function readSaved(path: string): Saved | null {
  const text = readText(path);
  if (text === null) {
    return null;
  }
  const data = parse(text, path);
  const workspace = objectAt(data, "workspace");
  const store = createStore({
    id: stringAt(workspace, "id") ?? "",
    name: stringAt(workspace, "name") ?? "",
  });
  objectsAt(data, "users")
    .map(readUser)
    .forEach((one) => {
      store.users.set(one.id, one);
    });
  objectsAt(data, "emojis")
    .map(readEmoji)
    .forEach((one) => {
      store.emojis.set(one.id, one);
    });
  objectsAt(data, "nodes")
    .map(readNode)
    .forEach((one) => {
      place(store, one);
    });
  objectsAt(data, "uploads")
    .map(readUpload)
    .forEach((one) => {
      store.uploads.set(one.id, one);
    });
  objectsAt(data, "comments")
    .map(readComment)
    .forEach((one) => {
      store.comments.set(one.id, one);
    });
  const numbers = objectAt(data, "numbers");
  for (const name of Object.keys(numbers)) {
    store.numbers.set(name, numberAt(numbers, name) ?? 0);
  }
  return {
    store,
    landmarks: readLandmarks(objectAt(data, "landmarks")),
    random: numberAt(data, "random") ?? 0,
  };
}

function readLandmarks(data: JsonObject): Landmarks {
  const at = (key: string): string => stringAt(data, key) ?? "";
  return {
    bot: at("bot"),
    person: at("person"),
    root: at("root"),
    unshared: at("unshared"),
    trashed: at("trashed"),
  };
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isObject(error) && error["code"] === "ENOENT") {
      return null;
    }
    throw error;
  }
}

function parse(text: string, path: string): JsonObject {
  const refusal = `\`${path}\` is not a file this version of the sandbox wrote. Give another path, or delete it to begin anew.`;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new Error(refusal, { cause });
  }
  if (!isObject(data) || data["version"] !== VERSION) {
    throw new Error(refusal);
  }
  return data;
}

/**
 * Makes the function that saves. Calls that come while a save is under way share the next one.
 *
 * @param text gives the state to save
 */
export function createSaver(path: string, text: () => string): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const write = async (): Promise<void> => {
    const temporary = `${path}.tmp`;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, text());
    await rename(temporary, path);
  };
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
    // What changed after the running save took its text needs another.
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}
