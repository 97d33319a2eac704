import type { Preset } from "../../../src/model/options.ts";

/**
 * A grammar of documents whose visible text is known by construction: each rule writes a construct and says what a
 * reader must see of it. No parser has a part in that.
 */

/** One construct: its source in lines, and what a reader sees of it, without any spaces. */
export interface Written {
  readonly lines: readonly string[];
  readonly shown: string;
}

/** The same inside a line. */
export interface Span {
  readonly source: string;
  readonly shown: string;
}

/** What stands around a construct, as far as it forbids others. */
export interface Place {
  readonly isLink: boolean;
  readonly isCell: boolean;
  /** Within a heading, a label, a title. */
  readonly isLine: boolean;
  /** Within formatting of some other spelling, which is not to be opened again inside. */
  readonly marks: ReadonlySet<string>;
}

/** What a rule writes with. */
export interface Pen {
  readonly preset: Preset;
  readonly place: Place;
  /** Chooses among the spellings of a construct. */
  readonly variant: number;
  /** A new word for a reader to see. */
  word(): string;
  /** Text in a line: what was generated inside of the construct. */
  line(place?: Partial<Place>): Span;
  /** Blocks: what was generated inside of the construct. */
  flow(): Written;
  /** Number of the note that is called here, which is to stand at the end. */
  note(): number;
  /** Lines for the end of the file, of which nothing is seen. */
  define(line: string): void;
}

export interface Rule<Made> {
  readonly name: string;
  /** Presets that own it; without them, all. */
  readonly presets?: ReadonlySet<Preset>;
  /** Tells where it cannot stand. */
  readonly excluded?: (place: Place) => boolean;
  readonly write: (pen: Pen) => Made;
}

export type BlockRule = Rule<Written> & {
  /** It holds blocks, rather than text only. */
  readonly holds: boolean;
};

export type SpanRule = Rule<Span> & {
  /** It holds text. */
  readonly holds: boolean;
};

export const ALL_PRESETS: readonly Preset[] = [
  "commonmark",
  "github",
  "docusaurus",
  "vitepress",
  "starlight",
  "mkdocs",
  "obsidian",
];

export const only = (...presets: readonly Preset[]): ReadonlySet<Preset> => new Set(presets);
export const butNot = (...presets: readonly Preset[]): ReadonlySet<Preset> =>
  new Set(ALL_PRESETS.filter((preset) => !presets.includes(preset)));

/** Presets with mdnotion's own syntax. */
export const OWN = butNot("commonmark", "github");

export function pick<T>(from: readonly [T, ...T[]], variant: number): T {
  return from[variant % from.length] ?? from[0];
}
