import type {
  BlockContent,
  Data,
  DefinitionContent,
  Literal,
  Parent,
  PhrasingContent,
  RootContent,
} from "mdast";
import type { Color } from "../facts/colors.ts";

/**
 * The nodes that dialects become, beside those of mdast. Dialects end in `markdown/`; `convert/` has a handler
 * for each of these.
 */

/** An admonition of any dialect. */
export interface Callout extends Parent {
  readonly type: "callout";
  /** Lower-case kind as written: `note`, `tip`, … */
  readonly kind: string;
  /** Custom title; null: none was given. */
  readonly title: PhrasingContent[] | null;
  /** Whether the reader can fold it, and how it starts. */
  readonly fold: "open" | "closed" | null;
  /** In place of the kind's own. */
  readonly color?: Color;
  /** An emoji in place of the kind's own. */
  readonly icon?: string;
  children: (BlockContent | DefinitionContent)[];
}

/** Content behind a summary (`<details>`). */
export interface Toggle extends Parent {
  readonly type: "toggle";
  /** Empty: the first paragraph is. */
  readonly summary: PhrasingContent[];
  readonly color?: Color;
  children: (BlockContent | DefinitionContent)[];
}

/** A heading behind which its section can be folded away: the first child is the heading, the others its section. */
export interface Section extends Parent {
  readonly type: "section";
  children: (BlockContent | DefinitionContent)[];
}

/** Contents of which a reader sees one, chosen by its label. */
export interface Tabs extends Parent {
  readonly type: "tabs";
  children: Tab[];
}

export interface Tab extends Parent {
  readonly type: "tab";
  readonly label: PhrasingContent[];
  /** An emoji. */
  readonly icon?: string;
  children: (BlockContent | DefinitionContent)[];
}

/** Contents side by side. */
export interface Columns extends Parent {
  readonly type: "columns";
  children: Column[];
}

export interface Column extends Parent {
  readonly type: "column";
  /** Share of the width in per cent; null: as much as the others. */
  readonly width: number | null;
  children: (BlockContent | DefinitionContent)[];
}

/** Content that stands the same in several places. */
export interface Synced extends Parent {
  readonly type: "synced";
  /** Id or URL of the Notion block it is a copy of; null: it is the original. */
  readonly from: string | null;
  children: (BlockContent | DefinitionContent)[];
}

/** A web page by its address, with a caption: as a bookmark, or shown in place. */
export interface WebPage extends Parent {
  readonly type: "webPage";
  readonly shown: "bookmark" | "embed";
  readonly url: string;
  children: PhrasingContent[];
}

/** A block that leads to another page: a file, or a Notion page by id or URL. The children are its text elsewhere. */
export interface PageLink extends Parent {
  readonly type: "pageLink";
  readonly url: string;
  children: PhrasingContent[];
}

/** The pages above the page. */
export interface Breadcrumb extends Literal {
  readonly type: "breadcrumb";
}

/** Formatting that mdast has no node for: underline, colours, and HTML's twins of emphasis and code. */
export interface Styled extends Parent {
  readonly type: "styled";
  readonly style: {
    readonly bold?: true;
    readonly italic?: true;
    readonly strikethrough?: true;
    readonly underline?: true;
    readonly code?: true;
    readonly color?: Color;
  };
  children: PhrasingContent[];
}

/** Audio, video, a document or a web page shown in place. */
export interface Media extends Literal {
  readonly type: "media";
  readonly media: "video" | "audio" | "pdf" | "file" | "embed";
  readonly url: string;
  readonly title: string | null;
}

/** A table of contents of the page. */
export interface TableOfContents extends Literal {
  readonly type: "tableOfContents";
}

/** A formula inside a line. */
export interface InlineMath extends Literal {
  readonly type: "inlineMath";
  data?: InlineMathData;
}

export interface InlineMathData extends Data {
  /** It was written as one that stands by itself (`$$…$$`). */
  readonly isDisplay?: true;
}

/** A formula by itself. */
export interface Formula extends Literal {
  readonly type: "math";
  data?: FormulaData;
}

export interface FormulaData extends Data {
  /** All of its text, where it turned out to be no formula. */
  readonly source?: string;
}

/** Characters that stand for what the author wrote in others (`:rocket:`, `H~2~O`). */
export interface Sign extends Literal {
  readonly type: "sign";
  /** The text as anchors are made from it. */
  readonly written: string;
}

export const MENTION_KINDS = ["date", "user", "page", "emoji"] as const;

export type MentionKind = (typeof MENTION_KINDS)[number];

/** What Notion shows by its own name: a day, a person by e-mail, a file's page, a custom emoji. */
export interface Mention extends Literal {
  readonly type: "mention";
  readonly kind: MentionKind;
}

/** A place in a line that links lead to. */
export interface Anchor extends Literal {
  readonly type: "anchor";
  readonly id: string;
}

/** Attributes in braces, as they are written; those that are about nothing are text. */
export interface AttributeList extends Literal {
  readonly type: "attributeList";
}

/** A note written where it is called. */
export interface InlineNote extends Parent {
  readonly type: "inlineNote";
  children: PhrasingContent[];
}

/** A tag that a function of the user stands for (`components`). It stands in text or between blocks. */
export interface ComponentNode extends Parent {
  readonly type: "component";
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  children: RootContent[];
}

declare module "mdast" {
  interface RootContentMap {
    inlineNote: InlineNote;
    component: ComponentNode;
    callout: Callout;
    toggle: Toggle;
    styled: Styled;
    media: Media;
    tableOfContents: TableOfContents;
    section: Section;
    tabs: Tabs;
    tab: Tab;
    columns: Columns;
    column: Column;
    synced: Synced;
    webPage: WebPage;
    pageLink: PageLink;
    breadcrumb: Breadcrumb;
    inlineMath: InlineMath;
    math: Formula;
    sign: Sign;
    anchor: Anchor;
    attributeList: AttributeList;
    mention: Mention;
  }
  interface BlockContentMap {
    callout: Callout;
    toggle: Toggle;
    media: Media;
    tableOfContents: TableOfContents;
    section: Section;
    tabs: Tabs;
    tab: Tab;
    columns: Columns;
    column: Column;
    synced: Synced;
    webPage: WebPage;
    pageLink: PageLink;
    breadcrumb: Breadcrumb;
    math: Formula;
  }
  interface PhrasingContentMap {
    inlineNote: InlineNote;
    component: ComponentNode;
    styled: Styled;
    inlineMath: InlineMath;
    sign: Sign;
    anchor: Anchor;
    attributeList: AttributeList;
    mention: Mention;
  }
  interface HeadingData {
    /** By which links reach it, unique within the file. */
    slug?: string;
    /** Explicit ids (`<a name>`, `<h2 id>`) by which links reach it too. */
    ids?: string[];
    toggle?: true;
    color?: Color;
  }
}
