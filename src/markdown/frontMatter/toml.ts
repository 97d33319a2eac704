import { parse, TomlError } from "smol-toml";
import { broken, type Parsed, parsed, type Span } from "./parsed.ts";

/** Where top-level keys and tables begin: the lines that name one. */
function keySpans(text: string): Record<string, Span> {
  const spans = new Map<string, Span>();
  let table = false;
  for (const [index, line] of text.split("\n").entries()) {
    const header = /^\s*\[{1,2}\s*"?([\w-]+)"?/.exec(line);
    const key = table ? null : /^\s*"?([\w-]+)"?\s*[=.]/.exec(line);
    if (header !== null) table = true;
    const name = (header ?? key)?.[1];
    if (name === undefined || spans.has(name)) continue;
    spans.set(name, { line: index + 1, column: 1, endLine: index + 1, endColumn: line.length + 1 });
  }
  return Object.fromEntries(spans);
}

/** Parses TOML 1.0; dates become their text. */
export function parseToml(text: string): Parsed {
  try {
    return parsed(parse(text), keySpans(text));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const reason = error.message.split("\n", 1)[0] ?? "";
    const at = { line: error.line, column: error.column, endLine: error.line, endColumn: error.column + 1 };
    return broken(reason.replace(/^Invalid TOML document: /, ""), at);
  }
}
