import type { Definition, FootnoteDefinition, Nodes, Root } from "mdast";

/** What references of a document refer to, by identifier; the first definition counts. */
export interface Definitions {
  readonly links: ReadonlyMap<string, Definition>;
  readonly notes: Map<string, FootnoteDefinition>;
}

const WITHOUT_DEFINITIONS: ReadonlySet<string> = new Set(["paragraph", "heading", "table"]);

/** Collects definitions, wherever blocks stand. A loop, not a recursion: nesting may be deep. */
export function collectDefinitions(tree: Root): Definitions {
  const links = new Map<string, Definition>();
  const notes = new Map<string, FootnoteDefinition>();
  const open: Nodes[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "definition" && !links.has(node.identifier)) links.set(node.identifier, node);
    if (node.type === "footnoteDefinition" && !notes.has(node.identifier)) notes.set(node.identifier, node);
    if (!("children" in node) || WITHOUT_DEFINITIONS.has(node.type)) continue;
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i];
      if (child !== undefined) open.push(child);
    }
  }
  return { links, notes };
}
