/** How much of a page somebody made equals a draft, and what of it may be taken for ours. */
import type { SnapshotBlock } from "../model/block.ts";
import type { PageDraft } from "../model/draft.ts";
import type { BlockMemory } from "../model/memory.ts";
import { anyTarget, withoutTargets } from "../model/targets.ts";
import { blockBag, common } from "./bags.ts";
import type { PlanContext } from "./context.ts";
import { wantedOf } from "./match.ts";
import { createRecognizer, linesOfSnapshot } from "./recognize.ts";
import type { References } from "./references.ts";

function countLines(lines: readonly BlockMemory[]): number {
  return lines.reduce((total, line) => total + 1 + countLines(line.children), 0);
}

/** A page beside a draft. */
export interface Likeness {
  /** What the memory would keep of the page's blocks. */
  readonly lines: readonly BlockMemory[];
  /** The same with those marked as changed that somebody else wrote last and that are not as the draft has them. */
  readonly trusted: readonly BlockMemory[];
  /** Number of the page's blocks, foreign ones apart. */
  readonly theirs: number;
  /** Number of the draft's blocks. */
  readonly wanted: number;
  readonly equal: number;
  /** How many are equal whatever their links lead to: that is not known before the pages are. */
  readonly alike: number;
}

/** Compares what a page holds with a draft. */
export function likenessTo(
  context: PlanContext,
  references: References,
  draft: PageDraft,
  children: readonly SnapshotBlock[],
): Likeness {
  const { digest, account } = context.input;
  const wanted = wantedOf(draft.blocks, references.known, digest).map((one) => one.line);
  const lines = linesOfSnapshot(children, createRecognizer(wanted, digest));
  const loose = withoutTargets(digest);
  const anywhere = wantedOf(draft.blocks, anyTarget(references.known), loose).map((one) => one.line);
  const mine = blockBag(wanted);
  const shown = flatten(children);
  const isTrusted = (line: BlockMemory): boolean => {
    const isOurs = shown.get(line.id ?? "")?.lastEditedBy === account.botId;
    return account.personal || isOurs || mine.has(`${line.type} ${line.hash}`);
  };
  return {
    lines,
    trusted: distrust(lines, isTrusted),
    theirs: countLines(lines),
    wanted: countLines(wanted),
    equal: common(mine, blockBag(lines)),
    alike: common(blockBag(anywhere), blockBag(linesOfSnapshot(children, createRecognizer(anywhere, loose)))),
  };
}

function distrust(
  lines: readonly BlockMemory[],
  isTrusted: (line: BlockMemory) => boolean,
): readonly BlockMemory[] {
  return lines.map((line) => {
    const children = distrust(line.children, isTrusted);
    return { ...line, hash: isTrusted(line) ? line.hash : "", children };
  });
}

function flatten(
  blocks: readonly SnapshotBlock[],
  into = new Map<string, SnapshotBlock>(),
): Map<string, SnapshotBlock> {
  for (const block of blocks) {
    into.set(block.id, block);
    flatten(block.children ?? [], into);
  }
  return into;
}
