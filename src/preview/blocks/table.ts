import type { RichText } from "../../model/richText.ts";
import type { PreviewBlock, PreviewContext, Renderer } from "../context.ts";
import { type Html, html } from "../html.ts";
import { renderRichText } from "../richText.ts";
import { idAttribute } from "./text.ts";

interface Headers {
  readonly column: boolean;
  readonly row: boolean;
}

function cell(runs: readonly RichText[], scope: "col" | "row" | null, context: PreviewContext): Html {
  const content = renderRichText(runs, context);
  return scope === null ? html`<td>${content}</td>` : html`<th scope="${scope}">${content}</th>`;
}

function row(
  cells: readonly (readonly RichText[])[],
  isFirst: boolean,
  headers: Headers,
  context: PreviewContext,
): Html {
  const scopeOf = (column: number): "col" | "row" | null => {
    if (isFirst && headers.column) {
      return "col";
    }
    return column === 0 && headers.row ? "row" : null;
  };
  return html`<tr>${cells.map((runs, column) => cell(runs, scopeOf(column), context))}</tr>`;
}

function cellsOf(block: PreviewBlock): readonly (readonly RichText[])[] {
  return block.type === "table_row" ? block.value.cells : [];
}

export const table: Renderer<"table"> = (block, context) => {
  const headers = { column: block.value.has_column_header, row: block.value.has_row_header };
  const rows = (block.children ?? []).map((child, index) =>
    row(cellsOf(child), index === 0, headers, context),
  );
  return html`<div class="table" tabindex="0"${idAttribute(block)}><table>${rows}</table></div>`;
};

/** A row by itself, as a change of a plan shows it. */
export const tableRow: Renderer<"table_row"> = (block, context) =>
  html`<div class="table"${idAttribute(block)}><table>${row(block.value.cells, false, { column: false, row: false }, context)}</table></div>`;
