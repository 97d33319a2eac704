import { closeSync, fdatasync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { basename, dirname } from "node:path";
import { promisify } from "node:util";
import type { Effect, Intent } from "../model/memory.ts";
import { type Message, message } from "../model/message.ts";
import { makeStateFolder, writeAtomic } from "./atomic.ts";
import { parseJson, seal, unseal } from "./sealed.ts";
import { isEffects, isIntent, isText } from "./shapes.ts";
import { codeOf, FilesError, reasonOf } from "./source.ts";

/** A line of the journal. `folded`: what stands above is in the memory file with this digest. */
type Line =
  | { readonly kind: "intent"; readonly intent: Intent }
  | { readonly kind: "struck"; readonly n: number; readonly effects: readonly Effect[] }
  | { readonly kind: "effects"; readonly effects: readonly Effect[] }
  | { readonly kind: "folded"; readonly digest: string };

function readLine(text: string): Line | null {
  const fields = unseal(parseJson(text));
  if (fields === null) return null;
  const { kind, intent, n, effects, digest } = fields;
  if (kind === "intent" && isIntent(intent)) return { kind, intent };
  if (kind === "struck" && typeof n === "number" && isEffects(effects)) return { kind, n, effects };
  if (kind === "effects" && isEffects(effects)) return { kind, effects };
  return kind === "folded" && isText(digest) ? { kind, digest } : null;
}

/** What a journal tells. */
export interface JournalContent {
  /** Confirmed changes that the memory file does not hold, in order. */
  readonly effects: readonly Effect[];
  /** Sends whose answer never came. */
  readonly intents: readonly Intent[];
  /** Lines that could not be read; a last one that was cut short is not among them. */
  readonly damaged: number;
  /** The greatest number an intent has. */
  readonly last: number;
}

function keysOf(lines: readonly Line[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const line of lines) {
    if (line.kind === "intent") keys.add(line.intent.key);
    for (const effect of "effects" in line ? line.effects : []) if ("key" in effect) keys.add(effect.key);
  }
  return keys;
}

/**
 * Reads a journal's text. Where a line in its midst cannot be read, no page it speaks of is taken to be in step.
 *
 * @param lockfileDigest - of the memory file as it is, to know what it holds already
 */
export function parseJournal(text: string, lockfileDigest: string): JournalContent {
  // What follows the last line end was being written when the end came.
  const rows = text.split("\n").slice(0, -1);
  const read = rows.map(readLine);
  const lines = read.filter((line) => line !== null);
  const folded = lines.findLastIndex((line) => line.kind === "folded" && line.digest === lockfileDigest);
  const struck = new Set(lines.map((line) => (line.kind === "struck" ? line.n : null)));
  const effects = lines.slice(folded + 1).flatMap((line) => ("effects" in line ? line.effects : []));
  const sent = lines.flatMap((line) => (line.kind === "intent" ? [line.intent] : []));
  const damaged = read.length - lines.length;
  const doubted = damaged === 0 ? [] : [...keysOf(lines)];
  return {
    effects: [...effects, ...doubted.map((key) => ({ kind: "started" as const, key }))],
    intents: sent.filter(({ n }) => !struck.has(n)),
    damaged,
    last: Math.max(0, ...sent.map(({ n }) => n)),
  };
}

/** The journal of a run. */
export interface Journal extends JournalContent {
  readonly messages: readonly Message[];
  /** Writes down what is about to be sent, and gives it a number; on disk once it resolves. */
  intend(intent: Omit<Intent, "n">): Promise<number>;
  /** Strikes an intent, with what came of it, in one line. */
  settle(n: number, effects: readonly Effect[]): Promise<void>;
  /** Writes down confirmed changes. */
  record(effects: readonly Effect[]): Promise<void>;
  /** Says that the memory file of this digest, about to be written, holds all that stands here. */
  mark(digest: string): void;
  /** Leaves nothing but intents without an answer. */
  clear(): void;
  close(): void;
}

const sync = promisify(fdatasync);

/** Writes a file's end, whole lines only: what a full disk cut short is taken back. */
class Appender {
  readonly #path: string;
  #fd: number | null = null;
  #length: number;
  #synced: Promise<void> | null = null;

  constructor(path: string, length: number) {
    this.#path = path;
    this.#length = length;
  }

  #open(): number {
    if (this.#fd !== null) return this.#fd;
    makeStateFolder(dirname(this.#path));
    this.#fd = openSync(this.#path, "a");
    // A line that was cut short must not become the start of the next one.
    ftruncateSync(this.#fd, this.#length);
    return this.#fd;
  }

  append(line: string): void {
    const bytes = Buffer.from(`${line}\n`);
    const fd = this.#open();
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    } catch (error) {
      ftruncateSync(fd, this.#length);
      throw error;
    }
    this.#length += bytes.length;
  }

  /** Lines that are written in one turn share a sync. */
  async sync(): Promise<void> {
    const fd = this.#open();
    this.#synced ??= Promise.resolve().then(() => {
      this.#synced = null;
      return sync(fd);
    });
    await this.#synced;
  }

  replace(lines: readonly string[]): void {
    this.close();
    const text = lines.map((line) => `${line}\n`).join("");
    writeAtomic(this.#path, text);
    this.#length = Buffer.byteLength(text);
  }

  close(): void {
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
  }
}

function readWhole(path: string): { readonly text: string; readonly bytes: number } {
  try {
    const buffer = readFileSync(path);
    return { text: buffer.toString("utf8"), bytes: buffer.lastIndexOf("\n") + 1 };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { text: "", bytes: 0 };
    throw new FilesError(
      message("journal-unreadable", { file: basename(path), reason: reasonOf(error) }),
      error,
    );
  }
}

/**
 * Opens the journal of a folder. Nothing is written before the first call.
 *
 * An intent is synced to the disk, so that it outlives a loss of power: without it text could be sent twice. The
 * other lines are not: where one is lost, its intent is still open, and is looked up in Notion.
 *
 * @param path - absolute
 * @param lockfileDigest - sha-256 of the memory file's text
 * @throws FilesError when it is there and cannot be read; later when it cannot be written
 */
export function openJournal(path: string, lockfileDigest: string): Journal {
  const { text, bytes } = readWhole(path);
  const content = parseJournal(text, lockfileDigest);
  const file = basename(path);
  const open = new Map(content.intents.map((intent) => [intent.n, intent]));
  const appender = new Appender(path, bytes);
  let last = content.last;

  const refuse = (error: unknown): FilesError =>
    new FilesError(message("journal-not-written", { file, reason: reasonOf(error) }), error);

  function write(line: Line): void {
    try {
      appender.append(seal(line));
    } catch (error) {
      throw refuse(error);
    }
  }

  return {
    ...content,
    messages: content.damaged === 0 ? [] : [message("journal-damaged", { lines: content.damaged, file })],
    async intend(wanted) {
      last += 1;
      const intent: Intent = { ...wanted, n: last };
      write({ kind: "intent", intent });
      open.set(intent.n, intent);
      await appender.sync().catch((error: unknown) => Promise.reject(refuse(error)));
      return intent.n;
    },
    async settle(n, effects) {
      write({ kind: "struck", n, effects });
      open.delete(n);
    },
    async record(effects) {
      if (effects.length > 0) write({ kind: "effects", effects });
    },
    mark: (digest) => write({ kind: "folded", digest }),
    clear: () => appender.replace([...open.values()].map((intent) => seal({ kind: "intent", intent }))),
    close: () => appender.close(),
  };
}
