import type { Nodes } from "mdast";
import type { Block } from "./block.ts";
import type { RichText } from "./richText.ts";

/** What functions of users are given beside what they convert. */
export interface HandlerContext {
  /** The file, relative to the root. */
  readonly path: string;
  /** Front matter as data; empty without one. */
  readonly frontmatter: Readonly<Record<string, unknown>>;
  /**
   * Converts nodes into blocks as mdnotion does, other handlers among it. The node at hand itself may be among
   * them: it then becomes what it becomes without this handler.
   */
  readonly blocks: (nodes: Nodes | readonly Nodes[]) => readonly Block[];
  /** Converts nodes into runs of text; what cannot stand in a line gives its text. */
  readonly text: (nodes: Nodes | readonly Nodes[]) => readonly RichText[];
  /** Warns the author about the node at hand (`handler-says`): what is wrong and why, and what to do. */
  readonly warn: (says: string, fix?: string) => void;
}

type Part = Block | RichText | string;

/**
 * What stands in a node's place: blocks, runs of text (a string is one without formatting of its own), or several
 * of them in order. `null` and an empty list: nothing. `undefined`: what mdnotion makes of it by itself.
 */
export type HandlerResult = Part | readonly Part[] | null | undefined;

/** Converts nodes of one type. It is called synchronously, and must give the same for the same node. */
export type Handler<N = Nodes> = (node: N, context: HandlerContext) => HandlerResult;

/**
 * Handlers by the type of node they convert, of mdast, of a plugin, or of a dialect. A type of a plugin is known to
 * TypeScript once it is declared in mdast's `RootContentMap`.
 */
export type Handlers = { readonly [T in Nodes["type"]]?: Handler<Extract<Nodes, { type: T }>> };

/** A tag that a function stands for. */
export interface ComponentElement {
  /** As `components` has it. */
  readonly name: string;
  /** Names in lower case; one without a value has the empty text. Values that are programs are left out. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What stands in it, for `context.blocks` or `context.text`. */
  readonly children: readonly Nodes[];
}

/** Converts a tag of HTML or JSX. `undefined`: what it holds. */
export type Component = (element: ComponentElement, context: HandlerContext) => HandlerResult;
