import type { Definition, FootnoteDefinition, Nodes, PhrasingContent } from "mdast";
import type { MessageId } from "../facts/messages.ts";
import type { DraftBlock } from "../model/block.ts";
import type { Document } from "../model/document.ts";
import type { MessageValues, Place } from "../model/message.ts";
import type { Need } from "../model/need.ts";
import type { ConvertOptions } from "../model/options.ts";
import type { PageKey, Reference } from "../model/pending.ts";
import type { Annotations, RichText } from "../model/richText.ts";
import type { Site } from "../model/site.ts";

/** How the text being converted looks, by all the nodes around it. */
export interface Mark {
  readonly annotations: Annotations;
  readonly link: { readonly url: Reference } | null;
  /** It stands where no block can: in a heading, a table cell or a link. Images become links. */
  readonly inLine: boolean;
}

/** What text converts to: runs, blocks that interrupt them, and slugs by which links reach the block around. */
export type Piece =
  | RichText
  | { readonly type: "block"; readonly block: DraftBlock }
  | { readonly type: "slug"; readonly slug: string };

/** Notes in the order of their first call. */
export interface Notes {
  readonly definitions: Map<string, FootnoteDefinition>;
  /** Number by identifier, from 1; a call of a note gives it the next one. */
  readonly numbers: Map<string, number>;
}

/** What handlers are given beside their node. */
export interface Context {
  readonly document: Document;
  readonly site: Site;
  readonly options: ConvertOptions;
  /** The page this document becomes; null where it becomes none. */
  readonly self: PageKey | null;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly notes: Notes;
  /** Slugs of this document by their lower-case form. */
  readonly slugs: ReadonlyMap<string, string>;
  /** Slugs of the heading that became the page's title: they lead to the page. */
  readonly titleSlugs: ReadonlySet<string>;
  /** Converts what stands side by side, whatever it is, into blocks. */
  readonly flow: (nodes: readonly Nodes[]) => DraftBlock[];
  /** Converts text nodes, adding to `out`. */
  readonly phrasing: (nodes: readonly Nodes[], mark: Mark, out: Piece[]) => void;
  readonly report: <Id extends MessageId>(
    id: Id,
    values: MessageValues<Id>,
    at: Nodes | Place | null,
  ) => void;
  readonly need: (need: Need) => void;
  /** Nodes that handlers of the user are at work on. */
  readonly handling: Set<Nodes>;
}

type PhrasingType = PhrasingContent["type"];

/** Nodes that stand as blocks, or are parts of such. HTML does both. */
export type FlowNode = Exclude<Nodes, { type: Exclude<PhrasingType, "html"> }>;

export type PhrasingNode = PhrasingContent;

/** The same, each under the name of its type. */
export type FlowNodes = { readonly [N in FlowNode as N["type"]]: N };
export type PhrasingNodes = { readonly [N in PhrasingNode as N["type"]]: N };

/** @param before - the node before it among its siblings */
export type FlowHandler<N> = (node: N, context: Context, before: Nodes | null) => readonly DraftBlock[];

export type PhrasingHandler<N> = (node: N, mark: Mark, context: Context, out: Piece[]) => void;
