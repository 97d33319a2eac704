import type { RootContent } from "mdast";
import type { Point, Position } from "unist";
import type { ContentKind } from "../dialect/dialect.ts";

/** Where a piece of the woven text comes from. */
interface Segment {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  /** Start of its node in the file. */
  readonly start: Point | null;
}

/**
 * Siblings as one HTML text: raw HTML as it is, each run of other nodes as an element that stands for it. So an
 * HTML parser pairs the tags, wherever Markdown stands between them.
 */
export interface Woven {
  readonly html: string;
  /** Name of the elements that stand for Markdown; their `data-n` counts the runs. The one past the last marks the end. */
  readonly tag: string;
  readonly runs: readonly (readonly RootContent[])[];
  /** The place in the file of a position in `html`. */
  readonly inFile: (position: Position | undefined) => Position | undefined;
}

/** A tag name that the document does not use, whatever it holds. */
function freeTag(siblings: readonly RootContent[]): string {
  let tag = "md-run";
  while (siblings.some((node) => node.type === "html" && node.value.toLowerCase().includes(tag))) tag += "x";
  return tag;
}

function segmentAt(segments: readonly Segment[], offset: number): Segment | undefined {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((segments[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return segments[low - 1];
}

/** `back`: 1 for the end of something, which belongs to what stands before it. */
function pointIn(segments: readonly Segment[], point: Point, back: 0 | 1): Point | null {
  const segment = segmentAt(segments, (point.offset ?? 0) - back);
  if (!segment?.start) return null;
  const { start } = segment;
  const line = start.line + point.line - segment.line;
  const first = point.line === segment.line;
  return { line, column: first ? start.column + point.column - segment.column : point.column };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/**
 * Weaves siblings into one HTML text.
 *
 * @param plain - text stands in it as text, not as a run
 */
export function weave(siblings: readonly RootContent[], kind: ContentKind, plain: boolean): Woven {
  const tag = freeTag(siblings);
  const runs: RootContent[][] = [];
  const segments: Segment[] = [];
  const parts: string[] = [];
  const at = { offset: 0, line: 1, column: 1 };
  const add = (text: string, start: Point | null): void => {
    segments.push({ ...at, start });
    parts.push(text);
    at.offset += text.length;
    const breaks = text.split("\n");
    at.line += breaks.length - 1;
    at.column = breaks.length === 1 ? at.column + text.length : (breaks.at(-1)?.length ?? 0) + 1;
  };
  // Something must stand in it: spaces beside an empty element count as those of the next text, however far.
  const stand = (n: number): void => add(`<${tag} data-n="${n}">x</${tag}>`, null);
  let run: RootContent[] | null = null;
  for (const node of siblings) {
    if (plain && node.type === "text") {
      run = null;
      add(escaped(node.value), null);
      continue;
    }
    if (node.type !== "html") {
      if (run === null) {
        run = [];
        stand(runs.push(run) - 1);
      }
      run.push(node);
      continue;
    }
    run = null;
    // Blocks stand on lines of their own: their words must not meet.
    if (kind === "flow") add("\n", null);
    add(node.value, node.position?.start ?? null);
    if (kind === "flow") add("\n", null);
  }
  stand(runs.length);
  const inFile = (position: Position | undefined): Position | undefined => {
    const start = position && pointIn(segments, position.start, 0);
    if (!position || !start) return undefined;
    return { start, end: pointIn(segments, position.end, 1) ?? start };
  };
  return { html: parts.join(""), tag, runs, inFile };
}
