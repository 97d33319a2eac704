/** Which page a request writes to. */
import type { Matched } from "../core.ts";
import { dashed } from "../ids.ts";
import { isObject, objectAt, stringAt } from "../json.ts";
import { pageOf, type Store } from "../store/store.ts";

/** The id of that page, or null when the request writes to none; a new page is a write to its parent. */
export function writtenPage(store: Store, match: Matched, body: unknown): string | null {
  if (match.route.method === "get") {
    return null;
  }
  const parent = isObject(body) ? stringAt(objectAt(body, "parent"), "page_id") : null;
  const id = match.ids["block_id"] ?? match.ids["page_id"] ?? parent;
  const node = id === undefined || id === null ? undefined : store.nodes.get(dashed(id) ?? id);
  return node === undefined ? null : pageOf(store, node).id;
}
