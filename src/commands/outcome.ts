import type { Message } from "../model/message.ts";
import type { PublishResult } from "../publish/types.ts";
import { formatAnnotations } from "../report/github.ts";
import { messagesJson, planJson, reportJson } from "../report/json.ts";
import { formatMessage } from "../report/message.ts";
import { countMessages, formatMessages } from "../report/messages.ts";
import type { Palette } from "../report/palette.ts";
import { formatPlan } from "../report/planText.ts";
import { formatReport, formatStop } from "../report/reportText.ts";
import type { CommandContext } from "./context.ts";
import { type Here, messagesHere, resultHere } from "./here.ts";

type Reporter = "human" | "json" | "github";

/** How results are told. */
export interface Telling {
  readonly reporter: Reporter;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** Most requests in a minute; no time is told without it. */
  readonly requestsPerMinute?: number;
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
  { stderr, stdout }: Pick<CommandContext, "stderr" | "stdout">,
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

/** Why nothing was attempted: a line each on stderr; as JSON or annotations it is the result, on stdout. */
export function tellRefusal(
  messages: readonly Message[],
  { stderr, stdout }: Pick<CommandContext, "stderr" | "stdout">,
  reporter: string | null,
): void {
  if (reporter === "json") {
    printLines(stdout.write, messagesJson(messages, 0));
  } else if (reporter === "github") {
    printLines(stdout.write, formatAnnotations(messages));
  } else {
    printLines(stderr.write, messages.map((message) => formatMessage(message, stderr.palette)).join("\n"));
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

/** What a run came to, in the form of the reporter; empty where it came to nothing. */
function resultText(result: PublishResult, dryRun: boolean, palette: Palette, telling: Telling): string {
  const { plan, report } = result;
  const { reporter, requestsPerMinute, verbose } = telling;
  if (reporter === "json") {
    return dryRun && plan !== null ? planJson(plan) : reportJson({ ...report, messages: messagesOf(result) });
  }
  if (dryRun && plan !== null) {
    const planned = new Set(plan.pages.map((page) => page.key));
    const inStep = report.pages.filter(({ key, status }) => status === "unchanged" && !planned.has(key));
    return formatPlan(plan, {
      palette,
      verbose,
      unchanged: inStep.length,
      ...(requestsPerMinute === undefined ? {} : { perMinute: requestsPerMinute }),
    });
  }
  return plan === null && report.pages.length === 0 ? "" : formatReport(report, { palette, verbose });
}

/**
 * Result on stdout, messages and what ended the run early on stderr. Files are named as seen from the working
 * directory, in JSON relative to the root.
 *
 * @param here - how they are seen from there
 */
export function tellOutcome(
  result: PublishResult,
  dryRun: boolean,
  here: Here,
  { stderr, stdout }: Pick<CommandContext, "stderr" | "stdout">,
  telling: Telling,
): void {
  tellMessages(messagesHere(messagesOf(result), here), { stderr, stdout }, telling);
  const seen = telling.reporter === "json" ? result : resultHere(result, here);
  printLines(stdout.write, resultText(seen, dryRun, stdout.palette, telling));
  const { stop } = result.report;
  if (stop !== null) {
    printLines(stderr.write, formatStop(stop, stderr.palette));
  }
}
