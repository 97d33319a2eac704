import type { ResolvedConfig } from "../config.ts";
import type { Files, MemoryStore } from "../files/index.ts";
import type { PageDraft } from "../model/draft.ts";
import type { Memory } from "../model/memory.ts";
import type { Message } from "../model/message.ts";
import type { Answers, Need } from "../model/need.ts";
import type { PageKey } from "../model/pending.ts";
import type { Plan } from "../model/plan.ts";
import type { PageStatus, PlanSummary, Report } from "../model/report.ts";
import type { WireFetch } from "../notion/exchange.ts";
import type { SavedPlan } from "../plan/keepTo.ts";
import type { Session } from "./session.ts";

/** What a run takes from the world; all of it can be replaced in tests. */
export interface World {
  readonly fetch: WireFetch;
  /** Does to another way to send what was done to `fetch`; left out where that was nothing. */
  readonly guard?: (fetch: WireFetch) => WireFetch;
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** 0 to 1. */
  random(): number;
  readonly signal: AbortSignal;
  /** Told apart from other runs on the same folder by these. */
  readonly process: { readonly pid: number; isAlive(pid: number): boolean };
}

export type { PlanSummary } from "../model/report.ts";

export type PublishStep = "files" | "convert" | "read" | "plan" | "apply" | "done";

/** What happens during a run, in order. */
export type PublishEvent =
  | { readonly kind: "step"; readonly step: PublishStep; readonly done: number; readonly total: number }
  | { readonly kind: "page"; readonly key: PageKey; readonly title: string; readonly status: PageStatus }
  | { readonly kind: "message"; readonly message: Message }
  | { readonly kind: "wait"; readonly milliseconds: number; readonly why: string }
  | { readonly kind: "summary"; readonly summary: PlanSummary };

export interface PublishOptions {
  readonly config: ResolvedConfig;
  /** Files and folders to publish, relative to the root; empty: all of the sources. */
  readonly select: readonly string[];
  readonly token: string | null;
  /** Publish to the embedded local Notion, whose state lies in `.mdnotion/`. */
  readonly sandbox: boolean;
  /** Plan, and change nothing. */
  readonly dryRun: boolean;
  /** Of all there is to do, only what this plan says as well. */
  readonly keptTo?: SavedPlan;
  /** Another root of the API. */
  readonly baseUrl?: string;
  readonly world: World;
  /** Where the texts and images come from; the root folder on disk unless told. */
  readonly files?: Files;
  /** Where the memory lies; beside the configuration unless told. */
  readonly store?: MemoryStore;
  /** What is kept from earlier runs of the same program. */
  readonly session?: Session;
  onEvent(event: PublishEvent): void;
  /** Told what is to be done, before anything is; the run waits for it. */
  onPlanned?(planned: Planned): void | Promise<void>;
  /** Asked before the first write; false ends the run. */
  confirm(summary: PlanSummary): Promise<boolean>;
}

/** What a run is about to do, and what for. */
export interface Planned {
  readonly drafts: readonly PageDraft[];
  readonly plan: Plan;
  /** With all that was learnt while planning. */
  readonly memory: Memory;
  /** Asks Notion. @throws NotionError */
  read(needs: readonly Need[]): Promise<Answers>;
}

/** `plan` is null where the run ended before one could be made. */
export interface PublishResult {
  readonly plan: Plan | null;
  readonly report: Report;
}
