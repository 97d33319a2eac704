import type { Nodes } from "mdast";
import type { FlowNode, PhrasingNode } from "./context.ts";

const PHRASING_TYPES = {
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
} as const satisfies Record<PhrasingNode["type"], true>;

/** Tells whether a node stands in text. HTML stands in text or between blocks: it is not taken for text here. */
export function isPhrasing(node: Nodes): node is Exclude<PhrasingNode, { type: "html" }> {
  return node.type !== "html" && Object.hasOwn(PHRASING_TYPES, node.type);
}

const FLOW_TYPES = {
  blockquote: true,
  breadcrumb: true,
  callout: true,
  code: true,
  column: true,
  columns: true,
  definition: true,
  footnoteDefinition: true,
  heading: true,
  html: true,
  list: true,
  listItem: true,
  math: true,
  media: true,
  pageLink: true,
  paragraph: true,
  root: true,
  section: true,
  synced: true,
  tab: true,
  table: true,
  tableCell: true,
  tableOfContents: true,
  tableRow: true,
  tabs: true,
  thematicBreak: true,
  toggle: true,
  webPage: true,
  yaml: true,
} as const satisfies Record<FlowNode["type"], true>;

/** Tells whether a node stands as a block, or is a part of one. */
export function isFlow(node: Nodes): node is FlowNode {
  return Object.hasOwn(FLOW_TYPES, node.type);
}
