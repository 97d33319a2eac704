import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block } from "../../src/model/block.ts";
import type { Operation } from "../../src/model/plan.ts";
import type { SplitLimits } from "../../src/plan/shape.ts";
import { splitNew } from "../../src/plan/split.ts";
import {
  columns,
  divider,
  forest,
  heading,
  item,
  paragraph,
  row,
  table,
  tabs,
  toggle,
} from "../support/blocks.ts";
import { fewestRequests } from "../support/fewestRequests.ts";
import { NaiveNotion } from "../support/naiveNotion.ts";

function split(blocks: readonly Block[], limits?: SplitLimits): Operation[] {
  return splitNew({
    key: "page.md",
    page: "page",
    container: null,
    position: "end",
    blocks,
    reason: "new",
    first: 0,
    ...(limits === undefined ? {} : { limits }),
  });
}

/** Carries out a split on an empty page. */
function replay(blocks: readonly Block[], limits?: SplitLimits): { tree: Block[]; requests: number } {
  const notion = new NaiveNotion(limits);
  const page = notion.addPage("Page");
  for (const operation of split(blocks, limits))
    notion.apply("page" in operation ? { ...operation, page } : operation);
  return { tree: notion.tree(page), requests: notion.requests };
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Blocks nested in each other, one deeper than the one before. */
function chain(depth: number): Block {
  return times(depth, (index) => index).reduceRight<Block>(
    (inner, index) => item(`level ${index}`, inner.type === "divider" ? [] : [inner]),
    divider(),
  );
}

describe("requests for a shape", () => {
  const shapes: readonly [string, Block[], number][] = [
    ["nothing", [], 0],
    ["one block", [paragraph("a")], 1],
    ["a full array", times(100, () => paragraph("a")), 1],
    ["one more than an array", times(101, () => paragraph("a")), 2],
    ["1,500 blocks", times(1500, () => paragraph("a")), 15],
    [
      "1,000 blocks by nesting",
      times(50, () =>
        toggle(
          "t",
          times(19, () => paragraph("a")),
        ),
      ),
      1,
    ],
    [
      "1,050 blocks by nesting",
      times(50, () =>
        toggle(
          "t",
          times(20, () => paragraph("a")),
        ),
      ),
      2,
    ],
    ["a list of three levels", [chain(3)], 1],
    ["a list of four levels", [chain(4)], 2],
    ["a list of five levels", [chain(5)], 3],
    [
      "a table of 100 rows",
      [
        table(
          2,
          times(100, () => row("a", "b")),
        ),
      ],
      1,
    ],
    [
      "a table of 250 rows",
      [
        table(
          2,
          times(250, () => row("a", "b")),
        ),
      ],
      3,
    ],
    ["a table in a toggle", [toggle("t", [table(1, [row("a")])])], 1],
    ["a table in a toggle in a toggle", [toggle("t", [toggle("u", [table(1, [row("a")])])])], 2],
    ["columns with nested lists", [columns([item("a", [item("b")])], [paragraph("c")])], 1],
    [
      "columns with a list of three levels",
      [columns([item("a", [item("b", [item("c")])])], [paragraph("c")])],
      4,
    ],
    ["columns with a deep list after text", [columns([paragraph("p"), chain(3)], [paragraph("c")])], 3],
    ["tabs", [tabs(paragraph("a", [paragraph("x")]), paragraph("b", [paragraph("y")]))], 1],
    ["tabs with lists", [tabs(paragraph("a", [item("x", [item("y")])]))], 2],
    ["tabs in a toggle", [toggle("t", [tabs(paragraph("a"))])], 1],
    [
      "a toggle of 150",
      [
        toggle(
          "t",
          times(150, () => paragraph("a")),
        ),
      ],
      2,
    ],
    [
      "a toggle of 150 toggles of 150",
      [
        toggle(
          "t",
          times(150, () =>
            toggle(
              "u",
              times(150, () => divider()),
            ),
          ),
        ),
      ],
      159,
    ],
    ["a megabyte", times(20, () => paragraph("x".repeat(50_000))), 3],
    ["a megabyte of Chinese", times(7, () => paragraph("語".repeat(50_000))), 3],
  ];

  test.each(shapes)("%s", (_name, blocks, requests) => {
    const done = replay(blocks);
    expect(done.requests).toBe(requests);
    expect(done.tree).toEqual(blocks);
  });

  test("a table keeps a header row when it must be cut at bytes", () => {
    const blocks = [
      table(
        1,
        times(30, () => row("x".repeat(40_000))),
      ),
    ];
    expect(replay(blocks).tree).toEqual(blocks);
    expect(replay(blocks).requests).toBe(3);
  });

  test("blocks go behind an anchor in order", () => {
    const notion = new NaiveNotion();
    const page = notion.addPage("Page");
    const [first] = notion.addBlocks(page, 0, [heading("first"), heading("last")]);
    const blocks = times(250, (index) => paragraph(`${index}`));
    const operations = splitNew({
      key: "k",
      page,
      container: null,
      position: { after: first ?? "" },
      blocks,
      reason: "",
      first: 7,
    });
    for (const operation of operations) notion.apply(operation);
    expect(operations.map((operation) => operation.id)).toEqual([7, 8, 9]);
    expect(notion.tree(page)).toEqual([heading("first"), ...blocks, heading("last")]);
  });
});

const TINY: SplitLimits = { array: 3, blocks: 6, bytes: 1e9 };

test("whatever the tree, the requests are legal and give exactly it", () => {
  fc.assert(
    fc.property(forest(4), (blocks) => {
      expect(replay(blocks).tree).toEqual(blocks);
    }),
    { numRuns: 300 },
  );
});

test("the same under tiny limits", () => {
  fc.assert(
    fc.property(forest(4, 5, false), (blocks) => {
      expect(replay(blocks, TINY).tree).toEqual(blocks);
    }),
    { numRuns: 300 },
  );
});

function size(blocks: readonly Block[]): number {
  return blocks.reduce((total, block) => total + 1 + size(block.children), 0);
}

describe("on small trees no other way takes fewer requests", () => {
  test.each<[string, SplitLimits, fc.Arbitrary<Block[]>]>([
    ["with arrays of two", { array: 2, blocks: 1000, bytes: 1e9 }, forest(3, 3, false)],
    ["with arrays of three", { array: 3, blocks: 1000, bytes: 1e9 }, forest(4, 4, false)],
    ["with columns", { array: 3, blocks: 1000, bytes: 1e9 }, forest(3, 2)],
  ])("%s", (_name, limits, blocks) => {
    const small = blocks.filter((some) => size(some) <= 8);
    fc.assert(
      fc.property(small, (some) => {
        const best = fewestRequests(some, limits);
        expect(split(some, limits).length).toBe(best);
      }),
      { numRuns: 150 },
    );
  });

  // Siblings go out from the first to the last; now and then a gap that is filled later would save a request.
  test("by more than one where few blocks fit a request", () => {
    const limits = { array: 2, blocks: 4, bytes: 1e9 };
    const small = forest(3, 3, false).filter((some) => size(some) <= 8);
    fc.assert(
      fc.property(small, (some) => {
        const best = fewestRequests(some, limits);
        expect(split(some, limits).length).toBeGreaterThanOrEqual(best);
        expect(split(some, limits).length).toBeLessThanOrEqual(best + 1);
      }),
      { numRuns: 150 },
    );
  });
});
