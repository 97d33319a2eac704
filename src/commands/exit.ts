import type { Message } from "../model/message.ts";
import type { Plan } from "../model/plan.ts";
import type { Report, Stop } from "../model/report.ts";
import { changedPages } from "../report/planText.ts";
import type { ExitCode } from "./context.ts";

const STOPS: Readonly<Record<Stop["kind"], ExitCode>> = {
  usage: 3,
  refused: 4,
  away: 4,
  interrupted: 130,
};

/** What a run came to. */
export interface Outcome {
  readonly report: Report | null;
  readonly plan: Plan | null;
  readonly messages: readonly Message[];
  /** Changes of the plan are told by the code. */
  readonly changesCount: boolean;
}

/** The one place where a result becomes an exit code; why a run stopped counts before what it came to. */
export function exitCode({ changesCount, messages, plan, report }: Outcome): ExitCode {
  const stop = report?.stop ?? null;
  if (stop !== null) {
    return STOPS[stop.kind];
  }
  const failed =
    report?.pages.some((page) => page.status === "failed") === true ||
    plan?.pages.some((page) => page.action === "refuse") === true ||
    messages.some((message) => message.severity === "error");
  if (failed) {
    return 1;
  }
  return changesCount && plan !== null && changedPages(plan).length > 0 ? 2 : 0;
}
