import type { BlockContent, DefinitionContent, Literal, Parent, PhrasingContent } from "mdast";
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
  children: (BlockContent | DefinitionContent)[];
}

/** Content behind a summary (`<details>`). */
export interface Toggle extends Parent {
  readonly type: "toggle";
  readonly summary: PhrasingContent[];
  children: (BlockContent | DefinitionContent)[];
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

declare module "mdast" {
  interface RootContentMap {
    callout: Callout;
    toggle: Toggle;
    styled: Styled;
    media: Media;
    tableOfContents: TableOfContents;
  }
  interface BlockContentMap {
    callout: Callout;
    toggle: Toggle;
    media: Media;
    tableOfContents: TableOfContents;
  }
  interface PhrasingContentMap {
    styled: Styled;
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
