import type { Message } from "../model/message.ts";
import type { ConvertOptions, RuleLevel } from "../model/options.ts";

const SEVERITY_OF = { off: null, warn: "warn", error: "error" } as const satisfies Record<RuleLevel, unknown>;

function judged(one: Message, { rules, strict }: Pick<ConvertOptions, "rules" | "strict">): Message | null {
  if (one.about !== "document") return one;
  const rule = rules[one.id];
  const severity = rule === undefined ? one.severity : SEVERITY_OF[rule];
  if (severity === null) return null;
  return { ...one, severity: strict && severity === "warn" ? "error" : severity };
}

/** Messages as the user wants them: some off, some louder. Those that are not about a document stay as they are. */
export function applyRules(
  messages: readonly Message[],
  options: Pick<ConvertOptions, "rules" | "strict">,
): Message[] {
  return messages.flatMap((one) => judged(one, options) ?? []);
}
