import { notionUrl } from "../model/links.ts";
import type { Memory } from "../model/memory.ts";
import type { PageKey } from "../model/pending.ts";
import type { PageAction, PagePlan, Plan } from "../model/plan.ts";
import type { PageReport, PageStatus } from "../model/report.ts";
import type { Gathered } from "./gather.ts";

/** What each action has become once it is done. */
const STATUS: { readonly [A in PageAction]: PageStatus } = {
  create: "created",
  update: "updated",
  adopt: "adopted",
  restore: "updated",
  none: "unchanged",
  trash: "trashed",
  skip: "skipped",
  refuse: "failed",
};

/** What an action has become once it is done. */
export function statusOf(action: PageAction): PageStatus {
  return STATUS[action];
}

/** What became of one page of a plan. */
function pageReport(
  page: PagePlan,
  memory: Memory,
  failed: ReadonlyMap<PageKey, string>,
  isDone: boolean,
  isWithdrawn: boolean,
): PageReport {
  const id = memory.pages.get(page.key)?.id ?? (typeof page.page === "string" ? page.page : null);
  const reason = failed.get(page.key);
  const done = isWithdrawn && page.action === "none" ? "withdrawn" : STATUS[page.action];
  const status: PageStatus = reason !== undefined ? "failed" : isDone ? done : "skipped";
  return {
    key: page.key,
    path: page.path,
    title: page.title,
    status,
    reason: reason ?? page.reason,
    id,
    url: id === null ? null : notionUrl(id),
  };
}

/** What a run came to, as far as reports need it. */
export interface Reported {
  readonly plan: Plan | null;
  readonly gathered: Gathered | null;
  readonly done: ReadonlySet<PageKey>;
  readonly failed: ReadonlyMap<PageKey, string>;
}

/** What became of every page: those of the plan, those in step, and those whose file has an error. */
export function pageReports(outcome: Reported, memory: Memory, dryRun: boolean): readonly PageReport[] {
  const pages = new Map(outcome.gathered?.pages.map((page) => [page.key, page]));
  const planned = (outcome.plan?.pages ?? []).map((page) =>
    pageReport(
      page,
      memory,
      outcome.failed,
      dryRun || outcome.done.has(page.key),
      outcome.gathered !== null && !pages.has(page.key),
    ),
  );
  const unchanged = [...(outcome.gathered?.unchanged ?? [])].map((key): PageReport => {
    const known = memory.pages.get(key);
    return {
      key,
      path: pages.get(key)?.path ?? null,
      title: known?.title ?? key,
      status: "unchanged",
      reason: "",
      id: known?.id ?? null,
      url: known === undefined ? null : notionUrl(known.id),
    };
  });
  const refused = (outcome.gathered?.refused ?? []).map(({ page, messages }): PageReport => {
    const id = memory.pages.get(page.key)?.id ?? null;
    return {
      key: page.key,
      path: page.path,
      title: page.name,
      status: "failed",
      reason: messages.find((one) => one.severity === "error")?.says ?? "",
      id,
      url: id === null ? null : notionUrl(id),
    };
  });
  return [...planned, ...unchanged, ...refused];
}
