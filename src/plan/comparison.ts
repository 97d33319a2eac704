/** What comparing one page's draft, memory and Notion comes to. */
import type { DraftBlock, SnapshotBlock } from "../model/block.ts";
import type { BlockMemory } from "../model/memory.ts";
import type { Message } from "../model/message.ts";
import type { PageKey } from "../model/pending.ts";
import type { Change, Position } from "../model/plan.ts";
import type { PlanContext } from "./context.ts";
import type { Unwanted } from "./identity.ts";
import type { Matcher, TreeKey } from "./match.ts";

/** New siblings, and where they go. */
export interface InsertRun {
  readonly container: string | null;
  readonly position: Position;
  /** Block of ours they follow, where `position` names one that is not ours. */
  readonly follows?: Position;
  readonly blocks: readonly DraftBlock[];
}

/** A block that is changed in place. */
export interface Rewrite {
  readonly id: string;
  readonly draft: DraftBlock;
}

/** The page being compared, and what has been found out. Grows only. */
export interface Comparison {
  readonly context: PlanContext;
  readonly key: PageKey;
  readonly path: string | null;
  readonly page: string;
  /** Whether the page's memory has an id. */
  isNamed(id: string): boolean;
  /** Names given to blocks that are gone. */
  readonly buried: Set<string>;
  /** Blocks found on a page whose memory is old: ours by their author alone. */
  readonly learned: Set<BlockMemory>;
  /** All that is remembered of its blocks. */
  readonly lines: readonly BlockMemory[];
  readonly match: Matcher;
  readonly keyOf: TreeKey;
  readonly unwanted: Unwanted;
  readonly runs: InsertRun[];
  readonly rewrites: Rewrite[];
  readonly removals: string[];
  readonly changes: Change[];
  readonly messages: Message[];
  conflicts: number;
  /** Something was not where it was remembered: the page itself may be gone. */
  sawGone: boolean;
  /** Something must be read first. */
  isOpen: boolean;
}

/** What comparing siblings found: their lines as the memory must have them, or that their container is gone. */
export type Siblings =
  | { readonly kind: "lines"; readonly lines: readonly BlockMemory[] }
  | { readonly kind: "gone" };

/** What became of one wanted block. */
export type Verdict =
  | { readonly kind: "kept"; readonly line: BlockMemory }
  /** It must be made; a remembered block it replaces goes afterwards. */
  | { readonly kind: "new"; readonly replaces: BlockMemory | null; readonly isGone?: true }
  /** Something must be read first. */
  | { readonly kind: "open" };

/** On a page whose memory is old: another run of ours wrote a block since. With a person's token nothing tells that. */
export function isLaterOwn({ context, key }: Comparison, live: SnapshotBlock): boolean {
  const { account, stale } = context.input;
  return stale?.has(key) === true && !account.personal && live.lastEditedBy === account.botId;
}
