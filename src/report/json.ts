import type { Message } from "../model/message.ts";
import type { Plan } from "../model/plan.ts";
import type { Report } from "../model/report.ts";
import { sortMessages } from "./messages.ts";
import { totalRequests } from "./reportText.ts";

/**
 * Version of the JSON forms of reports. Keys may be added within a version; none goes or changes its meaning.
 * The plan has its own.
 */
const JSON_VERSION = 1;

function text(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** A plan as JSON, to be read by people, tools, and a later run. */
export function planJson(plan: Plan): string {
  return text(plan);
}

/** A report as JSON: `{version, kind: "report", pages, messages, requests, newBlocks, milliseconds, stop}`. */
export function reportJson(report: Report): string {
  const { messages, milliseconds, newBlocks, pages, requests, stop } = report;
  return text({
    version: JSON_VERSION,
    kind: "report",
    pages,
    messages: sortMessages(messages),
    requests: { total: totalRequests(requests), ...requests },
    newBlocks,
    milliseconds,
    stop,
  });
}

/** Messages as JSON: `{version, kind: "messages", files, messages}`. */
export function messagesJson(messages: readonly Message[], files: number): string {
  return text({ version: JSON_VERSION, kind: "messages", files, messages: sortMessages(messages) });
}

/** A file, whether it is published, and by what rule. */
export interface ListedFile {
  readonly path: string;
  readonly published: boolean;
  readonly rule: string;
}

/** Files as JSON: `{version, kind: "files", files}`. */
export function filesJson(files: readonly ListedFile[]): string {
  return text({ version: JSON_VERSION, kind: "files", files });
}
