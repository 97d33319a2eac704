import type { Position } from "unist";
import type { Place } from "../model/message.ts";

/** A node's position as a place; null for a node that stands nowhere in the file. */
export function placeOf(position: Position | undefined): Place | null {
  if (position === undefined) return null;
  const { start, end } = position;
  const { path } = position;
  const place = { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  return path === undefined ? place : { ...place, path };
}

declare module "unist" {
  interface Position {
    /** The file it is of, where that is not the document's own. */
    path?: string;
  }
}
