/** Paginated lists. */
import { LIMITS } from "../../facts/limits.ts";
import { type JsonObject, numberAt, stringAt } from "../json.ts";
import { invalid } from "../refusal.ts";
import { violation } from "../validate/index.ts";

/**
 * One page of a list: a cursor is the id of the first item of the next page.
 *
 * @param type names the list's `type` and the empty object beside it
 * @param asked `page_size` and `start_cursor`, from the query or the body
 * @throws Refusal for a page size out of range or a cursor that names no item
 */
export function listPage<T extends { readonly id: string }>(
  type: string,
  items: readonly T[],
  asked: JsonObject,
  answer: (item: T) => JsonObject,
): JsonObject {
  const size = numberAt(asked, "page_size") ?? LIMITS.pageSize;
  if (!Number.isInteger(size) || size < 1 || size > LIMITS.pageSize) {
    const bound = size < 1 ? "≥ `1`" : `≤ \`${LIMITS.pageSize}\``;
    throw invalid(`query failed validation: ${violation("query.page_size", bound, size).message}.`);
  }
  const cursor = stringAt(asked, "start_cursor");
  const start = cursor === null ? 0 : items.findIndex((item) => item.id === cursor);
  if (start < 0) {
    throw invalid(`The start_cursor provided is invalid: ${cursor}.`);
  }
  const next = items[start + size];
  return {
    object: "list",
    results: items.slice(start, start + size).map(answer),
    next_cursor: next?.id ?? null,
    has_more: next !== undefined,
    type,
    [type]: {},
  };
}
