/** What a handler works with. */
import type { Answers } from "./answers.ts";
import type { Random } from "./random.ts";
import type { Capability } from "./request/capability.ts";
import type { Store } from "./store/store.ts";

/** How long, in milliseconds, a write is not yet seen everywhere; 0 for at once. */
export interface Consistency {
  /** A new page or block is not found by its id. */
  readonly newIdMs: number;
  /** The children of a node that got or lost some are listed as none, while `has_children` is already right. */
  readonly childrenMs: number;
  /** A page is not found by search. */
  readonly searchMs: number;
  /** A row is not found by a query. */
  readonly queryMs: number;
  /** A page made from a template has no content yet; a second unless told. */
  readonly templateMs: number;
}

export interface World {
  readonly store: Store;
  readonly random: Random;
  readonly answers: Answers;
  readonly consistency: Consistency;
  /** A signature for a URL, never the same twice. */
  signature(): string;
  /** The user whose token the request carries. */
  readonly actor: string;
  /** That user sees the whole workspace, not only what is shared with the connection. */
  readonly seesAll: boolean;
  /** What that user may do. */
  readonly capabilities: ReadonlySet<Capability>;
  /** Milliseconds. */
  readonly now: number;
  /** Where uploaded files can be fetched: the origin of their signed URLs. */
  readonly fileOrigin: string;
  /** Rows one query can reach. */
  readonly queryRows: number;
  /** Does something after a while, whether or not somebody waits for it. */
  later(ms: number, work: (world: World) => void): void;
  /** Blocks the workspace may create in its life, or null for no limit. */
  readonly blockQuota: number | null;
}
