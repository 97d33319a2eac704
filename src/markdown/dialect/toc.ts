import type { Paragraph } from "mdast";
import type { TableOfContents } from "../../model/nodes.ts";
import type { Dialect } from "./dialect.ts";
import { everyBut } from "./presets.ts";

/** `[TOC]` and `[[toc]]` are text; the `_TOC_` of `[[_TOC_]]` is emphasis. */
function isMarker({ children }: Paragraph): boolean {
  const [first, second, third, ...more] = children;
  if (first?.type !== "text" || more.length > 0) return false;
  if (second === undefined) return /^(?:\[toc\]|\[\[toc\]\])$/i.test(first.value);
  if (first.value !== "[[" || third?.type !== "text" || third.value !== "]]") return false;
  const [word, ...rest] = second.type === "emphasis" ? second.children : [];
  return rest.length === 0 && word?.type === "text" && /^toc$/i.test(word.value);
}

/** A table of contents of the page, in the place of a node. */
export function tableOfContents({ position }: Pick<Paragraph, "position">): TableOfContents {
  return { type: "tableOfContents", value: "", ...(position && { position }) };
}

/**
 * The marks that ask for a table of contents: `[TOC]` (Python-Markdown), `[[_TOC_]]` (GitLab, Azure DevOps),
 * `[[toc]]` (markdown-it) alone in a paragraph, and `<!-- toc -->` (markdown-toc), which the HTML dialect reads.
 */
export const toc: Dialect = {
  name: "toc",
  presets: everyBut("commonmark"),
  rewrites: { paragraph: (node) => (isMarker(node) ? [tableOfContents(node)] : null) },
};
