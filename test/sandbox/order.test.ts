/** Laws of lists: blocks stand where they were put, and paging shows each of them once. */
import { collectPaginatedAPI } from "@notionhq/client";
import fc from "fast-check";
import { expect, test } from "vitest";
import { paragraph, setUp } from "./client.ts";

const operation = fc.oneof(
  fc.record({
    kind: fc.constant("append" as const),
    count: fc.integer({ min: 1, max: 3 }),
    where: fc.constantFrom("start", "end", "after"),
    index: fc.nat(),
  }),
  fc.record({ kind: fc.constant("delete" as const), index: fc.nat() }),
);

test("after any appends and deletes, children stand as in a list that was told the same", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(operation, { maxLength: 12 }),
      fc.integer({ min: 1, max: 7 }),
      async (operations, page_size) => {
        const { sandbox, notion } = setUp();
        const block_id = sandbox.seed({ title: "Page" });
        const model: string[] = [];
        for (const one of operations) {
          const target = model[one.index % Math.max(1, model.length)];
          if (one.kind === "delete") {
            if (target !== undefined) {
              await notion.blocks.delete({ block_id: target });
              model.splice(model.indexOf(target), 1);
            }
            continue;
          }
          const after = one.where === "after" ? target : undefined;
          const { results } = await notion.blocks.children.append({
            block_id,
            children: Array.from({ length: one.count }, (_, index) => paragraph(String(index))),
            position:
              after === undefined
                ? { type: one.where === "start" ? "start" : "end" }
                : { type: "after_block", after_block: { id: after } },
          });
          const at =
            after !== undefined ? model.indexOf(after) + 1 : one.where === "start" ? 0 : model.length;
          model.splice(at, 0, ...results.map((block) => block.id));
        }
        const listed = await collectPaginatedAPI(notion.blocks.children.list, { block_id, page_size });
        expect(listed.map((block) => block.id)).toEqual(model);
      },
    ),
    { numRuns: 60 },
  );
});
