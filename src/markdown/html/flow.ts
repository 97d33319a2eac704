import type { BlockContent, DefinitionContent, List, ListItem, PhrasingContent, RootContent } from "mdast";
import { isBlank, isPhrasing } from "../content.ts";
import { toPhrasing } from "./phrasing.ts";

type Flow = BlockContent | DefinitionContent;

/** Position from the first of some nodes to the last. */
function span(nodes: readonly RootContent[]): Pick<RootContent, "position"> {
  const start = nodes.find(({ position }) => position !== undefined)?.position?.start;
  const end = nodes.findLast(({ position }) => position !== undefined)?.position?.end;
  return start === undefined || end === undefined ? {} : { position: { start, end } };
}

/** A line break at the edge of a paragraph shows nothing. */
function trimBreaks(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const seen = (node: PhrasingContent): boolean => node.type !== "break" && !isBlank(node);
  const first = nodes.findIndex(seen);
  return first < 0 ? [] : nodes.slice(first, nodes.findLastIndex(seen) + 1);
}

/** Neither do spaces there. */
function trimSpaces(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return nodes.map((node, index) => {
    if (node.type !== "text") return node;
    const from = index === 0 ? node.value.trimStart() : node.value;
    const value = index === nodes.length - 1 ? from.trimEnd() : from;
    return value === node.value ? node : { ...node, value };
  });
}

/** A paragraph of these nodes; none when they show nothing. */
export function toParagraph(nodes: readonly PhrasingContent[]): Flow[] {
  const children = trimSpaces(trimBreaks(nodes));
  return children.length === 0 ? [] : [{ type: "paragraph", children, ...span(children) }];
}

function listOf(item: ListItem): List {
  return { type: "list", ordered: false, start: null, spread: false, children: [item], ...span([item]) };
}

/**
 * Brings any content into blocks: lines of text become paragraphs, list items that have no list get one, rows and
 * cells that have no table become lines.
 */
export function toFlow(nodes: readonly RootContent[]): Flow[] {
  const result: Flow[] = [];
  let list: List | null = null;
  let run: PhrasingContent[] = [];
  const flush = (): void => {
    // HTML by itself is a block, whose tags may pair with those of others.
    const tags = run.filter((node) => node.type === "html");
    result.push(...(tags.length === run.length ? tags : toParagraph(run)));
    run = [];
  };
  for (const node of nodes) {
    if (isPhrasing(node)) {
      run.push(node);
      continue;
    }
    flush();
    if (node.type === "listItem") {
      if (list !== null && result.at(-1) === list) list.children.push(node);
      else {
        list = listOf(node);
        result.push(list);
      }
    } else if (node.type === "tableRow" || node.type === "tableCell")
      result.push(...toParagraph(toPhrasing([node])));
    else if (node.type !== "yaml") result.push(node);
  }
  flush();
  return result;
}
