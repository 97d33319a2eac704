import { LIMITS } from "../facts/limits.ts";
import type { SnapshotBlock } from "../model/block.ts";
import { sameAsRemembered } from "../model/line.ts";
import type { BlockMemory } from "../model/memory.ts";
import type { Comparison } from "./comparison.ts";
import type { Wanted } from "./match.ts";
import { createRecognizer, linesOfSnapshot, locate, strays } from "./recognize.ts";
import { isTombstone, tombstone } from "./tombstone.ts";

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

/** Blocks that another run of ours may have made since this memory was kept, with their whole subtrees. */
function unnamed(
  work: Comparison,
  lines: readonly BlockMemory[],
  listed: readonly SnapshotBlock[],
): readonly SnapshotBlock[] {
  const { context, isNamed } = work;
  const { account } = context.input;
  const known = new Set(lines.map(({ id }) => id));
  return listed.flatMap((block): SnapshotBlock[] => {
    const isOurs = account.personal || block.createdBy === account.botId;
    if (!isOurs || block.type === "foreign" || known.has(block.id) || isNamed(block.id)) return [];
    if (!block.hasChildren || block.children !== null) return [block];
    const children = context.ask({ kind: "children", block: block.id, deep: true });
    if (children === undefined) work.isOpen = true;
    return [{ ...block, children: children ?? [] }];
  });
}

/**
 * Remembered siblings with those that another run made: such are ours where they are as the draft has them, or
 * nobody else wrote them since.
 */
function withUnnamed(
  work: Comparison,
  lines: readonly BlockMemory[],
  listed: readonly SnapshotBlock[],
  wanted: readonly Wanted[],
): readonly BlockMemory[] {
  const { account, digest } = work.context.input;
  const keys = new Set(wanted.map(({ line }) => work.keyOf(line)));
  const recognize = createRecognizer(
    wanted.map(({ line }) => line),
    digest,
  );
  const found = unnamed(work, lines, listed).flatMap((block): BlockMemory[] => {
    const [line] = linesOfSnapshot([block], recognize);
    if (line === undefined) return [];
    const isWanted = keys.has(work.keyOf(line));
    const isUntouched = !account.personal && block.lastEditedBy === account.botId;
    if (isUntouched && !isWanted) work.learned.add(line);
    return isWanted || isUntouched ? [line] : [];
  });
  if (found.length === 0) return lines;
  const rank = new Map(listed.map((block, index) => [block.id, index]));
  const merged = [...lines];
  for (const line of found) {
    const own = rank.get(line.id ?? "") ?? 0;
    const before = merged.findLastIndex((one) => (rank.get(one.id ?? "") ?? Number.POSITIVE_INFINITY) < own);
    merged.splice(before + 1, 0, line);
  }
  return merged;
}

/** A line that has no id after a listing is of a block that is gone. */
function bury(work: Comparison, line: BlockMemory): BlockMemory {
  const named = tombstone(line, (id) => work.isNamed(id) || work.buried.has(id));
  if (named.id !== null) work.buried.add(named.id);
  return named;
}

/** What Notion shows of remembered siblings; null where their container is gone. */
export function knowSiblings(
  work: Comparison,
  remembered: readonly BlockMemory[],
  container: string | null,
  wanted: readonly Wanted[],
): Known | null {
  const { context } = work;
  const isStale = context.input.stale?.has(work.key) === true;
  const parent = container ?? work.page;
  const listed = isTombstone({ id: container }) ? null : context.live.children(parent);
  if (listed === null) return null;
  const ids = listed === undefined ? [] : findIds(work, remembered, listed);
  const own = remembered.map((line, index) => {
    if (line.id !== null || listed === undefined) return line;
    const id = ids[index] ?? null;
    return id === null ? bury(work, line) : { ...line, id };
  });
  const lines = isStale && listed !== undefined ? withUnnamed(work, own, listed, wanted) : own;
  const shown = new Map(listed?.map((block) => [block.id, block]));
  const unread = new Set<string>();
  const { repair } = context.input.options;
  let mustList = listed === undefined && (isStale || repair);
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
      if (isTombstone(line)) return null;
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
        context.ask({ kind: "children", block: parent, deep: repair });
      } else {
        for (const block of unread) context.ask({ kind: "block", block });
      }
    },
  };
}
