import type { Document, PlacedRule, Point } from "../model/document.ts";
import type { Message } from "../model/message.ts";
import type { ConvertOptions, RuleLevel } from "../model/options.ts";

const SEVERITY_OF = { off: null, warn: "warn", error: "error" } as const satisfies Record<RuleLevel, unknown>;

/** Where rules come from, and whose messages they are about. */
type Judge = Pick<ConvertOptions, "rules" | "strict"> & {
  readonly document: Pick<Document, "path" | "rules">;
};

function isAfter(a: Point, b: Point): boolean {
  return a.line > b.line || (a.line === b.line && a.column >= b.column);
}

/** The rule that a comment in the file sets where a message stands. */
function placedRule({ id, path, place }: Message, document: Judge["document"]): PlacedRule | undefined {
  if (place === null || path !== document.path || (place.path ?? path) !== path) return undefined;
  return document.rules.findLast(
    ({ ids, from, to }) =>
      (ids === null || ids.includes(id)) && isAfter(place, from) && (to === null || !isAfter(place, to)),
  );
}

function judged(one: Message, judge: Judge): Message | null {
  if (one.about !== "document") return one;
  const rule = placedRule(one, judge.document)?.level ?? judge.rules[one.id];
  const severity = rule === undefined ? one.severity : SEVERITY_OF[rule];
  if (severity === null) return null;
  return { ...one, severity: judge.strict && severity === "warn" ? "error" : severity };
}

/** Messages as the user wants them: some off, some louder. Those that are not about a document stay as they are. */
export function applyRules(
  messages: readonly Message[],
  { rules, strict }: Pick<ConvertOptions, "rules" | "strict">,
  document: Pick<Document, "path" | "rules">,
): Message[] {
  return messages.flatMap((one) => judged(one, { rules, strict, document }) ?? []);
}
