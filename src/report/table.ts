/** Rows under headings: under each other for a terminal, with tabs between for other programs. */
import { printable } from "./words.ts";

const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;
const INVISIBLE = /^[\p{M}\p{Cf}]+$/u;
const SEGMENTER = new Intl.Segmenter("en", { granularity: "grapheme" });
const GAP = 2;
/** The least that a column is squeezed to. */
const LEAST = 6;
/** The most that a column takes while others are squeezed. */
const FAIR = 40;

function graphemes(text: string): readonly string[] {
  return [...SEGMENTER.segment(text)].map(({ segment }) => segment);
}

function widthOfOne(grapheme: string): number {
  if (INVISIBLE.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}

/** Cells of a terminal that a text takes. */
function widthOf(text: string): number {
  return graphemes(text).reduce((sum, one) => sum + widthOfOne(one), 0);
}

/** The text in exactly so many cells: filled up, or cut with a sign that it was. */
function padTo(text: string, width: number): string {
  const whole = widthOf(text);
  if (whole <= width) return text + " ".repeat(width - whole);
  let cut = "";
  let used = 0;
  for (const one of graphemes(text)) {
    const wide = widthOfOne(one);
    if (used + wide > width - 1) break;
    cut += one;
    used += wide;
  }
  return `${cut}…${" ".repeat(width - used - 1)}`;
}

const total = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, 0) + GAP * Math.max(0, widths.length - 1);

/** Widths of the columns that fit: the widest are squeezed first, then the last ones are left out. */
function widthsFor(natural: readonly number[], room: number): readonly number[] {
  const widths = natural.map((width) => Math.min(width, Math.max(FAIR, LEAST)));
  while (total(widths) > room) {
    const widest = Math.max(...widths);
    if (widest <= LEAST) {
      if (widths.length === 1) break;
      widths.pop();
    } else {
      widths[widths.indexOf(widest)] = widest - 1;
    }
  }
  // What room is left goes to columns that were cut to a fair share.
  let spare = room - total(widths);
  return widths.map((width, index) => {
    const more = Math.max(0, Math.min(spare, (natural[index] ?? width) - width));
    spare -= more;
    return width + more;
  });
}

const oneLine = (cell: string): string => printable(cell).replace(/\s+/g, " ").trim();

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * A table for a terminal.
 *
 * @param room - its width in cells
 * @param emphasize - marks the headings
 * @returns its lines, and how many of the last columns there was no room for
 */
export function formatTable(
  { header, rows }: Table,
  room: number,
  emphasize: (text: string) => string,
): { readonly text: string; readonly left: number } {
  const cells = [header, ...rows].map((row) => row.map(oneLine));
  const natural = header.map((_, column) => Math.max(1, ...cells.map((row) => widthOf(row[column] ?? ""))));
  const widths = widthsFor(natural, room);
  const lines = cells.map((row) =>
    widths
      .map((width, column) => padTo(row[column] ?? "", width))
      .join(" ".repeat(GAP))
      .trimEnd(),
  );
  const [first = "", ...rest] = lines;
  return { text: [emphasize(first), ...rest].join("\n"), left: header.length - widths.length };
}

/** A table for other programs: a line each, with tabs between; tabs and ends of lines in cells are spaces. */
export function formatTabbed({ header, rows }: Table): string {
  return [header, ...rows].map((row) => row.map(oneLine).join("\t")).join("\n");
}
