/** Finds where in a file what Notion has would stand. */
import type { Nodes } from "mdast";
import type { Block } from "../../model/block.ts";
import type { Document } from "../../model/document.ts";
import type { Change } from "../../model/plan.ts";
import type { RichText } from "../../model/richText.ts";
import { nodesAt } from "../explain/find.ts";
import { type LinkOf, markdownOf } from "./markdown.ts";

/** Text that takes the place of what stands between two offsets. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

interface Source {
  readonly document: Document;
  readonly text: string;
  readonly linkOf: LinkOf;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function spanOf(nodes: readonly Nodes[]): Span | null {
  const from = nodes[0]?.position?.start.offset;
  const to = nodes.at(-1)?.position?.end.offset;
  return from === undefined || to === undefined ? null : { from, to };
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf("\n", offset - 1) + 1;

/** What lines begin with that go on a text: marks of quotes stay, marks of items become blanks. */
function continued(text: string, from: number): string {
  return text.slice(lineStart(text, from), from).replace(/[^>\s]/g, " ");
}

function replacement(runs: readonly RichText[], span: Span, { linkOf, text }: Source): Edit | null {
  const words = markdownOf(runs, linkOf);
  return words === null ? null : { ...span, text: words.replaceAll("\n", `\n${continued(text, span.from)}`) };
}

function textOf(block: Block): readonly RichText[] | null {
  return "rich_text" in block.value ? block.value.rich_text : null;
}

function lastOf<T extends Nodes["type"]>(nodes: readonly Nodes[], ...types: readonly T[]) {
  return nodes.findLast((node): node is Extract<Nodes, { type: T }> =>
    types.some((type) => type === node.type),
  );
}

const CHECKBOX = /\[([ xX])\](?=\s*$)/;

/** A box is ticked in front of the text. */
function boxEdit(before: Block, after: Block, { from }: Span, text: string): readonly Edit[] {
  if (before.type !== "to_do" || after.type !== "to_do" || before.value.checked === after.value.checked)
    return [];
  const start = lineStart(text, from);
  const found = CHECKBOX.exec(text.slice(start, from));
  if (found === null) return [];
  const at = start + found.index + 1;
  return [{ from: at, to: at + 1, text: before.value.checked ? "x" : " " }];
}

/** Edits of the words of a paragraph, heading, item, quote or callout. */
function wordEdits(
  before: Block,
  after: Block,
  nodes: readonly Nodes[],
  source: Source,
): readonly Edit[] | null {
  const holder = lastOf(nodes, "paragraph", "heading");
  const span = holder === undefined ? null : spanOf(holder.children);
  const runs = textOf(before);
  if (span === null || runs === null) return null;
  const box = boxEdit(before, after, span, source.text);
  if (JSON.stringify(runs) === JSON.stringify(textOf(after))) return box.length === 0 ? null : box;
  const words = replacement(runs, span, source);
  return words === null ? null : [...box, words];
}

/** Edits of the lines between the fences of code. */
function codeEdits(before: Block, nodes: readonly Nodes[], { text }: Source): readonly Edit[] | null {
  const code = lastOf(nodes, "code");
  const span = code === undefined ? null : spanOf([code]);
  const runs = textOf(before);
  if (span === null || runs === null) return null;
  const lines = text.slice(span.from, span.to).split("\n");
  if (lines.length < 2 || !/^(`{3,}|~{3,})/.test(lines[0] ?? "")) return null;
  const from = span.from + (lines[0]?.length ?? 0) + 1;
  const last = lines.at(-1)?.length ?? 0;
  const prefix = continued(text, span.from);
  const value = runs.map((run) => (run.type === "text" ? run.text.content : "")).join("");
  const body = value.split("\n").map((line) => `${prefix}${line}`.trimEnd());
  return [{ from, to: Math.max(from, span.to - last), text: body.map((line) => `${line}\n`).join("") }];
}

/** Edits of the cells of a row. */
function rowEdits(
  before: Block,
  after: Block,
  nodes: readonly Nodes[],
  source: Source,
): readonly Edit[] | null {
  const row = lastOf(nodes, "tableRow");
  if (row === undefined || before.type !== "table_row" || after.type !== "table_row") return null;
  const edits = before.value.cells.map((runs, index): Edit | null | undefined => {
    if (JSON.stringify(runs) === JSON.stringify(after.value.cells[index])) return undefined;
    const span = spanOf(row.children[index]?.children ?? []);
    const edit = span === null ? null : replacement(runs, span, source);
    return edit === null || edit.text.includes("\n")
      ? null
      : { ...edit, text: edit.text.replaceAll("|", "\\|") };
  });
  const known = edits.filter((edit) => edit !== undefined);
  return known.some((edit) => edit === null) ? null : known.flatMap((edit) => edit ?? []);
}

/** Takes out the lines of a block that was deleted, with the empty line behind it. */
function deletion(nodes: readonly Nodes[], line: number, text: string): readonly Edit[] | null {
  const starting = nodes.filter(({ position }) => position?.start.line === line);
  const node = starting.findLast(({ type }) => type === "listItem" || type === "tableRow") ?? starting[0];
  const span = node === undefined ? null : spanOf([node]);
  if (span === null) return null;
  const from = lineStart(text, span.from);
  if (/[^\s]/.test(text.slice(from, span.from))) return null;
  const rest = /^[^\S\n]*\n(?:[^\S\n]*\n)?/.exec(text.slice(span.to));
  return [{ from, to: span.to + (rest?.[0].length ?? 0), text: "" }];
}

function titleEdits(title: string, { document, text }: Source): readonly Edit[] | null {
  const { frontMatter, titleHeading } = document;
  const place = frontMatter?.places["title"];
  if (place !== undefined) {
    const start =
      text
        .split("\n")
        .slice(0, place.line - 1)
        .join("\n").length + (place.line > 1 ? 1 : 0);
    const line = /^title:[^\n]*/.exec(text.slice(start));
    return line === null
      ? null
      : [{ from: start, to: start + line[0].length, text: `title: ${JSON.stringify(title)}` }];
  }
  const span = titleHeading === undefined ? null : spanOf(titleHeading.node.children);
  return span === null ? null : [{ ...span, text: title }];
}

/** Edits that make a file say what Notion has; null where Markdown, or this, cannot. */
export function editsFor(change: Change, source: Source): readonly Edit[] | null {
  const { after, before, place, what } = change;
  if (what === "title" && typeof before === "string") return titleEdits(before, source);
  if (what !== "block" || place === null || place.path !== undefined) return null;
  const nodes = nodesAt(source.document.tree, place.line);
  if (change.sign === "+") return deletion(nodes, place.line, source.text);
  if (before === null || typeof before === "string" || after === null || typeof after === "string")
    return null;
  if (before.type !== after.type) return null;
  if (before.type === "code") return codeEdits(before, nodes, source);
  if (before.type === "table_row") return rowEdits(before, after, nodes, source);
  return wordEdits(before, after, nodes, source);
}

/** A text with edits; null where two of them touch the same place. */
export function withEdits(text: string, edits: readonly Edit[]): string | null {
  const ordered = edits.toSorted((a, b) => a.from - b.from);
  if (ordered.some(({ from }, index) => from < (ordered[index - 1]?.to ?? 0))) return null;
  let result = "";
  let at = 0;
  for (const { from, text: put, to } of ordered) {
    result += text.slice(at, from) + put;
    at = to;
  }
  return result + text.slice(at);
}
