import { basename, extname } from "node:path";
import type { z } from "zod";
import { MESSAGES } from "../facts/messages.ts";
import { isOptionName, OPTIONS, type OptionFacts, type OptionName } from "../facts/options.ts";
import { type Message, message } from "../model/message.ts";
import { nearest } from "../model/near.ts";
import type { RawConfig } from "./read.ts";
import { configSchema, isOnlyForPrograms, keysOf } from "./schema.ts";
import { expectedOf, foundOf } from "./values.ts";

type Path = readonly PropertyKey[];

const at = (value: unknown, key: PropertyKey): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;

const valueAt = (value: unknown, path: Path): unknown => path.reduce(at, value);

function write(path: Path): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key + 1}]` : `${index > 0 ? "." : ""}${String(key)}`))
    .join("");
}

/** The option a key means, whether written as in a configuration (`dryRun`) or as a flag (`dry-run`). */
function optionMeant(key: string): OptionName | null {
  const name = key.replace(/^-+/, "").replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  if (isOptionName(name)) return name;
  return (
    Object.keys(OPTIONS)
      .filter(isOptionName)
      .find((option) => flagOf(option) === key.replace(/^-+/, "")) ?? null
  );
}

function flagOf(name: OptionName): string | null {
  const { flag }: OptionFacts = OPTIONS[name];
  return flag?.name ?? null;
}

function refusedKey(key: string, file: string, place: ReturnType<RawConfig["place"]>): Message | null {
  const option = optionMeant(key);
  if (option === null) return null;
  if (isOnlyForPrograms(option)) return message("config-not-program", { key }, file, place);
  const { config, environment }: OptionFacts = OPTIONS[option];
  if (typeof config === "string") return null;
  const flag = flagOf(option);
  const instead =
    flag === null ? `the environment variable \`${environment[0]}\`` : `\`--${flag}\` to the command`;
  return message("config-not-here", { name: key, reason: config.refused, instead }, file, place);
}

function unknownKey(raw: RawConfig, path: Path, key: string): Message {
  const file = basename(raw.file);
  const place = raw.place([...path, key], true);
  const refused = refusedKey(key, file, place);
  if (refused) return refused;
  const inSource = path[0] === "sources";
  const known = keysOf(inSource ? "source" : "top");
  const near = optionMeant(key) ?? nearest(key, known);
  const isKnown = near !== null && known.includes(near);
  const elsewhere = near !== null && keysOf("top").includes(near);
  let suggestion = `It knows ${known.map((name) => `\`${name}\``).join(", ")}.`;
  if (elsewhere) suggestion = `Set \`${near}\` at the top, for all sources.`;
  if (isKnown) suggestion = `Did you mean \`${near}\`?`;
  return message("config-unknown-key", { key, suggestion }, file, place);
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  boolean: "`true` or `false`",
  array: "a list",
  object: "a table",
  record: "a table",
};

function expected(issue: z.core.$ZodIssue): string {
  const option = issue.path.findLast((key) => typeof key === "string" && isOptionName(key));
  if (typeof option === "string" && isOptionName(option) && issue.path.at(-1) === option)
    return expectedOf(option);
  if (issue.code === "invalid_type") return TYPE_WORDS[issue.expected] ?? issue.expected;
  if (issue.code === "invalid_value") {
    const some = issue.values.slice(0, 20).map((value) => `\`${String(value)}\``);
    return `one of ${some.join(", ")}${issue.values.length > some.length ? ", …" : ""}`;
  }
  if (issue.code === "invalid_format") return "letters, digits, `_`, `.` and `-`";
  if (issue.code === "too_small" && issue.origin === "string") return "a text that is not empty";
  if (issue.code === "too_small" && issue.origin === "array") return "a list that is not empty";
  return issue.message;
}

function messagesOf(raw: RawConfig, issue: z.core.$ZodIssue): readonly Message[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(raw, issue.path, key));
  const found = foundOf(valueAt(raw.value, issue.path));
  const key = write(issue.path) || "the whole";
  return [
    message(
      "config-value",
      { key, found, expected: expected(issue) },
      basename(raw.file),
      raw.place(issue.path),
    ),
  ];
}

function ruleMessages(raw: RawConfig, path: Path): readonly Message[] {
  const rules = valueAt(raw.value, path);
  if (typeof rules !== "object" || rules === null) return [];
  return Object.keys(rules)
    .filter((id) => !Object.hasOwn(MESSAGES, id))
    .map((key) => {
      const near = nearest(key, Object.keys(MESSAGES));
      const suggestion =
        near === null ? "Use an id that stands behind a message." : `Did you mean \`${near}\`?`;
      return message(
        "config-unknown-key",
        { key, suggestion },
        basename(raw.file),
        raw.place([...path, key], true),
      );
    });
}

/** One source as a configuration writes it, its options by name. */
export interface SourceEntry {
  readonly name: string;
  readonly path: string;
  readonly options: ReadonlyMap<OptionName, unknown>;
}

/** A configuration of the right form. */
export interface CheckedConfig {
  /** Null: it names none. */
  readonly sources: readonly SourceEntry[] | null;
  readonly options: ReadonlyMap<OptionName, unknown>;
}

function optionsOf(value: Readonly<Record<string, unknown>>): ReadonlyMap<OptionName, unknown> {
  const found = new Map<OptionName, unknown>();
  for (const [key, option] of Object.entries(value)) {
    if (isOptionName(key) && option !== undefined) found.set(key, option);
  }
  return found;
}

function nameMessages(raw: RawConfig, names: readonly string[]): readonly Message[] {
  if (names.length < 2) return [];
  return names.flatMap((name, index) => {
    const path = ["sources", index];
    if (name === "") return [message("source-name-missing", {}, basename(raw.file), raw.place(path))];
    if (names.indexOf(name) === index) return [];
    return [message("source-name-twice", { name }, basename(raw.file), raw.place([...path, "name"]))];
  });
}

/** Compares a configuration with its schema. */
export function checkConfig(
  raw: RawConfig,
):
  | { readonly config: CheckedConfig; readonly messages: readonly [] }
  | { readonly config: null; readonly messages: readonly Message[] } {
  const parsed = configSchema(extname(raw.file) === ".mjs").safeParse(raw.value);
  if (!parsed.success) {
    return { config: null, messages: parsed.error.issues.flatMap((issue) => messagesOf(raw, issue)) };
  }
  const { sources } = parsed.data;
  const messages = [
    ...ruleMessages(raw, ["rules"]),
    ...(sources ?? []).flatMap((_, index) => ruleMessages(raw, ["sources", index, "rules"])),
    ...nameMessages(
      raw,
      (sources ?? []).map(({ name }) => name ?? ""),
    ),
  ];
  if (messages.length > 0) return { config: null, messages };
  const entries = sources?.map(({ name = "", path, ...options }) => ({
    name,
    path,
    options: optionsOf(options),
  }));
  return { config: { sources: entries ?? null, options: optionsOf(parsed.data) }, messages: [] };
}
