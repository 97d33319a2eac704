import type { PhrasingContent, Text } from "mdast";
import type { Position } from "unist";

/** A paragraph's first line, and what follows it. */
export interface FirstLine {
  readonly line: PhrasingContent[];
  readonly rest: PhrasingContent[];
}

/** Where the text after the first line break of a text stands. */
function below(position: Position | undefined): Position | undefined {
  if (position === undefined) return undefined;
  // Spaces at the line's start are not part of the text, so the column is that of the line's content at most.
  return { start: { line: position.start.line + 1, column: position.start.column }, end: position.end };
}

function pieceOf(value: string, position: Position | undefined): Text[] {
  return value === "" ? [] : [{ type: "text", value, ...(position && { position }) }];
}

/** Splits what a paragraph holds at its first line break, written out or not. */
export function firstLineOf(children: readonly PhrasingContent[]): FirstLine {
  for (const [index, node] of children.entries()) {
    if (node.type === "break") {
      return { line: children.slice(0, index), rest: children.slice(index + 1) };
    }
    const at = node.type === "text" ? node.value.indexOf("\n") : -1;
    if (node.type !== "text" || at < 0) continue;
    return {
      line: [...children.slice(0, index), ...pieceOf(node.value.slice(0, at), node.position)],
      rest: [...pieceOf(node.value.slice(at + 1), below(node.position)), ...children.slice(index + 1)],
    };
  }
  return { line: [...children], rest: [] };
}
