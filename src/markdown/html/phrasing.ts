import type { ListItem, PhrasingContent, RootContent } from "mdast";
import type { Position } from "unist";
import { isBlank, isPhrasing } from "../content.ts";

type FlowType = Exclude<RootContent["type"], PhrasingContent["type"]>;
type FlowOf<T extends FlowType> = Extract<RootContent, { type: T }>;

/** Puts each piece on a line of its own. */
function lines(pieces: readonly (readonly PhrasingContent[])[]): PhrasingContent[] {
  const kept = pieces.filter((piece) => piece.length > 0);
  return kept.flatMap((piece, index) => (index === 0 ? piece : [{ type: "break" as const }, ...piece]));
}

/** Puts pieces on one line with a text between. */
function joined(pieces: readonly (readonly PhrasingContent[])[], between: string): PhrasingContent[] {
  return pieces.flatMap((piece, index) =>
    index === 0 ? piece : [{ type: "text" as const, value: between }, ...piece],
  );
}

function mark(item: ListItem, number: number | null): string {
  if (typeof item.checked === "boolean") return item.checked ? "☑ " : "☐ ";
  return number === null ? "• " : `${number}. `;
}

function withMark(item: ListItem, number: number | null): PhrasingContent[] {
  return [{ type: "text", value: mark(item, number) }, ...toPhrasing(item.children)];
}

/** The last part of an address, for a thing that has no other name. */
function nameOf(url: string): string {
  return /([^/?#]+)\/?(?:[?#].*)?$/.exec(url)?.[1] ?? url;
}

function linked(url: string, children: PhrasingContent[], position: Position | undefined): PhrasingContent[] {
  const shown = children.length > 0 ? children : [{ type: "text" as const, value: nameOf(url) }];
  return [{ type: "link", url, children: shown, ...(position && { position }) }];
}

/** What each kind of block becomes inside a line of text. */
const AS_PHRASING: { readonly [T in FlowType]: (node: FlowOf<T>) => PhrasingContent[] } = {
  blockquote: ({ children }) => toPhrasing(children),
  breadcrumb: () => [],
  callout: ({ title, children }) => lines([title ?? [], toPhrasing(children)]),
  code: ({ value }) => [{ type: "inlineCode", value }],
  column: ({ children }) => toPhrasing(children),
  columns: ({ children }) => toPhrasing(children),
  // A definition is not seen where it stands.
  definition: () => [],
  footnoteDefinition: ({ children }) => toPhrasing(children),
  heading: ({ children }) => children,
  list: ({ children, ordered, start }) =>
    lines(children.map((item, index) => withMark(item, ordered ? (start ?? 1) + index : null))),
  listItem: (item) => withMark(item, null),
  math: ({ value, position }) => [{ type: "inlineMath", value, ...(position && { position }) }],
  media: ({ url, title, position }) =>
    linked(url, title === null ? [] : [{ type: "text", value: title }], position),
  pageLink: ({ url, children, position }) => linked(url, children, position),
  paragraph: ({ children }) => children,
  section: ({ children }) => toPhrasing(children),
  synced: ({ children }) => toPhrasing(children),
  tab: ({ label, children }) => lines([label, toPhrasing(children)]),
  table: ({ children }) => toPhrasing(children),
  tableCell: ({ children }) => children,
  tableOfContents: () => [],
  tableRow: ({ children }) =>
    joined(
      children.map((cell) => cell.children).filter((cell) => cell.length > 0),
      " | ",
    ),
  tabs: ({ children }) => toPhrasing(children),
  thematicBreak: () => [],
  toggle: ({ summary, children }) => lines([summary, toPhrasing(children)]),
  webPage: ({ url, children, position }) => linked(url, children, position),
  yaml: () => [],
};

function asPhrasing<T extends FlowType>(type: T, node: FlowOf<T>): PhrasingContent[] {
  return AS_PHRASING[type](node);
}

/** Brings blocks into a line of text, each beginning on a new line; no word is lost. */
export function toPhrasing(nodes: readonly RootContent[]): PhrasingContent[] {
  const pieces: PhrasingContent[][] = [];
  let run: PhrasingContent[] = [];
  const flush = (): void => {
    if (!run.every(isBlank)) pieces.push(run);
    run = [];
  };
  for (const node of nodes) {
    if (isPhrasing(node)) run.push(node);
    else {
      flush();
      pieces.push(asPhrasing(node.type, node));
    }
  }
  // Without any block the line is as it is, spaces included.
  if (pieces.length === 0) return run;
  flush();
  return lines(pieces);
}

/**
 * Puts formatting round all text in a list of nodes: round the nodes themselves where they are phrasing, else
 * inside each block.
 */
export function wrapEach(
  nodes: readonly RootContent[],
  wrap: (children: PhrasingContent[]) => PhrasingContent,
): RootContent[] {
  const result: RootContent[] = [];
  let run: PhrasingContent[] = [];
  const flush = (): void => {
    if (run.every(isBlank)) result.push(...run);
    else result.push(wrap(run));
    run = [];
  };
  for (const node of nodes) {
    if (isPhrasing(node)) {
      run.push(node);
      continue;
    }
    flush();
    const copy = { ...node };
    if ("children" in copy) {
      const holder: { children: RootContent[] } = copy;
      holder.children = wrapEach(copy.children, wrap);
    }
    result.push(copy);
  }
  flush();
  return result;
}
