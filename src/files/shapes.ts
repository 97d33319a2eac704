import { isCreatable } from "../facts/blocks.ts";
import type { Effect, Intent, PageBase, TargetMemory } from "../model/memory.ts";

// Checks of what was read from a file: what has another shape was not written by this program.

export type Fields = Readonly<Record<string, unknown>>;

type Check = (value: unknown) => boolean;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === "string";

export const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(isText);

export const isTextRecord = (value: unknown): value is Readonly<Record<string, string>> =>
  isFields(value) && Object.values(value).every(isText);

const isNumber: Check = (value) => typeof value === "number";

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);

const shape =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isFields(value) && Object.entries(checks).every(([key, check]) => check(value[key]));

const base = shape({
  title: optional(isText),
  icon: optional(isText),
  cover: optional(isText),
  parent: optional(isText),
  properties: optional(isTextRecord),
  relations: optional((value) => isFields(value) && Object.values(value).every(isTexts)),
});

const block = shape({
  id: orNull(isText),
  type: (value) => isText(value) && isCreatable(value),
  hash: isText,
  children: (value) => listOf(block)(value),
  fields: optional(isTexts),
  doomed: optional(oneOf(true)),
});

const page = shape({ id: isText, title: isText, inputs: orNull(isTextRecord), base, blocks: listOf(block) });

const target = shape({
  kind: oneOf("page", "dataSource"),
  id: isText,
  title: isText,
  given: optional(isText),
  schema: optional(isText),
});

const position: Check = (value) => oneOf("start", "end")(value) || shape({ after: isText })(value);

const EFFECTS: { readonly [K in Effect["kind"]]: Check } = {
  target: shape({ source: isText, target }),
  page: shape({ key: isText, page }),
  started: shape({ key: isText }),
  inserted: shape({ key: isText, parent: orNull(isText), position, blocks: listOf(block) }),
  learned: shape({ key: isText, parent: orNull(isText), ids: listOf(orNull(isText)) }),
  updated: shape({ key: isText, block: isText, hash: isText, fields: optional(isTexts) }),
  removed: shape({ key: isText, block: isText }),
  base: shape({ key: isText, base }),
  finished: shape({ key: isText, inputs: isTextRecord }),
  forgotten: shape({ key: isText }),
  renamed: shape({ key: isText, to: isText }),
  uploaded: shape({ account: isText, digest: isText, id: isText }),
};

const intent = shape({
  n: isNumber,
  key: isText,
  kind: oneOf("append", "createPage"),
  parent: isText,
  container: orNull(isText),
  position,
  sentAt: isNumber,
  blocks: listOf(block),
  title: orNull(isText),
  base: orNull(base),
  row: optional(shape({ by: oneOf("source", "title"), text: isText })),
});

const isEffectKind = (kind: unknown): kind is Effect["kind"] => isText(kind) && Object.hasOwn(EFFECTS, kind);

export const isBase = (value: unknown): value is PageBase => base(value);

export const isTarget = (value: unknown): value is TargetMemory => target(value);

export const isIntent = (value: unknown): value is Intent => intent(value);

function isEffect(value: unknown): value is Effect {
  if (!isFields(value)) return false;
  const { kind } = value;
  return isEffectKind(kind) && EFFECTS[kind](value);
}

export const isEffects = (value: unknown): value is readonly Effect[] =>
  Array.isArray(value) && value.every(isEffect);
