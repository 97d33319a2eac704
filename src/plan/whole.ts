/** Making a container anew with all that is in it, where that takes fewer requests than changing it in place. */
import { LIMITS } from "../facts/limits.ts";
import type { SnapshotBlock } from "../model/block.ts";
import type { BlockMemory } from "../model/memory.ts";
import type { Comparison } from "./comparison.ts";
import type { Wanted } from "./match.ts";
import { contentOf } from "./removal.ts";
import { createSplitter } from "./split.ts";

/** How much a comparison had gathered at one point. */
export interface Mark {
  readonly runs: number;
  readonly rewrites: number;
  readonly removals: number;
  readonly changes: number;
  readonly messages: number;
  readonly conflicts: number;
}

/** Notes how much has been gathered. */
export function markOf({ runs, rewrites, removals, changes, messages, conflicts }: Comparison): Mark {
  return {
    runs: runs.length,
    rewrites: rewrites.length,
    removals: removals.length,
    changes: changes.length,
    messages: messages.length,
    conflicts,
  };
}

/** Drops what was gathered since. */
export function goBack(work: Comparison, mark: Mark): void {
  work.runs.length = mark.runs;
  work.rewrites.length = mark.rewrites;
  work.removals.length = mark.removals;
  work.changes.length = mark.changes;
  work.messages.length = mark.messages;
  work.conflicts = mark.conflicts;
}

/** Requests for what was gathered since. */
function costSince(work: Comparison, mark: Mark): number {
  const runs = work.runs.slice(mark.runs);
  const appends = runs.reduce((total, { blocks }) => total + Math.ceil(blocks.length / LIMITS.array), 0);
  return appends + work.rewrites.length - mark.rewrites + work.removals.length - mark.removals;
}

/** Parts of a whole: they cannot be made without it. */
const PARTS: ReadonlySet<string> = new Set(["column", "table_row"]);

/**
 * Tells whether a container had better be made anew: only where requests come first, and nothing in it is
 * anybody's.
 *
 * @param mark - before it was compared
 * @param read - gives the container as it is; undefined, and asked for, where that was not read
 * @returns undefined where something must be read first
 */
export function isBetterWhole(
  work: Comparison,
  mark: Mark,
  { wanted, line }: { readonly wanted: Wanted; readonly line: BlockMemory },
  read: () => SnapshotBlock | null | undefined,
): boolean | undefined {
  if (!work.context.input.options.rewrite || work.isOpen || PARTS.has(line.type)) return false;
  const whole = 1 + createSplitter(() => false).cost([wanted.draft]);
  if (costSince(work, mark) <= whole) return false;
  const live = read();
  if (live === undefined || live === null) return live === null ? false : undefined;
  const content = contentOf(work, line, live);
  return content === null ? undefined : content === "ours";
}
