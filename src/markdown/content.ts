import type { Nodes, PhrasingContent, RootContent } from "mdast";

const PHRASING = {
  anchor: true,
  attributeList: true,
  break: true,
  component: true,
  delete: true,
  emphasis: true,
  footnoteReference: true,
  html: true,
  image: true,
  imageReference: true,
  inlineCode: true,
  inlineMath: true,
  inlineNote: true,
  link: true,
  linkReference: true,
  mention: true,
  sign: true,
  strong: true,
  styled: true,
  text: true,
} as const satisfies Record<PhrasingContent["type"], true>;

/** Tells whether a node stands inside a line of text. Raw HTML can; so it does unless its siblings say otherwise. */
export function isPhrasing(node: Nodes): node is PhrasingContent {
  return Object.hasOwn(PHRASING, node.type);
}

/** Tells whether a node holds nothing a reader could see. */
export function isBlank(node: Nodes): boolean {
  return node.type === "text" && !/\S/.test(node.value);
}

/** Tells whether a node has children. */
export function hasChildren(node: Nodes): node is Extract<Nodes, { children: readonly RootContent[] }> {
  return "children" in node;
}
