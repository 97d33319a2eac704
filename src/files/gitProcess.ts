import { execFile, spawn } from "node:child_process";

/** Environment of a program that is started. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What git said, and whether it succeeded. */
export interface GitAnswer {
  readonly error: Error | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder to run git in. */
export interface GitPlace {
  /** Absolute. */
  readonly folder: string;
  readonly environment?: Environment;
}

/** The monitor program a repository's own configuration may name is not started. */
const SAFE = ["-c", "core.fsmonitor=false", "--no-optional-locks"];

/** Runs git without a shell. @param input - what it reads from standard input */
export function git(
  { folder, environment }: GitPlace,
  args: readonly string[],
  input = "",
): Promise<GitAnswer> {
  return new Promise((resolve) => {
    const child = execFile(
      "git",
      [...SAFE, ...args],
      {
        cwd: folder,
        maxBuffer: 1 << 28,
        windowsHide: true,
        ...(environment === undefined ? {} : { env: { ...environment } }),
      },
      (error, stdout, stderr) => resolve({ error, stdout, stderr }),
    );
    // It may end before it has read what it was given.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}

/** Reads objects of a repository, one process for all. */
export interface ObjectReader {
  /** An object's content; null where the repository has none of that id. */
  read(id: string): Promise<Uint8Array | null>;
  close(): void;
}

interface Waiting {
  readonly resolve: (content: Uint8Array | null) => void;
  readonly reject: (error: Error) => void;
}

const NEWLINE = 10;

/** Starts git at the first object that is read. Source: git-cat-file(1), "BATCH OUTPUT". */
export function objectReader({ folder, environment }: GitPlace): ObjectReader {
  const waiting: Waiting[] = [];
  let chunks: Buffer[] = [];
  let length = 0;
  /** So many bytes must be there before the next answer can be whole. */
  let wanted = 1;
  let child: ReturnType<typeof start> | null = null;

  function fail(error: Error): void {
    child = null;
    for (const one of waiting.splice(0)) one.reject(error);
  }

  /** Takes the first answer out of what was received; null where it has not arrived whole. */
  function takeAnswer(
    received: Buffer,
  ): { readonly content: Uint8Array | null; readonly rest: Buffer } | null {
    const end = received.indexOf(NEWLINE);
    if (end < 0) {
      wanted = received.length + 1;
      return null;
    }
    const [, type, size] = received.toString("utf8", 0, end).split(" ");
    if (type === "missing" || size === undefined) return { content: null, rest: received.subarray(end + 1) };
    const stop = end + 1 + Number(size);
    if (received.length > stop)
      return {
        content: Uint8Array.from(received.subarray(end + 1, stop)),
        rest: received.subarray(stop + 1),
      };
    wanted = stop + 1;
    return null;
  }

  function receive(chunk: Buffer): void {
    chunks.push(chunk);
    length += chunk.length;
    if (length < wanted) return;
    let received: Buffer = Buffer.concat(chunks);
    wanted = 1;
    for (let answer = takeAnswer(received); answer !== null; answer = takeAnswer(received)) {
      waiting.shift()?.resolve(answer.content);
      received = answer.rest;
    }
    chunks = [received];
    length = received.length;
  }

  function start() {
    const started = spawn("git", [...SAFE, "cat-file", "--batch"], {
      cwd: folder,
      windowsHide: true,
      stdio: ["pipe", "pipe", "ignore"],
      ...(environment === undefined ? {} : { env: { ...environment } }),
    });
    started.stdout.on("data", receive);
    started.stdin.on("error", fail);
    started.on("error", fail);
    started.on("close", () => fail(new Error("git ended before it had answered")));
    return started;
  }

  return {
    read: (id) =>
      new Promise((resolve, reject) => {
        child ??= start();
        waiting.push({ resolve, reject });
        child.stdin.write(`${id}\n`);
      }),
    close: () => {
      child?.stdin.end();
      child = null;
    },
  };
}

/**
 * A file as git would check it out, by the filters its attributes name.
 *
 * @param path - relative to the folder
 * @returns null where a filter fails, or gives back what it was given
 */
export function readFiltered(
  { folder, environment }: GitPlace,
  path: string,
  id: string,
): Promise<Buffer | null> {
  return new Promise((resolve) => {
    execFile(
      "git",
      [...SAFE, "cat-file", "--filters", `--path=./${path}`, id],
      {
        cwd: folder,
        maxBuffer: 1 << 28,
        encoding: "buffer",
        windowsHide: true,
        ...(environment === undefined ? {} : { env: { ...environment } }),
      },
      (error, stdout) => resolve(error === null ? stdout : null),
    );
  });
}
