import { LIMITS } from "../facts/limits.ts";
import type { SnapshotBlock } from "../model/block.ts";
import { sameAsRemembered } from "../model/line.ts";
import type { BlockMemory } from "../model/memory.ts";
import type { Comparison } from "./comparison.ts";
import { locate, strays } from "./recognize.ts";

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

/**
 * Ids of remembered siblings: those that are not in the listing are looked for on the whole page, as somebody
 * may have put them elsewhere.
 */
function findIds(
  work: Comparison,
  remembered: readonly BlockMemory[],
  listed: readonly SnapshotBlock[],
): readonly (string | null)[] {
  const { context, lines, page } = work;
  const { digest } = context.input;
  const ids = locate(remembered, listed, context.input);
  if (remembered.every((line, index) => line.id !== null || ids[index] !== null)) return ids;
  const blocks = context.ask({ kind: "children", block: page, deep: true });
  if (blocks === undefined) work.isOpen = true;
  const free = [...strays(lines, blocks ?? [], context.input)];
  return remembered.map((line, index) => {
    const id = line.id ?? ids[index] ?? null;
    const at = id === null ? free.findIndex((block) => sameAsRemembered(block, line, digest)) : -1;
    const [stray] = at < 0 ? [] : free.splice(at, 1);
    return id ?? stray?.id ?? null;
  });
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
  const ids = listed === undefined ? [] : findIds(work, remembered, listed);
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
