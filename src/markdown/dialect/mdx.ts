import type { InlineCode, Nodes, Paragraph, PhrasingContent, Root, RootContent } from "mdast";
import { localTargets } from "../../model/paths.ts";
import { isBlank } from "../content.ts";
import { COMPONENTS } from "../html/components.ts";
import type { Included } from "../include/index.ts";
import { WHOLE } from "../include/text.ts";
import { isComponent } from "../mdx/tag.ts";
import { withCode } from "./codeComponent.ts";
import { readComponents, renameComponents } from "./componentNames.ts";
import type { Dialect, DialectContext } from "./dialect.ts";
import { at } from "./parts.ts";
import { EVERY } from "./presets.ts";

/** Components that are texts wait as an empty paragraph until their turn comes. */
function waiting(url: string, node: Nodes): Paragraph {
  return { type: "paragraph", children: [], data: { component: url }, ...at(node.position) };
}

/** Components that stand in a line of text. */
const INLINE: ReadonlySet<string> = new Set(["badge", "fragment", "icon", "image", "link", "linkbutton"]);

/** The JSX tag that a node is; null: none. */
function tagOf(node: RootContent): string | null {
  return node.type === "html" ? (node.data?.tag ?? null) : null;
}

/** Elements that stand between blocks, also where they begin and end in one line. */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote caption center colgroup dd details dialog div dl dt fieldset figcaption " +
    "figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p section summary table tbody td " +
    "tfoot th thead tr ul"
  ).split(" "),
);

function isBlockTag(node: RootContent): boolean {
  const tag = tagOf(node);
  if (tag === null) return false;
  const name = tag.toLowerCase();
  return isComponent(tag) ? Object.hasOwn(COMPONENTS, name) && !INLINE.has(name) : BLOCKS.has(tag);
}

/** A line with tags of blocks in it: those by themselves, what is between them as paragraphs. */
function unravelled(node: Paragraph): RootContent[] {
  if (!node.children.some(isBlockTag)) return [node];
  const result: RootContent[] = [];
  let run: PhrasingContent[] = [];
  const flush = (): void => {
    if (!run.every(isBlank)) result.push({ type: "paragraph", children: run, ...at(node.position) });
    run = [];
  };
  for (const child of node.children) {
    if (isBlockTag(child)) {
      flush();
      result.push(child);
    } else run.push(child);
  }
  flush();
  return result;
}

/** Makes one text of neighbours: expressions that turned out to be text stand apart. */
function joined(list: readonly RootContent[]): RootContent[] {
  const result: RootContent[] = [];
  for (const node of list) {
    const last = result.at(-1);
    if (node.type !== "text" || last?.type !== "text") result.push(node);
    else {
      const [start, end] = [last.position?.start, node.position?.end];
      const value = last.value + node.value;
      result.splice(-1, 1, { type: "text", value, ...(start && end && { position: { start, end } }) });
    }
  }
  return result;
}

type Imports = ReadonlyMap<string, string>;

function component(node: RootContent, tag: string, imports: Imports, context: DialectContext): RootContent[] {
  const url = imports.get(tag);
  if (url !== undefined)
    return node.type === "html" && node.value.startsWith("</") ? [] : [waiting(url, node)];
  const isKnown =
    Object.hasOwn(COMPONENTS, tag.toLowerCase()) || Object.hasOwn(context.options.components, tag);
  if (isComponent(tag) && !isKnown)
    context.reportOnce(tag, "component-unknown", { name: tag }, node.position);
  return [node];
}

function prepareIn(list: readonly RootContent[], imports: Imports, context: DialectContext): RootContent[] {
  const prepared = withCode(list, context).flatMap((node): RootContent[] => {
    const tag = tagOf(node);
    if (tag !== null) return component(node, tag, imports, context);
    if (!("children" in node)) return [node];
    const holder: { children: RootContent[] } = node;
    holder.children = prepareIn(node.children, imports, context);
    if (node.type !== "paragraph") return [node];
    // A text that stands for a component alone in its paragraph is a block.
    const [only] = holder.children;
    return holder.children.length === 1 && only?.type === "paragraph" ? [only] : unravelled(node);
  });
  return joined(prepared);
}

function prepare(root: Root, context: DialectContext): void {
  renameComponents(root, context);
  readComponents(root, context);
  // Other texts have neither, and are left as they are.
  if (root.data?.isMdx !== true) return;
  const imports = new Map(root.data?.imports?.filter(([, url]) => /\.mdx?$/.test(url)));
  root.children = prepareIn(root.children, imports, context);
}

function textOfComponent(node: Paragraph, context: DialectContext): readonly Included[] | null {
  const url = node.data?.component;
  if (url === undefined) return null;
  const targets = localTargets(url, context.path, context.options.linkRoots);
  const candidates = targets.flatMap(({ path }) => path ?? []);
  const request = { candidates, written: url, part: WHOLE, fragment: null, ownLinks: true };
  return context.include(request, node.position);
}

function program(node: InlineCode, context: DialectContext): null {
  if (node.data?.isProgram === true)
    context.reportOnce("", "expression-shown", { expression: node.value }, node.position);
  return null;
}

/** MDX, where a file is of it: components and expressions. Source: https://mdxjs.com/docs/what-is-mdx/ */
export const mdx: Dialect = {
  name: "mdx",
  presets: EVERY,
  prepare,
  rewrites: { paragraph: textOfComponent, inlineCode: program },
};

declare module "mdast" {
  interface ParagraphData {
    /** URL of the text that a component stands for. */
    component?: string;
  }
}
