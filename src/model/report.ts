import type { Message } from "./message.ts";
import type { PageKey } from "./pending.ts";

export type PageStatus =
  | "created"
  | "updated"
  | "adopted"
  | "unchanged"
  | "skipped"
  | "withdrawn"
  | "trashed"
  | "failed";

/** What became of one page. */
export interface PageReport {
  readonly key: PageKey;
  readonly path: string | null;
  readonly title: string;
  readonly status: PageStatus;
  readonly reason: string;
  readonly id: string | null;
  readonly url: string | null;
}

/** Why a run ended before its plan was done. */
export type Stop =
  | { readonly kind: "refused"; readonly code: string; readonly says: string; readonly fix: string }
  | { readonly kind: "away"; readonly says: string; readonly fix: string }
  | { readonly kind: "usage"; readonly says: string; readonly fix: string }
  | { readonly kind: "interrupted" };

/** Requests of a run by what they were for. */
export interface RequestCount {
  /** `users.me`, the target, the twins' lists. */
  readonly run: number;
  /** Answers to needs. */
  readonly read: number;
  /** The plan's operations. */
  readonly plan: number;
  /** Sent again, and what it took to find out what had landed. */
  readonly repeated: number;
}

/** Outcome of a run. */
export interface Report {
  readonly pages: readonly PageReport[];
  readonly messages: readonly Message[];
  readonly requests: RequestCount;
  /** Blocks the run made, against a small workspace's quota for life. */
  readonly newBlocks: number;
  readonly milliseconds: number;
  readonly stop: Stop | null;
}

/** What a run is about to do, told before its first write. */
export interface PlanSummary {
  readonly workspace: string;
  readonly target: string;
  readonly creates: number;
  readonly updates: number;
  readonly adopts: number;
  readonly trashes: number;
  readonly unchanged: number;
  readonly requests: number;
  readonly newBlocks: number;
  readonly minutes: number;
}
