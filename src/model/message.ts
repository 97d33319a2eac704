import { MESSAGES, type MessageFacts, type MessageId } from "../facts/messages.ts";

/** A place in a text file, as editors count: lines and columns from 1. `path` where it is not the page's own file. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly path?: string;
}

export type Severity = MessageFacts["severity"];

/** One complaint: what is wrong and why, where, and what to do. */
export interface Message {
  readonly id: MessageId;
  readonly severity: Severity;
  readonly about: MessageFacts["about"];
  /** File it concerns, relative to the root; null where it concerns none. */
  readonly path: string | null;
  readonly place: Place | null;
  readonly says: string;
  readonly fix: string;
}

type Holes<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never;

/** The values a message's sentences want. */
export type MessageValues<Id extends MessageId> = Readonly<
  Record<Holes<(typeof MESSAGES)[Id]["says"]> | Holes<(typeof MESSAGES)[Id]["fix"]>, string | number>
>;

function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/**
 * Makes a message from the catalogue.
 *
 * @param id - permanent id
 * @param values - what its sentences name
 * @param path - file relative to the root, or null
 * @param place - where in the file, or null
 */
export function message<Id extends MessageId>(
  id: Id,
  values: MessageValues<Id>,
  path: string | null = null,
  place: Place | null = null,
): Message {
  const { severity, about, says, fix }: MessageFacts = MESSAGES[id];
  return { id, severity, about, path, place, says: fill(says, values), fix: fill(fix, values) };
}
