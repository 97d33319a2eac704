import type { Message, Severity } from "../model/message.ts";
import { sortMessages } from "./messages.ts";
import { printable } from "./words.ts";

const COMMANDS: Readonly<Record<Severity, string>> = { error: "error", warn: "warning", info: "notice" };

/** GitHub shows this many annotations of each kind for a step and drops the rest in silence. */
const SHOWN = 10;

/** Source: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapeData(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}

function properties({ id, path, place }: Message): string {
  const file = place?.path ?? path;
  const pairs: readonly (readonly [string, string | number | null])[] = [
    ["file", file],
    ["line", place?.line ?? null],
    ["endLine", place?.endLine ?? null],
    ["col", place?.column ?? null],
    // Columns of different lines say nothing.
    ["endColumn", place === null || place.endLine !== place.line ? null : place.endColumn],
    ["title", id],
  ];
  return pairs
    .flatMap(([name, value]) =>
      value === null ? [] : [`${name}=${escapeProperty(printable(String(value)))}`],
    )
    .join(",");
}

function annotation(message: Message): string {
  const text = escapeData(printable(`${message.says} ${message.fix}`.trim()));
  return `::${COMMANDS[message.severity]} ${properties(message)}::${text}`;
}

/**
 * Messages as GitHub workflow commands, one a line, at most 10 of each severity; then a line that says how many
 * more there are. Empty text without messages.
 *
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function formatAnnotations(messages: readonly Message[]): string {
  const sorted = sortMessages(messages);
  const severities: readonly Severity[] = ["error", "warn", "info"];
  const lines = severities.flatMap((severity) => {
    const all = sorted.filter((message) => message.severity === severity);
    const rest = all.length - SHOWN;
    const more = rest > 0 ? [`… and ${rest} more ${COMMANDS[severity]}s, ${all.length} in all.`] : [];
    return [...all.slice(0, SHOWN).map(annotation), ...more];
  });
  return lines.join("\n");
}
