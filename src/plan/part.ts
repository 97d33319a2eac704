/** One part of what a page shows beside its blocks, in its three versions. */
import type { Place } from "../model/message.ts";
import type { UpdatePage } from "../model/plan.ts";
import type { PageSnapshot } from "../model/snapshot.ts";

/** What is written of a page beside its blocks. */
export type Changed = Pick<UpdatePage, "title" | "icon" | "cover" | "properties">;

/** What Notion has of a part. */
export interface NowPart {
  readonly hash: string;
  readonly text: string;
}

/** One part of a page's look: as wanted, as last written, as it is. */
export interface Part {
  readonly what: "title" | "icon" | "cover" | "property";
  readonly name: string;
  /** Where the file says what is wanted, as far as that is known. */
  readonly place?: Place | null;
  /** Hash of what is wanted; undefined: not ours to set. */
  readonly wanted: string | undefined;
  /** Hash of what was last written; undefined: it never was, and is not known to have been empty. */
  readonly base: string | undefined;
  /** What Notion has; null: it has no such part any more; undefined: it must be read first. */
  readonly now: (page: PageSnapshot) => NowPart | null | undefined;
  /** Ids of the rows a relation is wanted to hold. */
  readonly relation?: readonly string[];
  /** Tells whether what Notion has is what was written, but for rows that are gone; undefined: they must be read first. */
  readonly onlyLost?: (page: PageSnapshot) => boolean | undefined;
  /** What is wanted, in words. */
  readonly after: string;
  readonly write: Changed;
}
