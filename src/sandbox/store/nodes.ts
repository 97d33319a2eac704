/** What the sandbox remembers. Records are replaced, never changed, so that a saved line can be kept by identity. */
import type { Json, JsonObject } from "../json.ts";

export type ParentRef =
  | { readonly type: "workspace" }
  | { readonly type: "page_id"; readonly id: string }
  | { readonly type: "block_id"; readonly id: string }
  /** A data source is in a database. */
  | { readonly type: "database_id"; readonly id: string }
  /** A row, or a database in a wiki, is in a data source. */
  | { readonly type: "data_source_id"; readonly id: string };

/**
 * A block; a page is one too, of type `child_page`, with `page` set, and so is a database, of type `child_database`.
 * A data source is kept here as well, though it is no block.
 */
export interface Node {
  readonly id: string;
  readonly type: string;
  readonly parent: ParentRef;
  /** What was written, completed with defaults; the form of the answer is made when it is asked for. */
  readonly payload: JsonObject;
  readonly page: PageFields | null;
  readonly database?: DatabaseFields;
  readonly source?: SourceFields;
  /** A database's are its data sources; rows are no children. Trashed ones included, so that a restored block is back in its place. */
  readonly children: readonly string[];
  /** Milliseconds. */
  readonly created: number;
  readonly edited: number;
  /** When `children` last changed, in milliseconds. */
  readonly childrenChanged: number;
  readonly createdBy: string;
  readonly editedBy: string;
  /** It was itself put in the trash; its subtree is in the trash with it. */
  readonly inTrash: boolean;
}

export interface PageFields {
  /** Id of the property → `{type, [type]: value}`, the value in the stored form; what is empty may be missing. */
  readonly properties: JsonObject;
  readonly icon: Json;
  readonly cover: Json;
  readonly locked: boolean;
  readonly archived: boolean;
  /** Shared with the connection; its subtree is shared with it. */
  readonly shared: boolean;
  /** The connection was taken off it, whatever it inherits. */
  readonly withdrawn?: boolean;
  /** It is a template of its data source, and no row. */
  readonly template?: "default" | "other";
}

export interface DatabaseFields {
  /** Runs in the stored form. */
  readonly title: readonly Json[];
  readonly description: readonly Json[];
  readonly inline: boolean;
  readonly icon: Json;
  readonly cover: Json;
  readonly locked: boolean;
  readonly shared: boolean;
  readonly withdrawn?: boolean;
}

export interface SourceFields {
  readonly title: readonly Json[];
  readonly icon: Json;
  /** Its rows may be databases, and can be verified. */
  readonly wiki: boolean;
  readonly properties: readonly PropertyConfig[];
}

/** A property of a data source. */
export interface PropertyConfig {
  /** Four characters, as they are; answers give them percent-encoded. That of the title is `title`. */
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly type: string;
  /** What is answered under the type, other properties named by id. */
  readonly config: JsonObject;
}

export interface User {
  readonly id: string;
  readonly type: "person" | "bot";
  readonly name: string;
  readonly email: string | null;
}

export interface CustomEmoji {
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

export interface Upload {
  readonly id: string;
  readonly status: "pending" | "uploaded" | "failed";
  readonly filename: string | null;
  readonly contentType: string | null;
  readonly contentLength: number | null;
  readonly created: number;
  readonly createdBy: string;
  /** Once attached it never expires. */
  readonly attached: boolean;
  /** The bytes, base64. */
  readonly content: string | null;
}

export interface Comment {
  readonly id: string;
  readonly discussion: string;
  readonly parent: ParentRef;
  readonly text: readonly Json[];
  readonly attachments: readonly string[];
  readonly displayName: JsonObject | null;
  readonly created: number;
  readonly createdBy: string;
  readonly resolved: boolean;
}
