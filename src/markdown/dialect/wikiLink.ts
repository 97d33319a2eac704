import type { Image, Link, RootContent } from "mdast";
import { mediaKindsOf } from "../../facts/media.ts";
import { codeOf, isLineEnd } from "../micromark/codes.ts";
import { combined, nodesOf } from "../micromark/node.ts";
import { opened, type Scanner, spanConstruct } from "../micromark/span.ts";
import type { ContentKind, Dialect, DialectContext } from "./dialect.ts";
import { at } from "./parts.ts";
import { only } from "./presets.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    wikiLink: "wikiLink";
    wikiEmbed: "wikiEmbed";
  }
}

const OPEN = codeOf("[");
const CLOSE = codeOf("]");

function scanner(opening: string): () => Scanner {
  return () => {
    let closing = 0;
    return opened(opening, (code) => {
      if (code === CLOSE) {
        closing += 1;
        return closing === 2 ? "last" : "more";
      }
      return closing > 0 || code === OPEN || isLineEnd(code) ? "no" : "more";
    });
  };
}

interface Parts {
  readonly name: string;
  /** Without its mark; of nested headings the last. */
  readonly heading: string | null;
  readonly rest: readonly string[];
}

/** `Page#Heading|text`; in a table the bar is escaped. */
function partsOf(inside: string): Parts {
  const [target = "", ...rest] = inside.split(/\\?\|/).map((part) => part.trim());
  const [name = "", ...headings] = target.split("#").map((part) => part.trim());
  return { name, heading: headings.at(-1) || null, rest };
}

/** Marks that other tools have for a table of contents. */
const TOC = /^_?toc_?$/i;

function isLink(source: string): boolean {
  const { name, heading } = partsOf(source.replace(/^!?\[\[|\]\]$/g, ""));
  return (name !== "" && !TOC.test(name)) || heading !== null;
}

function linkOf({ name, heading, rest }: Parts): Link {
  const text = rest.join("|") || [name, heading ?? ""].filter((part) => part !== "").join(" > ");
  return {
    type: "link",
    url: heading === null ? name : `${name}#${heading}`,
    children: [{ type: "text", value: text }],
    data: { byName: true },
  };
}

const SIZE = /^\d+(?:x\d+)?$/;

/** An embed shows a file; of a text that is part of a line, it is a link. */
function embedOf(parts: Parts): Image | Link {
  if (mediaKindsOf(parts.name).length === 0) return linkOf(parts);
  const alt = parts.rest.filter((part) => !SIZE.test(part)).join("|");
  return { type: "image", url: parts.name, alt, title: null, data: { byName: true } };
}

/** `![text|300](a.png)`: the size is no part of the text. */
function sized(node: Image): readonly RootContent[] | null {
  const match = /^(?:(.*)\|)?\s*\d+(?:x\d+)?\s*$/s.exec(node.alt ?? "");
  return match === null ? null : [{ ...node, alt: match[1]?.trim() ?? "" }];
}

const BLOCK_ID = /(?:^|\s)(\^[A-Za-z0-9-]+)$/;

/** `^id` at the end of a block names it. */
function blockIds(list: readonly RootContent[], kind: ContentKind, context: DialectContext): RootContent[] {
  const last = list.at(-1);
  if (kind !== "phrasing" || last?.type !== "text") return [...list];
  const id = BLOCK_ID.exec(last.value)?.[1];
  const end = last.position?.end.offset ?? 0;
  if (id === undefined || !/^\n?$/.test(context.source(end, end + 1))) return [...list];
  const value = last.value.replace(BLOCK_ID, "");
  const text: RootContent[] = value === "" ? [] : [{ ...last, value }];
  return [...list.slice(0, -1), ...text, { type: "anchor", id, value: "", ...at(last.position) }];
}

/**
 * Links and embeds by name: `[[Page#Heading|text]]`, `![[image.png|300]]`.
 *
 * Sources: https://help.obsidian.md/links, https://help.obsidian.md/embeds
 */
export const wikiLinks: Dialect = {
  name: "wiki-links",
  presets: only("obsidian"),
  syntax: {
    micromark: {
      text: {
        [OPEN]: spanConstruct({ token: "wikiLink", scanner: scanner("[["), accepts: isLink }),
        [codeOf("!")]: spanConstruct({ token: "wikiEmbed", scanner: scanner("![["), accepts: isLink }),
      },
    },
    fromMarkdown: combined(
      nodesOf("wikiLink", (source) => linkOf(partsOf(source.slice(2, -2)))),
      nodesOf("wikiEmbed", (source) => embedOf(partsOf(source.slice(3, -2)))),
    ),
  },
  rewrites: { image: sized },
  siblings: { type: "text", rewrite: blockIds },
};

declare module "mdast" {
  interface LinkData {
    /** The URL is a name (`Page#Heading`), of a file that may lie anywhere. */
    byName?: true;
  }
  interface ImageData {
    /** The URL is the name of a file that may lie anywhere. */
    byName?: true;
  }
}
