import { Option, type Command as Program } from "commander";
import {
  isOptionName,
  OPTIONS,
  type OptionFacts,
  type OptionName,
  type OptionValues,
} from "../facts/options.ts";
import { UsageError } from "./usage.ts";

type FlagValue = string | number | boolean | readonly string[];

/** What was said on the command line, by option; what was not said is not in it. */
export type Flags = ReadonlyMap<OptionName, FlagValue>;

type NamesOf<Value> = {
  [N in OptionName]: Exclude<OptionValues[N], null> extends Value ? N : never;
}[OptionName];

/** Whether a switch was set. */
export function isOn(flags: Flags, name: NamesOf<boolean>): boolean {
  return flags.get(name) === true;
}

/** The text given for an option; null where it was not given. */
export function textOf(flags: Flags, name: NamesOf<string>): string | null {
  const value = flags.get(name);
  return typeof value === "string" ? value : null;
}

/** The number given for an option; null where it was not given. */
export function numberOf(flags: Flags, name: NamesOf<number>): number | null {
  const value = flags.get(name);
  return typeof value === "number" ? value : null;
}

interface FlagRow {
  readonly name: OptionName;
  readonly facts: OptionFacts;
  readonly option: Option;
}

const asTexts = (value: unknown): readonly string[] => (isTextList(value) ? value : []);

/** A list's flag is repeated: one that takes all words after it would take the paths too. */
function optionFor({ choices, flag, kind, sentence }: OptionFacts): Option | null {
  if (flag === null) {
    return null;
  }
  const short = flag.short === undefined ? "" : `-${flag.short}, `;
  const value = flag.value === undefined ? "" : ` ${flag.value.replace("...", "")}`;
  const words = kind === "list" ? `${sentence}; can be given again` : sentence;
  const option = new Option(`${short}--${flag.name}${value}`, words);
  if (kind === "list") {
    option.argParser((text: string, before: unknown) => [...asTexts(before), text]);
  }
  return choices === undefined ? option : option.choices(choices);
}

/** The flags a command takes, in the option table's order. */
export function flagRows(command: string): readonly FlagRow[] {
  return Object.entries(OPTIONS).flatMap(([name, facts]: [string, OptionFacts]) => {
    const taken = facts.commands.some((taker) => taker === command);
    const option = taken ? optionFor(facts) : null;
    return option === null || !isOptionName(name) ? [] : [{ name, facts, option }];
  });
}

function numberFrom(text: string, { range, flag }: OptionFacts): number {
  const [least, greatest] = range ?? [0, Number.MAX_SAFE_INTEGER];
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && number <= greatest)) {
    throw new UsageError(
      `--${flag?.name ?? ""} wants a whole number, got \`${text}\`.`,
      `Give it one from ${least} to ${greatest}.`,
    );
  }
  return number;
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function valueFrom(value: unknown, facts: OptionFacts): FlagValue | null {
  if (typeof value === "string") {
    return facts.kind === "number" ? numberFrom(value, facts) : value;
  }
  return typeof value === "boolean" || isTextList(value) ? value : null;
}

/**
 * What commander has read, without what it filled in itself.
 *
 * @throws UsageError for a number that is none, or out of its range
 */
export function flagsFrom(program: Program, rows: readonly FlagRow[]): Flags {
  const flags = new Map<OptionName, FlagValue>();
  for (const { facts, name, option } of rows) {
    const attribute = option.attributeName();
    const given = program.getOptionValueSource(attribute) === "cli";
    const value = given ? valueFrom(program.getOptionValue(attribute), facts) : null;
    if (value !== null) {
      flags.set(name, value);
    }
  }
  return flags;
}
