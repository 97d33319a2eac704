/** In what state each page is. */
import type { PagePlan, Plan } from "../../model/plan.ts";
import type { PageReport } from "../../model/report.ts";

export type PageState =
  | "in step"
  | "changed"
  | "drifted"
  | "in conflict"
  | "new"
  | "withdrawn"
  | "missing"
  | "refused";

/** A page with its state. */
export interface PageStatus {
  readonly state: PageState;
  readonly report: PageReport;
  /** Null for a page the plan does not name. */
  readonly plan: PagePlan | null;
}

const WITHDRAWN = ["page-withdrawn", "page-withdrawn-kept"];

function stateOf({ action, changes, messages }: PagePlan): PageState {
  if (messages.some(({ id }) => WITHDRAWN.includes(id)) || action === "trash") return "withdrawn";
  if (messages.some(({ id }) => id === "page-missing")) return "missing";
  if (action === "create" || action === "adopt") return "new";
  if (action === "refuse") return "refused";
  const causes = changes.map(({ cause }) => cause);
  if (causes.includes("both")) return "in conflict";
  if (causes.includes("notion")) return "drifted";
  return changes.length > 0 ? "changed" : "in step";
}

/**
 * The state of each page.
 *
 * @param plan - made to repair what somebody changed: so it names what would have to be written again
 */
export function statusesOf(plan: Plan | null, reports: readonly PageReport[]): readonly PageStatus[] {
  const plans = new Map(plan?.pages.map((page) => [page.key, page]));
  return reports.map((report) => {
    const page = plans.get(report.key) ?? null;
    const failed = report.status === "failed" ? "refused" : "in step";
    return { report, plan: page, state: page === null ? failed : stateOf(page) };
  });
}
