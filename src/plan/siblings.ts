import { LIMITS } from "../facts/limits.ts";
import type { SnapshotBlock } from "../model/block.ts";
import type { BlockMemory } from "../model/memory.ts";
import type { Comparison } from "./comparison.ts";
import { locate } from "./recognize.ts";

/** Remembered siblings with what Notion shows of them. */
export interface Known {
  /** With the ids a listing told. */
  readonly lines: readonly BlockMemory[];
  /** All children of the container, where they have been read. */
  readonly listed: readonly SnapshotBlock[] | undefined;
  /** What a listing shows of a line's block, where there is one. */
  shown(line: BlockMemory): SnapshotBlock | undefined;
  /** What Notion has of a line's block: null where it is gone, undefined, and asked for, where it was not read. */
  read(line: BlockMemory): SnapshotBlock | null | undefined;
  /** Whether the id of a line is known; if only a listing can tell it, that is asked for. */
  hasId(line: BlockMemory): boolean;
  /** Asks for what was missed, in the fewest requests. */
  ask(): void;
}

/** What Notion shows of remembered siblings; null where their container is gone. */
export function knowSiblings(
  work: Comparison,
  remembered: readonly BlockMemory[],
  container: string | null,
): Known | null {
  const { context } = work;
  const parent = container ?? work.page;
  const listed = context.live.children(parent);
  if (listed === null) return null;
  const ids = listed === undefined ? [] : locate(remembered, listed, context.input.digest);
  const lines = remembered.map((line, index) =>
    line.id === null ? { ...line, id: ids[index] ?? null } : line,
  );
  const shown = new Map(listed?.map((block) => [block.id, block]));
  const unread = new Set<string>();
  let mustList = listed === undefined && context.input.stale?.has(work.key) === true;
  const hasId = (line: BlockMemory): boolean => {
    if (line.id === null && listed === undefined) mustList = true;
    return line.id !== null;
  };
  return {
    lines,
    listed,
    hasId,
    shown: (line) => (line.id === null ? undefined : shown.get(line.id)),
    read: (line) => {
      if (!hasId(line) || line.id === null) return listed === undefined ? undefined : null;
      const found = shown.get(line.id) ?? context.live.block(line.id);
      if (found === undefined) unread.add(line.id);
      return found;
    },
    ask: () => {
      if (!mustList && unread.size === 0) return;
      work.isOpen = true;
      const pages = Math.ceil(lines.length / LIMITS.pageSize);
      if (listed === undefined && (mustList || unread.size > pages)) {
        context.ask({ kind: "children", block: parent, deep: false });
      } else {
        for (const block of unread) context.ask({ kind: "block", block });
      }
    },
  };
}
