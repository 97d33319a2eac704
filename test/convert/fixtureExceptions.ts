import type { Preset } from "../../src/model/options.ts";
import { butNot, OWN, only } from "./words/grammar.ts";

/** What a fixture shows under its own preset, and other presets rightly do not, or at another place. */
export interface Exception {
  readonly fixture: string;
  /** Presets that differ. */
  readonly presets: ReadonlySet<Preset>;
  readonly because: string;
  /** Phrases that are not demanded, in the order in which they stand. */
  readonly without: readonly string[];
  /** Phrases of these that are shown all the same. */
  readonly elsewhere?: readonly string[];
}

const ATTRIBUTES = "where a tag is HTML, attributes are not shown";
const KIND = "a mark of this preset's own callouts";
const OWN_SYNTAX = "a mark of mdnotion's own syntax";
const EMOJI = "a name stands for an emoji";
const MDX_CODE = "MDX has no code by indentation";

const COLONS = only("docusaurus", "vitepress", "starlight");

export const EXCEPTIONS: readonly Exception[] = [
  {
    fixture: "alerts",
    presets: only("vitepress"),
    because: KIND,
    without: ["note not"],
    elsewhere: ["not an"],
  },
  {
    fixture: "alerts",
    presets: only("obsidian"),
    because: KIND,
    without: ["note not"],
    elsewhere: ["not an"],
  },
  { fixture: "vitepress-alerts", presets: only("obsidian"), because: KIND, without: ["note", "bug"] },
  {
    fixture: "attributes-github",
    presets: OWN,
    because: OWN_SYNTAX,
    without: ["id", "color red", "color red"],
  },
  {
    fixture: "comments-not",
    presets: only("obsidian"),
    because: "between %% and %% is a comment",
    without: ["shown", "2 shown"],
    elsewhere: ["x 2"],
  },
  {
    fixture: "containers-nested",
    presets: only("docusaurus"),
    because: MDX_CODE,
    without: ["note indented code"],
    elsewhere: ["indented code"],
  },
  {
    fixture: "containers-not-in-code",
    presets: only("docusaurus"),
    because: `${MDX_CODE}, and reads Markdown in a tag`,
    without: ["note note"],
  },
  { fixture: "containers-not", presets: COLONS, because: KIND, without: ["note", "bookmark url", "toggle"] },
  {
    fixture: "containers-not",
    presets: only("mkdocs"),
    because: `${KIND}, or defines an abbreviation that is not used`,
    without: ["bookmark url", "toggle", "note", "HTML Hyper Text Markup Language"],
  },
  {
    fixture: "containers-not",
    presets: only("obsidian"),
    because: KIND,
    without: ["bookmark url", "toggle", "info"],
  },
  {
    fixture: "containers-vitepress",
    presets: butNot("docusaurus", "vitepress", "starlight"),
    because: "what follows the language of a code block is not shown",
    without: ["config js", "config ts", "sh"],
  },
  {
    fixture: "directives-blocks",
    presets: only("commonmark", "github"),
    because: "the caption stands after the address",
    without: ["A caption"],
    elsewhere: ["A caption"],
  },
  { fixture: "directives-in-github", presets: COLONS, because: KIND, without: ["note"] },
  { fixture: "mkdocs-directives", presets: COLONS, because: KIND, without: ["note"] },
  { fixture: "mentions-github", presets: OWN, because: OWN_SYNTAX, without: ["date"] },
  {
    fixture: "mentions-alone",
    presets: only("commonmark", "github"),
    because: "the id of a page is written with dashes",
    without: ["01234567 89ab cdef 0123 456789abcdef"],
    elsewhere: ["0123456789abcdef0123456789abcdef"],
  },
  {
    fixture: "emoji",
    presets: only("commonmark"),
    because: "the emoji is a digit in a frame",
    without: ["1 two"],
    elsewhere: ["two"],
  },
  {
    fixture: "emoji",
    presets: only("docusaurus"),
    because: MDX_CODE,
    without: ["rocket in code"],
    elsewhere: ["in code"],
  },
  { fixture: "emoji-commonmark", presets: butNot("commonmark"), because: EMOJI, without: ["rocket"] },
  {
    fixture: "mdx",
    presets: butNot("docusaurus"),
    because: ATTRIBUTES,
    without: ["macOS", "win", "Watch out", "Check this", "Linked"],
  },
  { fixture: "mdx", presets: butNot("docusaurus", "vitepress"), because: ATTRIBUTES, without: ["New"] },
  {
    fixture: "mdx-lines",
    presets: butNot("docusaurus"),
    because: ATTRIBUTES,
    without: ["q", "x y T body", "src x js", "program", "Linked", "What it is"],
    elsewhere: ["x y body"],
  },
  {
    fixture: "mkdocs-abbreviations",
    presets: butNot("mkdocs"),
    because: "a definition stands where it was written",
    without: [
      "Hyper Text Markup Language",
      "International Organization for Standardization",
      "World Wide Web Consortium",
    ],
    elsewhere: [
      "Hyper Text Markup Language",
      "World Wide Web Consortium",
      "International Organization for Standardization",
    ],
  },
  {
    fixture: "obsidian-inline-notes",
    presets: butNot("obsidian"),
    because: "a note is numbered, and stands at the end",
    without: ["1", "2", "3", "4", "5", "1 One b l and c d 2 two 3 x 6 4 cell 5 q 6 in note"],
    elsewhere: ["One b l", "and c d", "two", "x in note", "cell", "q"],
  },
];
