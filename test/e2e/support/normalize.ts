import type { Sandbox, TreeNode } from "../../../src/sandbox/index.ts";

/** A block without anything that differs between two workspaces with the same content. */
export interface PlainNode {
  readonly type: string;
  readonly payload: unknown;
  readonly children: readonly PlainNode[];
}

interface Named {
  readonly name: string;
  readonly node: TreeNode;
  readonly children: readonly Named[];
}

function isChildPage(node: TreeNode): boolean {
  return node.type === "child_page";
}

function titleOf(node: TreeNode): string {
  return typeof node.payload["title"] === "string" ? node.payload["title"] : "";
}

/** Names every block by its place: page titles, and numbers among the blocks that are no pages. */
function nameAll(sandbox: Sandbox, nodes: readonly TreeNode[], prefix: string): readonly Named[] {
  let number = 0;
  return nodes.map((node) => {
    if (!isChildPage(node)) number += 1;
    const name = isChildPage(node) ? `${prefix}/${titleOf(node)}` : `${prefix}#${number}`;
    const below = isChildPage(node) ? sandbox.tree(node.id) : node.children;
    return { name, node, children: nameAll(sandbox, below, name) };
  });
}

function collect(named: readonly Named[], into: Map<string, string>): void {
  for (const { name, node, children } of named) {
    into.set(node.id.replaceAll("-", ""), name);
    collect(children, into);
  }
}

const ID = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/g;
const SIGNED = /https:\/\/prod-files-secure[^"]*|http:\/\/127\.0\.0\.1:\d+\/[^"]*/g;
const VOLATILE = /"expiry_time":"[^"]*"/g;

/**
 * The blocks under a page in a form in which two workspaces with the same content are equal: ids are replaced
 * by the places they stand for, signed URLs and times are left out. Sibling pages are put in the order of
 * their titles, after the blocks: they may be created in any order.
 */
export function plainTree(sandbox: Sandbox, pageId: string): readonly PlainNode[] {
  const named = nameAll(sandbox, sandbox.tree(pageId), "");
  const names = new Map<string, string>();
  collect(named, names);
  const plain = (one: Named): PlainNode => {
    const text = JSON.stringify(one.node.payload)
      .replace(SIGNED, "signed")
      .replace(VOLATILE, '"expiry_time":""')
      .replace(ID, (id) => names.get(id.replaceAll("-", "")) ?? "unknown id");
    return { type: one.node.type, payload: JSON.parse(text), children: sorted(one.children) };
  };
  const sorted = (nodes: readonly Named[]): readonly PlainNode[] => [
    ...nodes.filter(({ node }) => !isChildPage(node)).map(plain),
    ...nodes
      .filter(({ node }) => isChildPage(node))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(plain),
  ];
  return sorted(named);
}
