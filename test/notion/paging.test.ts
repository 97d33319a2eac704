import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BrokenList, collect, type ListPage } from "../../src/notion/paging.ts";

/** A list given in pages of these sizes. */
function listOf(sizes: readonly number[]) {
  const asked: (string | undefined)[] = [];
  const page = async (cursor: string | undefined): Promise<ListPage<string>> => {
    asked.push(cursor);
    const index = cursor === undefined ? 0 : Number(cursor);
    const size = sizes[index] ?? 0;
    const more = index + 1 < sizes.length;
    return {
      results: Array.from({ length: size }, (_, item) => `${index}.${item}`),
      has_more: more,
      next_cursor: more ? String(index + 1) : null,
    };
  };
  const items = sizes.flatMap((size, index) => Array.from({ length: size }, (_, item) => `${index}.${item}`));
  return { page, asked, items };
}

describe("collect", () => {
  it("gathers every page, short and empty ones in the middle too, one request each", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 6 }), async (sizes) => {
        const { page, asked, items } = listOf(sizes);
        expect(await collect(page)).toEqual(items);
        expect(asked).toHaveLength(sizes.length);
      }),
    );
  });

  it("asks for no more pages than the limit needs", async () => {
    const { page, asked } = listOf([2, 2, 2]);
    expect(await collect(page, 3)).toEqual(["0.0", "0.1", "1.0"]);
    expect(asked).toEqual([undefined, "1"]);
  });

  it.each([null, "same"])("ends a list that goes on at %j for ever", async (next_cursor) => {
    let asked = 0;
    const page = async (): Promise<ListPage<number>> => {
      asked += 1;
      return { results: [asked], has_more: true, next_cursor };
    };
    await expect(collect(page)).rejects.toThrow(BrokenList);
    expect(asked).toBeLessThan(4);
  });
});
