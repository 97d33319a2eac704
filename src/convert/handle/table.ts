import type { Table, TableCell, TableRow } from "mdast";
import { LIMITS } from "../../facts/limits.ts";
import type { DraftBlock } from "../../model/block.ts";
import type { RichText } from "../../model/richText.ts";
import { mergeRuns, text } from "../../model/text.ts";
import type { Context, Piece } from "../context.ts";
import { fitByLosingFormat } from "../fit.ts";
import { blocksOf, runsOf, slugsOf, UNMARKED, UNMARKED_IN_LINE } from "../pieces.ts";
import { placeOf } from "../place.ts";

type Cell = readonly RichText[];

/** Markdown cannot write a table without a header row; one with nothing in it stands for none. */
function isHeadless({ children: [head, ...rows] }: Table): boolean {
  return rows.length > 0 && head !== undefined && head.children.every((cell) => cell.children.length === 0);
}

/** A table, mostly with a header row; one that is too wide becomes several, side by side columns below each other. */
export function table(node: Table, context: Context): DraftBlock[] {
  const width = node.children[0]?.children.length ?? 0;
  if (width === 0) return [];
  const headless = isHeadless(node);
  const shown = headless ? node.children.slice(1) : node.children;
  const rows = shown.flatMap((row) => rowBlocks(row, width, context));
  if (width > LIMITS.array) context.report("table-too-wide", { columns: width }, node);
  const tables: DraftBlock[] = [];
  for (let from = 0; from < width; from += LIMITS.array) {
    const end = Math.min(from + LIMITS.array, width);
    tables.push({
      type: "table",
      value: { table_width: end - from, has_column_header: !headless, has_row_header: false },
      children: rows.map(({ cells, node: row, slugs }) => ({
        type: "table_row",
        value: { cells: cells.slice(from, end) },
        children: [],
        place: placeOf(row),
        slugs: from === 0 ? slugs : [],
      })),
      place: placeOf(node),
      slugs: [],
    });
  }
  return tables;
}

interface Row {
  readonly cells: readonly Cell[];
  readonly node: TableRow;
  readonly slugs: readonly string[];
}

/** One row of the table; more where a cell holds more text than Notion takes. */
function rowBlocks(node: TableRow, width: number, context: Context): Row[] {
  const slugs: string[] = [];
  const cells = node.children.map((cell) => cellRuns(cell, context, slugs));
  const whole = padded(cells, width).map((cell) => fitted(cell, node, context));
  const lines = Math.max(1, ...whole.map((cell) => Math.ceil(cell.length / LIMITS.array)));
  return Array.from({ length: lines }, (_, i) => ({
    cells: whole.map((cell) => cell.slice(i * LIMITS.array, (i + 1) * LIMITS.array)),
    node,
    slugs: i === 0 ? slugs : [],
  }));
}

function cellRuns(node: TableCell, context: Context, slugs: string[]): RichText[] {
  const pieces: Piece[] = [];
  context.phrasing(node.children, UNMARKED_IN_LINE, pieces);
  slugs.push(...slugsOf(pieces));
  return runsOf(pieces);
}

/** Short rows get empty cells; what a long row has too many goes into its last cell. */
function padded(cells: readonly Cell[], width: number): Cell[] {
  if (cells.length <= width) return [...cells, ...Array.from({ length: width - cells.length }, () => [])];
  const last = cells.slice(width - 1).filter((cell) => cell.length > 0);
  const joined = last.flatMap((cell, i) => (i === 0 ? cell : [text(" "), ...cell]));
  return [...cells.slice(0, width - 1), mergeRuns(joined)];
}

function fitted(cell: Cell, node: TableRow, context: Context): Cell {
  const runs = fitByLosingFormat(cell);
  if (cell.length > LIMITS.array) context.report("table-cell-formatting", {}, node);
  return runs;
}

/** A row outside a table, as a plugin may leave it: its cells as paragraphs. */
export function tableRow(node: TableRow, context: Context): DraftBlock[] {
  return node.children.flatMap((cell) => tableCell(cell, context));
}

export function tableCell(node: TableCell, context: Context): DraftBlock[] {
  const pieces: Piece[] = [];
  context.phrasing(node.children, UNMARKED, pieces);
  return blocksOf(pieces, placeOf(node));
}
