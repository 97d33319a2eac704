import {
  OPTIONS,
  type OptionFacts,
  type OptionKind,
  type OptionName,
  type OptionValue,
} from "../facts/options.ts";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === "string";

const isFunction = (value: unknown): boolean => typeof value === "function";

/** A plugin, one with its options, or a preset of several. */
function isPlugin(value: unknown): boolean {
  if (Array.isArray(value)) return isFunction(value[0]);
  return isFunction(value) || (isRecord(value) && Array.isArray(value["plugins"]));
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isLook(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.entries(value).every(([key, part]) => /^(icon|color)$/.test(key) && isText(part))
  );
}

/** Tells whether a text names a time zone that this machine knows. */
export function isZone(value: unknown): boolean {
  if (!isText(value)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const MAPPING: Readonly<Record<string, (value: unknown) => boolean>> = {
  rename: (value) => isRecord(value) && Object.values(value).every(isText),
  defaults: isRecord,
  ignore: isTexts,
};

function isMapping(value: unknown): boolean {
  return isRecord(value) && Object.entries(value).every(([key, part]) => MAPPING[key]?.(part) === true);
}

const FITS: { readonly [K in OptionKind]: (value: unknown, facts: OptionFacts) => boolean } = {
  boolean: (value) => typeof value === "boolean",
  string: isText,
  number: (value, { range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] }) =>
    typeof value === "number" && value >= range[0] && value <= range[1],
  choice: (value, { choices = [] }) => isText(value) && choices.includes(value),
  list: isTexts,
  roots: (value) => isRecord(value) && Object.values(value).every(isTexts),
  languages: (value) => isRecord(value) && Object.values(value).every(isText),
  components: (value) =>
    isRecord(value) && Object.values(value).every((one) => isText(one) || isFunction(one)),
  plugins: (value) => Array.isArray(value) && value.every(isPlugin),
  handlers: (value) => isRecord(value) && Object.values(value).every(isFunction),
  callouts: (value) => isRecord(value) && Object.values(value).every(isLook),
  mapping: isMapping,
  zone: isZone,
  rules: (value) =>
    isRecord(value) && Object.values(value).every((level) => /^(off|warn|error)$/.test(String(level))),
};

/** Tells whether a value is one the option can have. */
export function isOptionValue<N extends OptionName>(name: N, value: unknown): value is OptionValue<N> {
  const facts: OptionFacts = OPTIONS[name];
  return value === null ? facts.default === null : FITS[facts.kind](value, facts);
}

/** What an option wants, for a sentence like "must be …". */
export function expectedOf(name: OptionName): string {
  const { kind, choices = [], range }: OptionFacts = OPTIONS[name];
  const words: { readonly [K in OptionKind]: string } = {
    boolean: "`true` or `false`",
    string: "a text",
    number: range ? `a number from ${range[0]} to ${range[1]}` : "a number",
    choice: `one of ${choices.map((choice) => `\`${choice}\``).join(", ")}`,
    list: "a list of texts",
    roots: "a table of beginnings of links, each with a list of folders",
    languages: "a table of languages",
    components: "a table of tags, each with the component it is like, or a function",
    plugins: "a list of functions, or of lists of a function and its options",
    handlers: "a table of functions by the type of node",
    callouts: "a table of callout kinds, each with `icon` and `color`",
    zone: "a time zone such as `Europe/Berlin`",
    mapping: "a table with `rename`, `defaults` and `ignore`",
    rules: "a table of message ids, each with `off`, `warn` or `error`",
  };
  return words[kind];
}

/** A value in a sentence: as JSON, cut short. */
export function foundOf(value: unknown): string {
  if (value === undefined) return "missing";
  const text = JSON.stringify(value) ?? String(value);
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
}

/**
 * Reads an option's value from the text of an environment variable.
 *
 * @returns undefined for a text that says nothing or what the option cannot be
 */
export function parseOption<N extends OptionName>(name: N, text: string): OptionValue<N> | undefined {
  const { kind }: OptionFacts = OPTIONS[name];
  const readings: { readonly [K in OptionKind]: () => unknown } = {
    boolean: () => ({ "1": true, true: true, "0": false, false: false })[text],
    string: () => text,
    number: () => (text.trim() === "" ? undefined : Number(text)),
    choice: () => text,
    list: () => text.split(","),
    roots: () => undefined,
    languages: () => undefined,
    components: () => undefined,
    plugins: () => undefined,
    handlers: () => undefined,
    callouts: () => undefined,
    mapping: () => undefined,
    zone: () => text,
    rules: () => undefined,
  };
  const value = readings[kind]();
  return value !== null && isOptionValue(name, value) ? value : undefined;
}

/** Values of options from one place: flags, environment, a source, the top of a configuration. */
export type Layer = ReadonlyMap<OptionName, unknown>;

/** The value of the first layer that has one; else the default. */
export function pick<N extends OptionName>(name: N, layers: readonly Layer[]): OptionValue<N> {
  const found = layers.map((layer) => layer.get(name)).find((value) => value !== undefined);
  const fallback: unknown = OPTIONS[name].default;
  const value = found ?? fallback;
  if (isOptionValue(name, value)) return value;
  throw new TypeError(`The option ${name} cannot be ${foundOf(value)}; it must be ${expectedOf(name)}.`);
}
