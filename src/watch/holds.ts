import type { Head } from "./head.ts";
import { headName } from "./head.ts";
import type { Hold, WatchEvent } from "./types.ts";

/** Milliseconds of quiet after which a pause ends where nobody can end it with a key. */
const QUIET_MS = 30_000;

export interface HoldsOptions {
  readonly head: Head | null;
  readonly hasKeys: boolean;
  now(): number;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  readonly signal: AbortSignal;
  /** When a file was touched last; null: none waits. */
  lastTouch(): number | null;
  onEvent(event: WatchEvent): void;
  /** Rounds may begin again. */
  onResume(): void;
}

/** What holds rounds back. */
export interface Holds {
  /** Whether a round may begin; looks at what git has checked out. */
  mayBegin(): boolean;
  /** Looks at what git has checked out, since its file was touched. */
  look(): void;
  toggle(): void;
  /** Ends pauses of the user's and of git's making. */
  release(): void;
  hold(why: "config"): void;
  free(why: "config"): void;
}

const RESUME = "Press space to go on or p to publish, or go back to what was checked out before.";
const RESUME_ALONE = `It goes on after ${QUIET_MS / 1000} seconds without a change, or once it is back.`;

/** Keeps account of what holds rounds back. */
export function createHolds(options: HoldsOptions): Holds {
  const { hasKeys, head, now, onEvent, signal } = options;
  const held = new Set<Hold>();
  let known = head?.read() ?? null;

  function resume(says: string): void {
    if (held.delete("head")) known = head?.read() ?? null;
    held.delete("key");
    onEvent({ kind: "resumed", says });
    options.onResume();
  }

  /** Files that a checkout wrote come one after the other: once none has come for a while, it is over. */
  async function resumeWhenQuiet(since: number): Promise<void> {
    while (held.has("head") && !signal.aborted) {
      const quietAt = Math.max(since, options.lastTouch() ?? since) + QUIET_MS;
      if (now() >= quietAt) {
        resume(`Nothing has changed for ${QUIET_MS / 1000} seconds.`);
        return;
      }
      await options.sleep(quietAt - now(), signal).catch(() => undefined);
    }
  }

  function look(): void {
    // While git replaces it, the file may be away.
    const read = head?.read() ?? null;
    if (read === null || known === null) return;
    if (read === known && held.has("head")) resume(`Git is back on ${headName(known)}.`);
    if (read === known || held.has("head")) return;
    held.add("head");
    const says = `Git has checked out ${headName(read)} in place of ${headName(known)}.`;
    onEvent({ kind: "paused", why: "head", says, fix: hasKeys ? RESUME : RESUME_ALONE });
    if (!hasKeys) void resumeWhenQuiet(now());
  }

  return {
    mayBegin: () => {
      look();
      return held.size === 0;
    },
    look,
    toggle: () => {
      if (held.has("key") || held.has("head")) return resume("Going on.");
      held.add("key");
      onEvent({ kind: "paused", why: "key", says: "Nothing is published.", fix: "Press space to go on." });
    },
    release: () => {
      if (held.has("key") || held.has("head")) resume("Going on.");
    },
    hold: (why) => {
      held.add(why);
    },
    free: (why) => {
      held.delete(why);
      options.onResume();
    },
  };
}
