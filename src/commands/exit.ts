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

/** Refusals that are the token's own: it is unknown, or may not do what was asked. */
const TOKEN_CODES: readonly string[] = ["unauthorized", "restricted_resource"];

function stopCode(stop: Stop, { requests }: Report): ExitCode {
  const attempted = requests.plan + requests.repeated > 0;
  const isToken = stop.kind === "refused" && TOKEN_CODES.includes(stop.code);
  return isToken && !attempted ? 3 : STOPS[stop.kind];
}

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
  if (report !== null && report.stop !== null) {
    return stopCode(report.stop, report);
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
