import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { loadConfig } from "../src/config.ts";
import { createSandbox } from "../src/sandbox/index.ts";
import { type WatchEvent, watch } from "../src/watch.ts";
import { writtenFiles } from "./corpus.ts";
import { atMost, fact, type Line, median, megabytes, milliseconds, percent, type Section } from "./lines.ts";
import { bodyOf, folderOf } from "./program.ts";

const SIZES = [10, 5000] as const;
const PARTS = 3;
/** Rounds that are timed, after as many that warm up. */
const TIMED = 15;
const IDLE_SECONDS = 10;
const MANY_ROUNDS = 1000;
/** Files of the folder that is published a thousand times. */
const MANY_FILES = 20;
const AIM_MS = 150;
/** Milliseconds of the quiet time that the program waits for anyway. */
const QUIET_MS = 200;

interface Watched {
  /** Saves a file and waits for its round. @returns milliseconds from the end of the quiet time to the first request */
  save(path: string, text: string): Promise<number>;
  stop(): Promise<void>;
  close(): void;
}

/** A watch in this process, over files of its own, with a sandbox for Notion. */
async function start(files: number, quietFor = QUIET_MS): Promise<Watched> {
  const folder = folderOf(writtenFiles(files, PARTS), { requestsPerMinute: 100_000 });
  const sandbox = createSandbox();
  const flags = new Map([["to", sandbox.rootPageId]] as const);
  const { config } = await loadConfig({ cwd: folder, paths: [], flags, environment: {} });
  if (config === null) throw new Error("The bench's own configuration is refused.");
  const over = new AbortController();
  let firstRequest: number | null = null;
  let touchedAt = 0;
  let done: (event: WatchEvent) => void = () => undefined;
  const watching = watch({
    config: { ...config, options: { ...config.options, quietFor: quietFor / 1000 } },
    token: sandbox.token,
    sandbox: false,
    world: {
      fetch: (input, init) => {
        firstRequest ??= performance.now();
        return sandbox.fetch(input, { ...init, headers: new Headers(init.headers), body: bodyOf(init) });
      },
      now: () => Date.now(),
      sleep: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }),
      random: () => 0.5,
      process: { pid: process.pid, isAlive: () => false },
      signal: over.signal,
    },
    hasKeys: true,
    reload: async () => ({ config: null, messages: [] }),
    onEvent: (event) => {
      if (event.kind === "touched") touchedAt = performance.now();
      if (event.kind === "published") done(event);
    },
    confirm: async () => true,
  });
  let failed: (error: unknown) => void = () => undefined;
  watching.ended.catch((error: unknown) => failed(error));
  const next = (): Promise<WatchEvent> =>
    new Promise((resolve, reject) => {
      done = resolve;
      failed = reject;
    });
  await next();
  return {
    async save(path, text) {
      firstRequest = null;
      const published = next();
      writeFileSync(join(folder, "docs", path), text);
      await published;
      // What the sandbox remembers of requests is none of the program's memory.
      sandbox.requests.clear();
      return (firstRequest ?? Number.NaN) - touchedAt - quietFor;
    },
    async stop() {
      over.abort();
      await watching.ended;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function latency(files: number): Promise<readonly Line[]> {
  const watched = await start(files);
  const [file] = writtenFiles(files, PARTS);
  const saves: number[] = [];
  const news: number[] = [];
  try {
    for (let round = 0; round < 2 * TIMED; round += 1) {
      const time = await watched.save(file?.path ?? "", `${file?.text}\nRound ${round}.\n`);
      if (round >= TIMED) saves.push(time);
    }
    for (let round = 0; round < TIMED; round += 1)
      news.push(await watched.save(`new-${round}.md`, "# New\n"));
    const before = process.cpuUsage();
    await wait(IDLE_SECONDS * 1000);
    const { system, user } = process.cpuUsage(before);
    const idle = (system + user) / 1e6 / IDLE_SECONDS;
    return [
      atMost(`${files} files: a save to its first request`, median(saves), AIM_MS, milliseconds),
      atMost(`${files} files: a new file to its first request`, median(news), AIM_MS, milliseconds),
      atMost(`${files} files: processor while nothing happens`, idle, 0.01, percent),
    ];
  } finally {
    await watched.stop();
    watched.close();
  }
}

/** Bytes in use once what nobody needs is gone. */
function used(): number {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
  return process.memoryUsage().heapUsed;
}

async function flatness(): Promise<readonly Line[]> {
  // The shortest quiet time there is.
  const watched = await start(MANY_FILES, 100);
  const [file] = writtenFiles(MANY_FILES, PARTS);
  const readings: number[] = [];
  try {
    for (let round = 0; round <= MANY_ROUNDS; round += 1) {
      await watched.save(file?.path ?? "", `${file?.text}\nRound ${round}.\n`);
      if (round % (MANY_ROUNDS / 10) === 0) readings.push(used());
    }
  } finally {
    await watched.stop();
    watched.close();
  }
  const [, second = 0] = readings;
  const last = readings.at(-1) ?? 0;
  return [
    fact(`memory after ${MANY_ROUNDS / 10} rounds`, megabytes(second)),
    atMost(`growth over the next ${(9 * MANY_ROUNDS) / 10} rounds`, last - second, 5_000_000, megabytes),
  ];
}

export const watching: Section = {
  name: "watch",
  title: "Watching",
  about: `From the end of the quiet time to the first request on the wire, in this process, medians of ${TIMED}; the processor's share over ${IDLE_SECONDS} s without an event; the heap after collection over ${MANY_ROUNDS} rounds, the sandbox's pages included.`,
  run: async () => {
    const lines: Line[] = [];
    for (const size of SIZES) lines.push(...(await latency(size)));
    return [...lines, ...(await flatness())];
  },
};
