import type { Position } from "unist";
import type { Place } from "../model/message.ts";

/** A node's position as a place; null for a node that stands nowhere in the file. */
export function placeOf(position: Position | undefined): Place | null {
  if (position === undefined) return null;
  const { start, end } = position;
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
