import type { Html, RootContent } from "mdast";
import type { DialectContext } from "./dialect.ts";

/** Components whose content is code. */
const CODE: ReadonlySet<string> = new Set(["code", "codeblock"]);

function codeTag(node: RootContent | undefined): string | null {
  const name = node?.type === "html" ? node.data?.tag : undefined;
  return name !== undefined && CODE.has(name.toLowerCase()) && /^[A-Z]/.test(name) ? name : null;
}

/** Code as an expression gives it (`{`…`}`), or as it stands there. */
function codeIn(source: string): string {
  const [, double, single, template] = /^\s*\{\s*(?:"(.*)"|'(.*)'|`([\s\S]*)`)\s*\}\s*$/.exec(source) ?? [];
  if (template !== undefined) return template.replaceAll(/\\([`$\\])/g, "$1");
  return double ?? single ?? source.replace(/^\n+|\s+$/g, "");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

function whole(open: Html, close: Html, { source }: DialectContext): Html {
  const from = open.position?.end.offset ?? 0;
  const to = close.position?.start.offset ?? from;
  const value = `${open.value.replace(/>$/, "")} code="${escaped(codeIn(source(from, to)))}">${close.value}`;
  const [start, end] = [open.position?.start, close.position?.end];
  return { ...open, value, ...(start && end && { position: { start, end } }) };
}

/** What stands between the tags of code is code: nothing in it is Markdown, and its lines stay. */
export function withCode(list: readonly RootContent[], context: DialectContext): RootContent[] {
  const result: RootContent[] = [];
  for (let index = 0; index < list.length; index += 1) {
    const node = list[index];
    if (node === undefined) break;
    const tag = codeTag(node);
    const isOpen = tag !== null && node.type === "html" && !node.value.includes("</");
    const isEnd = (other: RootContent): boolean =>
      other.type === "html" && other.data?.tag === tag && other.value.startsWith("</");
    const at = isOpen ? list.findIndex((other, place) => place > index && isEnd(other)) : -1;
    const close = list[at];
    if (node.type !== "html" || close?.type !== "html") result.push(node);
    else {
      result.push(whole(node, close, context));
      index = at;
    }
  }
  return result;
}
