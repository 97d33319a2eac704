import type { Heading, Nodes, Root } from "mdast";
import type { Document } from "../model/document.ts";
import { baseName, directoryOf } from "../model/paths.ts";
import type { Site } from "../model/site.ts";

/** The text of a heading, as a reader sees it. A loop, not a recursion: nesting may be deep. */
function textOf(node: Heading): string {
  let all = "";
  const open: Nodes[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.type === "text" || next.type === "inlineCode") all += next.value;
    if ("children" in next) open.push(...[...next.children].reverse());
  }
  return all.replace(/\s+/g, " ").trim();
}

/** The heading that the page's title says already: the first of level 1, where it is the title. */
export function titleHeading(document: Document): Heading | null {
  const first = document.tree.children.find((node) => node.type === "heading" && node.depth === 1);
  if (first?.type !== "heading" || document.title === null) return null;
  const text = textOf(first);
  const isNamed = document.frontMatter?.values["title"] !== undefined;
  return text !== "" && (!isNamed || text === document.title.trim()) ? first : null;
}

/** The tree without one of its top nodes. */
export function without(tree: Root, gone: Nodes | null): Root {
  return gone === null ? tree : { ...tree, children: tree.children.filter((node) => node !== gone) };
}

const FOLDER_FILE = /^(?:index|readme)$/i;

/** The title of a file that says none: its name, or its folder's where it stands for the folder. */
export function titleOfPath(path: string): string {
  const name = baseName(path).replace(/\.(?:md|mdx|markdown)$/i, "");
  const folder = baseName(directoryOf(path));
  return FOLDER_FILE.test(name) && folder !== "." ? folder : name;
}

/** Title of the page a document becomes: front matter's, its first heading's, else its file's name. */
export function titleOf(document: Document, site: Site): string {
  return document.title ?? site.pages.get(document.path)?.title ?? titleOfPath(document.path);
}
