import type { Heading, RootContent } from "mdast";
import type { Section } from "../../model/nodes.ts";
import type { Attributes } from "../attributes.ts";
import { attributeLists, attributesIn } from "./attributeList.ts";
import { directives } from "./colon/index.ts";
import type { ContentKind, Dialect, DialectContext } from "./dialect.ts";
import { colorOf } from "./parts.ts";

/** Attributes behind a heading's text; null where there are none, or mdnotion's own where they are not read. */
function attributesOf({ children }: Heading, context: DialectContext): Attributes | null {
  const last = children.at(-1);
  const attributes = last?.type === "attributeList" ? attributesIn(last.value) : null;
  return attributes?.flags.has("toggle") && !context.has(directives.name) ? null : attributes;
}

function apply(heading: Heading, attributes: Attributes): void {
  heading.children.pop();
  const last = heading.children.at(-1);
  if (last?.type === "text") last.value = last.value.trimEnd();
  const { id } = attributes;
  const ids = [...(heading.data?.ids ?? []), ...(id === null ? [] : [id])];
  heading.data = { ...heading.data, ...(ids.length > 0 && { ids }), ...colorOf(attributes) };
}

interface Open {
  readonly depth: number;
  readonly section: Section;
}

function extend({ section }: Open, { position }: RootContent): void {
  if (section.position && position) section.position = { start: section.position.start, end: position.end };
}

/** A heading in place of which a section stands, when it folds. */
function sectionOf(heading: Heading, attributes: Attributes): Section | null {
  apply(heading, attributes);
  if (!attributes.flags.has("toggle")) return null;
  return { type: "section", children: [heading], ...(heading.position && { position: heading.position }) };
}

/** Reads what headings say in braces; what follows one that folds, up to the next of its level or higher, is inside. */
function rewrite(list: readonly RootContent[], kind: ContentKind, context: DialectContext): RootContent[] {
  if (kind !== "flow") return [...list];
  const done: RootContent[] = [];
  const open: Open[] = [];
  const put = (node: RootContent): void => {
    const holder: { children: RootContent[] } | undefined = open.at(-1)?.section;
    (holder?.children ?? done).push(node);
    for (const one of open) extend(one, node);
  };
  for (const node of list) {
    if (node.type !== "heading") {
      put(node);
      continue;
    }
    while ((open.at(-1)?.depth ?? 0) >= node.depth) open.pop();
    const attributes = attributesOf(node, context);
    const section = attributes && sectionOf(node, attributes);
    put(section ?? node);
    if (section) open.push({ depth: node.depth, section });
  }
  return done;
}

/**
 * Attributes of headings: `## Title {#id .class}`, and mdnotion's own: `## Title {toggle color=red}`. They are read
 * before the line they stand in.
 */
export const headingAttributes: Dialect = {
  name: "heading-attributes",
  presets: attributeLists.presets,
  isOwn: true,
  siblings: { type: "heading", rewrite },
};
