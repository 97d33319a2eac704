/** New blocks among those that are there: which go together, and where. */
import type { DraftBlock } from "../model/block.ts";
import type { BlockMemory } from "../model/memory.ts";
import type { Change, Position } from "../model/plan.ts";
import type { Comparison, Verdict } from "./comparison.ts";
import type { Wanted } from "./match.ts";
import type { Known } from "./siblings.ts";
import { isTombstone } from "./tombstone.ts";

/** One line of the printed plan about a block of the draft. */
export function change(
  sign: "~" | "!" | "+",
  wanted: Wanted,
  before: Wanted["block"] | string | null,
  after: Wanted["block"] | string,
  reason: string,
  cause: Change["cause"] = undefined,
): Change {
  const { block, draft } = wanted;
  const about = { sign, what: "block", name: block.type, place: draft.place, before, after, reason } as const;
  return cause === undefined ? about : { ...about, cause };
}

const OWN_PLACE: ReadonlySet<string> = new Set(["child_page", "child_database"]);

/** Where blocks go; `follows` is where among ours, if they are put behind what is not. */
interface Spot {
  readonly position: Position;
  readonly follows?: Position;
}

/** Where blocks go that come before all of ours: behind what others put in front of our first block. */
function head(known: Known, kept: readonly BlockMemory[]): Spot {
  const first = known.listed?.findIndex((block) => kept.some((line) => line.id === block.id)) ?? -1;
  const before = first > 0 ? known.listed?.[first - 1] : undefined;
  if (before === undefined) return { position: "start" };
  if (before.type === "foreign" && OWN_PLACE.has(before.name)) return { position: "start" };
  return { position: { after: before.id }, follows: "start" };
}

/**
 * Where blocks go behind ours: behind the nearest one that is there to follow, since others may have been put
 * elsewhere; null where none is, undefined where that was not read.
 */
function spotBehind(known: Known, before: readonly BlockMemory[]): Spot | null | undefined {
  let follows: Position | null = null;
  for (const line of before.toReversed()) {
    if (!known.hasId(line) && known.listed === undefined) return undefined;
    if (line.id === null) continue;
    const after = { after: line.id };
    const mayBe = known.listed === undefined && !isTombstone(line);
    const isThere = mayBe || known.listed?.some((block) => block.id === line.id) === true;
    if (isThere) return follows === null ? { position: after } : { position: after, follows };
    follows ??= after;
  }
  return null;
}

/** Gathers new blocks that follow each other into runs. */
export function addRuns(
  work: Comparison,
  known: Known,
  verdicts: readonly { readonly wanted: Wanted; readonly verdict: Verdict }[],
  container: string | null,
): void {
  const kept: BlockMemory[] = [];
  const all = verdicts.flatMap(({ verdict }) => (verdict.kind === "kept" ? [verdict.line] : []));
  let run: DraftBlock[] = [];
  const close = (): void => {
    if (run.length === 0) return;
    const spot = spotBehind(known, kept);
    const last = kept.findLast(({ id }) => id !== null)?.id ?? null;
    const behindOurs = last === null ? {} : { follows: { after: last } };
    if (spot === undefined) work.isOpen = true;
    else if (spot === null) work.runs.push({ container, ...head(known, all), ...behindOurs, blocks: run });
    else work.runs.push({ container, ...spot, blocks: run });
    run = [];
  };
  for (const { wanted, verdict } of verdicts) {
    if (verdict.kind === "new") {
      run.push(wanted.draft);
      const reason = verdict.isGone === true ? "deleted in Notion" : "";
      const cause = verdict.isGone === true ? "notion" : undefined;
      work.changes.push(change("+", wanted, null, wanted.block, reason, cause));
    } else if (verdict.kind === "kept") {
      close();
      kept.push(verdict.line);
    }
  }
  close();
}
