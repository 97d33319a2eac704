import type { Heading, PhrasingContent, Root } from "mdast";
import type { MessageId } from "../facts/messages.ts";
import type { Message, Place } from "./message.ts";
import type { RuleLevel } from "./options.ts";

/** The data block at the head of a file, parsed; nothing in it was executed. */
export interface FrontMatter {
  readonly format: "yaml" | "toml" | "json";
  readonly values: Readonly<Record<string, unknown>>;
  readonly place: Place;
  /** Where each top-level key stands. */
  readonly places: Readonly<Record<string, Place>>;
}

/** A value of front matter by its key; a dot leads into a table. Undefined where there is none. */
export function frontMatterAt({ frontMatter }: Pick<Document, "frontMatter">, key: string): unknown {
  let value: unknown = frontMatter?.values;
  for (const part of key.split(".")) {
    const isTable = typeof value === "object" && value !== null && Object.hasOwn(value, part);
    value = isTable ? Reflect.get(Object(value), part) : undefined;
  }
  return value;
}

/** A heading of the file, in order. */
export interface HeadingEntry {
  readonly depth: 1 | 2 | 3 | 4 | 5 | 6;
  readonly text: string;
  /** As GitHub makes it: unique within the file. */
  readonly slug: string;
  /** Explicit ids (`<a name>`, `<h2 id>`) by which links reach it too. */
  readonly ids?: readonly string[];
  /** It gives the page its title and is left out of the tree: a link to it leads to the page. */
  readonly isTitle?: true;
  readonly place: Place | null;
}

/** A URL as the file writes it. */
export interface UrlEntry {
  readonly url: string;
  /** It is a name (`Page#Heading`): the file may lie anywhere. */
  readonly byName?: true;
  readonly place: Place | null;
}

/** Where a heading was among the nodes at the top, and how many nodes with its images stand there in its place. */
export interface TitleHeading {
  readonly node: Heading;
  readonly index: number;
  readonly left: number;
}

/** A point in a text, as editors count. */
export interface Point {
  readonly line: number;
  readonly column: number;
}

/** How a part of a file wants messages to be treated. */
export interface PlacedRule {
  /** Null: all. */
  readonly ids: readonly MessageId[] | null;
  /** Null: as the configuration says. */
  readonly level: RuleLevel | null;
  readonly from: Point;
  /** Null: to the end. */
  readonly to: Point | null;
}

/** Why a file's text cannot be included. */
export type IncludeProblem = "missing" | "outside" | "hidden" | "skipped" | "unreadable";

/** A file to include, by what was asked for. */
export type IncludeFile = { readonly path: string; readonly text: string } | IncludeProblem;

/** Files whose text others may ask for, by path relative to the root; two stars and a slash before a name stand for any folder. */
export type IncludeFiles = ReadonlyMap<string, IncludeFile>;

/** A text file, parsed. Dialects end here: the tree holds mdast nodes and the nodes of `model/nodes.ts` only. */
export interface Document {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly tree: Root;
  readonly frontMatter: FrontMatter | null;
  /** Front matter's `title`, else the text of the first level-1 heading; null without either. */
  readonly title: string | null;
  /** The heading that was taken out of the tree because it gave the title. */
  readonly titleHeading?: TitleHeading;
  readonly headings: readonly HeadingEntry[];
  /** Ids of places in lines by which links reach the block around. */
  readonly anchors: readonly string[];
  /** Links and definitions, without images. */
  readonly links: readonly UrlEntry[];
  /** Images, media and front matter's icon and cover. */
  readonly assets: readonly UrlEntry[];
  /** Files whose text it asks for, whether they are there or not; keys of `IncludeFiles`. */
  readonly includes: readonly string[];
  /** Set by comments, in order; of those that fit a message the last one counts. */
  readonly rules: readonly PlacedRule[];
  readonly messages: readonly Message[];
}

/** A text that stands in a value, parsed as what a line of Markdown holds. */
export interface InlineText {
  /** Blank lines part them. */
  readonly paragraphs: readonly (readonly PhrasingContent[])[];
  readonly links: readonly UrlEntry[];
  readonly assets: readonly UrlEntry[];
  readonly messages: readonly Message[];
}
