import type { Paragraph, RootContent } from "mdast";
import { isBlank, isPhrasing } from "../content.ts";
import { convertHtml } from "../html/convert.ts";
import { toPhrasing } from "../html/phrasing.ts";
import type { ContentKind, Dialect, DialectContext } from "./dialect.ts";
import { EVERY } from "./presets.ts";

/** HTML in a line of text may be a block; the paragraph is then split around it. */
function paragraph(node: Paragraph, context: DialectContext): readonly RootContent[] | null {
  if (!node.children.some(({ type }) => type === "html")) return null;
  const content = convertHtml(node.children, "phrasing", context);
  const children = content.filter(isPhrasing);
  if (children.length === 0 && content.length === 0) return [];
  return children.length === content.length ? [{ ...node, children }] : content;
}

/**
 * A line that begins with an inline tag is a paragraph, even when nothing but tags is in it (`</b></center>`); as
 * HTML it belongs to the blocks round it.
 */
function asBlock(node: RootContent): RootContent {
  if (node.type !== "paragraph") return node;
  const tags =
    node.children.length > 0 && node.children.every((child) => child.type === "html" || isBlank(child));
  if (!tags) return node;
  const value = node.children.map((child) => ("value" in child ? child.value : "")).join("");
  return { type: "html", value, ...(node.position && { position: node.position }) };
}

function siblings(list: readonly RootContent[], kind: ContentKind, context: DialectContext): RootContent[] {
  if (kind === "flow") return convertHtml(list.map(asBlock), "flow", context);
  return toPhrasing(convertHtml(list, "phrasing", context));
}

/** Raw HTML, inline and as blocks: what it says, by the nodes Markdown has for it. */
export const html: Dialect = {
  name: "html",
  presets: EVERY,
  rewrites: { paragraph },
  siblings: { type: "html", rewrite: siblings },
};
