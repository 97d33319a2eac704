/** A data source that answers queries by the words of the reference, and tells but 1,000 rows for each. */
import type { ClientOptions } from "../../src/client/index.ts";

type Fetch = NonNullable<ClientOptions["fetch"]>;

/** As the API does after 10,000; that it was cut there, it says. */
export const MOST = 1_000;
const BASE = Date.UTC(2026, 0, 1);

interface Row {
  readonly id: string;
  readonly created: string;
}

function answer(body: unknown): Response {
  return new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } });
}

const user = { object: "user", id: "10000000-0000-4000-8000-000000000000" };

function pageOf({ id, created }: Row, source: string) {
  return {
    object: "page",
    id,
    created_time: created,
    last_edited_time: created,
    created_by: user,
    last_edited_by: user,
    in_trash: false,
    is_archived: false,
    is_locked: false,
    icon: null,
    cover: null,
    url: `https://www.notion.so/${id.replaceAll("-", "")}`,
    public_url: null,
    parent: { type: "data_source_id", data_source_id: source, database_id: source },
    properties: { Name: { id: "title", type: "title", title: [] } },
  };
}

interface Asked {
  readonly filter?: {
    readonly created_time?: { readonly on_or_after?: string; readonly on_or_before?: string };
  };
  readonly sorts?: readonly { readonly timestamp?: string; readonly direction: string }[];
  readonly start_cursor?: string;
  readonly page_size?: number;
}

function isAsked(value: unknown): value is Asked {
  return typeof value === "object" && value !== null;
}

function chosen(rows: readonly Row[], { filter, sorts }: Asked): readonly Row[] {
  const { on_or_after, on_or_before } = filter?.created_time ?? {};
  const fitting = rows.filter(
    ({ created }) =>
      (on_or_after === undefined || created >= on_or_after) &&
      (on_or_before === undefined || created <= on_or_before),
  );
  return sorts?.[0]?.timestamp === "created_time" && sorts[0].direction === "descending"
    ? fitting.toReversed()
    : fitting;
}

/** @param perMinute - rows made in each minute */
export function naiveQuery(
  count: number,
  perMinute: number,
): { readonly fetch: Fetch; readonly source: string; queries(): number } {
  const source = "20000000-0000-4000-8000-000000000000";
  const rows = Array.from(
    { length: count },
    (_, index): Row => ({
      id: `30000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`,
      created: new Date(BASE + Math.floor(index / perMinute) * 60_000).toISOString(),
    }),
  );
  let queries = 0;
  const fetch: Fetch = async (url, { body }) => {
    const { pathname } = new URL(url);
    if (pathname === `/v1/data_sources/${source}`) {
      const properties = { Name: { id: "title", name: "Name", type: "title", title: {} } };
      return answer({ object: "data_source", id: source, title: [], properties, in_trash: false });
    }
    if (!pathname.endsWith("/query")) {
      const missing = {
        object: "error",
        status: 404,
        code: "object_not_found",
        message: "Could not find it.",
      };
      return new Response(JSON.stringify(missing), { status: 404 });
    }
    queries += 1;
    const asked: unknown = JSON.parse(String(body));
    if (!isAsked(asked)) throw new Error("No body.");
    const all = chosen(rows, asked);
    const from = Number(asked.start_cursor ?? 0);
    const to = Math.min(from + (asked.page_size ?? 100), all.length, MOST);
    const isCut = to === MOST && all.length > MOST;
    return answer({
      object: "list",
      results: all.slice(from, to).map((row) => pageOf(row, source)),
      has_more: to < Math.min(all.length, MOST),
      next_cursor: to < Math.min(all.length, MOST) ? String(to) : null,
      request_status: isCut
        ? { type: "incomplete", incomplete_reason: "query_result_limit_reached" }
        : { type: "complete" },
    });
  };
  return { fetch, source, queries: () => queries };
}
