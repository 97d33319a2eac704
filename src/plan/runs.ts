/** New blocks among those that are there: which go together, and where. */
import type { DraftBlock } from "../model/block.ts";
import type { BlockMemory } from "../model/memory.ts";
import type { Position } from "../model/plan.ts";
import type { Comparison, Verdict } from "./comparison.ts";
import type { Wanted } from "./match.ts";
import type { Known } from "./siblings.ts";

/** One line of the printed plan about a block of the draft. */
export function change(
  sign: "~" | "!" | "+",
  wanted: Wanted,
  before: Wanted["block"] | string | null,
  after: Wanted["block"] | string,
  reason: string,
): Comparison["changes"][number] {
  return { sign, what: "block", name: wanted.block.type, place: wanted.draft.place, before, after, reason };
}

const OWN_PLACE: ReadonlySet<string> = new Set(["child_page", "child_database"]);

/** Where blocks go that come before all of ours: behind what others put in front of our first block. */
function head(
  known: Known,
  kept: readonly BlockMemory[],
): { readonly position: Position; readonly follows?: Position } {
  const first = known.listed?.findIndex((block) => kept.some((line) => line.id === block.id)) ?? -1;
  const before = first > 0 ? known.listed?.[first - 1] : undefined;
  if (before === undefined) return { position: "start" };
  if (before.type === "foreign" && OWN_PLACE.has(before.name)) return { position: "start" };
  return { position: { after: before.id }, follows: "start" };
}

/** The nearest block of ours before a place that is there to follow. */
function anchor(known: Known, before: readonly BlockMemory[]): string | null | undefined {
  for (const line of before.toReversed()) {
    if (!known.hasId(line)) {
      if (known.listed === undefined) return undefined;
      continue;
    }
    const isThere = known.listed === undefined || known.listed.some((block) => block.id === line.id);
    if (isThere) return line.id;
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
    const after = anchor(known, kept);
    if (after === undefined) work.isOpen = true;
    else if (after === null) work.runs.push({ container, ...head(known, all), blocks: run });
    else work.runs.push({ container, position: { after }, blocks: run });
    run = [];
  };
  for (const { wanted, verdict } of verdicts) {
    if (verdict.kind === "new") {
      work.ids.delete(wanted.draft);
      run.push(wanted.draft);
      work.changes.push(change("+", wanted, null, wanted.block, ""));
    } else if (verdict.kind === "kept") {
      close();
      kept.push(verdict.line);
    }
  }
  close();
}
