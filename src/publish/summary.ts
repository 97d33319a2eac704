import type { PageAction, Plan } from "../model/plan.ts";
import { costOf, minutesFor } from "../report/planCost.ts";
import type { PlanSummary } from "./types.ts";

/** What a plan will do, in numbers. */
export function summarize(
  plan: Plan,
  unchanged: number,
  workspace: string,
  target: string,
  perMinute: number,
): PlanSummary {
  const count = (...actions: readonly PageAction[]): number =>
    plan.pages.filter((page) => actions.includes(page.action)).length;
  const { newBlocks, requests } = costOf(plan.operations);
  return {
    workspace,
    target,
    creates: count("create"),
    updates: count("update", "restore"),
    adopts: count("adopt"),
    trashes: count("trash"),
    unchanged: unchanged + count("none"),
    requests,
    newBlocks,
    minutes: minutesFor(requests, perMinute),
  };
}
