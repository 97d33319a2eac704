import type { PageDraft } from "../model/draft.ts";
import type { Digest } from "../model/line.ts";
import type { Memory } from "../model/memory.ts";
import type { Answers } from "../model/need.ts";
import type { PlanOptions } from "../model/options.ts";
import type { PageKey } from "../model/pending.ts";
import type { Schema, SchemaChange } from "../model/property.ts";
import type { Account, Target } from "../model/snapshot.ts";

/** A local file that can be uploaded. */
export interface PlanFile {
  /** Relative to the root. */
  readonly path: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
}

/** What a data source lacks for the rows of this plan. */
export interface SchemaWork {
  readonly schema: Schema;
  /** Title of the data source. */
  readonly title: string;
  readonly changes: readonly SchemaChange[];
}

/** All that a plan is made from. */
export interface PlanInput {
  /** New and changed pages, in the order of the site. */
  readonly drafts: readonly PageDraft[];
  /** Pages whose inputs are as the memory has them. */
  readonly unchanged: ReadonlySet<PageKey>;
  /** Pages in step, converted only so that links to places in them find their blocks. */
  readonly references: readonly PageDraft[];
  /** Pages of the memory whose files are gone or skipped. */
  readonly withdrawn: readonly PageKey[];
  /** Those of them whose files are still there. */
  readonly skipped?: ReadonlySet<PageKey>;
  /** Only some files were asked for: withdrawn pages are where a file may have moved from, and no more. */
  readonly isPartial?: boolean;
  /** What git says was renamed: new key → old key. */
  readonly renames?: ReadonlyMap<PageKey, PageKey>;
  /** Pages in which something was not where the memory has it: they are listed before it is trusted again. */
  readonly stale?: ReadonlySet<PageKey>;
  /** Added before any row is written. */
  readonly schemas?: readonly SchemaWork[];
  readonly memory: Memory;
  /** Where each source is published to, by its name. */
  readonly targets: ReadonlyMap<string, Target>;
  readonly answers: Answers;
  readonly account: Account;
  /** Key of `memory.uploads`. */
  readonly accountKey: string;
  /** Files by the digest of their content. */
  readonly files: ReadonlyMap<string, PlanFile>;
  readonly options: PlanOptions;
  readonly digest: Digest;
}
