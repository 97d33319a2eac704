/** Looking rows up by their title or by the file they were made of, many at once. */
import { LIMITS } from "../facts/limits.ts";
import { SOURCE_PROPERTY } from "../facts/rows.ts";
import type { Need } from "../model/need.ts";
import type { PageSnapshot } from "../model/snapshot.ts";
import { plainText } from "../model/text.ts";
import { findRows, listFewRows, type RowsByText } from "./calls.ts";
import type { Wire } from "./client.ts";

export type RowNeed = Extract<Need, { kind: "row" }>;

type By = RowNeed["by"];

const FILTERS: { readonly [B in By]: Omit<RowsByText, "texts"> } = {
  title: { property: "title", type: "title" },
  source: { property: SOURCE_PROPERTY, type: "rich_text" },
};

/** The text by which a row is found. */
function rowText(row: PageSnapshot, by: By): string {
  if (by === "title") return row.title;
  const source = row.properties[SOURCE_PROPERTY];
  return source?.type === "rich_text" ? plainText(source.value) : "";
}

/** Rows of a data source that have one of the texts; and others, perhaps. */
async function candidates(
  wire: Wire,
  dataSource: string,
  by: By,
  texts: readonly string[],
): Promise<readonly PageSnapshot[]> {
  const few = texts.length > LIMITS.array ? await listFewRows(wire, dataSource) : null;
  if (few !== null) return few;
  const found: PageSnapshot[] = [];
  for (let from = 0; from < texts.length; from += LIMITS.array) {
    const some = texts.slice(from, from + LIMITS.array);
    found.push(...(await findRows(wire, dataSource, { ...FILTERS[by], texts: some })));
  }
  return found;
}

/**
 * The rows of a data source by their text, each text's with the smallest id first. Takes a request per 100 texts,
 * one more per 100 rows beyond the first 100 of these; a single one where the data source has few rows.
 *
 * @throws NotionError
 */
export async function rowsByText(
  wire: Wire,
  dataSource: string,
  by: By,
  texts: readonly string[],
): Promise<ReadonlyMap<string, readonly PageSnapshot[]>> {
  const rows = await candidates(wire, dataSource, by, texts);
  const once = new Map(rows.filter(({ inTrash }) => !inTrash).map((row) => [row.id, row]));
  const found = new Map<string, PageSnapshot[]>(texts.map((text) => [text, []]));
  // What Notion takes for equal may differ in case or space.
  for (const row of once.values()) found.get(rowText(row, by))?.push(row);
  for (const some of found.values()) some.sort((a, b) => (a.id < b.id ? -1 : 1));
  return found;
}
