/** Laws of lists: blocks stand where they were put, and paging shows each of them once. */
import { type Client, collectPaginatedAPI } from "@notionhq/client";
import fc from "fast-check";
import { expect, test } from "vitest";
import { paragraph, setUp } from "./client.ts";

interface Append {
  readonly kind: "append";
  readonly count: number;
  readonly where: "start" | "end" | "after";
  readonly index: number;
}

interface Delete {
  readonly kind: "delete";
  readonly index: number;
}

const operation: fc.Arbitrary<Append | Delete> = fc.oneof(
  fc.record({
    kind: fc.constant("append" as const),
    count: fc.integer({ min: 1, max: 3 }),
    where: fc.constantFrom("start" as const, "end" as const, "after" as const),
    index: fc.nat(),
  }),
  fc.record({ kind: fc.constant("delete" as const), index: fc.nat() }),
);

/** Appends to a page, and tells a list of ids the same. */
async function append(
  notion: Client,
  page: string,
  ids: readonly string[],
  one: Append,
): Promise<readonly string[]> {
  const anchor = one.where === "after" ? ids[one.index % Math.max(1, ids.length)] : undefined;
  const type = one.where === "start" ? "start" : "end";
  const { results } = await notion.blocks.children.append({
    block_id: page,
    children: Array.from({ length: one.count }, (_, index) => paragraph(String(index))),
    position: anchor === undefined ? { type } : { type: "after_block", after_block: { id: anchor } },
  });
  const otherwise = type === "start" ? 0 : ids.length;
  return ids.toSpliced(
    anchor === undefined ? otherwise : ids.indexOf(anchor) + 1,
    0,
    ...results.map((block) => block.id),
  );
}

async function remove(notion: Client, ids: readonly string[], { index }: Delete): Promise<readonly string[]> {
  const target = ids[index % Math.max(1, ids.length)];
  if (target === undefined) {
    return ids;
  }
  await notion.blocks.delete({ block_id: target });
  return ids.filter((id) => id !== target);
}

const runs = fc.array(operation, { maxLength: 12 });

test("after any appends and deletes, children stand as in a list that was told the same", async () => {
  await fc.assert(
    fc.asyncProperty(runs, fc.integer({ min: 1, max: 7 }), async (operations, page_size) => {
      const { sandbox, notion } = setUp();
      const block_id = sandbox.seed({ title: "Page" });
      let ids: readonly string[] = [];
      for (const one of operations) {
        ids =
          one.kind === "delete" ? await remove(notion, ids, one) : await append(notion, block_id, ids, one);
      }
      const listed = await collectPaginatedAPI(notion.blocks.children.list, { block_id, page_size });
      expect(listed.map((block) => block.id)).toEqual(ids);
    }),
    { numRuns: 60 },
  );
});
