import type { Nodes } from "mdast";
import { parseDocument } from "../../src/markdown/index.ts";
import type { Document } from "../../src/model/document.ts";
import { DEFAULT_CONVERT_OPTIONS, type Preset } from "../../src/model/options.ts";

/** Parses a text as the file `docs/page.md`. */
export function parse(text: string, preset: Preset = "auto"): Document {
  return parseDocument(text, "docs/page.md", { ...DEFAULT_CONVERT_OPTIONS, preset });
}

function details(node: Nodes): string {
  const { type: _type, position: _position, ...rest } = node;
  const told = Object.entries(rest).flatMap(([key, value]) => {
    if (key === "children" || value === null || value === undefined || value === "" || value === false)
      return [];
    if (key === "spread" || (key === "start" && value === 1)) return [];
    if (key === "value") return [JSON.stringify(value)];
    if (Array.isArray(value) && (key === "summary" || key === "title")) {
      return [`${key}=(${value.map((child: Nodes) => draw(child)).join(" ")})`];
    }
    return [value === true ? key : `${key}=${JSON.stringify(value).replaceAll('"', "'")}`];
  });
  return told.length === 0 ? "" : ` ${told.join(" ")}`;
}

/** A tree as one line: `type details [children]`. */
export function draw(node: Nodes): string {
  const children = "children" in node ? node.children : [];
  const inside = children.length === 0 ? "" : ` [${children.map(draw).join(" ")}]`;
  return `${node.type}${details(node)}${inside}`;
}

/** The blocks of a text, each as one line. */
export function blocks(text: string, preset: Preset = "auto"): string[] {
  return parse(text, preset).tree.children.map(draw);
}

/** The inline content of a text that is one paragraph. */
export function inline(text: string, preset: Preset = "auto"): string {
  const lines = blocks(text, preset);
  return lines.length === 1 ? (lines[0] ?? "").replace(/^paragraph \[(.*)\]$/s, "$1") : lines.join(" | ");
}

/** Messages as `id line:column`. */
export function complaints(document: Document): string[] {
  return document.messages.map(({ id, place }) => `${id} ${place?.line}:${place?.column}`);
}
