import type { BlockType } from "./block.ts";
import type { Inputs, RowKey } from "./draft.ts";
import type { PageKey } from "./pending.ts";

/**
 * A block of ours as we last wrote it.
 *
 * `hash` covers the payload's keys that we set; `fields` names them where they are not all of the type's, so
 * that what Notion has is hashed over the same. A part of `hash` after a `.` covers the digests of uploaded
 * files, which cannot be read back.
 */
export interface BlockMemory {
  /** Null until a listing or an append told it; a name that is no id where the block was gone before. */
  readonly id: string | null;
  readonly type: BlockType;
  readonly hash: string;
  readonly children: readonly BlockMemory[];
  readonly fields?: readonly string[];
  /** It is ours to delete once its comments are resolved. */
  readonly doomed?: true;
}

/** Hashes of what we last wrote beside the blocks; a key that is left out was never ours. */
export interface PageBase {
  readonly title?: string;
  readonly icon?: string;
  readonly cover?: string;
  /** Id of the parent. */
  readonly parent?: string;
  readonly properties?: Readonly<Record<string, string>>;
  /** Ids that relations were last written with: rows that went to the trash vanish from what Notion tells of them. */
  readonly relations?: Readonly<Record<string, readonly string[]>>;
}

/** What we know of a page from our own writing. Without `inputs` it is not in step. */
export interface PageMemory {
  readonly id: string;
  readonly title: string;
  readonly inputs: Inputs | null;
  readonly base: PageBase;
  readonly blocks: readonly BlockMemory[];
}

/** Kind and title of a target, told once. */
export interface TargetMemory {
  readonly kind: "page" | "dataSource";
  readonly id: string;
  readonly title: string;
  /** The id it was given by, where that is another one: its database's. */
  readonly given?: string;
  /** Digest of a data source's schema, as rows were last made from it. */
  readonly schema?: string;
}

/** All that is remembered between runs. */
export interface Memory {
  readonly targets: Readonly<Record<string, TargetMemory>>;
  readonly pages: ReadonlyMap<PageKey, PageMemory>;
  /** Upload ids by account (`workspace/bot`), then by digest. */
  readonly uploads: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Where blocks were put among their siblings of ours: after one of them, or at the start or end. */
export type MemoryPosition = { readonly after: string } | "start" | "end";

/** One confirmed change of what Notion holds; a line of the journal. `parent: null` is the page itself. */
export type Effect =
  | { readonly kind: "target"; readonly source: string; readonly target: TargetMemory }
  | { readonly kind: "page"; readonly key: PageKey; readonly page: PageMemory }
  /** Its first write is about to be sent: until it is finished it is not in step, whatever its files say. */
  | { readonly kind: "started"; readonly key: PageKey }
  | {
      readonly kind: "inserted";
      readonly key: PageKey;
      readonly parent: string | null;
      readonly position: MemoryPosition;
      readonly blocks: readonly BlockMemory[];
    }
  /** Ids of the first-level children of ours, in order. */
  | {
      readonly kind: "learned";
      readonly key: PageKey;
      readonly parent: string | null;
      readonly ids: readonly (string | null)[];
    }
  | {
      readonly kind: "updated";
      readonly key: PageKey;
      readonly block: string;
      readonly hash: string;
      readonly fields?: readonly string[];
    }
  | { readonly kind: "removed"; readonly key: PageKey; readonly block: string }
  | { readonly kind: "base"; readonly key: PageKey; readonly base: PageBase }
  | { readonly kind: "finished"; readonly key: PageKey; readonly inputs: Inputs }
  | { readonly kind: "forgotten"; readonly key: PageKey }
  | { readonly kind: "renamed"; readonly key: PageKey; readonly to: PageKey }
  | { readonly kind: "uploaded"; readonly account: string; readonly digest: string; readonly id: string };

/**
 * An append or create about to be sent, written before the call and struck after the answer; what is still
 * open at the next start may or may not have landed.
 */
export interface Intent {
  readonly n: number;
  readonly key: PageKey;
  readonly kind: "append" | "createPage";
  /** Page or block that gets the children; for a page its parent. */
  readonly parent: string;
  /** Container within the page's memory; null is the page itself. */
  readonly container: string | null;
  readonly position: MemoryPosition;
  /** Milliseconds since 1970 by our clock, when it was sent. */
  readonly sentAt: number;
  /** What was sent, ids unknown. */
  readonly blocks: readonly BlockMemory[];
  readonly title: string | null;
  readonly base: PageBase | null;
  /** By what a row is found. */
  readonly row?: RowKey;
}
