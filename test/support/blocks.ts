/** Blocks for tests: short builders, and random trees of every shape. */
import fc from "fast-check";
import type { Block } from "../../src/model/block.ts";
import { text } from "../../src/model/text.ts";

export function paragraph(content: string, children: readonly Block[] = []): Block {
  return { type: "paragraph", value: { rich_text: runs(content), color: "default" }, children };
}

export function item(content: string, children: readonly Block[] = []): Block {
  return { type: "bulleted_list_item", value: { rich_text: runs(content), color: "default" }, children };
}

export function toggle(content: string, children: readonly Block[] = []): Block {
  return { type: "toggle", value: { rich_text: runs(content), color: "default" }, children };
}

export function heading(content: string): Block {
  return {
    type: "heading_2",
    value: { rich_text: runs(content), color: "default", is_toggleable: false },
    children: [],
  };
}

export function divider(): Block {
  return { type: "divider", value: {}, children: [] };
}

export function row(...cells: readonly string[]): Block {
  return { type: "table_row", value: { cells: cells.map(runs) }, children: [] };
}

export function table(width: number, rows: readonly Block[]): Block {
  const value = { table_width: width, has_column_header: true, has_row_header: false };
  return { type: "table", value, children: rows };
}

export function columns(...contents: readonly (readonly Block[])[]): Block {
  const children = contents.map((inside): Block => ({ type: "column", value: {}, children: inside }));
  return { type: "column_list", value: {}, children };
}

export function tabs(...items: readonly Block[]): Block {
  return { type: "tab", value: {}, children: items };
}

function runs(content: string): ReturnType<typeof text>[] {
  return content === "" ? [] : [text(content)];
}

const word = fc.constantFrom("alpha", "beta", "gamma", "delta", "epsilon", "zeta");
const sentence = fc.array(word, { maxLength: 4 }).map((words) => words.join(" "));

/** A leaf of a type that may stand anywhere. */
const leaf: fc.Arbitrary<Block> = fc.oneof(
  sentence.map((content) => paragraph(content)),
  sentence.map(heading),
  fc.constant(divider()),
);

const aTable: fc.Arbitrary<Block> = fc.integer({ min: 1, max: 3 }).chain((width) =>
  fc
    .array(fc.array(sentence, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 })
    .map((cells) =>
      table(
        width,
        cells.map((one) => row(...one)),
      ),
    ),
);

/** Random siblings: nested containers, tables, tabs; columns where `withColumns` says so. */
export function forest(depth: number, maxLength = 5, withColumns = true): fc.Arbitrary<Block[]> {
  return fc.array(tree(depth, maxLength, withColumns), { maxLength });
}

function tree(depth: number, maxLength: number, withColumns: boolean): fc.Arbitrary<Block> {
  if (depth === 0) return leaf;
  const inner = forest(depth - 1, maxLength, false);
  const filled = inner.filter((blocks) => blocks.length > 0);
  const nested = fc
    .tuple(fc.constantFrom(paragraph, item, toggle), sentence, inner)
    .map(([make, content, children]) => make(content, children));
  const tabbed = fc
    .array(fc.tuple(sentence, inner), { minLength: 1, maxLength: 3 })
    .map((items) => tabs(...items.map(([label, children]) => paragraph(label, children))));
  const all = [leaf, nested, nested, aTable, tabbed];
  if (withColumns) all.push(fc.array(filled, { minLength: 2, maxLength: 3 }).map((each) => columns(...each)));
  return fc.oneof(...all);
}
