import type { Root as HastRoot } from "hast";
import { fromHtml } from "hast-util-from-html";
import { type Handle, type NodeHandle, toMdast } from "hast-util-to-mdast";
import type { Html, RootContent } from "mdast";
import { isBlank, isPhrasing } from "../content.ts";
import type { ContentKind, DialectContext } from "../dialect/dialect.ts";
import { tableOfContents } from "../dialect/toc.ts";
import { toFlow } from "./flow.ts";
import { HANDLERS } from "./handlers.ts";
import { ownHandlers } from "./ownComponents.ts";
import { prepare } from "./prepare.ts";
import { resolveSimple } from "./simple.ts";
import { readTags } from "./tags.ts";
import { type Woven, weave } from "./weave.ts";

/** Puts the Markdown back where an element stands for it, and tells that it did. */
function restore({ runs }: Woven, met: Set<number>, ids: string[]): Handle {
  return (_state, element) => {
    const n = Number(element.properties["dataN"]);
    met.add(n);
    // The library joins and trims texts in place; if the HTML cannot be read so, the run is needed as it was.
    const [first, ...rest] = (runs[n] ?? []).map((node) => (node.type === "text" ? { ...node } : node));
    if (first === undefined) return [];
    if (isPhrasing(first)) return [first, ...rest];
    const taken = ids.splice(0);
    if (first.type !== "heading" || taken.length === 0) return [first, ...rest];
    const known = first.data?.ids ?? [];
    return [{ ...first, data: { ...first.data, ids: [...taken, ...known] } }, ...rest];
  };
}

/** `<a name>` and `<a id>` name the place where they stand. */
function anchor(ids: string[]): Handle {
  return (state, element, parent) => {
    for (const id of [element.properties["name"], element.properties.id]) {
      if (typeof id === "string" && id !== "" && !ids.includes(id)) ids.push(id);
    }
    return HANDLERS["a"]?.(state, element, parent);
  };
}

/** Hands our own `toFlow` to all handlers: the library's knows neither our nodes nor raw HTML inside a line. */
const root: NodeHandle = (state, node) => {
  state.toFlow = toFlow;
  return state.all(node);
};

const tocComment: NodeHandle = (_state, node) => tableOfContents(node);
const nothing: NodeHandle = () => undefined;

/** What one HTML text says; null when Markdown woven into it would be lost (in a script, in an unfinished tag). */
function read(woven: Woven, context: DialectContext): RootContent[] | null {
  const { html, tag, runs } = woven;
  const tree: HastRoot = fromHtml(html, { fragment: true });
  const met = prepare(tree, woven, context);
  const ids: string[] = [];
  const own = ownHandlers(context.options.components);
  const handlers = { ...HANDLERS, ...own, a: anchor(ids), [tag]: restore(woven, met, ids) };
  const nodeHandlers = { root, comment: context.has("toc") ? tocComment : nothing };
  const made = toMdast(tree, { handlers, nodeHandlers });
  // One more than there are runs: the mark at the end must have been met too.
  if (met.size <= runs.length) return null;
  context.ids.push(...ids);
  return made.type === "root" ? made.children : [];
}

/** HTML parsers and what walks their trees recurse; a text too deep for them cannot be read. */
function readBounded(woven: Woven, context: DialectContext): RootContent[] | null {
  try {
    return read(woven, context);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** HTML that ends inside a tag says nothing to a browser; here its text stays. */
function literal(node: Html, kind: ContentKind, context: DialectContext): RootContent[] {
  context.report("html-unfinished", {}, node.position);
  const position = node.position && { position: node.position };
  const text: RootContent = { type: "text", value: node.value, ...position };
  return kind === "flow" ? [{ type: "paragraph", children: [text], ...position }] : [text];
}

/** Elements that swallow all that follows, until their end tag. */
const SWALLOWING = ["script", "style", "title", "textarea", "select", "template", "iframe", "xmp", "noembed"];

/** What may have to follow a piece of HTML whose last construct is open. */
function endingsOf(html: string): string[] {
  const tags = SWALLOWING.filter((tag) => html.toLowerCase().includes(`<${tag}`));
  return ["", ...(html.includes("<!--") ? ["-->"] : []), ...tags.map((tag) => `</${tag}>`)];
}

/** An end tag by itself, which says nothing; a browser takes two of them for beginnings. */
const END_TAG = /^<\/(?!(?:br|p)\s*>)[a-z]+\s*>$/i;

/** Reads one `html` node by itself, its tags paired with nothing outside it. */
function alone(node: Html, kind: ContentKind, context: DialectContext): RootContent[] {
  const formatted = END_TAG.test(node.value) ? [] : readTags([node]);
  if (formatted !== null) return formatted;
  for (const ending of endingsOf(node.value)) {
    const read = readBounded(weave([{ ...node, value: `${node.value}${ending}` }], kind, false), context);
    if (read !== null) return read;
  }
  return literal(node, kind, context);
}

/**
 * Reads nodes one by one. A tag that says nothing by itself says nothing each time, and is not read again; a comment
 * may, where it opens a region.
 */
function eachAlone(kind: ContentKind, context: DialectContext): (node: RootContent) => RootContent[] {
  const silent = new Set<string>();
  return (node) => {
    if (node.type !== "html") return [node];
    if (silent.has(node.value)) return [];
    const content = alone(node, kind, context);
    if (content.length === 0 && !node.value.includes("<!--")) silent.add(node.value);
    return content;
  };
}

/** Tags in one line of text. Pairing takes time by their square, and no person writes so many. */
const MAX_TAGS = 1000;

function paired(siblings: RootContent[], kind: ContentKind, context: DialectContext): RootContent[] {
  const tags = siblings.filter((node) => node.type === "html");
  if (tags.length === 0) return siblings;
  const line = kind === "flow" ? null : readTags(siblings);
  if (line !== null) return line;
  if (kind !== "flow" && tags.length > MAX_TAGS) {
    context.report("html-too-many-tags", { most: MAX_TAGS }, tags[0]?.position);
    return siblings.filter((node) => node.type !== "html");
  }
  // In some elements only text may stand (`<option>`, `<title>`), so the second try has plain text as such.
  for (const plain of [false, true]) {
    const read = readBounded(weave(siblings, kind, plain), context);
    if (read !== null) return read;
  }
  return siblings.flatMap(eachAlone(kind, context));
}

/**
 * Turns raw HTML among siblings into what it says. Tags are paired over all siblings, with Markdown between them;
 * where that would lose some of it, each piece of HTML is read by itself.
 *
 * @returns phrasing content only, or flow content only
 */
export function convertHtml(
  siblings: readonly RootContent[],
  kind: ContentKind,
  context: DialectContext,
): RootContent[] {
  const content = paired(resolveSimple(siblings, kind, context), kind, context);
  if (kind !== "flow" && content.every(isPhrasing)) return content.every(isBlank) ? [] : content;
  return toFlow(content);
}
