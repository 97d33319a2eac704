import type { ConfigResult, ResolvedConfig } from "../config.ts";
import type { Message } from "../model/message.ts";
import type { PlanSummary } from "../model/report.ts";
import type { PublishEvent, PublishResult, World } from "../publish/types.ts";
import type { Sandbox } from "../sandbox/index.ts";
import type { watchDisk } from "./disk.ts";
import type { Owed } from "./rounds.ts";
import type { Pace } from "./schedule.ts";

/** Why nothing is published for the time being: a key, what git has checked out, a configuration with an error. */
export type Hold = "key" | "head" | "config";

/** What happens while files are watched, in order. Paths are relative to the root. */
export type WatchEvent =
  /** Begins, or begins again with another configuration. */
  | { readonly kind: "watching"; readonly config: ResolvedConfig; readonly pace: Pace }
  /** A file was touched that will be published. */
  | { readonly kind: "touched"; readonly path: string; readonly waiting: number }
  /** `paths`: what was touched; null: every file is looked at. */
  | { readonly kind: "round"; readonly paths: readonly string[] | null }
  | { readonly kind: "progress"; readonly event: PublishEvent }
  | {
      readonly kind: "published";
      readonly paths: readonly string[] | null;
      readonly result: PublishResult;
    }
  /** The round could not be made. */
  | { readonly kind: "refused"; readonly message: Message }
  /** `retryAt`: when what is owed is tried again, in milliseconds since 1970; null: when something happens. */
  | { readonly kind: "owed"; readonly owed: NonNullable<Owed>; readonly retryAt: number | null }
  /** Nothing is owed any more. */
  | { readonly kind: "settled" }
  | { readonly kind: "paused"; readonly why: Hold; readonly says: string; readonly fix: string }
  | { readonly kind: "resumed"; readonly says: string }
  /** The configuration changed; `messages` says what is wrong with it, or of it. */
  | { readonly kind: "reloaded"; readonly messages: readonly Message[]; readonly usable: boolean }
  /** The system does not watch that many files. */
  | { readonly kind: "polling"; readonly reason: string };

export interface WatchOptions {
  readonly config: ResolvedConfig;
  readonly token: string | null;
  /** Publish to the local Notion in `.mdnotion/`. */
  readonly sandbox: boolean;
  readonly baseUrl?: string;
  readonly world: World;
  /** Whether somebody can press a key; without it, a pause ends by itself after some quiet. */
  readonly hasKeys: boolean;
  /** Reads the configuration anew. */
  reload(): Promise<ConfigResult>;
  onEvent(event: WatchEvent): void;
  /** Told which local Notion the round was published to, after each. */
  onSandbox?(sandbox: Sandbox): void;
  /** Why nothing may be published from what is checked out; null: it may. Asked before each round. */
  barrier?(config: ResolvedConfig): Promise<{ readonly says: string; readonly fix: string } | null>;
  /** Asked before the first write of a round; false ends the round. */
  confirm(summary: PlanSummary): Promise<boolean>;
  /** What tells of files; the disk unless told. */
  readonly watchDisk?: typeof watchDisk;
}

/** How watching ended. */
export type WatchEnd =
  /** `isOwing`: something waits that the next run publishes. */
  | { readonly kind: "interrupted"; readonly isOwing: boolean }
  /** The first round could not even be attempted. */
  | { readonly kind: "stopped"; readonly result: PublishResult };

/** A watch that runs. */
export interface Watching {
  /** Publishes what waits, and looks at every file. */
  publishNow(): void;
  /** Pauses, or goes on. */
  togglePause(): void;
  /** Resolves once it has ended; rejects for a bug. */
  readonly ended: Promise<WatchEnd>;
}
