import type { Message } from "../model/message.ts";
import type { Plan } from "../model/plan.ts";
import type { PublishResult } from "../publish/types.ts";
import { formatAnnotations } from "../report/github.ts";
import { planJson, reportJson } from "../report/json.ts";
import { countMessages, formatMessages } from "../report/messages.ts";
import { formatPlan } from "../report/planText.ts";
import { formatReport, formatStop } from "../report/reportText.ts";
import type { CommandContext } from "./context.ts";

export type Reporter = "human" | "json" | "github";

/** How results are told. */
export interface Telling {
  readonly reporter: Reporter;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** Writes text and ends its line; nothing where there is no text. */
export function printLines(write: (text: string) => void, text: string): void {
  if (text !== "") {
    write(`${text}\n`);
  }
}

/** Messages on stderr, errors only with `quiet`; as annotations they are a result and go to stdout. */
export function tellMessages(
  messages: readonly Message[],
  { stderr, stdout }: CommandContext,
  { quiet, reporter, verbose }: Telling,
): void {
  if (reporter === "json") {
    return;
  }
  if (reporter === "github") {
    printLines(stdout.write, formatAnnotations(messages));
    return;
  }
  const told = quiet ? messages.filter((message) => message.severity === "error") : messages;
  const text = formatMessages(told, { palette: stderr.palette, verbose });
  if (text !== "") {
    const counts = countMessages(told);
    stderr.write(`${text}\n\n${counts === "" ? "" : `${counts}\n`}`);
  }
}

/** All that a run complained about. */
export function messagesOf({ plan, report }: PublishResult): readonly Message[] {
  return [
    ...report.messages,
    ...(plan?.messages ?? []),
    ...(plan?.pages.flatMap((page) => page.messages) ?? []),
  ];
}

/** The result of a run that wrote nothing: its plan. */
function planText(
  plan: Plan,
  palette: CommandContext["stdout"]["palette"],
  { reporter, verbose }: Telling,
): string {
  return reporter === "json" ? planJson(plan) : formatPlan(plan, { palette, verbose });
}

/** Result on stdout, messages and what ended the run early on stderr. */
export function tellOutcome(
  result: PublishResult,
  dryRun: boolean,
  context: CommandContext,
  telling: Telling,
): void {
  const { stderr, stdout } = context;
  const { plan, report } = result;
  const { palette } = stdout;
  const messages = messagesOf(result);
  tellMessages(messages, context, telling);
  if (dryRun && plan !== null) {
    printLines(stdout.write, planText(plan, palette, telling));
  } else if (telling.reporter === "json") {
    printLines(stdout.write, reportJson({ ...report, messages }));
  } else if (plan !== null || report.pages.length > 0) {
    printLines(stdout.write, formatReport(report, { palette, verbose: telling.verbose }));
  }
  if (report.stop !== null) {
    printLines(stderr.write, formatStop(report.stop, stderr.palette));
  }
}
