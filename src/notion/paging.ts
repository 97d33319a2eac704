/** Lists that the API gives in pages. */

export interface ListPage<T> {
  readonly results: readonly T[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/** A list whose next page cannot be asked for. */
export class BrokenList extends Error {
  override readonly name = "BrokenList";
}

/**
 * Goes through a whole list, one request a page. `has_more` alone says whether there is more: a page may be
 * short, or empty, in the middle of a list.
 *
 * @param page - asks for the page at a cursor, undefined being the start
 * @throws BrokenList when there is to be more but no new cursor; and what `page` throws
 */
async function* paged<T>(
  page: (cursor: string | undefined) => Promise<ListPage<T>>,
): AsyncGenerator<T, void, undefined> {
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (;;) {
    const { results, has_more, next_cursor } = await page(cursor);
    yield* results;
    if (!has_more) return;
    if (next_cursor === null || seen.has(next_cursor)) {
      throw new BrokenList("A list was said to go on, but not from where.");
    }
    seen.add(next_cursor);
    cursor = next_cursor;
  }
}

/** The whole of a list, or its first `limit` items. Throws as `paged` does. */
export async function collect<T>(
  page: (cursor: string | undefined) => Promise<ListPage<T>>,
  limit: number = Number.POSITIVE_INFINITY,
): Promise<T[]> {
  const items: T[] = [];
  for await (const item of paged(page)) {
    items.push(item);
    if (items.length >= limit) break;
  }
  return items;
}
