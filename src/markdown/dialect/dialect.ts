import type { Nodes, Root, RootContent } from "mdast";
import type { Extension as FromMarkdownExtension } from "mdast-util-from-markdown";
import type { Extension as MicromarkExtension } from "micromark-util-types";
import type { Position } from "unist";
import type { MessageId } from "../../facts/messages.ts";
import type { MessageValues } from "../../model/message.ts";
import type { ConvertOptions, Preset } from "../../model/options.ts";
import type { Included, IncludeRequest } from "../include/index.ts";

/** What a dialect may use beside the nodes it is given. */
export interface DialectContext {
  readonly options: ConvertOptions;
  /** The file's text from one offset to another. */
  readonly source: (from: number, to: number) => string;
  /** Reports what is wrong at a node. */
  report<Id extends MessageId>(id: Id, values: MessageValues<Id>, position: Position | undefined): void;
  /** Reports it for the first of several nodes that share `key` only. */
  reportOnce<Id extends MessageId>(
    key: string,
    id: Id,
    values: MessageValues<Id>,
    position: Position | undefined,
  ): void;
  /** The file, relative to the root. */
  readonly path: string;
  /** The content of another file; empty where it cannot be had, which is then reported at the place. */
  include(request: IncludeRequest, position: Position | undefined): readonly Included[];
  /** The text of another file; null where it cannot be had. */
  includeText(request: IncludeRequest, position: Position | undefined): string | null;
  /** Explicit ids met before the block they lead to; the next block takes them. */
  readonly ids: string[];
  /** Tells whether a dialect of that name is on. */
  has(dialect: string): boolean;
}

export type NodeType = Nodes["type"];
export type NodeOf<T extends NodeType> = Extract<Nodes, { type: T }>;

/** Turns a node into what stands in its place; null leaves it as it is. */
export type Rewrite<T extends NodeType> = (
  node: NodeOf<T>,
  context: DialectContext,
) => readonly (RootContent | Included)[] | null;

export type Rewrites = { readonly [T in NodeType]?: Rewrite<T> };

/** What the children of a node may be. */
export type ContentKind = "flow" | "phrasing" | "other";

/** Turns a list of siblings into another. */
export type RewriteSiblings = (
  siblings: readonly RootContent[],
  kind: ContentKind,
  context: DialectContext,
) => RootContent[];

/** Extensions for the tokeniser and for the tree it is made into. */
export interface DialectSyntax {
  readonly micromark?: MicromarkExtension;
  /**
   * Constructs of several lines that may turn out to be none when it is too late to give the lines back. The tree
   * then tells where (`RootData.broken`), and the text is read again with these offsets refused.
   */
  readonly blocks?: (refused: ReadonlySet<number>) => MicromarkExtension;
  readonly fromMarkdown: FromMarkdownExtension;
}

/**
 * A way of writing that is not CommonMark or GFM. It ends here: what it makes are the nodes of mdast and of
 * `model/nodes.ts`. Where its pattern does not apply, the source text stays.
 */
export interface Dialect {
  readonly name: string;
  /** Presets that have it. */
  readonly presets: ReadonlySet<Preset>;
  /** It reads mdnotion's own syntax, and so is on wherever that is, whatever the preset. */
  readonly isOwn?: true;
  /** For a syntax of its own. */
  readonly syntax?: DialectSyntax;
  /** For what concerns the whole file: called once, before all else. */
  readonly prepare?: (tree: Root, context: DialectContext) => void;
  /** For a pattern in nodes that exist anyway: by their type. The first dialect that answers wins. */
  readonly rewrites?: Rewrites;
  /** For a pattern that spans siblings: called for each list that holds a node of the type. */
  readonly siblings?: { readonly type: NodeType; readonly rewrite: RewriteSiblings };
}
