import type { Root } from "mdast";
import { PRESETS, type Preset, type PresetFacts } from "../facts/presets.ts";
import { type Document, frontMatterAt } from "../model/document.ts";
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

/** A short title that the preset's program shows beside the text (`sidebar_label`). */
function labelOf(document: Document, preset: Preset): string | null {
  const { label }: PresetFacts = PRESETS[preset];
  const found = label.map((key) => frontMatterAt(document, key)).find((value) => typeof value === "string");
  return typeof found === "string" ? found.trim() || null : null;
}

/** Title of the page a document becomes: front matter's, its first heading's, its label, else its file's name. */
export function titleOf(document: Document, site: Site, preset: Preset): string {
  return (
    document.title ??
    labelOf(document, preset) ??
    site.pages.get(document.path)?.title ??
    titleOfPath(document.path)
  );
}
