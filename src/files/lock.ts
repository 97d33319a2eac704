import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { type Message, message } from "../model/message.ts";
import { makeStateFolder } from "./atomic.ts";
import { parseJson } from "./sealed.ts";
import { isFields } from "./shapes.ts";
import { codeOf, FilesError, reasonOf } from "./source.ts";

/** The machine's processes, and its time. */
export interface LockWorld {
  readonly pid: number;
  /** Whether a process of this machine lives. */
  isAlive(pid: number): boolean;
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** Who holds a lock. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}

/** A lock that is held. */
export interface RunLock {
  release(): void;
}

const NAME = "run.lock";

/** Milliseconds between signs of life, and without one until a holder on another machine counts as dead. */
const BEAT = 10_000;
const SILENCE = 60_000;

/** Milliseconds between looks at a lock somebody else holds. */
const POLL = 250;

function holderOf(text: string): Holder | null {
  const fields = parseJson(text);
  if (!isFields(fields)) return null;
  const { pid, host, since } = fields;
  return { pid: Number(pid), host: String(host), since: String(since) };
}

/** Locks this process holds: its number in a file may be that of a process that died before it. */
const ours = new Set<string>();

/** Whether the holder still runs: on this machine its process tells, on another its last sign of life. */
function isHeld(file: string, holder: Holder | null, world: LockWorld): boolean {
  if (holder?.host !== hostname()) return world.now() - statSync(file).mtimeMs < SILENCE;
  return holder.pid === world.pid ? ours.has(file) : world.isAlive(holder.pid);
}

/** Takes the lock when it is free. */
function take(file: string, world: LockWorld): boolean {
  const holder: Holder = { pid: world.pid, host: hostname(), since: new Date(world.now()).toISOString() };
  try {
    writeFileSync(file, `${JSON.stringify(holder)}\n`, { flag: "wx" });
    ours.add(file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** Takes a dead holder's file away; what another run put there meanwhile goes back. */
function bury(file: string, dead: string, world: LockWorld): void {
  const aside = `${file}.${world.pid}`;
  renameSync(file, aside);
  if (readFileSync(aside, "utf8") !== dead) renameSync(aside, file);
  else rmSync(aside);
}

/**
 * Takes the lock, from a dead holder too.
 *
 * @returns null once it is ours; else who holds it
 */
function attempt(file: string, world: LockWorld): Holder | null {
  if (take(file, world)) return null;
  try {
    const text = readFileSync(file, "utf8");
    const holder = holderOf(text);
    if (isHeld(file, holder, world))
      return holder ?? { pid: 0, host: "an unknown machine", since: "just now" };
    bury(file, text, world);
  } catch (error) {
    // Its holder let go, or another run buried it.
    if (codeOf(error) !== "ENOENT") throw error;
  }
  return take(file, world) ? null : attempt(file, world);
}

function locked(folder: string, file: string, { pid, host, since }: Holder): Message {
  return message("run-locked", { folder, pid, host, since, file });
}

/** How long to wait for another run, and whom to tell. */
export interface LockOptions {
  /** Milliseconds; 0 does not wait. */
  readonly patience: number;
  /** Told once, when there is a need to wait. */
  onWait(why: Message): void;
}

async function wait(
  file: string,
  folder: string,
  world: LockWorld,
  { patience, onWait }: LockOptions,
): Promise<void> {
  const until = world.now() + patience;
  let holder = attempt(file, world);
  if (holder !== null && patience > 0) onWait(locked(folder, file, holder));
  while (holder !== null) {
    if (world.now() >= until) throw new FilesError(locked(folder, file, holder));
    await world.sleep(POLL);
    holder = attempt(file, world);
  }
}

/** Shows now and then that the holder lives, for runs on other machines. */
function beat(file: string, world: LockWorld): () => void {
  const timer = setInterval(() => {
    const now = world.now() / 1000;
    try {
      utimesSync(file, now, now);
    } catch {
      // A missed sign of life matters only after several.
    }
  }, BEAT);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Makes sure that one run at a time works on a folder, over all processes that see it.
 *
 * @param state - absolute path of the folder for what is not committed
 * @throws FilesError when another run holds it for longer than `patience`, or the folder cannot be written
 */
export async function lockRun(state: string, world: LockWorld, options: LockOptions): Promise<RunLock> {
  const file = join(state, NAME);
  try {
    makeStateFolder(state);
    await wait(file, dirname(state), world, options);
  } catch (error) {
    if (error instanceof FilesError) throw error;
    throw new FilesError(message("lock-refused", { file, reason: reasonOf(error) }), error);
  }
  const rest = beat(file, world);
  return {
    release() {
      rest();
      if (ours.delete(file)) rmSync(file, { force: true });
    },
  };
}
