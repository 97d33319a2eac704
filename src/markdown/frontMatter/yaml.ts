import { type Document, isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { broken, type Parsed, parsed, type Span } from "./parsed.ts";

/** Aliases resolved per block; beyond it a few lines could stand for gigabytes. */
const MAX_ALIASES = 100;

function spanOf(lines: LineCounter, from: number, to: number): Span {
  const start = lines.linePos(from);
  const end = lines.linePos(to);
  return { line: start.line, column: start.col, endLine: end.line, endColumn: end.col };
}

/** Where each top-level key of a YAML document stands, from the key to the end of its value. */
function keySpans(document: Document, lines: LineCounter): Record<string, Span> {
  const spans: [string, Span][] = [];
  if (!isMap(document.contents)) return {};
  for (const { key, value } of document.contents.items) {
    if (!isScalar(key) || !key.range) continue;
    const last = isRanged(value) ? value.range[1] : key.range[1];
    spans.push([String(key.value), spanOf(lines, key.range[0], last)]);
  }
  return Object.fromEntries(spans);
}

function isRanged(node: unknown): node is { range: [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}

/**
 * Parses YAML 1.2 with its core schema: dates stay text, `yes` and `no` too. A key given twice is an error;
 * aliases are bounded.
 */
export function parseYaml(text: string): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const error = document.errors[0];
  if (error !== undefined) return broken(error.message, spanOf(lines, error.pos[0], error.pos[1]));
  const values: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
  return parsed(values, keySpans(document, lines));
}
