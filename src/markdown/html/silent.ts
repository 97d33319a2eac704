import type { Element, ElementContent, Root, RootContent } from "hast";

type Child = RootContent | ElementContent;

/** Elements that only format what is in them. */
const FORMATTING: ReadonlySet<string> = new Set(
  "a abbr b big del em font i ins mark s small span strike strong u".split(" "),
);

/** Anchors with nothing between them; each more would name the same place once again. */
const MAX_ANCHORS = 100;

function isSpace(node: Child): boolean {
  return node.type === "text" && !/\S/.test(node.value);
}

function isSilent(node: Child): node is Element {
  return node.type === "element" && FORMATTING.has(node.tagName) && node.children.every(isSpace);
}

function namesPlace({ properties }: Element): boolean {
  return properties.id !== undefined || properties["name"] !== undefined;
}

/**
 * Takes out elements that format nothing, and joins the spaces round them. A reader sees none of them, but the time
 * it takes to collapse spaces grows by the square of those that stand in a row.
 *
 * @param parent - its children have been through this
 */
export function dropSilent(parent: Root | Element): void {
  const holder: { children: Child[] } = parent;
  if (!holder.children.some(isSilent)) return;
  const kept: Child[] = [];
  let anchors = 0;
  const keep = (node: Child): void => {
    const last = kept.at(-1);
    if (node.type === "text" && last?.type === "text" && isSpace(node) && isSpace(last)) {
      kept[kept.length - 1] = { ...last, value: last.value + node.value };
    } else kept.push(node);
  };
  for (const child of holder.children) {
    if (isSpace(child)) {
      keep(child);
      continue;
    }
    anchors = isSilent(child) ? anchors + Number(namesPlace(child)) : 0;
    if (isSilent(child) && (!namesPlace(child) || anchors > MAX_ANCHORS)) child.children.forEach(keep);
    else kept.push(child);
  }
  holder.children = kept;
}
