import type { Element } from "hast";
import type { Handle, State } from "hast-util-to-mdast";
import type { PhrasingContent, RootContent } from "mdast";
import { tabsOf } from "../dialect/parts.ts";
import { toFlow } from "./flow.ts";

function textAt({ properties }: Element, ...names: readonly string[]): string | null {
  const found = names
    .map((name) => properties[name])
    .find((value) => typeof value === "string" && value !== "");
  return typeof found === "string" ? found : null;
}

const text = (value: string): PhrasingContent => ({ type: "text", value });

function flowOf(state: State, element: Element) {
  return toFlow(state.all(element));
}

function callout(kind: string | null): Handle {
  return (state, element) => {
    const title = textAt(element, "title");
    const said = textAt(element, "type", "kind", "variant") ?? kind ?? "note";
    const children = flowOf(state, element);
    return {
      type: "callout",
      kind: said.toLowerCase(),
      title: title === null ? null : [text(title)],
      fold: null,
      children,
    };
  };
}

const tab: Handle = (state, element) => {
  const label = textAt(element, "label", "title", "name", "value") ?? "";
  return { type: "tab", label: [text(label)], children: flowOf(state, element) };
};

const tabs: Handle = (state, element) => tabsOf(flowOf(state, element), undefined);

/** A title in bold, then the content. */
const titled: Handle = (state, element) => {
  const title = textAt(element, "title", "label", "alt");
  const content = state.all(element);
  const strong: RootContent[] = title === null ? [] : [{ type: "strong", children: [text(title)] }];
  const description = textAt(element, "description");
  const more: RootContent[] = description === null ? [] : [text(description)];
  const url = textAt(element, "href", "to");
  if (url === null) return [...toFlow(strong), ...toFlow(more), ...toFlow(content)];
  const line: RootContent[] = title === null ? [] : [{ type: "link", url, children: [text(title)] }];
  return [...toFlow(line), ...toFlow(more), ...toFlow(content)];
};

const link: Handle = (state, element) => {
  const url = textAt(element, "to", "href");
  const children = state
    .all(element)
    .filter(
      (node) =>
        node.type === "text" ||
        node.type === "inlineCode" ||
        node.type === "strong" ||
        node.type === "emphasis" ||
        node.type === "image" ||
        node.type === "styled",
    );
  return url === null ? state.all(element) : { type: "link", url, children };
};

const code: Handle = (_state, element) => {
  const value = textAt(element, "code", "children") ?? contentOf(element);
  const title = textAt(element, "title");
  const lang = textAt(element, "lang", "language");
  return { type: "code", lang, meta: title === null ? null : `title="${title}"`, value: value.trim() };
};

function contentOf(element: Element): string {
  return element.children
    .map((child) => (child.type === "text" ? child.value : child.type === "element" ? contentOf(child) : ""))
    .join("");
}

const toggle: Handle = (state, element) => {
  const summary = textAt(element, "summary", "title", "label");
  const children = flowOf(state, element);
  return { type: "toggle", summary: [text(summary ?? "Details")], children };
};

const badge: Handle = (state, element) => {
  const shown = textAt(element, "text");
  return shown === null ? state.all(element) : text(shown);
};

const image: Handle = (_state, element) => {
  const url = textAt(element, "src");
  const alt = textAt(element, "alt") ?? "";
  return url === null ? text(alt) : { type: "image", url, alt, title: null };
};

const contents: Handle = (state, element) => state.all(element);
const flow: Handle = (state, element) => flowOf(state, element);

/** A component nobody described: what it holds, and the texts it was given. */
export const OTHER_COMPONENT: Handle = (state, element) => {
  const given = textAt(element, "title", "label", "alt");
  return given === null ? state.all(element) : [text(`${given} `), ...state.all(element)];
};

/**
 * Components of Docusaurus, Starlight and their kin by lower-case name.
 *
 * Sources: https://docusaurus.io/docs/markdown-features/tabs, https://starlight.astro.build/components/using-components/
 */
export const COMPONENTS: Readonly<Record<string, Handle>> = {
  accordion: toggle,
  admonition: callout(null),
  aside: callout(null),
  badge,
  callout: callout(null),
  card: titled,
  cardgrid: flow,
  caution: callout("caution"),
  code,
  codeblock: code,
  danger: callout("danger"),
  details: toggle,
  filetree: flow,
  fragment: contents,
  icon: () => undefined,
  image,
  important: callout("important"),
  info: callout("info"),
  link,
  linkbutton: link,
  linkcard: titled,
  note: callout("note"),
  steps: flow,
  step: titled,
  tabitem: tab,
  tab,
  tabs,
  tip: callout("tip"),
  warning: callout("warning"),
};
