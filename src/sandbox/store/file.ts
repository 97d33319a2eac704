/**
 * The workspace in one file of JSON lines: a head, then a record a line, the later of two with one id holding. Each save
 * appends what has changed and ends with a line that says it is complete, so that a kill loses at most a save that was
 * not answered. What piles up is written anew when the file is opened again.
 */
import { readFileSync } from "node:fs";
import { isObject, type JsonObject, numberAt, objectAt, objectsAt, stringAt } from "../json.ts";
import { readComment, readEmoji, readNode, readUpload, readUser } from "./read.ts";
import type { Landmarks } from "./seed.ts";
import { createStore, place, type Store } from "./store.ts";

/** The first version was one JSON object, written anew at each save. */
const VERSION = 2;
const WHOLE_VERSION = 1;

export interface State {
  readonly store: Store;
  readonly landmarks: Landmarks;
  /** The state the ids are drawn from. */
  readonly random: number;
}

export interface Saved extends State {
  /** The file is in an older form or holds much that was overwritten: the next save writes it anew. */
  readonly stale: boolean;
}

type TableName = "users" | "emojis" | "nodes" | "uploads" | "comments";

const READ: Readonly<Record<TableName, (store: Store, record: JsonObject) => void>> = {
  users: ({ users }, record) => keep(users, readUser(record)),
  emojis: ({ emojis }, record) => keep(emojis, readEmoji(record)),
  nodes: (store, record) => place(store, readNode(record)),
  uploads: ({ uploads }, record) => keep(uploads, readUpload(record)),
  comments: ({ comments }, record) => keep(comments, readComment(record)),
};

const TABLES = ["users", "emojis", "nodes", "uploads", "comments"] as const satisfies readonly TableName[];

function keep<V extends { readonly id: string }>(table: { set(id: string, value: V): void }, value: V): void {
  table.set(value.id, value);
}

/** Everything, as the lines of a new file. */
export function whole(state: State): string {
  const { store, landmarks } = state;
  const head = JSON.stringify({ version: VERSION, workspace: store.workspace, landmarks });
  const records = TABLES.flatMap((name) =>
    [...store[name].values()].map((record) => JSON.stringify({ [name]: record })),
  );
  return [head, ...records, lastLine(state, [...store.numbers.entries()])].join("\n").concat("\n");
}

/** What was written since the last save, as lines to append. */
export function changes(state: State): string {
  const records = TABLES.flatMap((name) =>
    state.store[name].drain().map(([, record]) => JSON.stringify({ [name]: record })),
  );
  return [...records, lastLine(state, state.store.numbers.drain())].join("\n").concat("\n");
}

function lastLine({ random }: State, numbers: readonly (readonly [string, number])[]): string {
  return JSON.stringify({ saved: { random, numbers: Object.fromEntries(numbers) } });
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
  const lines = text.split("\n");
  const head = parse(lines[0] ?? "");
  if (head?.["version"] === VERSION && isObject(head["landmarks"])) {
    return readLines(head, lines);
  }
  const data = parse(text);
  if (data?.["version"] === WHOLE_VERSION) {
    return readWhole(data);
  }
  throw new Error(
    `\`${path}\` is not a file this version of the sandbox wrote. Give another path, or delete it to begin anew.`,
  );
}

function storeOf(head: JsonObject): Store {
  const workspace = objectAt(head, "workspace");
  return createStore({ id: stringAt(workspace, "id") ?? "", name: stringAt(workspace, "name") ?? "" });
}

/** How many lines a file may have for each record before it is written anew. */
const MAX_LINES_PER_RECORD = 2;

function readLines(head: JsonObject, lines: readonly string[]): Saved {
  const store = storeOf(head);
  let random = 0;
  let waiting: JsonObject[] = [];
  let broken = false;
  for (const line of lines.slice(1)) {
    const data = line === "" ? null : parse(line);
    broken ||= line !== "" && data === null;
    const saved = data?.["saved"];
    if (isObject(saved)) {
      waiting.forEach((one) => {
        readRecord(one, store);
      });
      waiting = [];
      random = numberAt(saved, "random") ?? random;
      readNumbers(objectAt(saved, "numbers"), store);
    } else if (data !== null) {
      waiting.push(data);
    }
  }
  const records = TABLES.reduce((sum, name) => sum + store[name].size, 0);
  const stale = broken || waiting.length > 0 || lines.length > MAX_LINES_PER_RECORD * records;
  return { store, landmarks: readLandmarks(objectAt(head, "landmarks")), random, stale };
}

function readRecord(line: JsonObject, store: Store): void {
  const name = TABLES.find((one) => one in line);
  if (name !== undefined) {
    READ[name](store, objectAt(line, name));
  }
}

function readWhole(data: JsonObject): Saved {
  const store = storeOf(data);
  for (const name of TABLES) {
    for (const record of objectsAt(data, name)) {
      READ[name](store, record);
    }
  }
  readNumbers(objectAt(data, "numbers"), store);
  const landmarks = readLandmarks(objectAt(data, "landmarks"));
  return { store, landmarks, random: numberAt(data, "random") ?? 0, stale: true };
}

function readNumbers(numbers: JsonObject, store: Store): void {
  for (const name of Object.keys(numbers)) {
    store.numbers.set(name, numberAt(numbers, name) ?? 0);
  }
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

function parse(text: string): JsonObject | null {
  try {
    const data: unknown = JSON.parse(text);
    return isObject(data) ? data : null;
  } catch {
    return null;
  }
}
