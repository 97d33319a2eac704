import type { PlanSummary } from "../model/report.ts";
import { formatSummary } from "../report/summary.ts";
import { count } from "../report/words.ts";
import type { CommandContext } from "./context.ts";

/** More new pages than this want a yes. */
const PAGES_WITHOUT_QUESTION = 20;

/**
 * Tells what a run will do and, at a terminal and for many new pages, asks whether it shall.
 *
 * @returns false when the user said no
 */
export async function confirmRun(
  summary: PlanSummary,
  { ask, stderr }: Pick<CommandContext, "ask" | "stderr">,
  options: { readonly quiet: boolean; readonly yes: boolean },
): Promise<boolean> {
  const asks = summary.creates > PAGES_WITHOUT_QUESTION && !options.yes && ask !== null;
  if (!options.quiet || asks) {
    stderr.write(`${formatSummary(summary, stderr.palette)}\n`);
  }
  if (!asks) {
    return true;
  }
  const answer = await ask(`Create ${count(summary.creates, "page")}? [y/N] `);
  return /^\s*y(es)?\s*$/i.test(answer);
}
