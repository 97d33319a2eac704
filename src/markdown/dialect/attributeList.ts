import type { PhrasingContent, RootContent, Text } from "mdast";
import type { Anchor, AttributeList } from "../../model/nodes.ts";
import { type Attributes, readAttributes } from "../attributes.ts";
import { isPhrasing } from "../content.ts";
import { codeOf, isLineEnd } from "../micromark/codes.ts";
import { nodesOf } from "../micromark/node.ts";
import { opened, type Scanner, spanConstruct } from "../micromark/span.ts";
import type { ContentKind, Dialect, DialectContext } from "./dialect.ts";
import { at, colorOf } from "./parts.ts";
import { only } from "./presets.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    attributeList: "attributeList";
  }
}

const OPEN = codeOf("{");
const CLOSE = codeOf("}");

function scanner(): Scanner {
  return opened("{", (code) => (code === CLOSE ? "last" : code === OPEN || isLineEnd(code) ? "no" : "more"));
}

/** What a list in braces says; null where it is none: `{id}` in an address is not, nor is an empty one. */
export function attributesIn(source: string): Attributes | null {
  const attributes = readAttributes(source);
  if (attributes === null) return null;
  const { id, classes, values, flags } = attributes;
  if (![...flags].every((flag) => flag === "toggle")) return null;
  return id !== null || classes.length > 0 || values.size > 0 || flags.size > 0 ? attributes : null;
}

/** A place in a line that links lead to; none without an id. */
export function anchorOf({ id }: Attributes, { position }: Pick<RootContent, "position">): Anchor[] {
  return id === null ? [] : [{ type: "anchor", id, value: "", ...at(position) }];
}

/** Nodes of a line that attributes can be about; of other text they would be a part. */
const TAKERS: ReadonlySet<PhrasingContent["type"]> = new Set<PhrasingContent["type"]>([
  "delete",
  "emphasis",
  "footnoteReference",
  "image",
  "imageReference",
  "inlineCode",
  "inlineMath",
  "link",
  "linkReference",
  "mention",
  "sign",
  "strong",
  "styled",
]);

function colored(node: PhrasingContent, attributes: Attributes): PhrasingContent {
  const { color } = colorOf(attributes);
  return color === undefined
    ? node
    : { type: "styled", style: { color }, children: [node], ...at(node.position) };
}

/** Icons of MkDocs are names in colons, and have attributes too. */
const ICON = /:[\w+-]+:$/;

/** A list at the end of a block, on a line of its own (`{: .class }`), is about the block. */
function isAboutBlock(before: Text, list: AttributeList, { options }: DialectContext): boolean {
  if (before.value.endsWith("\n")) return true;
  if (!/\s$/.test(before.value)) return false;
  const { id, classes } = readAttributes(list.value) ?? { id: null, classes: [] };
  const isNamed = id !== null || classes.length > 0;
  return list.value.startsWith("{:") || (options.preset === "vitepress" && isNamed);
}

function apply(done: RootContent[], list: AttributeList, isLast: boolean, context: DialectContext): boolean {
  const before = done.at(-1);
  const attributes = attributesIn(list.value);
  if (before === undefined || attributes === null || attributes.flags.size > 0) return false;
  if (isPhrasing(before) && TAKERS.has(before.type)) {
    done.splice(-1, 1, ...anchorOf(attributes, list), colored(before, attributes));
    return true;
  }
  if (before.type !== "text") return false;
  const isIcon = context.options.preset === "mkdocs" && ICON.test(before.value);
  if (!isIcon && !(isLast && isAboutBlock(before, list, context))) return false;
  done.splice(-1, 1, { ...before, value: before.value.trimEnd() }, ...anchorOf(attributes, list));
  return true;
}

function rewrite(list: readonly RootContent[], _kind: ContentKind, context: DialectContext): RootContent[] {
  const done: RootContent[] = [];
  for (const [index, node] of list.entries()) {
    if (node.type !== "attributeList") done.push(node);
    else if (!apply(done, node, index === list.length - 1, context)) {
      done.push({ type: "text", value: node.value, ...at(node.position) });
    }
  }
  return done;
}

/**
 * Attributes in braces behind what they are about: `![picture](a.png){width=300}`, `**text**{color=red}`,
 * `[text](url){ .button }`. An id is a place to link to, a colour is shown, the rest is for web pages.
 *
 * Sources: https://python-markdown.github.io/extensions/attr_list/, https://github.com/arve0/markdown-it-attrs
 */
export const attributeLists: Dialect = {
  name: "attribute-lists",
  presets: only("mkdocs", "vitepress", "docusaurus"),
  isOwn: true,
  syntax: {
    micromark: {
      text: {
        [OPEN]: spanConstruct({
          token: "attributeList",
          scanner,
          accepts: (source) => attributesIn(source) !== null,
        }),
      },
    },
    fromMarkdown: nodesOf("attributeList", (value) => ({ type: "attributeList", value })),
  },
  siblings: { type: "attributeList", rewrite },
};
