import type { Root } from "mdast";
import type { Document } from "../model/document.ts";
import { baseName, directoryOf } from "../model/paths.ts";
import type { Site } from "../model/site.ts";

/** The tree with the title's heading back in its place, instead of the images that were left of it. */
export function treeWithTitle({ tree, titleHeading }: Document): Root {
  if (titleHeading === undefined) return tree;
  const { node, index, left } = titleHeading;
  return { ...tree, children: tree.children.toSpliced(index, left, node) };
}

const FOLDER_FILE = /^(?:index|readme)$/i;

/** The title of a file that says none: its name, or its folder's where it stands for the folder. */
function titleOfPath(path: string): string {
  const name = baseName(path).replace(/\.(?:md|mdx|markdown)$/i, "");
  const folder = baseName(directoryOf(path));
  return FOLDER_FILE.test(name) && folder !== "." ? folder : name;
}

/** Title of the page a document becomes: front matter's, its first heading's, else its file's name. */
export function titleOf(document: Document, site: Site): string {
  return document.title ?? site.pages.get(document.path)?.title ?? titleOfPath(document.path);
}
