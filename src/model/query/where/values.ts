/** Values as a `where` writes them. All throw `WhereError` for what is none of the kind. */
import { RELATIVE_DATES, VERIFICATION_STATES } from "../../../facts/filters.ts";
import { normalizeId, parseNotionUrl } from "../../links.ts";
import { type AnswerOf, type Answers, answerTo, type Need, type NeedKind, needKey } from "../../need.ts";
import type { PropertySchema, Schema } from "../../property.ts";
import type { DateOperand, VerificationState } from "../operators.ts";
import { type Span, WhereError } from "./lexer.ts";
import { loosely, meant, pick } from "./names.ts";
import type { Words } from "./parser.ts";

/** What a `where` is read with. */
export interface Resolver {
  readonly where: string;
  readonly schema: Schema;
  fail(at: Span, says: string, fix: string): never;
  /** The answer to a need; undefined, and noted, where it has not been given. */
  ask<K extends NeedKind>(need: Extract<Need, { kind: K }>): AnswerOf[K] | undefined;
}

/** @param needs - gets what is missing */
export function createResolver(
  where: string,
  schema: Schema,
  answers: Answers,
  needs: Map<string, Need>,
): Resolver {
  return {
    where,
    schema,
    fail: (at, says, fix) => {
      throw new WhereError(where, at, says, fix);
    },
    ask: (need) => {
      const answer = answerTo(answers, need);
      if (answer === undefined) needs.set(needKey(need), need);
      return answer;
    },
  };
}

const NUMBER = /^[-+]?(?:\d[\d_]*)?(?:\.\d+)?(?:e[-+]?\d+)?(%?)$/i;

export function looksLikeNumber(text: string): boolean {
  return /\d/.test(text) && NUMBER.test(text);
}

/** A number; `50%` is 0.5, as properties in per cent hold it. */
export function numberOf(value: Words, resolver: Resolver): number {
  if (!looksLikeNumber(value.text)) {
    resolver.fail(value, `\`${value.text}\` is no number.`, "Write it as in 42, -1.5 or 50%.");
  }
  const number = Number(value.text.replaceAll("_", "").replace("%", ""));
  return value.text.endsWith("%") ? number / 100 : number;
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["yes", true],
  ["on", true],
  ["checked", true],
  ["false", false],
  ["no", false],
  ["off", false],
  ["unchecked", false],
]);

export function looksLikeBoolean(text: string): boolean {
  return BOOLEANS.has(text.toLowerCase());
}

export function booleanOf(value: Words, resolver: Resolver): boolean {
  return (
    BOOLEANS.get(value.text.toLowerCase()) ??
    resolver.fail(value, `\`${value.text}\` is neither true nor false.`, "Write true or false.")
  );
}

const PERIODS = [
  "this_week",
  "past_week",
  "past_month",
  "past_year",
  "next_week",
  "next_month",
  "next_year",
] as const;
export type Period = (typeof PERIODS)[number];

function worded<const T extends string>(text: string, list: readonly T[]): T | null {
  const wanted = loosely(text).replace(/^an? /, "one ");
  return list.find((one) => one.replaceAll("_", " ") === wanted) ?? null;
}

/** Days by their names, and how they are written. */
const DATE_WORDS = [...RELATIVE_DATES, ...PERIODS].map((one) => one.replaceAll("_", " "));
const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;
const DAYS: readonly number[] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isReal([
  year = 0,
  month = 0,
  day = 0,
  hour = 0,
  minute = 0,
  second = 0,
]: readonly number[]): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && !isLeap ? 28 : (DAYS[month - 1] ?? 0);
  return day >= 1 && day <= days && hour < 24 && minute < 60 && second < 61;
}

/** An ISO date or date-time as the API takes it; null for anything else. */
function isoOf(text: string): string | null {
  const parts = MOMENT.exec(text)?.slice(1);
  return parts !== undefined && isReal(parts.map((part) => Number(part ?? 0)))
    ? text.replace(" ", "T").toUpperCase()
    : null;
}

export function looksLikeDate(text: string): boolean {
  return isoOf(text) !== null || worded(text, RELATIVE_DATES) !== null || worded(text, PERIODS) !== null;
}

/** A period by its name; null where the value is a day. */
export function periodOf(value: Words): Period | null {
  return worded(value.text, PERIODS);
}

export function dateOf(value: Words, resolver: Resolver): DateOperand {
  const found = worded(value.text, RELATIVE_DATES) ?? isoOf(value.text);
  if (found !== null) return found;
  const near = /^\d/.test(value.text) ? null : meant(value.text, DATE_WORDS);
  return resolver.fail(
    value,
    `\`${value.text}\` is no date.`,
    near ?? "Write it as in 2026-01-31 or 2026-01-31T09:00+01:00, a day that there is.",
  );
}

/** An option of a select, multi-select or status by its own name. */
export function optionOf(value: Words, property: PropertySchema, resolver: Resolver): string {
  const { name, options } = property;
  return (
    pick(value.text, options) ??
    resolver.fail(value, `\`${value.text}\` is no option of \`${name}\`.`, meant(value.text, options))
  );
}

export function verificationOf(value: Words, resolver: Resolver): VerificationState {
  return (
    VERIFICATION_STATES.find((state) => state === loosely(value.text)) ??
    resolver.fail(
      value,
      `\`${value.text}\` is no state of a verification.`,
      "Write verified, expired or none.",
    )
  );
}

function idIn(text: string): string | null {
  return normalizeId(text) ?? parseNotionUrl(text)?.page ?? null;
}

/** A user by id, e-mail or name, or `me`; null while that is asked for. */
export function userOf(value: Words, resolver: Resolver): string | null {
  const id = value.text.toLowerCase() === "me" ? "me" : normalizeId(value.text);
  if (id !== null) return id;
  const found = resolver.ask({ kind: "user", who: value.text });
  if (found === undefined) return null;
  const [only, another] = found;
  if (only !== undefined && another === undefined) return only;
  return resolver.fail(
    value,
    `\`${value.text}\` names no one person of the workspace that the connection may see.`,
    "Write the e-mail address, the whole name or the id of one.",
  );
}

/** Pages by id, URL or title; null while that is asked for. */
export function pagesOf(
  value: Words,
  dataSource: string | null,
  resolver: Resolver,
): readonly string[] | null {
  const id = idIn(value.text);
  if (id !== null) return [id];
  if (dataSource === null) {
    resolver.fail(value, `\`${value.text}\` is neither the id nor the URL of a page.`, "Write one of these.");
  }
  const found = resolver.ask({ kind: "row", dataSource, by: "title", text: value.text });
  if (found === undefined) return null;
  if (found.length > 0) return found;
  return resolver.fail(
    value,
    `No page the relation leads to is called \`${value.text}\`.`,
    "Write its title as it is in Notion, or its URL or id.",
  );
}

/** The number of a unique id, with or without its prefix. */
export function uniqueNumberOf(value: Words, resolver: Resolver): number {
  const digits = /^(?:.*-)?(\d+)$/.exec(value.text)?.[1];
  return digits === undefined
    ? resolver.fail(value, `\`${value.text}\` is no unique id.`, "Write it as in TASK-12 or 12.")
    : Number(digits);
}
