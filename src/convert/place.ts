import type { Nodes } from "mdast";
import type { Place } from "../model/message.ts";

/** Where a node stands; null for one that a plugin made. */
export function placeOf(node: Nodes | null): Place | null {
  const position = node?.position;
  if (position === undefined) return null;
  const { start, end, path } = position;
  const place = { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  return path === undefined ? place : { ...place, path };
}
