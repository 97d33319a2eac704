/** What components are called among the tags of HTML: their names mean other things there (`Link`, `Image`). */
export const COMPONENT = "mdx-";

const NAME = /^<\s*(\/?)\s*([A-Za-z_$][\w$.:-]*)?/;
const TEXT = /^\s*(?:"([^"]*)"|'([^']*)'|`([^`$]*)`)\s*$/;

function escaped(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** The place after a braced expression that begins at `from`. */
function afterBraces(source: string, from: number): number {
  let depth = 0;
  for (let index = from; index < source.length; index += 1) {
    if (source[index] === "{") depth += 1;
    else if (source[index] === "}") depth -= 1;
    if (depth === 0) return index + 1;
  }
  return source.length;
}

/** A value of an attribute as text; null: it is a program, or says that the attribute is not set. */
function textOf(expression: string): string | null {
  const plain = expression.trim();
  if (plain === "true") return "";
  if (/^-?\d+(?:\.\d+)?$/.test(plain)) return plain;
  const [, double, single, template] = TEXT.exec(expression) ?? [];
  return double ?? single ?? template ?? null;
}

/** @param program - what stood in braces; null: the value is a text */
function attribute(name: string | undefined, value: string | null, program: string | null): string {
  if (name === undefined) return "";
  // Code that a program makes is shown as the program.
  const shown = value ?? (name === "code" ? (program ?? "").trim() : null);
  if (shown === null) return "";
  // Attributes of HTML that JSX calls otherwise.
  const html = name === "className" ? "class" : name;
  return ` ${html}="${program === null ? shown.replaceAll('"', "&quot;") : escaped(shown)}"`;
}

/** Attributes as HTML writes them; those that only a program could tell are left out. */
function attributesOf(source: string): string {
  const pattern = /\s*([A-Za-z_$][\w$:.-]*)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|(?=(\{))))?|\s*\{/y;
  let result = "";
  let at = 0;
  while (at < source.length) {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found === null) break;
    at = pattern.lastIndex;
    const [, name, double, single, brace] = found;
    const isSpread = name === undefined;
    const from = isSpread ? at - 1 : at;
    const end = isSpread || brace !== undefined ? afterBraces(source, from) : at;
    const value = brace === undefined ? (double ?? single ?? "") : textOf(source.slice(from + 1, end - 1));
    const program = brace === undefined ? null : source.slice(from + 1, end - 1);
    result += attribute(name, value, program);
    at = end;
  }
  return result;
}

/** A tag of JSX. */
export interface Tag {
  /** As written; empty for a fragment. */
  readonly name: string;
  readonly kind: "open" | "close" | "whole";
  /** The same for an HTML parser. */
  readonly html: string;
}

/** Tells whether a name is that of a component, and not of an HTML element. */
export function isComponent(name: string): boolean {
  return /^[A-Z_$]|\./.test(name);
}

/**
 * Reads a tag of JSX, from `<` to `>`.
 *
 * @param isKnown - tells of a lower-case name whether such a component has a meaning
 */
export function readTag(source: string, isKnown: (name: string) => boolean): Tag {
  const [head = "", slash, name = ""] = NAME.exec(source) ?? [];
  const isWhole = /\/\s*>$/.test(source);
  const kind = slash === "/" ? "close" : isWhole ? "whole" : "open";
  if (name === "") return { name, kind, html: "<!---->" };
  const component = isKnown(name.toLowerCase()) ? name.toLowerCase() : "other";
  const element = isComponent(name) ? `${COMPONENT}${component}` : name;
  if (kind === "close") return { name, kind, html: `</${element}>` };
  const attributes = attributesOf(source.slice(head.length, source.length - (isWhole ? 2 : 1)));
  const isVoid = /^(?:area|br|col|embed|hr|img|input|source|track|wbr)$/.test(element);
  return { name, kind, html: `<${element}${attributes}>${isWhole && !isVoid ? `</${element}>` : ""}` };
}
