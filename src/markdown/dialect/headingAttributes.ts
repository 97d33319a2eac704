import type { Heading, RootContent } from "mdast";
import type { Section } from "../../model/nodes.ts";
import { type Attributes, readAttributes } from "../attributes.ts";
import type { ContentKind, Dialect, DialectContext } from "./dialect.ts";
import { colorOf } from "./parts.ts";
import { only } from "./presets.ts";

const BRACES = /[ \t]*(\{[^{}]*\})[ \t]*$/;

/** Tells that the brace is there to be read: `\\{toggle}`. */
function isEscaped({ position }: RootContent, { source }: DialectContext): boolean {
  const from = position?.start.offset;
  const to = position?.end.offset;
  return from !== undefined && to !== undefined && /\\\{[^{]*$/.test(source(from, to));
}

/** Attributes behind a heading's text that are ours to read; null where there are none, or other things among them. */
function attributesOf({ children }: Heading, context: DialectContext): Attributes | null {
  const last = children.at(-1);
  const braces = last?.type === "text" ? BRACES.exec(last.value)?.[1] : undefined;
  if (last === undefined || isEscaped(last, context)) return null;
  const attributes = braces === undefined ? null : readAttributes(braces);
  if (attributes === null || ![...attributes.flags].every((flag) => flag === "toggle")) return null;
  return attributes.flags.has("toggle") || colorOf(attributes).color !== undefined ? attributes : null;
}

function apply(heading: Heading, attributes: Attributes): void {
  const last = heading.children.at(-1);
  if (last?.type === "text") last.value = last.value.replace(BRACES, "");
  if (last?.type === "text" && last.value === "") heading.children.pop();
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

/** mdnotion's own attributes of headings: `## Title {toggle color=red #id}`. */
export const headingAttributes: Dialect = {
  name: "heading-attributes",
  presets: only(),
  isOwn: true,
  siblings: { type: "heading", rewrite },
};
