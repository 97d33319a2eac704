import type { DraftBlock } from "../../model/block.ts";
import type { Column, Columns } from "../../model/nodes.ts";
import type { Context } from "../context.ts";
import { paragraph } from "../pieces.ts";
import { placeOf } from "../place.ts";

const HUNDREDTHS = 100;

/**
 * Shares of the width that add up to 1; null where none is asked for, or what is asked for cannot be: then Notion
 * gives each the same. A column that says nothing gets its part of what the others leave.
 */
function ratiosOf(columns: readonly Column[]): readonly number[] | null {
  const said = columns.flatMap(({ width }) => (width === null ? [] : [width]));
  if (said.length === 0 || said.some((width) => width <= 0)) return null;
  const left = HUNDREDTHS - said.reduce((sum, width) => sum + width, 0);
  const silent = columns.length - said.length;
  if (silent > 0 && left <= 0) return null;
  const widths = columns.map(({ width }) => width ?? left / silent);
  const whole = widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width) => Math.round((width / whole) * 10_000) / 10_000);
}

/** Columns side by side. Notion has no row of fewer than two: what is in a single one stands by itself. */
export function columns(node: Columns, context: Context): DraftBlock[] {
  if (node.children.length < 2) return context.flow(node.children.flatMap(({ children }) => children));
  const place = placeOf(node);
  const ratios = ratiosOf(node.children);
  const children = node.children.map((child, index): DraftBlock<"column"> => {
    const content = contentOf(child, context);
    const ratio = ratios?.[index];
    return {
      type: "column",
      value: ratio === undefined ? {} : { width_ratio: ratio },
      // A column must hold something.
      children: content.length > 0 ? content : [emptyParagraph(child)],
      place: placeOf(child),
      slugs: [],
    };
  });
  return [{ type: "column_list", value: {}, children, place, slugs: [] }];
}

/** What stands in a column. Notion makes no columns directly in one: what is in those stands one below the other. */
function contentOf(node: Column, context: Context): DraftBlock[] {
  const content = context.flow(node.children);
  if (!content.some(({ type }) => type === "column_list")) return content;
  context.report("columns-nested", {}, node);
  return content.flatMap((block) =>
    block.type === "column_list" ? block.children.flatMap(({ children }) => children) : [block],
  );
}

function emptyParagraph(node: Column): DraftBlock {
  return paragraph([], placeOf(node));
}

/** A column outside of columns: its content. */
export function column(node: Column, context: Context): readonly DraftBlock[] {
  return context.flow(node.children);
}
