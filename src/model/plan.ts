import type { Block, Cover, Icon } from "./block.ts";
import type { Inputs, RowKey } from "./draft.ts";
import type { Effect } from "./memory.ts";
import type { Message, Place } from "./message.ts";
import type { Need } from "./need.ts";
import type { OperationId, PageKey, Reference } from "./pending.ts";
import type { PropertyValue, Schema, SchemaChange } from "./property.ts";

/** Version of the plan's JSON form. */
export const PLAN_VERSION = 1;

/** Where new blocks go among the parent's children. Source: SDK type `ContentPositionSchema`. */
export type Position = "start" | "end" | { readonly after: Reference };

/** Parent of a page. */
export type PageParent =
  | { readonly kind: "page"; readonly id: Reference }
  | { readonly kind: "dataSource"; readonly id: string };

interface Step {
  readonly id: OperationId;
  /** The page it belongs to; the empty key for what belongs to none. */
  readonly key: PageKey;
  /** Why it is done, for the reader of the plan. */
  readonly reason: string;
}

/** `PATCH /v1/data_sources/:id`: adds what rows need; nothing is removed or given another type. */
export interface UpdateSchema extends Step {
  readonly kind: "updateSchema";
  readonly dataSource: string;
  /** Title of the data source. */
  readonly title: string;
  readonly changes: readonly SchemaChange[];
  /** As it was read in this run. */
  readonly schema: Schema;
}

/** `POST /v1/pages`. */
export interface CreatePage extends Step {
  readonly kind: "createPage";
  readonly parent: PageParent;
  /** By what the row is found, where the parent is a data source. */
  readonly row?: RowKey;
  readonly title: string;
  readonly icon: Icon | null;
  readonly cover: Cover | null;
  readonly properties: Readonly<Record<string, PropertyValue>>;
  readonly children: readonly Block[];
  readonly position: Position;
}

/** `PATCH /v1/blocks/:id/children`. */
export interface AppendBlocks extends Step {
  readonly kind: "append";
  /** The page. */
  readonly page: Reference;
  /** The block that gets the children; null for the page itself. */
  readonly container: Reference | null;
  readonly children: readonly Block[];
  readonly position: Position;
  /** Block of ours they follow, where `position` names one that is not ours. */
  readonly follows?: Position;
}

/** `PATCH /v1/blocks/:id`. */
export interface UpdateBlock extends Step {
  readonly kind: "updateBlock";
  readonly page: Reference;
  readonly block: Reference;
  /** The block as it shall be, without children. */
  readonly to: Block;
  /** Keys of the payload that are sent. */
  readonly send: readonly string[];
}

/** `DELETE /v1/blocks/:id`: to the trash, with its subtree. */
export interface DeleteBlock extends Step {
  readonly kind: "deleteBlock";
  readonly page: Reference;
  readonly block: string;
}

/** `PATCH /v1/pages/:id`; what is left out stays. */
export interface UpdatePage extends Step {
  readonly kind: "updatePage";
  readonly page: Reference;
  readonly title?: string;
  readonly icon?: Icon | null;
  readonly cover?: Cover | null;
  readonly properties?: Readonly<Record<string, PropertyValue>>;
  readonly inTrash?: boolean;
}

/** `POST /v1/pages/:id/move`. */
export interface MovePage extends Step {
  readonly kind: "movePage";
  readonly page: Reference;
  readonly parent: PageParent;
}

/** `GET /v1/blocks/:id/children`: ids of a first level that no answer told. */
export interface ListChildren extends Step {
  readonly kind: "list";
  readonly page: Reference;
  readonly container: Reference | null;
  /** How many children of ours there are. */
  readonly count: number;
}

/** `POST /v1/file_uploads` and the sending of its one part. */
export interface UploadFile extends Step {
  readonly kind: "upload";
  readonly digest: string;
  /** Relative to the root. */
  readonly path: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
}

/** One operation is one request (an upload is two, a list one per 100 children). Source of each: its endpoint. */
export type Operation =
  | UpdateSchema
  | CreatePage
  | AppendBlocks
  | UpdateBlock
  | DeleteBlock
  | UpdatePage
  | MovePage
  | ListChildren
  | UploadFile;

export type OperationKind = Operation["kind"];

/** `+` new, `~` changed, `-` goes, `>` moves, `=` found as wanted, `!` kept or left against the draft. */
export type Sign = "+" | "~" | "-" | ">" | "=" | "!";

/** One line of the printed plan. */
export interface Change {
  readonly sign: Sign;
  readonly what: "page" | "block" | "title" | "icon" | "cover" | "property" | "parent";
  /** Name of the property, or type of the block. */
  readonly name: string;
  readonly place: Place | null;
  readonly before: Block | string | null;
  readonly after: Block | string | null;
  readonly reason: string;
  /** Somebody changed it in Notion, where the file did not, or did as well; left out where the file alone did. */
  readonly cause?: "notion" | "both";
}

/** What happens to one page. */
export type PageAction = "create" | "update" | "adopt" | "none" | "trash" | "restore" | "skip" | "refuse";

export interface PagePlan {
  readonly key: PageKey;
  /** Its file relative to the root; null for a folder without a text of its own. */
  readonly path: string | null;
  readonly title: string;
  readonly action: PageAction;
  /** Why, where it is not plain from the action. */
  readonly reason: string;
  /** The page; null where nothing is known of it. */
  readonly page: Reference | null;
  readonly changes: readonly Change[];
  /** In the order they must be done. */
  readonly operations: readonly OperationId[];
  /** What is known without any call. */
  readonly effects: readonly Effect[];
  /** The page is in step once its operations are done, with these inputs. */
  readonly inputs: Inputs | null;
  readonly messages: readonly Message[];
}

/** All that a run will do. A plan with needs cannot be applied. */
export interface Plan {
  readonly version: typeof PLAN_VERSION;
  readonly pages: readonly PagePlan[];
  /** In an order that respects every dependency. */
  readonly operations: readonly Operation[];
  readonly needs: readonly Need[];
  readonly messages: readonly Message[];
}
