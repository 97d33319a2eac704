import { isDeepStrictEqual } from "node:util";
import type { Case, Observation } from "./case.ts";

/** How an observation relates to what the sandbox assumes. `words`: the same, but for the wording of messages. */
export type Agreement = "same" | "words" | "different";

export function compare(assumes: Observation, observed: Observation): Agreement {
  if (!isDeepStrictEqual(withoutMessages(assumes), withoutMessages(observed))) return "different";
  const [expected, seen] = [messages(assumes), messages(observed)];
  return expected.every((message) => seen.includes(message)) ? "same" : "words";
}

function isList(value: Observation): value is readonly Observation[] {
  return Array.isArray(value);
}

function withoutMessages(value: Observation): Observation {
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map(withoutMessages);
  const kept = Object.entries(value).filter(([key]) => key !== "message");
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutMessages(item)]));
}

function messages(value: Observation): readonly Observation[] {
  if (typeof value !== "object" || value === null) return [];
  if (isList(value)) return value.flatMap(messages);
  return Object.entries(value).flatMap(([key, item]) => (key === "message" ? [item] : messages(item)));
}

/** What came of a case. `failed`: it could not be carried out, which says nothing about the question. */
export type Outcome =
  | { readonly kind: Agreement; readonly case: Case; readonly observed: Observation }
  | { readonly kind: "failed"; readonly case: Case; readonly reason: string }
  | { readonly kind: "skipped"; readonly case: Case; readonly reason: string };
