import type { Element, Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import { visit } from "unist-util-visit";

/** Markup as a browser's parser reads it. */
export function parseFragment(markup: string): Nodes {
  return fromHtml(markup, { fragment: true });
}

export function elementsOf(tree: Nodes): readonly Element[] {
  const elements: Element[] = [];
  visit(tree, "element", (element) => {
    elements.push(element);
  });
  return elements;
}

/** The text a reader sees, as one string. */
export function textOf(tree: Nodes): string {
  let text = "";
  visit(tree, "text", (node) => {
    text += node.value;
  });
  return text;
}

/** Read and written again, without empty and padded `class` attributes. */
export function normalized(markup: string): string {
  const tree = parseFragment(markup);
  for (const element of elementsOf(tree)) {
    const { className, ...others } = element.properties;
    if (Array.isArray(className) && className.filter((name) => name !== "").length === 0) {
      element.properties = others;
    }
  }
  return toHtml(tree);
}
