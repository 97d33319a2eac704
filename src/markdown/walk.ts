import type { Nodes, PhrasingContent, RootContent, Text } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { hasChildren, isPhrasing } from "./content.ts";
import type { ContentKind, Dialect, DialectContext, NodeOf, NodeType } from "./dialect/dialect.ts";
import type { Included } from "./include/index.ts";

/** Levels of nodes in a tree. What reads it later recurses, and nothing a person writes comes near. */
const MAX_DEPTH = 100;

/** What a walk needs of its caller. */
export interface Walk {
  readonly dialects: readonly Dialect[];
  readonly context: DialectContext;
  /** The walk through a file that is included, and what it begins with. */
  readonly enter: (included: Included) => { readonly children: RootContent[]; readonly walk: Walk };
  /** Is shown every node that stays, in document order, each after its children. */
  readonly see: (node: Nodes, parent: Nodes) => void;
}

/** What a node's children may be; what is missing has none, or only its own kind (rows, items). */
const KINDS: { readonly [T in NodeType]?: Exclude<ContentKind, "other"> } = {
  root: "flow",
  blockquote: "flow",
  listItem: "flow",
  footnoteDefinition: "flow",
  callout: "flow",
  toggle: "flow",
  section: "flow",
  tab: "flow",
  column: "flow",
  synced: "flow",
  webPage: "phrasing",
  pageLink: "phrasing",
  paragraph: "phrasing",
  heading: "phrasing",
  inlineNote: "phrasing",
  tableCell: "phrasing",
  emphasis: "phrasing",
  strong: "phrasing",
  delete: "phrasing",
  link: "phrasing",
  linkReference: "phrasing",
  styled: "phrasing",
};

function kindOf(node: Extract<Nodes, { children: readonly RootContent[] }>): ContentKind {
  // A component holds text or blocks, as its author likes.
  if (node.type === "component") return node.children.every(isPhrasing) ? "phrasing" : "flow";
  return KINDS[node.type] ?? "other";
}

function ask<T extends NodeType>(
  dialect: Dialect,
  type: T,
  node: NodeOf<T>,
  context: DialectContext,
): readonly (RootContent | Included)[] | null {
  return dialect.rewrites?.[type]?.(node, context) ?? null;
}

function rewriteOne(
  node: RootContent,
  { dialects, context }: Walk,
): readonly (RootContent | Included)[] | null {
  for (const dialect of dialects) {
    const rewritten = ask(dialect, node.type, node, context);
    if (rewritten !== null) return rewritten;
  }
  return null;
}

/** Content that lies too deep, as the text it was made from. */
function flattened(children: readonly RootContent[], kind: ContentKind, walk: Walk): RootContent[] {
  const first = children[0];
  if (first === undefined || kind === "other") return [...children];
  walk.context.reportOnce("depth", "nesting-too-deep", { depth: MAX_DEPTH }, first.position);
  const from = first.position?.start.offset;
  const to = children.at(-1)?.position?.end.offset;
  const value = from === undefined || to === undefined ? textOf({ children }) : walk.context.source(from, to);
  const text: Text = { type: "text", value, ...(first.position && { position: first.position }) };
  return kind === "phrasing" ? [text] : [{ type: "paragraph", children: [text] }];
}

function walkList(
  siblings: readonly RootContent[],
  parent: Nodes,
  kind: ContentKind,
  depth: number,
  walk: Walk,
): RootContent[] {
  if (depth > MAX_DEPTH) return flattened(siblings, kind, walk);
  let list = siblings;
  for (const { siblings: rule } of walk.dialects) {
    if (rule !== undefined && list.some(({ type }) => type === rule.type)) {
      list = rule.rewrite(list, kind, walk.context);
    }
  }
  const result: RootContent[] = [];
  for (const child of list) {
    for (const node of rewriteOne(child, walk) ?? [child]) {
      if (node.type === "included") {
        const inside = walk.enter(node);
        result.push(...walkList(inside.children, parent, kind, depth + 1, inside.walk));
        continue;
      }
      walkNode(node, depth, walk);
      walk.see(node, parent);
      result.push(node);
    }
  }
  return result;
}

function walkNode(node: Nodes, depth: number, walk: Walk): void {
  const inside = (list: PhrasingContent[]): void => {
    const walked = walkList(list, node, "phrasing", depth + 1, walk).filter(isPhrasing);
    list.splice(0, list.length, ...walked);
  };
  if (node.type === "toggle") inside(node.summary);
  if (node.type === "tab") inside(node.label);
  if (node.type === "callout" && node.title !== null) inside(node.title);
  if (!hasChildren(node)) return;
  // Every list of children is a list of root content too, and a rewrite keeps to its kind.
  const holder: { children: RootContent[] } = node;
  holder.children = walkList(node.children, node, kindOf(node), depth + 1, walk);
}

/** Rewrites a tree in place by dialects, and shows each node that stays. One visit, whatever the dialects. */
export function walkTree(root: Nodes, walk: Walk): void {
  walkNode(root, 0, walk);
}
