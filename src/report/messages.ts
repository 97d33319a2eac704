import type { Message, Severity } from "../model/message.ts";
import { formatMessage, placeOf, SEVERITY_WORDS, severityWord } from "./message.ts";
import type { Palette } from "./palette.ts";
import { count, dotted, indent, printableLine } from "./words.ts";

/** Messages of one id. */
interface Group {
  readonly id: string;
  readonly severity: Severity;
  readonly messages: readonly Message[];
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warn: 1, info: 2 };

/** How many places of a group are shown. */
const PLACES = 3;

function compareTexts(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function comparePlaces(a: Message, b: Message): number {
  const file = (message: Message): string => message.place?.path ?? message.path ?? "";
  return (
    compareTexts(file(a), file(b)) ||
    (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
    (a.place?.column ?? 0) - (b.place?.column ?? 0)
  );
}

/** By file and line, the same complaint about the same place only once. */
export function sortMessages(messages: readonly Message[]): readonly Message[] {
  const sorted = [...messages].sort(comparePlaces);
  const seen = new Set<string>();
  return sorted.filter((message) => {
    const key = JSON.stringify([message.id, placeOf(message), message.says]);
    return seen.has(key) ? false : seen.add(key);
  });
}

/** Groups by id and severity: errors first, then what came most often. */
function groupMessages(messages: readonly Message[]): readonly Group[] {
  const groups = new Map<string, Message[]>();
  for (const message of sortMessages(messages)) {
    const key = `${message.severity} ${message.id}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [message]);
    } else {
      group.push(message);
    }
  }
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      return first === undefined ? [] : [{ id: first.id, severity: first.severity, messages: group }];
    })
    .sort(
      (a, b) =>
        RANK[a.severity] - RANK[b.severity] ||
        b.messages.length - a.messages.length ||
        compareTexts(a.id, b.id),
    );
}

function sentences(message: Message, commonFix: string | null): string {
  return printableLine(commonFix === null ? `${message.says} ${message.fix}` : message.says);
}

function formatGroup({ id, messages, severity }: Group, palette: Palette): string {
  const fixes = new Set(messages.map((message) => message.fix));
  const commonFix = fixes.size === 1 ? (messages[0]?.fix ?? null) : null;
  const shown = messages.slice(0, PLACES);
  const lines = shown.map((message) => {
    const where = placeOf(message);
    const what = sentences(message, commonFix);
    return where === "" ? `  ${what}` : `  ${where}  ${what}`;
  });
  const rest = messages.length - shown.length;
  const word = severityWord(severity, palette, count(messages.length, SEVERITY_WORDS[severity]));
  return [
    `${palette.bold(id)} · ${word}`,
    ...lines,
    ...(rest > 0 ? [palette.dim(`  … and ${rest} more, shown by --verbose`)] : []),
    ...(commonFix === null || commonFix === ""
      ? []
      : [palette.dim(indent(`→ ${printableLine(commonFix)}`, "  "))]),
  ].join("\n");
}

/**
 * Messages for a reader: grouped by id with a count and the first places, or with `verbose` one line each, by
 * file. Empty text without messages.
 */
export function formatMessages(
  messages: readonly Message[],
  options: { readonly palette: Palette; readonly verbose: boolean },
): string {
  const { palette, verbose } = options;
  if (verbose) {
    return sortMessages(messages)
      .map((message) => formatMessage(message, palette))
      .join("\n");
  }
  return groupMessages(messages)
    .map((group) => formatGroup(group, palette))
    .join("\n\n");
}

/** `2 errors · 1 warning`, the same complaint about the same place counted once; empty where there are neither. */
export function countMessages(messages: readonly Message[]): string {
  const distinct = sortMessages(messages);
  const of = (severity: Severity): string | null => {
    const number = distinct.filter((message) => message.severity === severity).length;
    return number === 0 ? null : count(number, SEVERITY_WORDS[severity]);
  };
  return dotted([of("error"), of("warn")]);
}
