import type { Cover, Icon, SnapshotBlock } from "./block.ts";
import type { PropertyValue } from "./property.ts";

/** What a page, block or data source lies in. */
export type SnapshotParent =
  | { readonly kind: "page" | "block" | "dataSource" | "database"; readonly id: string }
  | { readonly kind: "workspace" };

/** A page as Notion has it. Times are ISO 8601, rounded to the minute. */
export interface PageSnapshot {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly icon: Icon | null;
  readonly cover: Cover | null;
  readonly parent: SnapshotParent;
  readonly inTrash: boolean;
  readonly createdTime: string;
  readonly createdBy: string;
  readonly lastEditedTime: string;
  readonly lastEditedBy: string;
  /** Writable properties by name, without the title. */
  readonly properties: Readonly<Record<string, PropertyValue>>;
  /** Properties of which the page tells the beginning only: name → id. */
  readonly cut?: Readonly<Record<string, string>>;
  /** Null where they have not been read. */
  readonly blocks: readonly SnapshotBlock[] | null;
}

/** An open comment. */
export interface CommentSnapshot {
  readonly id: string;
  /** Block or page it hangs on. */
  readonly on: string;
  readonly discussion: string;
  readonly text: string;
  readonly createdBy: string;
  readonly createdTime: string;
}

/** Who the token speaks for. */
export interface Account {
  readonly botId: string;
  readonly botName: string;
  readonly workspaceId: string;
  readonly workspaceName: string;
  /** A person's token: authorship then says nothing. */
  readonly personal: boolean;
  readonly maxUploadBytes: number | null;
}

/** Where a source is published to. */
export interface Target {
  readonly kind: "page" | "dataSource";
  readonly id: string;
  readonly title: string;
  readonly url: string;
}
