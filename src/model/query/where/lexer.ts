import { FilterError } from "../../filter.ts";

/** From here up to there, in UTF-16 units of the text. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Token extends Span {
  /** `word` is anything that needs no quotes: names, numbers, dates. */
  readonly kind: "word" | "string" | "symbol";
  /** Without quotes and escapes. */
  readonly text: string;
}

/** A `where` that cannot be read or does not fit the data source. */
export class WhereError extends FilterError {
  override readonly name = "WhereError";
  /** The whole of the text. */
  readonly where: string;
  readonly at: Span;

  constructor(where: string, at: Span, says: string, fix: string) {
    super(says, fix);
    this.where = where;
    this.at = at;
  }

  /** The line it is about, with its place marked below. */
  get excerpt(): string {
    const start = this.where.lastIndexOf("\n", this.at.from - 1) + 1;
    const end = this.where.indexOf("\n", this.at.from);
    const line = this.where.slice(start, end < 0 ? undefined : end);
    const width = Math.max(1, Math.min(this.at.to, start + line.length) - this.at.from);
    return `${line}\n${" ".repeat(this.at.from - start)}${"^".repeat(width)}`;
  }
}

const SPACE = /\s+/y;
const SYMBOL = /[(),]|==|!=|<>|<=|>=|[=<>]/y;
const WORD = /[^\s(),=<>!"][^\s(),=<>!"]*/y;
const QUOTES: Readonly<Record<string, string>> = { '"': '"', "'": "'", "`": "`" };

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** A text in quotes; a backslash takes the next character as it is. */
function readString(where: string, from: number, quote: string): Token {
  let text = "";
  for (let at = from + 1; at < where.length; at += 1) {
    const char = where[at] ?? "";
    if (char === quote) return { kind: "string", text, from, to: at + 1 };
    if (char === "\\") at += 1;
    text += char === "\\" ? (where[at] ?? "") : char;
  }
  throw new WhereError(
    where,
    { from, to: where.length },
    "A quotation mark has no end.",
    `Close it with ${quote}; within it, ${quote} is written \\${quote}.`,
  );
}

/** The words of a `where`. @throws WhereError */
export function tokensOf(where: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < where.length) {
    const space = matchAt(SPACE, where, at);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const quote = QUOTES[where[at] ?? ""];
    const symbol = matchAt(SYMBOL, where, at);
    const text = symbol ?? matchAt(WORD, where, at);
    if (quote === undefined && text === null) {
      const span = { from: at, to: at + 1 };
      throw new WhereError(
        where,
        span,
        `\`${where[at]}\` stands where it means nothing.`,
        "Not equal is `!=`.",
      );
    }
    const token: Token =
      quote === undefined
        ? {
            kind: symbol === null ? "word" : "symbol",
            text: text ?? "",
            from: at,
            to: at + (text ?? "").length,
          }
        : readString(where, at, quote);
    tokens.push(token);
    at = token.to;
  }
  return tokens;
}
