import type { Element, ElementContent } from "hast";
import { defaultHandlers, type Handle, type State } from "hast-util-to-mdast";
import type { Heading, List, PhrasingContent, RootContent, TableCell } from "mdast";
import { isPhrasing } from "../content.ts";
import { COMPONENT } from "../mdx/tag.ts";
import { COMPONENTS, OTHER_COMPONENT } from "./components.ts";
import { toParagraph } from "./flow.ts";
import { MARKS } from "./marks.ts";
import { MEDIA } from "./media.ts";
import { toPhrasing } from "./phrasing.ts";

function at({ position }: Element): Pick<Element, "position"> {
  return position === undefined ? {} : { position };
}

function isElement(node: ElementContent | undefined, name: string): node is Element {
  return node?.type === "element" && node.tagName === name;
}

/** Children of an element as flow content. */
function flowOf(state: State, children: readonly ElementContent[], like: Element): RootContent[] {
  return state.toFlow(state.all({ ...like, children: [...children] }));
}

/**
 * Splits content into a line of text and what cannot stand in it: an element that should hold a line may hold
 * anything, even all the rest of a page when its end tag is missing.
 */
function lineAndRest(flow: readonly RootContent[]): readonly [PhrasingContent[], RootContent[]] {
  const [first, ...rest] = flow;
  if (first?.type === "paragraph" || first?.type === "heading") return [first.children, rest];
  return [[], [...flow]];
}

function heading(state: State, element: Element): RootContent[] {
  const [children, rest] = lineAndRest(flowOf(state, element.children, element));
  if (children.length === 0) return rest;
  const id = element.properties.id;
  const data = typeof id === "string" && id !== "" ? { data: { ids: [id] } } : {};
  const depths = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 5, h6: 6 } as const satisfies Record<
    string,
    Heading["depth"]
  >;
  const depth = Object.entries(depths).find(([name]) => name === element.tagName)?.[1] ?? 1;
  return [{ type: "heading", depth, children, ...data, ...at(element) }, ...rest];
}

function paragraph(state: State, element: Element): RootContent[] {
  const content = state.all(element);
  return content.length > 0 && content.every(isPhrasing)
    ? toParagraph(content).map((made) => ({ ...made, ...at(element) }))
    : state.toFlow(content);
}

function details(state: State, element: Element): RootContent[] {
  const label = element.children.find((child) => isElement(child, "summary"));
  const body = element.children.filter((child) => child !== label);
  const [summary, rest] = isElement(label, "summary")
    ? lineAndRest(flowOf(state, label.children, label))
    : [[], []];
  // What a browser shows for a missing or empty summary.
  const shown: PhrasingContent[] = summary.length > 0 ? summary : [{ type: "text", value: "Details" }];
  const children = state.toFlow([...rest, ...flowOf(state, body, element)]);
  return [{ type: "toggle", summary: shown, children, ...at(element) }];
}

/** A bold term with its definitions below it: an item of a list, as Notion hangs blocks on those. */
function definitionList(state: State, element: Element): RootContent[] {
  const list: List = {
    type: "list",
    ordered: false,
    start: null,
    spread: false,
    children: [],
    ...at(element),
  };
  const parts = element.children.flatMap((child) => (isElement(child, "div") ? child.children : [child]));
  for (const part of parts) {
    if (part.type === "element" && part.tagName === "dt") {
      const [term, rest] = lineAndRest(flowOf(state, part.children, part));
      const strong: PhrasingContent[] = term.length > 0 ? [{ type: "strong", children: term }] : [];
      const children = state.toFlow([...strong, ...rest]);
      list.children.push({ type: "listItem", spread: false, checked: null, children, ...at(part) });
      continue;
    }
    const body = part.type === "element" && part.tagName === "dd" ? part.children : [part];
    const content = flowOf(state, body, element);
    const item = list.children.at(-1);
    const children = state.toFlow(content);
    if (item !== undefined) item.children.push(...children);
    else if (children.length > 0)
      list.children.push({ type: "listItem", spread: false, checked: null, children });
  }
  return list.children.length > 0 ? [list] : [];
}

/** A table inside a cell gives its rows, which the cell takes as lines. The caption goes before the table. */
function table(state: State, element: Element): RootContent[] {
  if (state.inTable) return state.all(element);
  const captions = element.children.flatMap((child) => (isElement(child, "caption") ? child.children : []));
  return [...flowOf(state, captions, element), defaultHandlers.table(state, element)];
}

function cell(state: State, element: Element): TableCell {
  const made = defaultHandlers.td(state, element);
  return { ...made, children: toPhrasing(made.children) };
}

function code(state: State, element: Element): RootContent {
  const made = defaultHandlers.pre(state, element);
  const { lang } = element.properties;
  return made.lang === null && typeof lang === "string" ? { ...made, lang } : made;
}

const contents: Handle = (state, element) => state.all(element);
const flow: Handle = (state, element) => state.toFlow(state.all(element));
const nothing: Handle = () => undefined;

const components = Object.fromEntries(
  Object.entries({ ...COMPONENTS, other: OTHER_COMPONENT }).map(([name, handle]) => [
    `${COMPONENT}${name}`,
    handle,
  ]),
);

/** What each HTML element becomes, where it is not what `hast-util-to-mdast` makes of it. */
export const HANDLERS: Readonly<Record<string, Handle>> = {
  ...MARKS,
  ...MEDIA,
  ...components,
  annotation: nothing,
  defs: nothing,
  desc: nothing,
  details,
  dialog: flow,
  dl: definitionList,
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  math: contents,
  menu: defaultHandlers.ul,
  metadata: nothing,
  optgroup: contents,
  p: paragraph,
  pre: code,
  summary: paragraph,
  svg: contents,
  table,
  td: cell,
  th: cell,
};

/** Tells whether HTML has an element of that name. */
export function isKnownTag(name: string): boolean {
  return Object.hasOwn(HANDLERS, name) || Object.hasOwn(defaultHandlers, name) || OTHER_TAGS.has(name);
}

/** Elements that need no rule: their content is what they are. */
const OTHER_TAGS: ReadonlySet<string> = new Set([
  "head",
  "search",
  "selectedcontent",
  "fencedframe",
  "portal",
]);
