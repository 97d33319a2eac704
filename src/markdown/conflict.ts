import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import type { Place } from "../model/message.ts";

const OURS = /^<{7}(?: .*)?$/;
const MIDDLE = /^={7}$/;
const THEIRS = /^>{7}(?: .*)?$/;

interface Marks {
  readonly ours: number;
  readonly middle: number;
  readonly theirs: number;
}

function firstConflict(lines: readonly string[], isCode: (line: number) => boolean): Marks | null {
  let ours = 0;
  let middle = 0;
  for (const [index, text] of lines.entries()) {
    const line = index + 1;
    if (OURS.test(text)) {
      ours = line;
      middle = 0;
    } else if (ours > 0 && MIDDLE.test(text)) middle = line;
    else if (middle > 0 && THEIRS.test(text)) {
      if (![ours, middle, line].every(isCode)) return { ours, middle, theirs: line };
      ours = 0;
      middle = 0;
    }
  }
  return null;
}

/**
 * Finds the markers an unresolved merge leaves: all three, in order, each at the start of a line. A set that lies
 * wholly in code is an example of one.
 *
 * @param text - the file's text, whose lines the tree's positions count
 * @returns the place of the first set, or null
 */
export function conflictPlace(text: string, tree: Root): Place | null {
  if (!/^<{7}/m.test(text)) return null;
  const code = new Set<number>();
  visit(tree, "code", ({ position }) => {
    if (position === undefined) return;
    for (let line = position.start.line; line <= position.end.line; line += 1) code.add(line);
  });
  const found = firstConflict(text.split("\n"), (line) => code.has(line));
  if (found === null) return null;
  return { line: found.ours, column: 1, endLine: found.theirs, endColumn: 8 };
}
