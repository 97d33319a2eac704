import type { RootContent, Text } from "mdast";
import type { Position } from "unist";
import { type Format, formatOf } from "./marks.ts";

/** A tag that formats text and says nothing else but colours; what HTML has beyond needs its parser. */
const TAG = /^<(\/?)([a-z]+)(?:\s+style="([^"&<>]*)")?\s*>$/i;

const CLOSES = "/";

/** An element whose end is still to come. */
interface Open {
  readonly name: string;
  readonly format: Format;
  readonly start: Position | undefined;
  readonly children: RootContent[];
}

function spanning(from: Position | undefined, to: Position | undefined): { position?: Position } {
  return from === undefined || to === undefined ? {} : { position: { start: from.start, end: to.end } };
}

/** Adds nodes; text joins the text before it. */
function add(children: RootContent[], nodes: readonly RootContent[]): void {
  for (const node of nodes) {
    const last = children.at(-1);
    if (node.type !== "text" || last?.type !== "text") {
      children.push(node);
      continue;
    }
    const position = spanning(last.position, node.position);
    children[children.length - 1] = { type: "text", value: last.value + node.value, ...position };
  }
}

/** Spaces at the edge of a line show nothing. */
function trimmed(children: readonly RootContent[]): RootContent[] {
  const edge = (node: Text, space: RegExp): Text => ({ ...node, value: node.value.replace(space, "") });
  return children
    .map((node, index) => (index === 0 && node.type === "text" ? edge(node, /^[ \t]+/) : node))
    .map((node, index, all) =>
      index === all.length - 1 && node.type === "text" ? edge(node, /[ \t]+$/) : node,
    )
    .filter((node) => node.type !== "text" || node.value !== "");
}

/** Ends the innermost element; the one around it takes what it says. */
function close(open: Open[], end: Position | undefined): RootContent[] | null {
  const inner = open.pop();
  const outer = open.at(-1);
  if (inner === undefined || outer === undefined) return null;
  const place = spanning(inner.start, end);
  add(outer.children, inner.format(inner.children, place));
  return outer.children;
}

/**
 * Reads a line of text whose tags only format it and are nested in each other, without the detour through an HTML
 * parser. Tags that nothing ends reach to the end of the line.
 *
 * @returns null where other HTML is in it, or a tag ends in another than it began in
 */
export function readTags(siblings: readonly RootContent[]): RootContent[] | null {
  const root: Open = { name: "", format: (children) => [...children], start: undefined, children: [] };
  const open: Open[] = [root];
  for (const node of siblings) {
    if (node.type !== "html") {
      add(open.at(-1)?.children ?? [], [node]);
      continue;
    }
    const [, slash, tag = "", style] = TAG.exec(node.value) ?? [];
    const name = tag.toLowerCase();
    if (slash === CLOSES) {
      if (open.at(-1)?.name !== name || style !== undefined || close(open, node.position) === null)
        return null;
      continue;
    }
    const format = formatOf(name, style);
    if (format === null) return null;
    open.push({ name, format, start: node.position, children: [] });
  }
  const last: RootContent | undefined = siblings.at(-1);
  while (open.length > 1) close(open, last?.position);
  return trimmed(root.children);
}
