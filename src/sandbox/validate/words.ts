import type { Schema } from "../schemas/schema.ts";
import { resolve } from "./resolve.ts";

/** One thing wrong with a request. */
export type Violation = {
  /** Where, from the part of the request down: `body.children[0].paragraph`. */
  readonly path: string;
  /** Notion's clause, the path included, without the full stop. */
  readonly message: string;
};

/** How much of a refused value a message shows, in UTF-16 units. */
const SHOWN = 200;

/** A value as Notion's messages show it: its JSON, or `undefined`, in backticks. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "undefined";
  return `\`${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}\``;
}

/**
 * A clause in Notion's words.
 *
 * @param expected what should be there: `"an object"`, ``"≤ `100`"``
 * @param instead the value that was there instead
 */
export function violation(path: string, expected: string, instead: unknown): Violation {
  return { path, message: `${path} should be ${expected}, instead was ${shown(instead)}` };
}

/** `a`, `a or b`, `a, b, or c`. */
export function alternatives(choices: readonly string[]): string {
  const last = choices.at(-1) ?? "";
  if (choices.length < 2) return last;
  const head = choices.slice(0, -1).join(", ");
  return `${head}${choices.length > 2 ? "," : ""} or ${last}`;
}

const NAMES = {
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  null: "`null`",
  array: "an array",
  object: "an object",
} as const;

/** What a schema asks for, one phrase per alternative, in the order of the types. */
export function expectations(schema: Schema): readonly string[] {
  const type = resolve(schema);
  if ("anyOf" in type) return [...new Set(type.anyOf.flatMap(expectations))];
  if ("enum" in type) return type.enum.map(shown);
  if ("const" in type) return [shown(type.const)];
  if (type.type === "string" && type.format === "uuid") return ["a valid uuid"];
  return [NAMES[type.type]];
}

/**
 * The message of the 400 that refuses these violations.
 *
 * @param violations at least one, all of the same part of the request (`body`, `query` or `path`)
 */
export function describe(violations: readonly Violation[]): string {
  const part = /^\w+/.exec(violations[0]?.path ?? "body")?.[0] ?? "body";
  const clauses = violations.map(({ message }) => `${message}.`);
  return clauses.length === 1
    ? `${part} failed validation: ${clauses[0]}`
    : `${part} failed validation. Fix one:\n${clauses.join("\n")}`;
}
