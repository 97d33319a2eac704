import type { ResolvedConfig, ResolvedSource } from "../config.ts";
import { diskFiles, ignoredAmong, selector, type WarmFiles, warmFiles } from "../files/index.ts";
import type { Enter } from "../files/source.ts";
import { createSession } from "../publish/session.ts";
import type { PublishResult } from "../publish/types.ts";
import { type DiskWatch, watchDisk } from "./disk.ts";
import { headOf } from "./head.ts";
import { createHolds } from "./holds.ts";
import { type FileEvent, isRelevant } from "./relevant.ts";
import { publishRound } from "./round.ts";
import { createRounds, type Owed } from "./rounds.ts";
import { paceFor } from "./schedule.ts";
import type { WatchEnd, WatchOptions } from "./types.ts";

/** Milliseconds without an event after which a configuration is read anew. */
const CONFIG_QUIET_MS = 200;

/** Refusals that are the token's own: no file that is saved makes them go away. */
const TOKEN_CODES: readonly string[] = ["unauthorized", "restricted_resource"];

/** How the time under one configuration ended: with all, or with another configuration. */
export type PartEnd = WatchEnd | { readonly kind: "reloaded"; readonly config: ResolvedConfig };

/** The time under one configuration. */
export interface Part {
  publishNow(): void;
  togglePause(): void;
  run(): Promise<PartEnd>;
}

/** Folders that are entered, less those that were not when all was listed: git may ignore them. */
async function enterOf(source: ResolvedSource, files: WarmFiles): Promise<Enter> {
  const { enter } = selector({ folder: source.path, include: source.include, exclude: source.exclude });
  const entries = await files.list(source.path, enter);
  const closed = new Set(entries.flatMap(({ path }) => (path.endsWith("/") ? [path.slice(0, -1)] : [])));
  return (folder, ignored) => !closed.has(folder) && enter(folder, ignored);
}

/** A first round that could not be attempted, and that nothing but the user can mend. */
function isHopeless({ report: { requests, stop } }: PublishResult): boolean {
  if (stop === null || requests.plan + requests.repeated > 0) return false;
  return stop.kind === "usage" || (stop.kind === "refused" && TOKEN_CODES.includes(stop.code));
}

/** Reads the configuration anew once it has been left alone for a moment. */
function reloader(options: WatchOptions, signal: AbortSignal, onRead: (config: ResolvedConfig) => void) {
  const { onEvent, world } = options;
  let touched = 0;
  return async (hold: () => void): Promise<void> => {
    touched += 1;
    const mine = touched;
    hold();
    await world.sleep(CONFIG_QUIET_MS, signal).catch(() => undefined);
    if (mine !== touched || signal.aborted) return;
    const { config, messages } = await options.reload();
    if (mine !== touched || signal.aborted) return;
    onEvent({ kind: "reloaded", messages, usable: config !== null });
    if (config !== null) onRead(config);
  };
}

/**
 * Watches under one configuration.
 *
 * @param interrupted - aborts when the user wants an end; what is under way ends by the world's own signal
 * @param isFirst - nothing was published before
 */
export function createPart(options: WatchOptions, interrupted: AbortSignal, isFirst: boolean): Part {
  const { config, onEvent, sandbox, world } = options;
  const files = warmFiles(diskFiles(config.root), (paths) => ignoredAmong(config.root, paths));
  const warm = { files, session: createSession() };
  const head = headOf(config.root);
  // Ends this part, once the round under way is over.
  const over = new AbortController();
  const clock = {
    now: () => world.now(),
    sleep: (milliseconds: number, signal: AbortSignal) => world.sleep(milliseconds, signal),
    signal: over.signal,
  };
  let disk: DiskWatch | null = null;
  let end: PartEnd | null = null;
  let isNew = isFirst;
  let isOwing = false;

  function finish(why: PartEnd): void {
    end ??= why;
    over.abort();
  }

  const rounds = createRounds({
    ...clock,
    pace: paceFor(sandbox, config.options.quietFor),
    round,
    mayBegin: () => holds.mayBegin(),
    onOwed: (owed, retryAt) => onEvent({ kind: "owed", owed, retryAt }),
  });
  const holds = createHolds({
    ...clock,
    head,
    hasKeys: options.hasKeys,
    lastTouch: rounds.lastTouch,
    onEvent,
    onResume: () => rounds.now(true),
  });
  const readAnew = reloader(options, over.signal, (fresh) => finish({ kind: "reloaded", config: fresh }));

  async function round(paths: ReadonlySet<string> | null): Promise<Owed> {
    const barrier = (await options.barrier?.(config)) ?? null;
    if (barrier !== null) {
      onEvent({ kind: "paused", why: "head", ...barrier });
      return "held";
    }
    const told = paths === null ? null : [...paths].sort();
    onEvent({ kind: "round", paths: told });
    // Files have the system's time, whatever the world's clock shows.
    const began = Date.now();
    const { owed, result } = await publishRound(paths, warm, options);
    disk?.add(files.asked(), began);
    if (isNew && result !== null && isHopeless(result)) finish({ kind: "stopped", result });
    else if (result !== null) onEvent({ kind: "published", paths: told, result });
    isNew = false;
    if (owed === null && isOwing) onEvent({ kind: "settled" });
    isOwing = owed !== null;
    return owed;
  }

  function onFile(event: FileEvent, path: string): void {
    if (!isRelevant(event, path, files.wasAsked(path))) return;
    rounds.touch(path);
    onEvent({ kind: "touched", path, waiting: rounds.waiting().length });
  }

  async function startWatching(): Promise<void> {
    const enters = await Promise.all(config.sources.map((source) => enterOf(source, files)));
    const folders = config.sources.map(({ path }, index) => ({ path, enter: enters[index] ?? (() => true) }));
    disk = await (options.watchDisk ?? watchDisk)({
      root: config.root,
      folders,
      files: [config.file, head?.file ?? null].filter((file) => file !== null),
      onFile,
      onSingle: (file) => {
        if (file === head?.file) holds.look();
        else void readAnew(() => holds.hold("config"));
      },
      onLimit: (reason) => onEvent({ kind: "polling", reason }),
    });
  }

  return {
    publishNow: () => {
      holds.release();
      rounds.now(true);
    },
    togglePause: holds.toggle,
    async run() {
      const interrupt = (): void => finish({ kind: "interrupted", isOwing: false });
      interrupted.addEventListener("abort", interrupt, { once: true });
      try {
        if (interrupted.aborted) interrupt();
        await startWatching();
        onEvent({ kind: "watching", config, pace: paceFor(sandbox, config.options.quietFor) });
        await rounds.run();
      } finally {
        interrupted.removeEventListener("abort", interrupt);
        over.abort();
        await disk?.close();
      }
      const why = end ?? { kind: "interrupted", isOwing: false };
      return why.kind === "interrupted" ? { ...why, isOwing: rounds.isOwing() } : why;
    },
  };
}
