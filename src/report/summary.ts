import type { PlanSummary } from "../model/report.ts";
import type { Palette } from "./palette.ts";
import { aboutMinutes, count, dotted, printableLine } from "./words.ts";

function times(number: number, words: string): string | null {
  return number === 0 ? null : `${number} ${words}`;
}

/** Workspace, target, pages by what will be done to them, and what it costs. Two lines. */
export function formatSummary(summary: PlanSummary, palette: Palette): string {
  const { adopts, creates, minutes, newBlocks, requests, trashes, unchanged, updates } = summary;
  const where = `${palette.bold(printableLine(summary.target))} in ${palette.bold(printableLine(summary.workspace))}`;
  const pages = [
    times(creates, "to create"),
    times(updates, "to update"),
    times(adopts, "to adopt"),
    times(trashes, "to trash"),
    times(unchanged, "unchanged"),
  ];
  const cost =
    requests === 0
      ? ["nothing to send"]
      : [
          count(requests, "request"),
          newBlocks === 0 ? null : count(newBlocks, "new block"),
          aboutMinutes(minutes),
        ];
  return `Target: ${where}\nPages: ${dotted([...pages, ...cost])}`;
}
