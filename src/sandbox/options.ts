/** What a sandbox can be told. Everything has a default. */
import type { Answers } from "./answers.ts";
import type { Clock } from "./clock.ts";
import type { FaultRule } from "./faults/types.ts";
import type { Capability } from "./request/capability.ts";
import type { Consistency } from "./world.ts";

export interface SandboxOptions {
  /** The connection's token; `SANDBOX_TOKEN` unless told. */
  readonly token?: string;
  /** Where the sandbox keeps itself: one JSON file. Without it, it is gone when the process ends. */
  readonly file?: string;
  /** Decides ids and everything random; the same seed gives the same ids. 1 unless told. */
  readonly seed?: number;
  /** Time; the machine's unless told. */
  readonly clock?: Clock;
  /** Requests in a window of 60 s; true for what a workspace without a business plan has; false for no limit. */
  readonly rateLimit?: number | boolean;
  /** Milliseconds a request takes, or the least and the most; half of it passes before the request takes effect. */
  readonly latency?: number | readonly [least: number, most: number];
  /** How long writes are not yet seen everywhere; at once unless told. */
  readonly consistency?: Partial<Consistency>;
  /** Two writes to one page at the same time are refused with 409. Needs a latency to ever happen. */
  readonly conflicts?: boolean;
  /** Blocks the workspace may create in its life, as a free one with several members; null for no limit. */
  readonly blockQuota?: number | null;
  /** What the connection may do; everything unless told. A person may do everything. */
  readonly capabilities?: readonly Capability[];
  /** Rows one query can reach; 10,000 unless told. */
  readonly queryRows?: number;
  /** Faults from the first request on. */
  readonly faults?: readonly FaultRule[];
  /** How to answer where the real answers vary. */
  readonly answers?: Partial<Answers>;
  /** Further people of the workspace. */
  readonly people?: readonly { readonly name: string; readonly email: string }[];
  /** Names of further custom emojis. */
  readonly emojis?: readonly string[];
  /** Further pages to begin with. A sandbox read from its file has its own. */
  readonly pages?: readonly SeedPage[];
}

export interface SeedPage {
  readonly title: string;
  /** The id of its parent page; the shared root page unless told. */
  readonly parent?: string;
  /** Blocks, as a request would send them. */
  readonly children?: readonly unknown[];
  /** Who made it; the connection unless told. */
  readonly by?: "connection" | "person";
  /** Standing at the top of the workspace, where the connection sees it only when it is shared. */
  readonly atTop?: { readonly shared: boolean };
  readonly inTrash?: boolean;
}

export interface SeedDatabase {
  readonly title: string;
  /** The id of the page it is on, or of the wiki it is in; the shared root page unless told. */
  readonly parent?: string;
  /** The schema of its first data source, as a request would send it; a title called `Name` unless told. */
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly rows?: readonly SeedRow[];
  readonly templates?: readonly SeedTemplate[];
  /** Data sources beside the first. */
  readonly further?: readonly {
    readonly title: string;
    readonly properties?: Readonly<Record<string, unknown>>;
  }[];
  /** Its pages can be verified, and databases can be among them. */
  readonly wiki?: boolean;
  /** Who made it; the connection unless told. */
  readonly by?: "connection" | "person";
}

export interface SeedRow {
  /** Values as a request would send them; also of a formula, which then has that value whatever it says. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Blocks, as a request would send them. */
  readonly children?: readonly unknown[];
  readonly icon?: unknown;
  /** Who made it; the connection unless told. */
  readonly by?: "connection" | "person";
  /** When it was made and last edited, in milliseconds since 1970; yesterday unless told. */
  readonly at?: number;
  readonly inTrash?: boolean;
}

export interface SeedTemplate extends SeedRow {
  /** It is used where a request asks for the default. */
  readonly isDefault?: boolean;
}

/** Ids of a database that was seeded. */
export interface SeededDatabase {
  readonly id: string;
  /** The first data source. */
  readonly sourceId: string;
  /** All of them, in order. */
  readonly sourceIds: readonly string[];
  readonly rowIds: readonly string[];
  readonly templateIds: readonly string[];
}

/** The connection's token unless told. */
export const SANDBOX_TOKEN = "ntn_sandbox000000000000000000000000000000000000000";

/** The token of the workspace's person, who sees and edits everything. */
export const PERSON_TOKEN = "ntn_person0000000000000000000000000000000000000000";

/** Where a sandbox listens unless the port is taken. */
export const DEFAULT_PORT = 8377;
