import type { PluggableList } from "unified";
import type { MessageId } from "../facts/messages.ts";
import type { Preset } from "../facts/presets.ts";
import type { Component, Handlers } from "./extension.ts";

export type { Preset } from "../facts/presets.ts";

/** How a message is treated. */
export type RuleLevel = "off" | "warn" | "error";

/** What steers conversion. */
export interface ConvertOptions {
  readonly preset: Preset;
  /** mdnotion's own syntax (`:::columns`, `::bookmark`, …); null: in every preset but `github` and `commonmark`. */
  readonly directives: boolean | null;
  /** What a line break inside a paragraph becomes. */
  readonly softBreaks: "space" | "newline";
  /** `both`: notes link back to where they were called. */
  readonly footnotes: "forward" | "both";
  /** Prefix for links to files that exist but are not published; null: their text stays. */
  readonly sourceUrl: string | null;
  /** Images from the web that Notion would refuse: a link, or fetched and uploaded. */
  readonly images: "link" | "import";
  /**
   * How links begin → the folders they are then read from, relative to the root, in this order. What begins with
   * nothing (the empty text) is tried after the folder of the file itself.
   */
  readonly linkRoots: Readonly<Record<string, readonly string[]>>;
  /** Code languages beside the built-in aliases: name in the file → Notion's name. */
  readonly languages: Readonly<Record<string, string>>;
  /** Tags beside the built-in components: name as written → the component it is like, in lower case, or a function. */
  readonly components: Readonly<Record<string, string | Component>>;
  /** Plugins of unified that change the tree before it is converted; synchronous. */
  readonly remarkPlugins: PluggableList;
  /** Functions that convert nodes, by their type. */
  readonly handlers: Handlers;
  /** What the functions among these options are made of: pages are converted anew when it changes. */
  readonly code?: string;
  /** Callout kinds beside the built-in ones. */
  readonly callouts: Readonly<Record<string, { readonly icon?: string; readonly color?: string }>>;
  /** How front matter becomes properties; matters under a data source only. */
  readonly properties: PropertyMapping;
  readonly rules: Readonly<Partial<Record<MessageId, RuleLevel>>>;
  /** Document warnings are errors. */
  readonly strict: boolean;
}

/** How front matter becomes properties of a row. */
export interface PropertyMapping {
  /** Key in front matter → name of the property it goes to. */
  readonly rename: Readonly<Record<string, string>>;
  /** Values, as front matter has them, of properties that a file does not name. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** Keys and properties that are left alone. */
  readonly ignore: readonly string[];
  /** IANA name: zone of times without an offset; null: they are UTC. */
  readonly timezone: string | null;
  /** Adds the properties that front matter names and the data source lacks. */
  readonly createProperties: boolean;
  /** Adds the options that a status lacks. */
  readonly createOptions: boolean;
}

export const DEFAULT_PROPERTY_MAPPING: PropertyMapping = {
  rename: {},
  defaults: {},
  ignore: [],
  timezone: null,
  createProperties: false,
  createOptions: false,
};

export const DEFAULT_CONVERT_OPTIONS: ConvertOptions = {
  preset: "auto",
  directives: null,
  softBreaks: "space",
  footnotes: "forward",
  sourceUrl: null,
  images: "link",
  linkRoots: {},
  languages: {},
  components: {},
  remarkPlugins: [],
  handlers: {},
  callouts: {},
  properties: DEFAULT_PROPERTY_MAPPING,
  rules: {},
  strict: false,
};

/**
 * Options as a text that changes with them; functions by their own text, which is all that can be seen of them.
 */
export function optionsText(options: ConvertOptions): string {
  return JSON.stringify(options, (_key, value: unknown) =>
    typeof value === "function" ? String(value) : value,
  );
}

export type OnConflict = "notion" | "markdown" | "fail";
export type OnMissing = "skip" | "restore" | "recreate" | "fail";

/** What steers planning. */
export interface PlanOptions {
  readonly onConflict: OnConflict;
  readonly onMissing: OnMissing;
  readonly prune: "report" | "trash";
  /** Most pages that one run may take away; null: ten, or a tenth of the source where that is more. */
  readonly pruneLimit: number | null;
  readonly adopt: "merge" | "replace" | null;
  readonly comments: "protect" | "ignore";
  readonly repair: boolean;
  readonly rewrite: boolean;
}

/** Where both sides changed something, the file's version is written. */
export function fileWins({ onConflict, repair }: PlanOptions): boolean {
  return onConflict === "markdown" || repair;
}

export const DEFAULT_PLAN_OPTIONS: PlanOptions = {
  onConflict: "notion",
  onMissing: "skip",
  prune: "report",
  pruneLimit: null,
  adopt: null,
  comments: "protect",
  repair: false,
  rewrite: false,
};
