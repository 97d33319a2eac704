import type { FrontMatter } from "../../model/document.ts";

export type Format = FrontMatter["format"];

/** A span of the data block's own text; lines and columns from 1. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What the text of a data block says, or why it says nothing. */
export type Parsed =
  | { readonly ok: true; readonly values: Record<string, unknown>; readonly spans: Record<string, Span> }
  /** Valid, but no mapping of keys to values. */
  | { readonly ok: false; readonly keyless: true; readonly reason: string; readonly span: null }
  | { readonly ok: false; readonly keyless: false; readonly reason: string; readonly span: Span | null };

interface Dated {
  toISOString(): string;
}

/** YAML and TOML readers give dates as objects. */
function isDated(value: unknown): value is Dated {
  return typeof value === "object" && value !== null && "toISOString" in value;
}

/** Tells whether a value maps keys to values. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isPrototypeDate(value);
}

/** A mapping may have a key `toISOString` of its own; a date has it from its class. */
function isPrototypeDate(value: object): value is Dated {
  return isDated(value) && !Object.hasOwn(value, "toISOString");
}

/**
 * A copy with plain data only. `__proto__` is left out, at every depth: merging it elsewhere would change what
 * all objects inherit.
 */
function plainValues(values: Record<string, unknown>): Record<string, unknown> {
  const own = Object.entries(values).filter(([key]) => key !== "__proto__");
  return Object.fromEntries(own.map(([key, value]) => [key, plain(value)]));
}

function plain(value: unknown): unknown {
  if (typeof value === "object" && value !== null && isPrototypeDate(value)) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  return isMapping(value) ? plainValues(value) : value;
}

/** Values that are in hand, with the spans of their keys. */
export function parsed(values: unknown, spans: Record<string, Span>): Parsed {
  if (isMapping(values)) return { ok: true, values: plainValues(values), spans };
  return { ok: false, keyless: true, reason: "it holds no `key: value`", span: null };
}

/** A text that its format does not allow. */
export function broken(reason: string, span: Span | null): Parsed {
  return { ok: false, keyless: false, reason: reason.trim().replace(/[.:]+$/, ""), span };
}
