import type { BlockType, FileSource, ForeignBlock, Payloads } from "../model/block.ts";
import type { Reference } from "../model/pending.ts";
import type { Html } from "./html.ts";

/** A block to show: one of a draft, of a plan, or read from Notion (then with its id). */
interface PreviewNode<T extends BlockType> {
  readonly type: T;
  readonly value: Payloads[T];
  readonly children: readonly PreviewBlock[] | null;
  readonly id?: string;
}

type PreviewForeign = Pick<ForeignBlock, "type" | "name" | "title"> & {
  readonly id?: string;
  readonly children?: readonly PreviewBlock[] | null;
};

export type CreatableNode<T extends BlockType = BlockType> = { readonly [K in T]: PreviewNode<K> }[T];

export type PreviewBlock<T extends BlockType | "foreign" = BlockType | "foreign"> = T extends BlockType
  ? PreviewNode<T>
  : PreviewForeign;

/** What the renderers ask of the page around them. */
export interface PreviewContext {
  /** Where a link leads: an address of the web, or `#…` within the document; null: nowhere. */
  readonly hrefOf: (reference: Reference) => string | null;
  /** A `data:` URL that shows a file; null: it is named, not shown. */
  readonly embed: (source: FileSource) => string | null;
  /** Headings of the page, for its table of contents. */
  readonly headings: readonly CreatableNode[];
  readonly render: (blocks: readonly PreviewBlock[] | null) => Html;
}

/** Draws one block with its children. */
export type Renderer<T extends BlockType> = (block: CreatableNode<T>, context: PreviewContext) => Html;
