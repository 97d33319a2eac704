/** The three-way comparison of a page's blocks: draft, memory and Notion. */
import { BLOCKS } from "../facts/blocks.ts";
import type { SnapshotBlock } from "../model/block.ts";
import { sameAsRemembered, sameContent, snapshotHash } from "../model/line.ts";
import type { BlockMemory } from "../model/memory.ts";
import { message } from "../model/message.ts";
import { fileWins } from "../model/options.ts";
import { type Comparison, isLaterOwn, type Siblings, type Verdict } from "./comparison.ts";
import type { Wanted } from "./match.ts";
import { describe, judgeRemoval } from "./removal.ts";
import { addRuns, change } from "./runs.ts";
import { type Known, knowSiblings } from "./siblings.ts";
import { goBack, isBetterWhole, markOf } from "./whole.ts";

/** Tells whether an update can turn one block into the other; else it has to be made anew. */
function canBecome(live: SnapshotBlock, wanted: Wanted, line: BlockMemory): boolean {
  const { block } = wanted;
  if (live.type === "foreign" || live.type !== block.type || !BLOCKS[block.type].updatable) return false;
  if (live.type === "table" && block.type === "table") {
    return live.value.table_width === block.value.table_width;
  }
  const loses = (key: string): boolean => {
    const had = line.fields?.includes(key) ?? (key === "icon" && line.type === "callout");
    return had && !Object.hasOwn(block.value, key);
  };
  if (loses("icon") || loses("name")) return false;
  const wasToggle = "is_toggleable" in live.value && live.value.is_toggleable;
  const isToggle = "is_toggleable" in block.value && block.value.is_toggleable;
  return !wasToggle || isToggle || !live.hasChildren;
}

function isUploadPartSame(wanted: Wanted, line: BlockMemory): boolean {
  return wanted.line.hash.split(".")[1] === line.hash.split(".")[1];
}

/** The line of a block once it is as the draft has it. */
function written(line: BlockMemory, { line: { hash, fields } }: Wanted): BlockMemory {
  const { fields: _, ...rest } = line;
  return { ...rest, hash, ...(fields === undefined ? {} : { fields }) };
}

function without(block: SnapshotBlock | Wanted["block"]): Wanted["block"] | string {
  if (block.type === "foreign") return block.title;
  return { ...block, children: [] };
}

/** Decides about a block whose content the draft changes. */
function judgeChange(work: Comparison, wanted: Wanted, line: BlockMemory, live: SnapshotBlock): Verdict {
  const { digest, options } = work.context.input;
  const { draft, block } = wanted;
  const isClean = sameAsRemembered(live, line, digest);
  const now = snapshotHash(live, wanted.line.fields, digest);
  if (!isClean && sameContent(now, wanted.line.hash) && isUploadPartSame(wanted, line)) {
    return { kind: "kept", line: written(line, wanted) };
  }
  // What the file did not change either is no conflict: it is repaired.
  const isRepaired = wanted.line.hash === line.hash;
  if (!isClean && !isLaterOwn(work, live) && !isRepaired) {
    work.conflicts += 1;
    const about = describe(live);
    const { place } = draft;
    if (!fileWins(options)) {
      work.messages.push(message("block-conflict", about, work.path, place));
      const why = "somebody changed it in Notion";
      work.changes.push(change("!", wanted, without(live), block, why, "both"));
      // Remembered as if written, it is asked about again only when the file changes once more.
      return { kind: "kept", line: written(line, wanted) };
    }
    work.messages.push(message("block-conflict-overwritten", about, work.path, place));
  }
  if (!canBecome(live, wanted, line)) return { kind: "new", replaces: line };
  if (line.id !== null) work.rewrites.push({ id: line.id, draft });
  const reason = isRepaired ? "changed in Notion, not in the file" : "";
  const cause = isRepaired ? "notion" : isClean ? undefined : "both";
  work.changes.push(change("~", wanted, without(live), without(block), reason, cause));
  return { kind: "kept", line };
}

function sameTrees(work: Comparison, wanted: readonly Wanted[], lines: readonly BlockMemory[]): boolean {
  return (
    wanted.length === lines.length &&
    wanted.every((one, index) => {
      const line = lines[index];
      return line !== undefined && work.keyOf(one.line) === work.keyOf(line);
    })
  );
}

/** Lists what somebody changed where the file changed nothing, as far as it was read anyway. */
function noteDrift(work: Comparison, known: Known, wanted: Wanted, line: BlockMemory): void {
  const live = known.shown(line);
  if (live === undefined || sameAsRemembered(live, line, work.context.input.digest)) return;
  work.changes.push(
    change("!", wanted, without(live), without(wanted.block), "changed in Notion, not in the file", "notion"),
  );
}

/** Whether a block itself has to be looked at: it changed in the file, or all is to be as the file has it. */
function judgeItself(work: Comparison, known: Known, wanted: Wanted, line: BlockMemory): Verdict {
  const isSame = wanted.line.hash === line.hash;
  if (isSame && !work.context.input.options.repair) return { kind: "kept", line };
  const live = known.read(line);
  if (live === undefined) return { kind: "open" };
  if (live === null) {
    work.sawGone = true;
    return { kind: "new", replaces: null, isGone: true };
  }
  if (isSame && sameAsRemembered(live, line, work.context.input.digest)) return { kind: "kept", line };
  return judgeChange(work, wanted, line, live);
}

/** Decides about a wanted block that is remembered. */
function judge(work: Comparison, known: Known, wanted: Wanted, line: BlockMemory): Verdict {
  const { repair } = work.context.input.options;
  const isSame = wanted.line.hash === line.hash;
  const isSameInside = sameTrees(work, wanted.children, line.children);
  if (isSame && !repair) noteDrift(work, known, wanted, line);
  if (isSame && isSameInside && !repair) return { kind: "kept", line };
  if (!known.hasId(line))
    return known.listed === undefined ? { kind: "open" } : { kind: "new", replaces: null, isGone: true };
  const mark = markOf(work);
  const verdict = judgeItself(work, known, wanted, line);
  const isLeaf = wanted.children.length === 0 && line.children.length === 0;
  if (verdict.kind !== "kept" || (isSameInside && (!repair || isLeaf))) return verdict;
  const inside = compareSiblings(work, wanted.children, line.children, line.id);
  if (inside.kind === "gone") {
    work.sawGone = true;
    return { kind: "new", replaces: null, isGone: true };
  }
  const isWhole = isBetterWhole(work, mark, { wanted, line }, () => known.read(line));
  if (isWhole === undefined) return { kind: "open" };
  if (!isWhole) return { kind: "kept", line: { ...verdict.line, children: inside.lines } };
  goBack(work, mark);
  return { kind: "new", replaces: line };
}

/** Decides about a remembered block that the draft does not have. @returns its line, or null: it is forgotten */
function dismiss(work: Comparison, known: Known, line: BlockMemory): BlockMemory | null {
  const live = known.read(line);
  if (live === undefined) return line;
  if (live === null) {
    work.sawGone = true;
    return null;
  }
  const removal = judgeRemoval(work, line, live);
  if (removal === "open") work.isOpen = true;
  if (removal === "open") return line;
  if (removal === "release") return null;
  const reason = removal === "keep" ? "it stays" : "";
  const sign = removal === "keep" ? "!" : "-";
  const name = live.type === "foreign" ? live.name : live.type;
  work.changes.push({ sign, what: "block", name, place: null, before: without(live), after: null, reason });
  if (removal === "keep") return { ...line, doomed: true };
  if (line.id !== null) work.removals.push(line.id);
  return line;
}

/**
 * Compares the blocks of one page or container. What must be done is gathered in `work`; what must be read
 * first is asked for, and then nothing gathered is to be used.
 *
 * @param container - null is the page itself
 * @returns the lines of the blocks that are remembered afterwards, in their order; or that the container is gone
 */
export function compareSiblings(
  work: Comparison,
  wanted: readonly Wanted[],
  remembered: readonly BlockMemory[],
  container: string | null,
): Siblings {
  const known = knowSiblings(work, remembered, container, wanted);
  if (known === null) return { kind: "gone" };
  const { lines } = known;
  const matches = new Map(work.match(wanted, lines));
  const matched = new Set(matches.values());
  const fates = new Map<BlockMemory, BlockMemory | null>();
  const verdicts = wanted.map((one, index) => {
    const line = lines[matches.get(index) ?? -1];
    const verdict: Verdict =
      line === undefined ? { kind: "new", replaces: null } : judge(work, known, one, line);
    if (line !== undefined) {
      fates.set(line, verdict.kind === "kept" ? verdict.line : verdict.kind === "open" ? line : null);
      if (verdict.kind === "new" && verdict.replaces !== null) fates.set(line, dismiss(work, known, line));
    }
    return { wanted: one, verdict };
  });
  for (const [index, line] of lines.entries()) {
    if (!matched.has(index)) fates.set(line, dismiss(work, known, line));
  }
  addRuns(work, known, verdicts, container);
  known.ask();
  return { kind: "lines", lines: lines.flatMap((line) => fates.get(line) ?? []) };
}
