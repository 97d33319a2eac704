/** What a comment asks for. */
export type Directive = "ignore" | "end" | "toc";

const DIRECTIVES = new Map<string, Directive>([
  ["mdnotion:ignore", "ignore"],
  ["mdnotion:end", "end"],
  ["toc", "toc"],
]);

/** Reads a comment's text, without its marks. Null for a remark that is for nobody but the author. */
export function directiveIn(text: string): Directive | null {
  return DIRECTIVES.get(text.trim().toLowerCase()) ?? null;
}

/** The text of raw HTML that is one comment and nothing else; null for other HTML. */
export function commentIn(html: string): string | null {
  const text = html.trim();
  const whole = text.startsWith("<!--") && text.length >= 7 && text.indexOf("-->", 4) === text.length - 3;
  return whole ? text.slice(4, -3) : null;
}
