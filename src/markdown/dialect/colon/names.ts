import type { Code, PhrasingContent, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { Tab } from "../../../model/nodes.ts";
import { isBlank } from "../../content.ts";
import { toFlow } from "../../html/flow.ts";
import type { DialectContext } from "../dialect.ts";
import { at, colorOf, columnsOf, isKnownKind, tabsOf } from "../parts.ts";
import { tableOfContents } from "../toc.ts";
import { labelledTabs } from "./labelled.ts";
import type { Build, Meaning, Spelled } from "./pair.ts";

type Builds = Readonly<Record<string, Build>>;

const ADMONITIONS = "colon-admonitions";
const DIRECTIVES = "directives";

/** A label that says something; null where there is none. */
function labelOf({ label }: Spelled): PhrasingContent[] | null {
  return label.every(isBlank) ? null : label;
}

function text(value: string): PhrasingContent[] {
  return value === "" ? [] : [{ type: "text", value }];
}

function iconOf({ attributes }: Spelled): { readonly icon?: string } {
  const icon = attributes.values.get("icon");
  return icon === undefined ? {} : { icon };
}

const callout: Build = (spelled) => [
  {
    type: "callout",
    kind: spelled.name,
    title: labelOf(spelled),
    fold: null,
    ...colorOf(spelled.attributes),
    ...iconOf(spelled),
    children: toFlow(spelled.content),
    ...at(spelled.position),
  },
];

const toggle: Build = (spelled) => [
  {
    type: "toggle",
    summary: labelOf(spelled) ?? [],
    ...colorOf(spelled.attributes),
    children: toFlow(spelled.content),
    ...at(spelled.position),
  },
];

/** What a browser shows for `<details>` without a summary. */
const details: Build = (spelled, context) =>
  toggle(labelOf(spelled) === null ? { ...spelled, label: text("Details") } : spelled, context);

const tab: Build = (spelled) => [
  {
    type: "tab",
    label: spelled.label,
    ...iconOf(spelled),
    children: toFlow(spelled.content),
    ...at(spelled.position),
  },
];

const tabs: Build = ({ label, content, position }) => [
  ...toFlow(label),
  ...tabsOf(labelledTabs(content), position),
];

/** `50`, `50%` and `0.5` are one half. */
function widthOf({ attributes }: Spelled): number | null {
  const said = /^(\d*\.?\d+)(%?)$/.exec(attributes.values.get("width") ?? "");
  const width = Number(said?.[1] ?? Number.NaN);
  if (!(width > 0)) return null;
  return width <= 1 && said?.[2] === "" ? width * 100 : width;
}

const column: Build = (spelled) => [
  {
    type: "column",
    width: widthOf(spelled),
    children: toFlow([...toFlow(spelled.label), ...spelled.content]),
    ...at(spelled.position),
  },
];

const columns: Build = ({ label, content, position }, context) => {
  const made = columnsOf(content, position);
  const last = made.at(-1);
  const few = last?.type !== "columns" || last.children.length < 2;
  if (few) context.report("columns-too-few", {}, position);
  return [...toFlow(label), ...made];
};

const synced: Build = ({ label, content, attributes, position }) => [
  {
    type: "synced",
    from: attributes.values.get("id") ?? attributes.id,
    children: toFlow([...toFlow(label), ...content]),
    ...at(position),
  },
];

/** What a code group's tab is called: what stands in brackets, else the file's name, else the language. */
function nameOfCode({ lang, meta }: Code): string {
  const said = `${lang ?? ""} ${meta ?? ""}`;
  const title = /\b(?:title|filename)="([^"]*)"/.exec(said)?.[1];
  return /\[([^\]]+)\]/.exec(said)?.[1] ?? title ?? lang ?? "Code";
}

/** A file to be shown in place (`<<< @/a.ts{2} [Label]`). */
function nameOfSnippet(written: string): string | null {
  const snippet = /^<<<\s*(\S+)([\s\S]*)$/.exec(written);
  if (snippet === null) return null;
  const [, path = "", rest = ""] = snippet;
  return /\[([^\]]+)\]/.exec(rest)?.[1] ?? /([^/]+?)(?:[{#].*)?$/.exec(path)?.[1] ?? path;
}

function codeTab(node: RootContent): RootContent {
  if (node.type === "code") {
    const shown: Code = { ...node, meta: node.meta?.replace(/\[[^\]]+\]/, "") ?? null };
    const label = text(nameOfCode(node));
    return { type: "tab", label, children: [shown], ...at(node.position) } satisfies Tab;
  }
  const name = node.type === "paragraph" ? nameOfSnippet(textOf(node)) : null;
  if (name === null || node.type !== "paragraph") return node;
  return { type: "tab", label: text(name), children: [node], ...at(node.position) } satisfies Tab;
}

const codeGroup: Build = ({ label, content, position }) => [
  ...toFlow(label),
  ...tabsOf(content.map(codeTab), position),
];

const contents: Build = ({ label, content }) => [...toFlow(label), ...content];

/** mdnotion's own containers. */
const OWN: Builds = { columns, column, tabs, tab, toggle, synced };

/** Containers that are no admonitions where these are read. Source: https://vitepress.dev/guide/markdown */
const OTHERS: Builds = { details, "code-group": codeGroup, raw: contents, "v-pre": contents };

const webPage = (shown: "bookmark" | "embed"): Build => {
  return ({ name, label, attributes, position }, context) => {
    const url = attributes.values.get("url") ?? attributes.values.get("href") ?? attributes.values.get("src");
    if (url !== undefined) return [{ type: "webPage", shown, url, children: label, ...at(position) }];
    context.report(
      "directive-incomplete",
      { name: `::${name}`, key: "url", example: `::${name}{url=https://…}` },
      position,
    );
    return null;
  };
};

const pageLink: Build = ({ name, label, attributes, position }, context) => {
  const url = ["path", "url", "id"].flatMap((key) => attributes.values.get(key) ?? [])[0];
  if (url !== undefined) return [{ type: "pageLink", url, children: label, ...at(position) }];
  context.report(
    "directive-incomplete",
    { name: `::${name}`, key: "path", example: `::${name}{path=other.md}` },
    position,
  );
  return null;
};

const LEAVES: Builds = {
  bookmark: webPage("bookmark"),
  embed: webPage("embed"),
  page: pageLink,
  breadcrumb: ({ label, position }) => [...toFlow(label), { type: "breadcrumb", value: "", ...at(position) }],
  toc: ({ label, position }) => [...toFlow(label), tableOfContents({ ...at(position) })],
};

function named(table: Builds, name: string): Build | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function special(name: string, context: DialectContext): Build | undefined {
  const own = context.has(DIRECTIVES) ? named(OWN, name) : undefined;
  return own ?? (context.has(ADMONITIONS) ? named(OTHERS, name) : undefined);
}

/** A container with an id begins with the place that links to it lead to. */
function withAnchor(spelled: Spelled): Spelled {
  const { attributes, position, label, content } = spelled;
  if (attributes.id === null || spelled.name === "synced") return spelled;
  const anchor: PhrasingContent = { type: "anchor", id: attributes.id, value: "", ...at(position) };
  if (labelOf(spelled) !== null) return { ...spelled, label: [anchor, ...label] };
  const [first, ...rest] = content;
  if (first?.type !== "paragraph") return spelled;
  return { ...spelled, content: [{ ...first, children: [anchor, ...first.children] }, ...rest] };
}

/** What the names of containers and leaves mean by the dialects that are on. */
export const MEANING: Meaning = {
  container(spelled, context) {
    const build = special(spelled.name, context) ?? (context.has(ADMONITIONS) ? callout : null);
    return build === null ? null : build(withAnchor(spelled), context);
  },
  leaf: (spelled, context) => named(LEAVES, spelled.name)?.(spelled, context) ?? null,
  isSure: (name, context) =>
    special(name, context) !== undefined || (context.has(ADMONITIONS) && isKnownKind(name, context.options)),
};

/** Names of mdnotion's own syntax. */
export const OWN_CONTAINERS: ReadonlySet<string> = new Set(Object.keys(OWN));
export const OWN_LEAVES: ReadonlySet<string> = new Set(Object.keys(LEAVES));
