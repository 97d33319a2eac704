/** The shape of a route: one typed record for each, in one table. */
import type { JsonObject } from "../json.ts";
import type { SchemaName } from "../validate/index.ts";
import type { World } from "../world.ts";

export type Method = "get" | "post" | "patch" | "delete";

/** A request that is known to be well formed. */
export interface Call {
  /** Ids from the path, dashed. */
  readonly ids: Readonly<Record<string, string>>;
  readonly query: JsonObject;
  readonly body: JsonObject;
  /** The file of a multipart body, else null. */
  readonly file: SentFile | null;
  readonly world: World;
}

export interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly partNumber: string | null;
}

/** What a write made, for the 503 that admits that it was saved. */
export interface Committed {
  /** The new page, or the parent of the new blocks. */
  readonly resource: string;
  /** The direct children an append created, in order; null for what is no append. */
  readonly children: readonly string[] | null;
}

export interface Answer {
  readonly body: JsonObject;
  readonly committed?: Committed;
}

export interface Route {
  readonly method: Method;
  /** Under `/v1/`, ids in braces: `blocks/{block_id}/children`. */
  readonly path: string;
  /** The SDK's type of the query string, or null where there is none. */
  readonly query: SchemaName | null;
  /** The SDK's type of the body, a form with a file, or null where there is none. */
  readonly body: SchemaName | "form" | null;
  readonly handle: (call: Call) => Answer;
}

/** The id a path names; the router has checked that it is there. */
export function idIn(call: Call, name: string): string {
  const id = call.ids[name];
  if (id === undefined) {
    throw new Error(`The route has no ${name} in its path.`);
  }
  return id;
}
