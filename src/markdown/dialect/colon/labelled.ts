import type { Paragraph, PhrasingContent, RootContent, Text } from "mdast";
import type { Tab } from "../../../model/nodes.ts";
import { toFlow } from "../../html/flow.ts";
import { at } from "../parts.ts";

const LABEL = /^==[ \t]+(?=\S)/;

type Line = PhrasingContent[];

/** A paragraph's lines, as they are written. */
function linesOf({ children }: Paragraph): Line[] {
  const lines: Line[] = [[]];
  for (const node of children) {
    if (node.type !== "text" || !node.value.includes("\n")) {
      lines.at(-1)?.push(node);
      continue;
    }
    for (const [index, value] of node.value.split("\n").entries()) {
      if (index > 0) lines.push([]);
      if (value !== "") lines.at(-1)?.push({ ...node, value });
    }
  }
  return lines;
}

/** What stands behind `== ` at the start of a line; null where the line is another one. */
function labelIn([first, ...rest]: Line): Line | null {
  if (first?.type !== "text" || !LABEL.test(first.value)) return null;
  return [{ ...first, value: first.value.replace(LABEL, "") }, ...rest];
}

function isLabelled(node: RootContent | undefined): boolean {
  return node?.type === "paragraph" && linesOf(node).some((line) => labelIn(line) !== null);
}

const BREAK: Text = { type: "text", value: "\n" };

function joined(lines: readonly Line[]): Line {
  return lines.flatMap((line, index) => (index === 0 ? line : [BREAK, ...line]));
}

/** A block that ends in a paragraph into which labels ran: without them, and what they were. */
function parted(node: RootContent): readonly [RootContent[], Line[]] {
  if (node.type === "paragraph") {
    const lines = linesOf(node);
    const start = lines.findIndex((line) => labelIn(line) !== null);
    if (start < 0) return [[node], []];
    const before = lines.slice(0, start);
    return [toFlow(joined(before)), lines.slice(start)];
  }
  if (node.type !== "list" && node.type !== "listItem" && node.type !== "blockquote") return [[node], []];
  const holder: { children: RootContent[] } = node;
  const last = holder.children.at(-1);
  if (last === undefined) return [[node], []];
  const [kept, lines] = parted(last);
  if (lines.length > 0) holder.children = [...holder.children.slice(0, -1), ...kept];
  return [[node], lines];
}

/**
 * Tabs whose labels are lines of their own (`== Label`), with what follows them.
 *
 * Source: https://vitepress-plugins.sapphi.red/tabs/
 *
 * @returns the same content where no line is a label
 */
export function labelledTabs(content: readonly RootContent[]): readonly RootContent[] {
  if (!content.some((node) => isLabelled(node))) return content;
  const result: RootContent[] = [];
  const put = (node: RootContent): void => {
    const last = result.at(-1);
    if (last?.type === "tab") last.children.push(...toFlow([node]));
    else result.push(node);
  };
  for (const node of content) {
    const [kept, lines] = parted(node);
    for (const block of kept) put(block);
    let run: Line[] = [];
    const flush = (): void => {
      for (const block of toFlow(joined(run))) put(block);
      run = [];
    };
    for (const line of lines) {
      const label = labelIn(line);
      if (label === null) {
        run.push(line);
        continue;
      }
      flush();
      const tab: Tab = { type: "tab", label, children: [], ...at(node.position) };
      result.push(tab);
    }
    flush();
  }
  return result;
}
