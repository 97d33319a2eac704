import { expect } from "vitest";
import { rehearseRows } from "./rowsWorld.ts";

const STATUS = ["Not started", "In progress", "Done"] as const;

function counted(requests: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const one of requests) counts.set(one, (counts.get(one) ?? 0) + 1);
  return Object.fromEntries(counts);
}

const AT_THE_START = { "GET /v1/users/me": 1, "GET /v1/blocks/…": 1, "GET /v1/data_sources/…": 1 };

/** Publishes so many rows, more than a hundred; again; and again without the memory. */
export async function publishesMany(count: number): Promise<void> {
  const files: Record<string, string> = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `tasks/task-${String(index).padStart(4, "0")}.md`,
      `---\nstatus: ${STATUS[index % 3]}\nestimate: ${index}\ntags: [api]\n---\n# Task ${index}\n\nText.\n`,
    ]),
  );
  // A data source of up to a hundred rows is read whole; of others a hundred are asked for at once.
  const lookUps = 1 + Math.ceil(count / 100);
  const { publishRows, rows, vault } = await rehearseRows();
  const first = await publishRows(files);
  expect(first.report.stop).toBeNull();
  expect(counted(first.requests)).toEqual({
    ...AT_THE_START,
    // Before, of an empty data source; and after, for rows that others made meanwhile.
    "POST /v1/data_sources/…/query": 1 + lookUps,
    "POST /v1/pages": count,
  });
  expect(rows().size).toBe(count);
  expect((await publishRows(files)).requests).toEqual([]);

  vault.forget();
  const lost = await publishRows(files);
  expect(lost.report.messages).toEqual([]);
  expect(counted(lost.requests)).toEqual({
    ...AT_THE_START,
    "POST /v1/data_sources/…/query": lookUps,
    "GET /v1/blocks/…/children?page_size=100": count,
  });
  expect((await publishRows(files)).requests).toEqual([]);

  const path = "tasks/task-0050.md";
  const edited = { ...files, [path]: (files[path] ?? "").replace("Done", "In progress") };
  const edit = await publishRows(edited);
  expect(edit.requests).toHaveLength(4);
  expect(edit.report.requests.plan).toBe(1);
}
