import type { Blockquote, Paragraph } from "mdast";
import type { Callout } from "../../model/nodes.ts";
import type { Dialect } from "./dialect.ts";
import { everyBut } from "./presets.ts";

/** The marker stands alone on its line: a line break or the paragraph's end follows. */
const MARKER = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i;

/** The paragraph without its first line; null when nothing else is in it. */
function withoutMarker(paragraph: Paragraph, marker: string): Paragraph | null {
  const [first, ...others] = paragraph.children;
  if (first?.type !== "text") return paragraph;
  const rest = first.value.slice(marker.length);
  if (rest !== "") {
    const { position } = first;
    // Spaces at the line's start are not part of the text, so the column is that of the line's content at most.
    const start = position && { line: position.start.line + 1, column: position.start.column };
    const moved = position && start && { position: { start, end: position.end } };
    return { ...paragraph, children: [{ ...first, value: rest, ...moved }, ...others] };
  }
  const kept = others[0]?.type === "break" ? others.slice(1) : others;
  return kept.length === 0 ? null : { ...paragraph, children: kept };
}

function alert(quote: Blockquote): readonly [Callout] | null {
  const [head, ...body] = quote.children;
  const text = head?.type === "paragraph" ? head.children[0] : undefined;
  if (head?.type !== "paragraph" || text?.type !== "text") return null;
  const match = MARKER.exec(text.value);
  const after = head.children[1];
  // `[!NOTE] **x**` is no marker alone on its line, though its text node ends there.
  const alone = match?.[0].endsWith("\n") || after === undefined || after.type === "break";
  if (match?.[1] === undefined || !alone) return null;
  const opening = withoutMarker(head, match[0]);
  const { position } = quote;
  return [
    {
      type: "callout",
      kind: match[1].toLowerCase(),
      title: null,
      fold: null,
      children: opening === null ? body : [opening, ...body],
      ...(position && { position }),
    },
  ];
}

/**
 * GitHub's alerts: `> [!NOTE]`, five kinds.
 *
 * Source: https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts
 */
export const alerts: Dialect = {
  name: "alerts",
  presets: everyBut("commonmark"),
  rewrites: { blockquote: alert },
};
